"""The search index: derived from the rows, brought up to date from an outbox, rebuilt at will."""
