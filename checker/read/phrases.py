"""Phrases by which an empty shell asks for scripts; compared with the folded text."""

NEEDS_SCRIPT = (
    "enable javascript",
    "javascript is required",
    "requires javascript",
    "javascript is disabled",
    "javascript to run this app",
)
