"""Tests of the report: HTML, JSON, terminal, wording, and how it looks in a browser."""
