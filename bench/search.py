"""Search with facets in process: p50 and p95 at 10,000 real records, and at a million made from them.

``python -m bench.search [--documents 1000000]``. The million documents are the real records' analysed fields under new
ids, titles and publishers shuffled, so that words keep their real frequencies; they have no rows, and their figure is
matching, ranking, counting every facet and reading ids. Nothing is taken from the cache of counts. Beside, over the same
texts and queries in the same run: SQLite FTS5 (trigram) and PostgreSQL full text (simple, GIN), each with one facet
counted by ``group by``; PostgreSQL needs ``BENCH_POSTGRES`` with an address.
"""

import argparse
import os
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import _records
from bench._site import home

QUERIES = 200


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1_000_000)
    wanted = parser.parse_args().documents
    raw = _records.raw()
    with home() as folder:
        _records.load()
        queries = asked(raw)
        report(f"{len(raw):,} records, with rows and facets, goal p95 ≤ 15 ms", {"ours": ours}, queries)
        beside(raw, queries)
        if wanted:
            searcher = million(folder, wanted)
            report(f"{wanted:,} documents, with facets, goal p95 ≤ 60 ms", {"ours": searcher}, queries)
            copies = -(-wanted // len(raw))
            beside(raw * copies, queries)


def asked(raw: list[dict[str, Any]]) -> list[str]:
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
    from naru.catalogue.core.searching import SearchRequest
    from naru.catalogue.search import finding
    from naru.people.core.person import ANONYMOUS

    finding._count.cache_clear()
    return finding.search(SearchRequest(text=text), ANONYMOUS).total


def million(folder: Path, wanted: int) -> Callable[[str], int]:
    """An index of that many documents, and a search in it without rows."""
    import tantivy

    from naru.catalogue.search import documents, facets, finding, keeping
    from naru.catalogue.search.store import Store, writer
    from naru.people.core.person import ANONYMOUS

    prepared = [documents.fields(source) for chunk in documents.sources() for source in chunk]
    chance = random.Random(3)
    store = Store(folder / "million")
    with store.writing():
        place, index = store.fresh()
        with writer(index, threads=2) as pen:
            for number in range(wanted):
                fields = dict(prepared[number % len(prepared)])
                other = chance.choice(prepared)
                fields |= {"id": f"{number:026d}", "publisher": other["publisher"], "year": other["year"]}
                pen.add_document(tantivy.Document(**fields))
        store.switch(place)
    scope = finding._scope(ANONYMOUS)

    def search(text: str) -> int:
        original, keeping._store = keeping._store, lambda _: store  # type: ignore[assignment]
        try:
            reading = finding._strictest_that_finds(text, ANONYMOUS)
            finding._count.cache_clear()
            total, counted = finding._count(store.generation(), scope, reading, (), True)
            finding._page(finding.SearchRequest(text=text), reading, (), scope)
            facets.described(counted, {}, {})
            return total
        finally:
            keeping._store = original

    return search


def beside(raw: list[dict[str, Any]], queries: Sequence[str]) -> None:
    finders: dict[str, Callable[[str], int]] = {"fts5 trigram": fts5(raw)}
    if address := os.environ.get("BENCH_POSTGRES"):
        finders["postgresql simple"] = postgres(address, raw)
    report(f"{len(raw):,} documents, peers, publisher facet", finders, queries)


def fts5(raw: list[dict[str, Any]]) -> Callable[[str], int]:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table docs using fts5(publisher unindexed, body, tokenize='trigram')")
    base.executemany("insert into docs values (?, ?)", ((one["organisation"], _records.text_of(one)) for one in raw))

    def find(text: str) -> int:
        query = " ".join(f'"{word}"' for word in re.findall(r"\w+", text))
        if not query:
            return 0
        base.execute("select rowid from docs where docs match ? order by rank limit 20", (query,)).fetchall()
        counts = base.execute("select publisher, count(*) from docs where docs match ? group by 1", (query,)).fetchall()
        return sum(count for _, count in counts)

    return find


def postgres(address: str, raw: list[dict[str, Any]]) -> Callable[[str], int]:
    import psycopg

    base = psycopg.connect(address, autocommit=True)
    base.execute("drop table if exists docs")
    base.execute("create unlogged table docs (publisher text, body tsvector)")
    with base.cursor().copy("copy docs from stdin") as copy:
        for one in raw:
            words = sorted({word for word in re.findall(r"\w+", _records.text_of(one).lower()) if len(word) < 200})
            copy.write_row((one["organisation"], " ".join(f"'{word}'" for word in words)))
    base.execute("create index on docs using gin (body)")
    base.execute("analyze docs")

    def find(text: str) -> int:
        query = " & ".join(f"'{word}'" for word in re.findall(r"\w+", text.lower()))
        if not query:
            return 0
        base.execute(
            "select ctid from docs, cast(%s as tsquery) q where body @@ q order by ts_rank(body, q) desc limit 20",
            (query,),
        ).fetchall()
        counts = base.execute(
            "select publisher, count(*) from docs where body @@ cast(%s as tsquery) group by 1", (query,)
        ).fetchall()
        return sum(count for _, count in counts)

    return find


def report(what: str, finders: dict[str, Callable[[str], int]], queries: Sequence[str]) -> None:
    print(what, flush=True)
    for name, find in finders.items():
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
