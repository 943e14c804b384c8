"""The site's server: gunicorn's threads behind a door that slow and greedy visitors cannot block.

head.py       the first lines of a request, as far as they decide who waits where; pure
lanes.py      which kind of request waits where, how many run at once, and whose turn it is; pure
pace.py       a socket that gives up on who is too slow
worker.py     the gunicorn worker: waits for requests without a thread, then gives each its turn

*Theory of operation.* A thread is what the site has few of, so nothing that merely waits may hold one. A connection is watched by
the one loop until its whole head has come (and its body, where that is small), for at most ten seconds. Then it belongs to a
*lane*, which has threads of its own: that the site lives, signing in, pages, questions in SQL, downloads, uploads. In a lane an
address has a share and a queue; who waits too long, or in too long a queue, is told at once when to come again. What runs in a
thread reads and writes at a least pace, so that nobody holds it by sending or taking a byte at a time.
"""
