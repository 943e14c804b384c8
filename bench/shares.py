"""One greedy visitor beside the others: the others' p95 at rest and while one asks 50 times a second for whatever costs most.

Ours is the site's own worker (``portal/serving``); the peer is gunicorn's, with as many threads. Both serve the same home, and
addresses are told by ``X-Forwarded-For`` as behind a proxy.

    python -m bench.shares [--seconds 60] [--rate 50] [--rows 200000]
"""

import argparse
import itertools
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx

from bench import _site
from tests.servers import free_port

POLITE = "192.0.2.10"
GREEDY = "192.0.2.66"
POLITE_EVERY_S = 0.25
WORKERS = {"Naru's lanes": "naru.portal.serving.worker.LaneWorker", "gunicorn's gthread": "gthread"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--rows", type=int, default=200_000)
    asked = parser.parse_args()
    with _site.home() as folder:
        name, _ = _site.publish_rows(folder, asked.rows)
        for title, worker in WORKERS.items():
            with serving(worker) as address:
                rest = polite(address, name, asked.seconds / 4)
                with greed(address, name, asked.rate):
                    beside = polite(address, name, asked.seconds)
            print(f"{title:20} p95 at rest {told(rest)}, beside one who asks {asked.rate}/s {told(beside)}", flush=True)
            print(f"{'':20} ratio {p95(beside) / p95(rest):.2f}, unanswered {sum(took is None for took in beside)}")


@contextmanager
def serving(worker: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "naru.portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    options = [
        "--worker-class",
        worker,
        "--threads",
        "16",
        "--workers",
        "1",
        "--no-control-socket",
        "--log-level",
        "error",
    ]
    environment = {**os.environ, "NARU_PROXIES": "1", "NARU_HOSTS": "127.0.0.1"}
    process = subprocess.Popen([*command, *options], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                httpx.get(f"{address}/health/", timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def polite(address: str, name: str, seconds: float) -> list[float | None]:
    """Seconds that each page took somebody who reads, one after the other; None where none came within 20."""
    pages = itertools.cycle(
        ["/", f"/api/v1/tables/{name}/rows?limit=20", "/search/?q=bench", "/health/", "/accounts/login/"]
    )
    took: list[float | None] = []
    end = time.perf_counter() + seconds
    with httpx.Client(headers={"X-Forwarded-For": POLITE}, timeout=20) as client:
        while time.perf_counter() < end:
            began = time.perf_counter()
            try:
                answer = client.get(address + next(pages))
                took.append(time.perf_counter() - began if answer.status_code < 500 else None)
            except httpx.TransportError:
                took.append(None)
            time.sleep(max(0.0, POLITE_EVERY_S - (time.perf_counter() - began)))
    return took


@contextmanager
def greed(address: str, name: str, rate: int) -> Iterator[None]:
    """Downloads as workbooks, heavy questions and pages, without waiting for answers, until the block ends."""
    over = threading.Event()
    heavy = {"sql": f'select a.gu, count(*) from "{name}" a join "{name}" b on a.fee = b.fee group by 1'}

    def ask(number: int) -> None:
        try:
            with httpx.Client(headers={"X-Forwarded-For": GREEDY}, timeout=60) as client:
                match number % 3:
                    case 0:
                        client.get(f"{address}/api/v1/tables/{name}/download.xlsx")
                    case 1:
                        client.post(f"{address}/api/v1/sql", json=heavy)
                    case _:
                        client.get(f"{address}/")
        except httpx.TransportError:
            pass

    def run() -> None:
        with ThreadPoolExecutor(200) as pool:
            for number in itertools.count():
                if over.wait(1 / rate):
                    break
                pool.submit(ask, number)
            pool.shutdown(cancel_futures=True)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()


def p95(took: list[float | None]) -> float:
    """Of all, an unanswered one as twenty seconds."""
    return statistics.quantiles([20.0 if each is None else each for each in took], n=20)[-1]


def told(took: list[float | None]) -> str:
    return f"{p95(took) * 1000:.0f} ms"


if __name__ == "__main__":
    main()
