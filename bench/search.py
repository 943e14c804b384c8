"""Search with facets in process: p50 and p95 over 10,000 real records, and over a million made from them.

The million are the real records a hundred times, each time under other ids and publishers: rows in the database and
documents in the index, so that words keep their real frequencies and a search does all that it does in the product.
They are written in bulk, since what is measured is searching. No count is taken from what was kept of an earlier
search. Beside, over the same texts and queries in the same run: SQLite FTS5 (trigram) and PostgreSQL full text (simple,
GIN), each with one facet counted by ``group by``.

    python -m bench.search [--documents 10000 1000000] [--kept FOLDER] [--build] [--no-peers]

``--kept`` keeps what was built for the next run, ``--build`` only builds, so that all that is timed can be timed alone.
PostgreSQL is the one at ``BENCH_POSTGRES``, which keeps its table too, else a fresh one where Debian's is installed.
"""

import argparse
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench import _records
from bench._site import home

QUERIES, PEERS_QUERIES = 200, 60  # peers are asked less often: some of their answers take seconds
LENDER = "(one.i * 7 + copies.n * 31) % 10000"
REAL, REAL_GOAL_MS, MANY_GOAL_MS = 10_000, 15, 60


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, nargs="+", default=[REAL, 1_000_000])
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--no-peers", action="store_true")
    asked = parser.parse_args()
    _records.raw()
    if len(asked.documents) > 1:  # a home a process
        flags = [word for word in sys.argv[1:] if not word.isdigit() and word != "--documents"]
        for documents in asked.documents:
            command = [sys.executable, "-m", "bench.search", *flags, "--documents", str(documents)]
            subprocess.run(command, check=True)
        return
    measure(asked.documents[0], asked.kept, only_build=asked.build, peers=not asked.no_peers)


def measure(documents: int, kept: Path | None, *, only_build: bool, peers: bool) -> None:
    raw = _records.raw()
    folder = kept / str(documents) if kept else None
    queries = asked_of(raw)
    with home(folder) as place:
        built(place, documents)
        if not only_build:
            goal = REAL_GOAL_MS if documents <= REAL else MANY_GOAL_MS
            print(f"{documents:,} records, with rows and every facet, goal p95 ≤ {goal} ms", flush=True)
            report("ours", ours, queries)
    if not peers:
        return
    texts = (raw * -(-documents // len(raw)))[:documents]
    with postgres() as address:
        finders = {"fts5 trigram": fts5(texts, folder)}
        if address:
            finders["postgresql simple"] = full_text(address, texts)
        for name, find in finders.items() if not only_build else ():
            report(name, find, queries[:PEERS_QUERIES])


def built(place: Path, documents: int) -> None:
    """The real records through the catalogue; beyond them, rows and documents in bulk."""
    done = place / "built"
    if done.exists():
        return
    began = time.perf_counter()
    _records.load()
    if documents > REAL:
        copy_rows(documents)
        copy_documents(documents)
    done.touch()
    print(f"built {documents:,} in {time.perf_counter() - began:.0f} s", flush=True)


def copy_rows(documents: int) -> None:
    """Copy n of the i-th dataset has the publisher of another; the statement is SQLite's own, for speed."""
    from django.db import connection

    from naru.data.catalogue.models import Dataset

    given = {
        "id": f"printf('%026d', copies.n * {REAL} + one.i)",
        "source_id": "one.source_id || '-' || copies.n",
        "publisher_id": "other.publisher_id",
    }
    columns = [field.column for field in Dataset._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute("pragma synchronous = off")
        cursor.execute(
            "create temp table real as select *, row_number() over (order by id) - 1 as i from catalogue_dataset"
        )
        cursor.execute("create unique index temp.real_i on real (i)")
        cursor.execute(
            f"insert into catalogue_dataset ({', '.join(columns)}) "
            f"with recursive copies(n) as (values(1) union all select n + 1 from copies where n < {documents // REAL - 1}) "
            f"select {', '.join(given.get(column, f'one.{column}') for column in columns)} "
            f"from copies, real one join real other on other.i = {LENDER} order by 1"
        )
        cursor.execute("drop table temp.real")
        cursor.execute("analyze")


def lender(copy: int, place: int) -> int:
    """The record whose publisher a copy takes: ``LENDER`` in Python."""
    return (place * 7 + copy * 31) % REAL


def copy_documents(documents: int) -> None:
    """One generation of the index with every copy's document: analysed once a real record."""
    import tantivy

    from naru.data.catalogue.search import documents as made
    from naru.data.catalogue.search import indexer
    from naru.data.catalogue.search.schema import packed

    real = [made.fields(source) for chunk in made.sources(ids=real_ids()) for source in chunk]
    store = indexer.store()
    with store.writing():
        folder, index = store.fresh()
        with index.writer(1_000_000_000, 2) as pen:
            for copy in range(documents // REAL):
                for place, fields in enumerate(real):
                    if copy:
                        theirs = real[lender(copy, place)]
                        fields = fields | {name: theirs[name] for name in ("publisher", "region", "publisher_m")}
                        fields |= {"id": f"{copy * REAL + place:026d}", **packed(fields)}
                    pen.add_document(tantivy.Document(**fields))
        store.switch(folder)


def real_ids() -> list[str]:
    from naru.data.catalogue.models import Dataset

    return list(Dataset.objects.exclude(id__startswith="000").order_by("id").values_list("id", flat=True))


def asked_of(raw: list[dict[str, Any]]) -> list[str]:
    """Tags, words and parts of titles, and questions, as people type them."""
    chance = random.Random(5)
    some = chance.sample(raw, QUERIES)
    ways: list[Callable[[dict[str, Any]], str]] = [
        lambda one: chance.choice(one["tags"]) if one["tags"] else one["title"],
        lambda one: chance.choice(re.findall(r"\w+", one["title"])),
        lambda one: " ".join(re.findall(r"\w+", one["title"])[-2:]),
        lambda one: f"{' '.join(re.findall(r'[가-힣]+', one['title'])[-2:])} 어디에서 볼 수 있나요?",
    ]
    return [ways[place % len(ways)](one) for place, one in enumerate(some)]


def ours(text: str) -> int:
    from naru.base.kit.person import ANONYMOUS
    from naru.data.catalogue.core.search_values import SearchRequest
    from naru.data.catalogue.search import indexer, search

    indexer.store().snapshot().kept.clear()
    return search.search(SearchRequest(text=text), ANONYMOUS).total


def fts5(texts: Sequence[dict[str, Any]], kept: Path | None) -> Callable[[str], int]:
    base = sqlite3.connect(kept / "fts5.db" if kept else ":memory:")
    if not base.execute("select 1 from sqlite_master where name = 'docs'").fetchone():
        base.execute("create virtual table docs using fts5(publisher unindexed, body, tokenize='trigram')")
        rows = ((one["organisation"], _records.text_of(one)) for one in texts)
        base.executemany("insert into docs values (?, ?)", rows)
        base.execute("insert into docs (docs) values ('optimize')")
        base.commit()

    def find(text: str) -> int:
        query = " ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        if not query:
            return 0
        base.execute("select rowid from docs where docs match ? order by rank limit 20", (query,)).fetchall()
        counts = base.execute("select publisher, count(*) from docs where docs match ? group by 1", (query,)).fetchall()
        return sum(count for _, count in counts)

    return find


@contextmanager
def postgres() -> Iterator[str | None]:
    from tests import servers

    with ExitStack() as stack:
        if address := os.environ.get("BENCH_POSTGRES"):
            yield address
        elif servers.postgres_programs():
            yield stack.enter_context(servers.postgres())
        else:
            print("  postgresql is not installed: not measured")
            yield None


def full_text(address: str, texts: Sequence[dict[str, Any]]) -> Callable[[str], int]:
    import psycopg

    base = psycopg.connect(address, autocommit=True)
    table = f"docs_{len(texts)}"
    if not base.execute("select 1 from pg_indexes where tablename = %s", (table,)).fetchone():
        base.execute(f"drop table if exists {table}")
        base.execute(f"create unlogged table {table} (publisher text, body tsvector)")
        with base.cursor().copy(f"copy {table} from stdin") as copy:
            for one in texts:
                copy.write_row((one["organisation"], _vector(one)))
        base.execute("set maintenance_work_mem = '512MB'")
        base.execute(f"create index on {table} using gin (body)")
        base.execute(f"vacuum analyze {table}")

    def find(text: str) -> int:
        query = " & ".join(f"'{word}'" for word in re.findall(r"\w+", text.lower()))
        if not query:
            return 0
        base.execute(
            f"select ctid from {table}, cast(%s as tsquery) q where body @@ q order by ts_rank(body, q) desc limit 20",
            (query,),
        ).fetchall()
        counts = base.execute(
            f"select publisher, count(*) from {table} where body @@ cast(%s as tsquery) group by 1", (query,)
        ).fetchall()
        return sum(count for _, count in counts)

    return find


def _vector(one: dict[str, Any]) -> str:
    words = sorted({word for word in re.findall(r"\w+", _records.text_of(one).lower()) if len(word) < 200})
    return " ".join(f"'{word}'" for word in words)


def report(name: str, find: Callable[[str], int], queries: Sequence[str]) -> None:
    for text in queries[:20]:
        find(text)
    times, zero = [], 0
    for text in queries:
        began = time.perf_counter()
        zero += not find(text)
        times.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(times, n=20)
    print(
        f"  {name:<18} p50 {statistics.median(times):8.2f} ms   p95 {cuts[18]:8.2f} ms   "
        f"most {max(times):8.2f} ms   nothing found {zero}/{len(queries)}",
        flush=True,
    )


if __name__ == "__main__":
    main()
