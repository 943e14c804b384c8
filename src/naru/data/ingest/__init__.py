"""Data comes in: files, feeds and addresses become typed tables, with bad rows kept aside.

core/             formats, the text engine, types, the report: pure, run in the limited child
models.py         uploads, sources, loads, feeds
storage.py        places on the disk: uploads as they arrive, the folder of each load
originals.py      whether the bytes as they were brought are still there
uploads.py        files that arrive piece by piece
child_parser.py   our side of the limited child that reads a file
target_tables.py  the dataset and the tables that a load belongs to
reads.py          loads, uploads and feeds as their people see them
load_steps.py     the steps of a load, each of which may be the last one before a crash
harvest.py        feeds of catalogue records
cleanup.py        what a crash left on the disk is cleared
actions.py        start a load, fix it, decide it
fetch.py          files that lie at an address
batch.py          what a command brings in, and what is said of it
report_view.py    a load's report made ready for its page
refs.py           loads as others name them
checks.py         what the doctor looks at
panels.py         parts of other packages' pages: the ways in for files
api_words.py      what the API's reference says in Korean
verbs.py          what bringing files says in the trail
refusals.py       what a person is told when a file cannot come in
pages.py api.py tus.py commands.py jobs.py    the doors; resumable uploads come through the tus protocol

*Theory of operation.* A file is stored under its hash; a *load* remembers who brought which bytes for which source.
A job carries the load through its states, one step at a time. Each step does its slow work first, idempotently
(parse into the load's own folder, commit into the lake under a key made of the load's id), and then, in one fenced
transaction, writes what it did together with the next state. Killed anywhere, the job starts again at the state that
was written: nothing is lost, doubled or half visible, and one load makes one version of each of its tables.
"""
