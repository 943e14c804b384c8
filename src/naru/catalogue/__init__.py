"""Described, found and granted: the meeting place into which every domain publishes."""
