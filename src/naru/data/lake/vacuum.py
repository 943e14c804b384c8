"""Files that a commit moved in and no version names: what a killed commit left that nobody tried again.

A table's log holds every version it ever had, so a file that stands in no entry belongs to none. Only what is older
than a safe age goes, while the table is locked against this machine's writers; a table whose log has a gap is left
alone.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

import orjson

from naru.data.lake.stores import Store

log = logging.getLogger(__name__)


def sweep(store: Store, *, older_than: timedelta) -> int:
    """Remove the orphans of every table; returns how many."""
    return sum(_sweep_table(store, table_id, older_than) for table_id in store.tables())


def _sweep_table(store: Store, table_id: str, older_than: timedelta) -> int:
    with store.lock(table_id):
        files, entries = store.listed(table_id), store.log_entries(table_id)
        # Every entry adds at least one file: where there are no more files than entries, each has its own.
        if len(files) <= len(entries) or not _is_gapless(entries):
            return 0
        named = {path for entry in entries for path in _added(store.log_entry(table_id, entry))}
        orphans = [file.name for file in files if file.name not in named and file.age >= older_than]
        for name in orphans:
            log.warning("the lake's table %s loses %s, which no version names", table_id, name)
            store.remove(table_id, name)
        return len(orphans)


def _is_gapless(entries: Iterable[str]) -> bool:
    return sorted(entries) == [f"{number:020d}.json" for number, _ in enumerate(entries)]


def _added(entry: bytes) -> Iterable[str]:
    actions = (orjson.loads(line) for line in entry.splitlines() if line)
    return [action["add"]["path"] for action in actions if "add" in action]
