"""Search and dataset pages at 100,000 datasets under 30 requests a second, and the memory of a site at rest.

Real records (``../shared/data/catalogue``) are repeated under other districts' names until there are 100,000; without
the real records made-up titles take their place. The site is a real ``naru up`` in a home of its own.

    python -m bench.pages [--datasets 100000] [--rate 30] [--seconds 20]
"""

import argparse
import gzip
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx

CHECKOUT = Path(__file__).resolve().parents[1]
REAL = CHECKOUT.parent / "shared/data/catalogue/data-go-kr-10k.jsonl.gz"
PLACES = (
    "부산광역시",
    "대구광역시",
    "인천광역시",
    "광주광역시",
    "대전광역시",
    "울산광역시",
    "경기도",
    "강원도",
    "전라남도",
    "제주특별자치도",
)
QUESTIONS = (
    "공영주차장",
    "버스 정류장",
    "미세먼지",
    "도서관",
    "무인민원발급기",
    "전통시장",
    "어린이집",
    "관광지 안내",
    "CCTV 설치",
    "재활용",
)
MIB = 1024 * 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--datasets", type=int, default=100_000)
    parser.add_argument("--rate", type=int, default=30)
    parser.add_argument("--seconds", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as home:
        environment = os.environ | {"NARU_HOME": home}
        feed = Path(home) / "feed.jsonl.gz"
        write_feed(feed, asked.datasets)
        began = time.perf_counter()
        subprocess.run(
            [naru(), "ingest", str(feed), "--as", "feed", "--feed", "bench", "--json"],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        print(f"{asked.datasets:,} records searchable after {time.perf_counter() - began:.1f} s")
        ids = json.loads(
            subprocess.run(
                [naru(), "search", "현황", "--json", "--limit", "50"],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        port = free_port()
        site = subprocess.Popen(
            [naru(), "up", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address)
            time.sleep(8)
            print(
                f"memory at rest, site + one worker: {resident(site.pid) / MIB:,.0f} MiB (proportional set size; aim ≤ 1,229)"
            )
            paths = [f"/search/?q={quote(text)}" for text in QUESTIONS] + [
                f"/datasets/{hit['id']}/" for hit in ids["hits"][:20]
            ]
            drive(address, paths, asked.rate, asked.seconds)
            print(f"memory after: {resident(site.pid) / MIB:,.0f} MiB")
        finally:
            os.killpg(site.pid, signal.SIGTERM)
            site.wait(10)


def drive(address: str, paths: list[str], rate: int, seconds: int) -> None:
    """Send ``rate`` requests a second, each at its own time whether or not the last was answered; print what came."""
    took: list[tuple[str, float]] = []
    failed: list[str] = []
    lock = threading.Lock()
    client = httpx.Client(base_url=address, timeout=30, limits=httpx.Limits(max_connections=64))

    def ask(path: str, due: float) -> None:
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            status = client.get(path).status_code
        except httpx.HTTPError as error:
            status = -1
            failed.append(repr(error))
        with lock:
            took.append((path, time.perf_counter() - due))
            if status != 200:
                failed.append(f"{status} {path}")

    for path in paths[:1] + paths[-1:]:
        client.get(path)
    start = time.perf_counter() + 0.5
    choice = random.Random(7)
    with ThreadPoolExecutor(64) as pool:
        for number in range(rate * seconds):
            pool.submit(ask, choice.choice(paths), start + number / rate)
    for kind in ("/search/", "/datasets/"):
        times = sorted(seconds for path, seconds in took if path.startswith(kind))
        print(
            f"{kind:11} {len(times):5} answers  p50 {times[len(times) // 2] * 1000:6.0f} ms  p95 {times[int(len(times) * 0.95)] * 1000:6.0f} ms  (aim p95 ≤ 200 ms)"
        )
    print(f"errors: {len(failed)} {failed[:3]}")


def write_feed(path: Path, wanted: int) -> None:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        for number, record in zip(range(wanted), records(), strict=False):
            out.write(json.dumps(record | {"id": f"bench-{number}"}, ensure_ascii=False) + "\n")


def records() -> Iterator[dict[str, object]]:
    if REAL.exists():
        with gzip.open(REAL, "rt", encoding="utf-8") as lines:
            real = [json.loads(line) for line in lines]
    else:
        print("the real records are not here: made-up titles instead")
        real = [{"title": f"{place} {what} 현황 {n}", "description": what, "organisation": place, "formats": ["csv"], "tags": [what], "published": "2024-05-01"} for place in PLACES for what in QUESTIONS for n in range(100)]  # fmt: skip
    yield from real
    for round_ in range(1, 1000):
        for record in real:
            place = PLACES[round_ % len(PLACES)]
            yield record | {"title": f"{place} {str(record['title']).split(' ', 1)[-1]}", "organisation": place}


def resident(group: int) -> int:
    """The proportional set size in bytes of every process of the group, so that shared pages count once."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _group_of(entry) == group:
            try:
                rollup = (entry / "smaps_rollup").read_text()
            except OSError:
                continue
            total += sum(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
    return total


def _group_of(entry: Path) -> int:
    """The session of a process: children of the supervisor may lead groups of their own."""
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[3])
    except OSError:
        return -1


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            if httpx.get(f"{address}/health/", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise SystemExit("the site did not come up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def naru() -> str:
    return str(Path(sys.executable).parent / "naru")


if __name__ == "__main__":
    main()
