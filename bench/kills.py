"""kill -9 at every named step of ingest, index and trades and 200 times at random; prints how many and how long.

python -m bench.kills [--kills 200]
"""

import argparse
import os
import subprocess
import sys
import time


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    kills = parser.parse_args().kills
    began = time.perf_counter()
    tests = [
        "tests/integration/test_kill_everywhere.py",
        "tests/integration/test_workers_killed.py",
        "tests/integration/test_trades_killed.py",
    ]
    environment = os.environ | {
        "NARU_KILLS_EVERYWHERE": str(kills),
        "NARU_KILLS": str(kills),
        "NARU_KILLS_OF_TRADES": str(kills),
    }
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", *tests], env=environment, check=False)
    seconds = time.perf_counter() - began
    print(f"{kills} random kills of loads, {kills} of jobs, {kills} of trades, one at each named step: {seconds:.0f} s")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
