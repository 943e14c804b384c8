"""Rows of ingest."""
