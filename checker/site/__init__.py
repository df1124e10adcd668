"""Read a site instead of a page: which pages, and what they say together."""
