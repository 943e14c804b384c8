"""Kept libraries put to use for combinations."""
