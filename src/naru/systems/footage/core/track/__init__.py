"""Detections become tracks; tracks are joined over gaps and clips."""
