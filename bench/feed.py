"""Ten thousand real catalogue records: the feed to searchable, the same feed again, and what a portal's harvester takes.

Ours is the whole of ``naru ingest`` on an empty home, the command's own start included. CKAN's and GeoNetwork's own
figures (ckanext-dgu#361, ckan#3482, GeoNetwork#6539) are 1 to 7 seconds a record.

    python -m bench.feed [FEED.jsonl.gz]
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
RECORDS = CHECKOUT.parent / "shared" / "data" / "catalogue" / "data-go-kr-10k.jsonl.gz"
PEER_S_A_RECORD = (1.0, 7.0)
REACH_S = {"first": 40.0, "again": 5.0}


def main() -> None:
    feed = Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    if not feed.exists():
        print(f"no feed at {feed}: nothing measured")
        return
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as home:
        run(home, ["user", "list", "--json"])  # the home's database is made before the clock starts
        for name in ("first", "again"):
            seconds, told = run(home, ["ingest", str(feed), "--as", "feed", "--json"])
            done = json.loads(told.splitlines()[-1])
            slowest, fastest = (each * done["records"] for each in reversed(PEER_S_A_RECORD))
            print(
                f"{name:6}{done['records']:>8,} records{seconds:8.2f} s (reach {REACH_S[name]:.0f} s), {done['added']:,} new, "
                f"{done['unchanged']:,} unchanged; portals {fastest:,.0f}-{slowest:,.0f} s, ratio {seconds / fastest:.4f}"
            )


def run(home: str, words: list[str]) -> tuple[float, str]:
    program = "from naru.portal.cli import main; main()"
    environment: dict[str, Any] = os.environ | {"NARU_HOME": home, "PYTHONPATH": str(CHECKOUT / "src")}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=environment, capture_output=True, text=True, check=True
    )
    return time.monotonic() - started, done.stdout


if __name__ == "__main__":
    main()
