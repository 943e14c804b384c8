"""The outside world of footage: video files, models, camera files."""
