"""Who read what: rows and bytes of every dataset's versions by door, purpose and entitlement, and no citizen's profile.

core/values.py  one read, and what many of them add up to
core/lines.py   a read as one line of text, and lines added up by day
models.py       reads added up by day
spool.py        lines appended to this process's own file
reads.py        what was read of a dataset, or under an entitlement
recording.py    record a read; roll up what was spooled; forget who
jobs.py commands.py    the doors

*Theory of operation.* A door must not wait for a database's write lock, so ``record`` appends one line to a file of its own
process (``NARU_HOME/usage``), which survives a killed process; what the machine's power takes with it is at most the last
seconds, and then the reader is the one who gains. ``roll_up`` reads every file on from where it stopped, adds the lines up
and writes sums and place in one transaction: exactly once, whoever is killed. Reads of what is open to everyone are counted
without reader, holder or purpose; the line never has them.
"""
