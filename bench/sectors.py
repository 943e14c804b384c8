"""Profiles over much data: sixty rules over many rows, a large timetable, AIS sentences; ours and, where it is installed, a peer's.

    python -m bench.sectors [ROWS] [STOP_TIMES] [SENTENCES]

``NARU_PEERS`` names a Python in an environment of its own with ``pyais`` and ``pandera[polars]``; without it ours stands alone.
"""

import os
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from naru.systems.sectors import library
from naru.systems.sectors.core import ais, check, readers
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Profile, profile_of
from naru.systems.sectors.core.reading import Source
from naru.systems.sectors.core.table_engine import check_tables

COLUMNS, RULES = 15, 60
PEERS = os.environ.get("NARU_PEERS", "")
SENTENCES = (
    b"!AIVDM,1,1,,A,13HOI:0P0000VOHLCnHQKwvL05Ip,0*23\n",
    b"!AIVDM,1,1,,A,133sVfPP00PD>hRMDH@jNOvN20S8,0*7F\n",
    b"!AIVDM,1,1,,A,15MrVH0000KH<:V:NtBLoqFP2H9:,0*2F\n",
)


def wide_profile() -> Profile:
    """Fifteen columns with a type, a range, a pattern and a row rule each."""
    columns = [
        {
            "name": f"c{at}",
            "type": "integer",
            "pattern": "^[0-9]+$",
            "min": 0,
            "max": 999_990,
            "words": ["열", "column"],
        }
        for at in range(COLUMNS)
    ]
    rules = [{"id": f"r{at}", "words": ["규칙", "rule"], "must": f"c{at} % 1000 <> 999"} for at in range(COLUMNS)]
    raw: dict[str, Any] = {
        "name": "finance.bench",
        "version": "1",
        "sector": "finance",
        "shape": "table",
        "title": ["벤치", "bench"],
        "summary": ["벤치", "bench"],
        "tables": [{"name": "t", "columns": columns, "rules": rules}],
    }
    return profile_of(raw)


def rules_over(rows: int, folder: Path) -> str:
    path, dice = folder / "rows.parquet", random.Random(7)
    chunk = pa.table({f"c{at}": [str(dice.randrange(1_000_000)) for _ in range(100_000)] for at in range(COLUMNS)})
    with pq.ParquetWriter(path, chunk.schema) as writer:
        for _ in range(max(rows // 100_000, 1)):
            writer.write_table(chunk)
    began = time.perf_counter()
    with Engine(folder, memory="1500MB") as engine:
        outcome = check_tables(engine, wide_profile(), {"t": readers.from_files(engine, "t", [path])}, lists={})
    took_s = time.perf_counter() - began
    broken = sum(each.failed > 0 for each in outcome.rules)
    return f"{RULES} rules over {rows:,} rows: {took_s:.1f} s, {peak_mib()} MiB, {broken} rules broken"


def timetable(stop_times: int, folder: Path) -> str:
    path = folder / "feed.zip"
    stops, length = 2_000, 40
    trips = stop_times // length
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as feed:
        feed.writestr(
            "agency.txt", "agency_id,agency_name,agency_url,agency_timezone\nA,A,https://a.example,Asia/Seoul\n"
        )
        feed.writestr("routes.txt", "route_id,agency_id,route_short_name,route_type\nR,A,1,3\n")
        week = "monday,tuesday,wednesday,thursday,friday,saturday,sunday"
        feed.writestr("calendar.txt", f"service_id,{week},start_date,end_date\nS,1,1,1,1,1,1,1,20260101,20261231\n")
        lines = (f"S{at},정류장 {at},35.{at % 900:03d},129.{at % 900:03d}\n" for at in range(stops))
        feed.writestr("stops.txt", "stop_id,stop_name,stop_lat,stop_lon\n" + "".join(lines))
        feed.writestr("trips.txt", "route_id,service_id,trip_id\n" + "".join(f"R,S,T{at}\n" for at in range(trips)))
        times = (
            f"T{trip},{6 + at // 30:02d}:{at * 2 % 60:02d}:00,{6 + at // 30:02d}:{at * 2 % 60:02d}:30,S{(trip + at) % stops},{at}\n"
            for trip in range(trips)
            for at in range(length)
        )
        feed.writestr("stop_times.txt", "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "".join(times))
    profile = profile_of(library.shipped()["logistics.gtfs"])
    lists = {name: known for name, known in library.shipped_lists().items() if name in profile.code_lists}
    source = Source(path=path, name=path.name, scratch=folder)
    began = time.perf_counter()
    with Engine(folder) as engine:
        report = check.check(engine, profile, source, lists=lists)
    return f"{stop_times:,} stop times: {time.perf_counter() - began:.1f} s, {report.verdict.value}"


def sentences(count: int, folder: Path) -> str:
    path = folder / "ships.nmea"
    with path.open("wb") as file:
        for _ in range(count // len(SENTENCES) // 1000 + 1):
            file.write(b"".join(SENTENCES) * 1000)
    began = time.perf_counter()
    decoded = ais.decode(ais.read_sentences(ais.lines_of(path)))
    ours = sum(decoded.counts.values()) / (time.perf_counter() - began)
    said = f"AIS: {ours:,.0f} messages/s"
    program = (
        "import sys, time; from pyais.stream import FileReaderStream; t = time.perf_counter(); "
        f"n = sum(1 for m in FileReaderStream({str(path)!r}) if m.decode()); print(n / (time.perf_counter() - t))"
    )
    theirs = peer(program)
    return said + (f"; pyais {theirs:,.0f}/s; {ours / theirs:.1f} ×" if theirs else "; pyais not installed")


def peer(program: str) -> float:
    if not PEERS:
        return 0.0
    done = subprocess.run([PEERS, "-c", program], capture_output=True, text=True, check=False)
    return float(done.stdout.split()[-1]) if done.returncode == 0 and done.stdout.strip() else 0.0


def peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(sizes: list[int]) -> int:
    rows, stops, messages = [*sizes, *(10_000_000, 1_000_000, 1_000_000)[len(sizes) :]]
    steps: tuple[tuple[Callable[[int, Path], str], int], ...] = (
        (rules_over, rows),
        (timetable, stops),
        (sentences, messages),
    )
    for step, size in steps:
        with TemporaryDirectory() as folder:
            print(step(size, Path(folder)), flush=True)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
    import django

    django.setup()
    sys.exit(main([int(each) for each in sys.argv[1:]]))
