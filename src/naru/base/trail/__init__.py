"""What happened: append-only, hash-chained, checked by anyone.

core/chain.py     records, checkpoints, and the hashes that tie them
core/verbs.py     what each verb says to people, declared by the package whose act it is
core/verify.py    reads an exported trail and says exactly what does not fit; needs no database
models.py         the rows, which the database itself refuses to change
notes.py          where it stood, noted outside the database
keys.py           the installation's signing key
reads.py          the timeline, the lines of an export
actions.py        record, checkpoint, export
checks.py         what the doctor looks at
verbs.py          what the trail records about itself
forms.py pages.py commands.py    the doors: auditors and officers may read it
"""
