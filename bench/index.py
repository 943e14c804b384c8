"""The index at 10,000 real records: the feed until it is searchable, the same feed again, a rebuild, a comparison.

``python -m bench.index``. Beside the rebuild: SQLite FTS5 (trigram) filled with the same texts in the same run, which
analyses nothing and keeps no facets, rights or suggestions.
"""

import sqlite3
import time
from collections.abc import Callable

from bench import _records
from bench._site import home


def main() -> None:
    raw = _records.raw()
    with home():
        from naru.base.kit.person import SYSTEM
        from naru.data.catalogue import actions
        from naru.data.catalogue.search import indexer

        records = _records.records(raw)

        def feed() -> None:
            actions.upsert_records("data-go-kr", records, by=SYSTEM)
            indexer.refresh()

        count = len(records)
        line(f"{count:,} records → searchable", seconds(feed), "goal ≤ 40 s")
        line("the same feed again", seconds(feed), "goal ≤ 5 s")
        rebuilt = seconds(lambda: indexer.rebuild() and None)
        beside = seconds(fts5)
        line("rebuild of the index", rebuilt, f"goal ≤ 15 s   fts5 trigram {beside:.2f} s (×{rebuilt / beside:.1f})")
        began = time.perf_counter()
        differences = indexer.reconcile().total
        line(f"comparison: {differences} differences", time.perf_counter() - began, "goal 0")
        assert len(raw) == count


def fts5() -> None:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table docs using fts5(body, tokenize='trigram')")
    base.executemany("insert into docs values (?)", [(_records.text_of(one),) for one in _records.raw()])


def seconds(call: Callable[[], None]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def line(what: str, ours: float, beside: str) -> None:
    print(f"{what:<34} {ours:8.2f} s   {beside}", flush=True)


if __name__ == "__main__":
    main()
