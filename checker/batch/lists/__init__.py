"""Forms in which people keep lists of addresses, each turned into rows of cells."""
