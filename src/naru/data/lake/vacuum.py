"""Files that the lake can do without: those no version names, and on demand those of superseded versions.

A table's log holds every version it ever had, so a file that stands in no entry belongs to none: what a killed commit
left that nobody tried again. Only what is older than a safe age goes, while the table is locked against this machine's
writers; a table whose log has a gap is left alone. A version that is vacuumed stays in the log and can no longer be
read; the newest and the pinned ones always can.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

import orjson

from naru.data.lake.stores import LOG, Store

log = logging.getLogger(__name__)


def sweep(store: Store, *, older_than: timedelta) -> int:
    """Remove the orphans of every table; returns how many."""
    return sum(_sweep_table(store, table_id, older_than) for table_id in store.tables())


def _sweep_table(store: Store, table_id: str, older_than: timedelta) -> int:
    with store.lock(table_id):
        files, entries = store.listed(table_id), store.names(table_id, LOG)
        # Every entry adds at least one file: where there are no more files than entries, each has its own.
        if len(files) <= len(entries) or not _is_gapless(entries):
            return 0
        named = {path for entry in entries for path in _added(store.read(table_id, f"{LOG}/{entry}"))}
        orphans = [file.name for file in files if file.name not in named and file.age >= older_than]
        for name in orphans:
            log.warning("the lake's table %s loses %s, which no version names", table_id, name)
            store.remove(table_id, name)
        return len(orphans)


def vacuum(store: Store, table_id: str, keep: Iterable[Iterable[str]]) -> int:
    """Remove the data files of the table that none of the versions to ``keep`` names; returns how many.

    ``keep`` is the file names of each such version. Files on their way, which no version names yet, stay.
    """
    kept = {name for names in keep for name in names}
    named = {path for entry in store.names(table_id, LOG) for path in _added(store.read(table_id, f"{LOG}/{entry}"))}
    gone = [file.name for file in store.listed(table_id) if file.name in named - kept]
    for name in gone:
        store.remove(table_id, name)
    return len(gone)


def _is_gapless(entries: Iterable[str]) -> bool:
    return sorted(entries) == [f"{number:020d}.json" for number, _ in enumerate(entries)]


def _added(entry: bytes) -> Iterable[str]:
    actions = (orjson.loads(line) for line in entry.splitlines() if line)
    return [action["add"]["path"] for action in actions if "add" in action]
