"""Rows of catalogue."""
