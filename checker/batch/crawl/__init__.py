"""Archived pages as a source of a run: finding archives, reading them in stretches, and accounting for every record."""
