"""Two million rows by ten columns, 200 MB, in UTF-8 and CP949: from a file to a searchable table, beside DuckDB's bare copy.

Ours is the whole of ``naru ingest``: hash, encoding, types on every row, rows kept aside, profile, personal data,
Parquet, commit, catalogue and search index, the command's own start included. Beside it stands what DuckDB takes to
parse the same text (in UTF-8, which is all it reads) and write it as Parquet, guessing types from a sample. Memory is
the whole process tree's.

    python -m bench.ingest [--rows 2000000] [--dirty] [--peers PYTHON]

``--dirty`` adds rubbish to a few rows. ``--peers`` names an interpreter that has dlt and frictionless.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
DISTRICTS = ["해운대구", "수영구", "동래구", "부산진구", "사상구", "금정구", "연제구", "남구", "북구", "영도구"]
WARDS = ["우동", "중동", "광안동", "명륜동", "부전동", "감전동", "장전동", "연산동", "대연동", "화명동", "청학동"]
SHOPS = ["나루식당", "바다마트", "광안카페", "동백분식", "부산어묵", "자갈치상회", "국제약국", "서면서점"]
HEADER = "관리번호,상호,구군,도로명주소,법정동코드,개업일자,매출액(천원),이용건수,위도,경도"
ENCODINGS = ("utf-8", "cp949")
RAW = "import duckdb, sys; duckdb.connect().execute(f\"COPY (FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}'\").fetchall()"
DLT = """
import csv, dlt, sys
def rows():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
dlt.pipeline("bench", destination="duckdb", dataset_name="bench").run(dlt.resource(rows, name="bench"))
"""
FRICTIONLESS = """
import sys
from frictionless import Resource, system
system.trusted = True
print(Resource(path=sys.argv[1]).validate().valid)
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
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as folder:
        home = Path(folder)
        files = {encoding: home / f"shops-{encoding}.csv" for encoding in ENCODINGS}
        write(files["utf-8"], asked.rows, dirty=asked.dirty)
        transcode(files["utf-8"], files["cp949"])
        first = home / "first.csv"
        first.write_text("이름,값\n가,1\n", encoding="utf-8")
        timed(_ingest(first), home)  # the home's database is made before the clock starts
        raw = min(
            (
                timed([sys.executable, "-c", RAW, str(files["utf-8"]), str(home / "raw.parquet")], home)
                for _ in range(2)
            ),
            key=lambda run: run.seconds,
        )
        size = files["utf-8"].stat().st_size / 1e6
        print(f"{asked.rows:,} rows, {size:.0f} MB in UTF-8, {files['cp949'].stat().st_size / 1e6:.0f} MB in CP949")
        print(f"{'DuckDB COPY, guessed types':34}{raw.seconds:8.2f} s{raw.memory_mb:8} MB")
        for encoding, path in files.items():
            ours = timed(_ingest(path), home)
            report = json.loads(ours.output.splitlines()[-1])
            print(
                f"{f'naru ingest, {encoding}':34}{ours.seconds:8.2f} s{ours.memory_mb:8} MB   ratio {ours.seconds / raw.seconds:.2f}"
                f"   {report['rows']:,} rows, {report['quarantined']} aside, {report['encoding']}"
            )
        if asked.peers:
            for name, script in (("dlt", DLT), ("frictionless validate", FRICTIONLESS)):
                peer = timed([asked.peers, "-c", script, str(files["utf-8"])], home)
                print(f"{name:34}{peer.seconds:8.2f} s{peer.memory_mb:8} MB   ratio {peer.seconds / raw.seconds:.2f}")


def _ingest(path: Path) -> list[str]:
    return [sys.executable, "-c", "from naru.portal.cli import main; main()", "ingest", str(path), "--json"]


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


def timed(command: list[str], home: Path) -> Run:
    """Run a command in the bench's home, watching the memory of its process and all below it."""
    environment = {
        **os.environ,
        "NARU_HOME": str(home / "naru"),
        "PYTHONPATH": str(CHECKOUT / "src"),
        "HOME": str(home),
    }
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    peak, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            peak[0] = max(peak[0], tree_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - start
    over.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(errors[-2000:])
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
