"""What happened: append-only, hash-chained, checked by anyone."""
