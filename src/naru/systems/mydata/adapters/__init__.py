"""The programs of holders and receivers."""
