"""What happened: append-only, hash-chained, checked by anyone.

core/values.py    who acted
core/chain.py     records, checkpoints, and the hashes that tie them
core/verify.py    reads an exported trail and says exactly what does not fit; needs no database
models.py         the rows, which the database itself refuses to change
keys.py           the installation's signing key
actions.py        record, checkpoint, export
reads.py          the timeline, the lines of an export
doors.py          who may read: auditors and officers
checks.py         what the doctor looks at
system.py         what the site may know of it
pages.py          /trail/
"""
