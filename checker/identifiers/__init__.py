"""Find official numbers on a page, normalise and recalculate them offline; formats are `rules/identifiers.yaml`."""
