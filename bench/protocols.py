"""Ten thousand datasets said in DCAT-AP, in each syntax, and CKAN's ``package_search`` with facets over them.

Beside it rdflib writes the same graph of 500 datasets in Turtle. Seconds are of the processor, memory is what the process grew by while it wrote.

Measured on two cores that worked on other things too (load 8 to 11): Turtle 1.94 s, first byte 92 ms, no more memory; RDF/XML 2.68 s and
JSON-LD 2.20 s, before XML texts were escaped in one pass; rdflib wrote 500 datasets in 0.75 s where this takes 0.084 s; package_search with
facets: median 73 ms, p95 98 ms, when it still asked the index twice. A quiet machine has yet to say how far from 60 ms it is.

    python -m bench.protocols [dcat] [search]
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench._records import load
from bench._site import home
from tests.clients.environments import FOLDER

REACH_S, REACH_FIRST_MS, REACH_SEARCH_MS = 2.0, 100, 60
PEER_DATASETS = 500
QUERIES = ("주차장", "버스 정류장", "미세먼지", "어린이집 현황", "관광", "공공 와이파이", "인구 통계", "지방세")
FACETS = '["organization", "groups", "res_format", "license_id"]'
PEER = """
import sys, time, rdflib
graph = rdflib.Graph().parse(sys.argv[1], format="turtle")
start = time.process_time()
graph.serialize(destination=sys.argv[2], format="turtle")
print(time.process_time() - start)
"""


def main() -> None:
    wanted = sys.argv[1:] or ["dcat", "search"]
    with home():
        load()
        if "dcat" in wanted:
            dcat()
        if "search" in wanted:
            search()


def dcat() -> None:
    from naru.systems.protocols.core.rdf import Syntax

    for syntax in Syntax:
        before = _memory_mb()
        start, processor = time.perf_counter(), time.process_time()
        pieces = iter(_document(syntax, None))
        first = len(next(pieces))
        first_ms = 1000 * (time.perf_counter() - start)
        size = first + sum(map(len, pieces))
        seconds = time.process_time() - processor
        print(
            f"DCAT {syntax:7} 10,000 datasets {size / 1e6:6.1f} MB {seconds:6.2f} s (reach {REACH_S:g} s)  "
            f"first byte {first_ms:5.1f} ms (reach {REACH_FIRST_MS} ms)  memory +{_memory_mb() - before:.0f} MB",
            flush=True,
        )
    _beside()


def _document(syntax: object, most: int | None) -> Iterator[bytes]:
    from itertools import islice

    from naru.base.kit.person import ANONYMOUS
    from naru.base.kit.words import Words
    from naru.data.catalogue import reads as catalogue
    from naru.systems.protocols.core import rdf_stream
    from naru.systems.protocols.core.addresses import Addresses
    from naru.systems.protocols.core.dcat import CatalogueHead
    from naru.systems.protocols.core.rdf import Syntax
    from naru.systems.protocols.doors.dcat import nodes

    found = islice(catalogue.walked(ANONYMOUS), most)
    head = CatalogueHead(city=Words("부산광역시", "Busan"))
    return rdf_stream.document(Syntax(syntax), nodes(head, found, Addresses("http://testserver")))


def _beside() -> None:
    """The same text, read by rdflib and written by it again."""
    python = FOLDER / "protocols" / "bin" / "python"
    if not python.exists():
        print("rdflib: skipped, its environment is not there (pytest tests/clients/test_protocols.py makes it)")
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "catalogue.ttl"
        file.write_bytes(b"".join(_document("ttl", PEER_DATASETS)))
        processor = time.process_time()
        sum(map(len, _document("ttl", PEER_DATASETS)))
        ours = time.process_time() - processor
        done = subprocess.run([python, "-c", PEER, file, file.with_name("out.ttl")], capture_output=True, text=True)
        theirs = float(done.stdout)
    print(
        f"rdflib: {PEER_DATASETS:,} datasets {theirs:.2f} s, ours {ours:.3f} s, ratio {theirs / ours:.0f}", flush=True
    )


def search() -> None:
    from django.test import Client

    client = Client()
    taken = []
    for round_ in range(4):
        for text in QUERIES:
            asked = {"q": text if round_ % 2 else f"{text} {round_}", "rows": 20, "facet.field": FACETS}
            start = time.perf_counter()
            response = client.get("/api/3/action/package_search", asked)
            taken.append(1000 * (time.perf_counter() - start))
            assert response.json()["success"], response.content[:300]
    taken = sorted(taken[len(QUERIES) :])
    high = taken[int(0.95 * len(taken))]
    print(
        f"package_search with facets, 10,000 datasets, {len(taken)} asked: median {statistics.median(taken):.1f} ms, "
        f"p95 {high:.1f} ms (reach {REACH_SEARCH_MS} ms)",
        flush=True,
    )


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
