"""Ten thousand records from a CKAN over HTTP to searchable, and again unchanged; ten thousand datasets of DCAT Turtle; a
million rows of PostgreSQL. Each is the whole command, its start included, and its largest memory.

data.gov's harvester takes 1 s a package (GSA #1879), CKAN's CSW 2.4 s a dataset (ckanext-dgu #361); rdflib parses 10,000
datasets of Turtle in 30 s and 706 MB.

    python -m bench.harvest [ckan] [dcat] [rows]
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.portals import SEARCH, FakeCkan, Portal, package, portal
from tests.servers import postgres

CHECKOUT = Path(__file__).resolve().parents[1]
RECORDS, ROWS = 10_000, 1_000_000
PEER_S_A_RECORD = 1.0


def main() -> None:
    wanted = sys.argv[1:] or ["ckan", "dcat", "rows"]
    with portal() as opened, tempfile.TemporaryDirectory(prefix="naru-bench-") as home:
        naru(home, opened, "user", "list", "--json")  # the home's database is made before the clock starts
        if "ckan" in wanted:
            ckan(home, opened)
        if "dcat" in wanted:
            dcat(home, opened)
        if "rows" in wanted:
            rows(home, opened)


def ckan(home: str, opened: Portal) -> None:
    opened.routes[SEARCH] = FakeCkan([package(number) for number in range(RECORDS)])
    naru(home, opened, "harvest", "add", opened.address, "--kind", "ckan", "--name", "ckan")
    for name, reach in (("first", 60), ("again", 10)):
        tell(f"CKAN {name}", reach, *naru(home, opened, "harvest", "run", "ckan", "--json"))


def dcat(home: str, opened: Portal) -> None:
    address = opened.says("/catalog.ttl", "".join(turtle()), type="text/turtle")
    naru(home, opened, "harvest", "add", address, "--kind", "dcat", "--name", "dcat")
    for name, reach in (("first", 60), ("again", 10)):
        tell(f"DCAT {name}", reach, *naru(home, opened, "harvest", "run", "dcat", "--json"))


def turtle() -> Iterator[str]:
    yield "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
    for number in range(RECORDS):
        yield (
            f'<https://data.example/d/{number}> a dcat:Dataset ; dct:identifier "d-{number}" ; '
            f'dct:title "공영주차장 {number}"@ko, "Car park {number}"@en ; dct:description "{number}번째 주차장의 위치와 면수"@ko ; '
            f'dcat:keyword "주차장"@ko, "교통"@ko ; dct:license <https://creativecommons.org/licenses/by/4.0/> ; '
            f'dct:issued "2026-01-02" ; dcat:distribution <https://data.example/d/{number}/csv>, <https://data.example/d/{number}/json> .\n'
            f'<https://data.example/d/{number}/csv> a dcat:Distribution ; dcat:downloadURL <https://data.example/{number}.csv> ; dct:format "CSV" .\n'
            f'<https://data.example/d/{number}/json> a dcat:Distribution ; dcat:downloadURL <https://data.example/{number}.json> ; dct:format "JSON" .\n'
        )


def rows(home: str, opened: Portal) -> None:
    import psycopg

    with postgres() as address:
        with psycopg.connect(address) as connection:
            connection.execute(
                "CREATE TABLE trips (no bigint PRIMARY KEY, place text, fare int, weight float8, day date)"
            )
            connection.execute(
                "INSERT INTO trips SELECT n, '정류장 '||n%5000, n%3000, n/7.0, DATE '2026-01-01' + (n%365)::int "
                f"FROM generate_series(1, {ROWS}) n"
            )
        options = ["--option", "table=public.trips", "--option", 'key=["no"]']
        naru(home, opened, "harvest", "add", address, "--kind", "database", "--name", "trips", *options)
        for name, reach in (("first", 10), ("1 % changed", 3)):
            seconds, memory, said = naru(home, opened, "harvest", "run", "trips", "--json")
            drained, _, _ = naru(home, opened, "worker", "--drain", "--json")
            tell(f"rows {name}", reach, seconds + drained, memory, said)
            with psycopg.connect(address) as connection:
                connection.execute("UPDATE trips SET fare = fare + 1 WHERE no % 100 = 0")


def naru(home: str, opened: Portal, *words: str) -> tuple[float, int, str]:
    """Seconds, the largest memory in MB of any command so far, and what was said."""
    inner = f"127.0.0.1:{opened.port}"
    environment = os.environ | {"NARU_HOME": home, "PYTHONPATH": str(CHECKOUT / "src"), "NARU_INNER_HOSTS": inner}
    program = "from naru.portal.cli import main; main()"
    command = [sys.executable, "-c", program, *words]
    started = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-500:], done.stderr[-2000:])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return time.monotonic() - started, memory, done.stdout


def tell(name: str, reach_s: int, seconds: float, memory_mb: int, said: str) -> None:
    done = json.loads(said.splitlines()[-1])
    peer = done["met"] * PEER_S_A_RECORD
    print(
        f"{name:18}{done['met']:>10,} met {seconds:8.2f} s (reach {reach_s} s) {memory_mb:>5} MB  {done['state']}, "
        f"{done['added']:,} new, {done['unchanged']:,} unchanged; data.gov {peer:,.0f} s, ratio {seconds / peer:.5f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
