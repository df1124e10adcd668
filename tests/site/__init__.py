"""Tests of reading a site."""
