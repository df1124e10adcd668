"""Turn the bytes of a page into text blocks with their place, ready for matching."""
