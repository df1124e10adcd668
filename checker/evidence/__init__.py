"""Captures: taking them, storing them so that one changed bit is found, and reading them again."""
