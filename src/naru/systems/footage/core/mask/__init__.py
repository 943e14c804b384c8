"""Which regions of a frame are covered, and how."""
