"""The ground: what every package of every city needs. ``people`` → ``jobs`` → ``trail`` → ``kit``, each importing only what stands after it."""
