"""Data comes in: files, feeds and addresses become typed tables, with bad rows kept aside.

core/formats/     readers: what the bytes are, and the cells and records in them
core/containers.py ZIP and GZIP, judged before they are opened
core/…            the text engine: encoding, headers, types, profiles, personal data (see core/__init__.py)
core/child.py     all of that in the limited child process
core/states.py    a load's way from received to indexed, as a table
core/origins.py   which files come from the same source, what folders hold
models.py         uploads, sources, loads, feeds
storage.py        the bytes themselves: uploads as they arrive, originals by their hash, the folder of each load
loading.py        the steps of a load, each of which may be the last one before a crash
placing.py        the dataset and the tables that a load belongs to
uploads.py        files that arrive piece by piece
actions.py        start a load, fix it, decide it
panels.py refs.py checks.py system.py    what other pages show of it, how it is named, what the doctor looks at
originals.py      whether the bytes as they were brought are still there
sweeping.py       what a crash left on the disk is cleared
feeding.py        feeds of catalogue records
bringing.py       what a command brings in, and what is said of it
reads.py jobs.py commands.py pages.py api.py urls.py    the doors

*Theory of operation.* A file is stored under its hash; a *load* remembers who brought which bytes for which source.
A job carries the load through its states, one step at a time. Each step does its slow work first, idempotently
(parse into the load's own folder, commit into the lake under a key made of the load's id), and then, in one fenced
transaction, writes what it did together with the next state. Killed anywhere, the job starts again at the state that
was written: nothing is lost, doubled or half visible, and one load makes one version of each of its tables.
"""
