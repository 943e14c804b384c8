"""Two million rows by ten columns, 200 MB, in UTF-8 and CP949: from a file to a searchable table, beside DuckDB's bare copy.

Ours is the whole of ``naru ingest`` in a worker that is up: hash, encoding, types on every row, rows kept aside,
profile, personal data, Parquet, commit, catalogue and search index, the limited child's start included. Beside it stands
what DuckDB takes to parse the same text (in UTF-8, which is all it reads; CP949 after iconv) and write it as Parquet,
guessing types from a sample. Memory is the process tree's beyond what it was before.

    python -m bench.ingest [--rows 2000000] [--dirty] [--peers PYTHON]

``--dirty`` adds rubbish to a few rows. ``--peers`` names an interpreter that has dlt and frictionless.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench._site import home

DISTRICTS = ["해운대구", "수영구", "동래구", "부산진구", "사상구", "금정구", "연제구", "남구", "북구", "영도구"]
WARDS = ["우동", "중동", "광안동", "명륜동", "부전동", "감전동", "장전동", "연산동", "대연동", "화명동", "청학동"]
SHOPS = ["나루식당", "바다마트", "광안카페", "동백분식", "부산어묵", "자갈치상회", "국제약국", "서면서점"]
HEADER = "관리번호,상호,구군,도로명주소,법정동코드,개업일자,매출액(천원),이용건수,위도,경도"
ENCODINGS = ("utf-8", "cp949")
RAW = """
import duckdb, sys, time
start = time.perf_counter()
duckdb.connect().execute(f"COPY (FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}'").fetchall()
print(time.perf_counter() - start)
"""
TRANSCODED_RAW = """
import duckdb, subprocess, sys, time
start = time.perf_counter()
with open(sys.argv[2] + ".csv", "wb") as out:
    subprocess.run(["iconv", "-f", "CP949", "-t", "UTF-8", sys.argv[1]], stdout=out, check=True)
duckdb.connect().execute(f"COPY (FROM read_csv('{sys.argv[2]}.csv')) TO '{sys.argv[2]}'").fetchall()
print(time.perf_counter() - start)
"""
DLT = """
import csv, dlt, sys, time
def rows():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
start = time.perf_counter()
dlt.pipeline("peer", destination="duckdb", dataset_name="shops", pipelines_dir="dlt").run(dlt.resource(rows, name="bench"))
print(time.perf_counter() - start)
"""
FRICTIONLESS = """
import sys, time
from frictionless import Resource, system
system.trusted = True
start = time.perf_counter()
Resource(path=sys.argv[1]).validate(limit_errors=10)
print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    memory_mb: int
    output: str


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--dirty", action="store_true")
    parser.add_argument("--peers", help="an interpreter that has dlt and frictionless")
    asked = parser.parse_args()
    with home() as folder:
        files = {encoding: folder / f"shops-{encoding}.csv" for encoding in ENCODINGS}
        write(files["utf-8"], asked.rows, dirty=asked.dirty)
        transcode(files["utf-8"], files["cp949"])
        (folder / "first.csv").write_text("이름,값\n가,1\n", encoding="utf-8")
        ingest(folder / "first.csv")  # the worker is up: its libraries are loaded, its search is open
        sizes = ", ".join(f"{path.stat().st_size / 1e6:.0f} MB in {encoding}" for encoding, path in files.items())
        print(f"{asked.rows:,} rows, {sizes}")
        command = [sys.executable, "-c", RAW, str(files["utf-8"]), str(folder / "raw.parquet")]
        raw = min((timed(command, folder) for _ in range(2)), key=lambda run: run.seconds)
        show("DuckDB COPY, guessed types", raw, raw.seconds)
        command = [sys.executable, "-c", TRANSCODED_RAW, str(files["cp949"]), str(folder / "transcoded.parquet")]
        show("iconv, then DuckDB COPY", timed(command, folder), raw.seconds)
        for encoding, path in files.items():
            ours = watched(partial(ingest, path))
            report = json.loads(ours.output.splitlines()[-1])
            show(f"naru ingest, {encoding}", ours, raw.seconds)
            print(f"{'':34}{report['rows']:,} rows, {report['quarantined']} aside, {report['encoding']}")
        for name, script in (("dlt", DLT), ("frictionless validate", FRICTIONLESS)) if asked.peers else ():
            show(name, timed([asked.peers, "-c", script, str(files["utf-8"])], folder), raw.seconds)


def show(name: str, run: Run, raw: float) -> None:
    print(f"{name:34}{run.seconds:8.2f} s{run.memory_mb:8} MB   ratio {run.seconds / raw:.2f}", flush=True)


def ingest(path: Path) -> str:
    """What ``naru ingest`` does, in this process and its limited child; returns the report."""
    from click.testing import CliRunner

    from naru.data.ingest.commands import ingest as command

    result = CliRunner().invoke(command, [str(path), "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def write(path: Path, rows: int, *, dirty: bool = False) -> None:
    """Shops of a made-up city: codes with leading zeros, quoted thousands, dates, coordinates, Hangul throughout."""
    chance = random.Random(7)
    places = []
    for _ in range(20_000):
        district = chance.choice(DISTRICTS)
        places.append(
            (
                chance.choice(SHOPS),
                district,
                f"부산 {district} {chance.choice(WARDS)[:-1]}로 {chance.randrange(1, 400)}",
            )
        )
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(f"{HEADER}\r\n")
        for i in range(rows):
            shop, district, address = places[int(chance.random() * 20_000)]
            sales = "집계중" if dirty and i % 10_007 == 0 else f"{int(chance.random() * 9_998_000) + 1000:,}"
            out.write(
                f"{i:08d},{shop}{int(chance.random() * 300)},{district},{address},26{110 + i % 20 * 30:03d}{10100 + i % 19 * 100:05d},"
                f'{1990 + i % 36}-{1 + i % 12:02d}-{1 + i % 28:02d},"{sales}",{int(chance.random() * 5000)},'
                f"{34.9 + chance.random() * 0.4:.5f},{128.8 + chance.random() * 0.5:.5f}\r\n"
            )
            if dirty and i % 100_003 == 7:
                out.write("잘린,줄\r\n")


def transcode(source: Path, target: Path) -> None:
    with source.open(encoding="utf-8", newline="") as text, target.open("w", encoding="cp949", newline="") as out:
        while part := text.read(1 << 22):
            out.write(part)


def timed(command: list[str], folder: Path) -> Run:
    """A command's seconds by its own clock: what it prints last, so that an interpreter's start does not count."""
    run = watched(lambda: subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return Run(float(run.output.split()[-1]), run.memory_mb, run.output)


def watched(work: Callable[[], str]) -> Run:
    """Do the work, watching what this process and all below it take of memory beyond what they had."""
    before, peak, over = tree_memory(os.getpid()), [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            peak[0] = max(peak[0], tree_memory(os.getpid()) - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        start = time.perf_counter()
        output = work()
        seconds = time.perf_counter() - start
    finally:
        over.set()
        watcher.join()
    return Run(seconds, peak[0] >> 20, output)


def tree_memory(pid: int) -> int:
    """Resident bytes of a process and its descendants."""
    parents, sizes = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)], sizes[int(entry.name)] = (
                int(fields[1]),
                int(fields[21]) * os.sysconf("SC_PAGE_SIZE"),
            )
    family = {pid}
    for child in sorted(parents):
        if parents[child] in family:
            family.add(child)
    return sum(sizes.get(member, 0) for member in family)


if __name__ == "__main__":
    main()
