"""Who: users, organisations, roles and tokens."""
