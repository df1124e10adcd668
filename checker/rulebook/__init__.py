"""Rule files: their schema, a strict loader, the phrase language and self-tests."""
