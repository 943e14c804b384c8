"""What counting reads costs a door: a page of 100 rows through the API with and without it, and one record alone.

python -m bench.usage [--rows 1000000] [--asks 300]
"""

import argparse
import time
from unittest.mock import patch
from urllib.parse import quote

from bench._site import home, publish_rows

COUNTED = 50_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--asks", type=int, default=300)
    asked = parser.parse_args()
    with home() as folder:
        name, _ = publish_rows(folder, asked.rows)
        compare(f"/api/v1/tables/{quote(name)}/rows", asked.asks)
        alone()


def compare(address: str, asks: int) -> None:
    """Ask in turn with counting and without, so that whatever else the machine does befalls both."""
    from django.test import Client

    browser = Client()
    took: dict[bool, list[float]] = {True: [], False: []}
    browser.get(address)
    for number in range(2 * asks):
        counts = number % 2 == 0
        began = time.perf_counter()
        if counts:
            browser.get(address)
        else:
            with patch("naru.data.usage.spool.append", lambda line, now: True):
                browser.get(address)
        took[counts].append(time.perf_counter() - began)
    with_, without = (sorted(took[counts])[asks // 2] * 1e3 for counts in (True, False))
    print(f"a page of rows, median: {with_:.2f} ms counted, {without:.2f} ms not: {with_ / without - 1:+.1%}")


def alone() -> None:
    """One record after the other, and adding them up."""
    from naru.data.usage import recording
    from naru.data.usage.core.values import Use

    use = Use(door="rows", dataset="d" * 26, table="t" * 26, version=3, rows=100, bytes=9_000, reader="r" * 26)
    began = time.perf_counter()
    for _ in range(COUNTED):
        recording.record(use)
    each_us = (time.perf_counter() - began) / COUNTED * 1e6
    began = time.perf_counter()
    lines = recording.roll_up()
    print(f"one record: {each_us:.1f} µs; {lines:,} added up in {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
