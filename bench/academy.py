"""The academy's figures: practice with 30 students at once, answers graded an hour, a certificate checked, graduates matched.

    python -m bench.academy [--students 30] [--answers 200]

Answers run in a home of its own on a made table of 20,000 rows. The outside verifier's figure is printed beside ours where
``NARU_BADGE_CLIENT`` names a ``node_modules`` that has ``@digitalbazaar/vc``.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

from naru.systems.academy.core.matching import Asked, Had, match, scores
from tests.machine import machine, quick_folder

TARGETS = {"practice_p95_s": 2.0, "answers_an_hour": 10_000, "verification_ms": 50.0, "matching_s": 5.0}
RUN = "import json; from bench import _academy_practice as run; print(json.dumps(run.measure({students}, {answers})))"


def practice(students: int, answers: int) -> dict[str, float]:
    """Inside an installation: everyone runs an answer at once, again and again; then answers graded one after the other."""
    with quick_folder() as home, machine(home) as one:
        measured: dict[str, float] = json.loads(
            one.python(RUN.format(students=students, answers=answers)).splitlines()[-1]
        )
        return measured


def matching(graduates: int = 10_000, postings: int = 1_000) -> dict[str, float]:
    """Everyone with every posting; a hundred pairs are matched alone as well and must agree."""
    dice = random.Random(7)
    codes = [f"2001{n:04}" for n in range(60)]
    profiles = [
        {code: Had(level=dice.randint(1, 3), evidence="") for code in dice.sample(codes, 6)} for _ in range(graduates)
    ]
    asked = [
        [
            Asked(code=code, level=dice.randint(1, 3), weight=dice.randint(1, 5), is_must=dice.random() < 0.2)
            for code in dice.sample(codes, 4)
        ]
        for _ in range(postings)
    ]
    began = time.perf_counter()
    found = scores(profiles, asked)
    took_s = time.perf_counter() - began
    pairs = [(dice.randrange(graduates), dice.randrange(postings)) for _ in range(100)]
    began = time.perf_counter()
    alone = [match(profiles[row], asked[column]).score for row, column in pairs]
    alone_s = (time.perf_counter() - began) / len(pairs) * graduates * postings
    assert alone == [int(found[pair]) for pair in pairs]
    return {"matching_s": took_s, "matching_one_by_one_s": alone_s}


def verification() -> dict[str, float]:
    """A certificate checked, the median of fifty; the outside verifier's beside it."""
    from tests.unit.systems.academy.test_badges import badge, verdict

    document, took = badge(), []
    for _ in range(50):
        began = time.perf_counter()
        assert verdict(document).value == "valid"
        took.append((time.perf_counter() - began) * 1000)
    figures = {"verification_ms": statistics.median(took)}
    if modules := os.environ.get("NARU_BADGE_CLIENT"):
        figures["verification_digitalbazaar_ms"] = _outside(document, modules)
    return figures


def _outside(document: dict[str, object], modules: str) -> float:
    """Fifty of them in one run of Node, its start taken off by a run of one."""
    bare = {name: value for name, value in document.items() if name != "credentialStatus"}
    script = Path(__file__).resolve().parents[1] / "tests/clients/verify_badge.mjs"
    took = []
    with quick_folder() as folder:
        for count in (1, 51):
            path = folder / f"{count}.json"
            path.write_text(json.dumps([{"credential": bare, "statusList": None}] * count))
            began = time.perf_counter()
            subprocess.run(["node", str(script), modules, str(path)], check=True, capture_output=True)
            took.append(time.perf_counter() - began)
    return (took[1] - took[0]) / 50 * 1000


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--answers", type=int, default=200)
    given = parser.parse_args()
    figures = matching() | verification() | practice(given.students, given.answers)
    for name, value in figures.items():
        target = TARGETS.get(name)
        print(f"{name:32} {value:12,.3f}" + (f"   target {target:,}" if target else ""))
    met = all(
        figures[name] >= target if name == "answers_an_hour" else figures[name] <= target
        for name, target in TARGETS.items()
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
