"""Rows of trail."""
