"""The version of this tool, and of the form its results are stored in."""

__version__ = "0.1.0"

SCHEMA_VERSION = "2"
"""Changes when a stored result gets other fields; a result of another version is refused, never guessed at."""
