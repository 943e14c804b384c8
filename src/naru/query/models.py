"""Rows of query."""
