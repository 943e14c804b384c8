"""Paid work's figures: tasks divided, agreement reckoned beside a peer's, a batch taken, saved, checked.

    python -m bench.work [--tasks 120000] [--answers 20000]

Alpha and kappa are compared with the packages ``krippendorff`` and ``scikit-learn`` where they are installed.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from naru.systems.work.core import agreement
from naru.systems.work.core.batching import divide
from tests.machine import machine, quick_folder

TARGETS = {"divide_s": 10.0, "save_p95_ms": 100.0}
RUN = "import json; from bench import _work_desk as run; print(json.dumps(run.measure({saves})))"
T = TypeVar("T")


def timed(act: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    made = act()
    return time.perf_counter() - began, made


def dividing(tasks: int) -> dict[str, float]:
    ids = [f"{number:026}" for number in range(tasks)]
    seconds, made = timed(
        lambda: divide(ids, ids[:200], size=20, gold_in_batch=2, doubled_share=Decimal("0.2"), seed="bench")
    )
    return {"divide_s": seconds, "batches": len(made.batches)}


def agreeing(answers: int) -> dict[str, Any]:
    """Two people, five labels, one answer in seven otherwise."""
    dice = random.Random(7)
    one = [dice.randrange(5) for _ in range(answers)]
    other = [said if dice.random() > 1 / 7 else dice.randrange(5) for said in one]
    seconds, alpha = timed(lambda: agreement.alpha([{"a": a, "b": b} for a, b in zip(one, other, strict=True)]))
    found: dict[str, Any] = {"alpha": alpha, "alpha_s": seconds}
    found["kappa"] = agreement.kappa(list(zip(one, other, strict=True))).value
    if find_spec("krippendorff"):
        peer = import_module("krippendorff")
        found["peer_alpha_s"], found["peer_alpha"] = timed(
            lambda: float(peer.alpha(reliability_data=[one, other], level_of_measurement="nominal"))
        )
    if find_spec("sklearn"):
        found["peer_kappa"] = float(import_module("sklearn.metrics").cohen_kappa_score(one, other))
    return found


def desk(saves: int) -> dict[str, float]:
    """Inside an installation: batches taken, every answer saved, handed in, checked."""
    with quick_folder() as home, machine(home) as one:
        measured: dict[str, float] = json.loads(one.python(RUN.format(saves=saves)).splitlines()[-1])
        return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=120_000)
    parser.add_argument("--answers", type=int, default=20_000)
    parser.add_argument("--saves", type=int, default=400)
    asked = parser.parse_args()
    print(json.dumps(dividing(asked.tasks) | agreeing(asked.answers) | desk(asked.saves), indent=1))


if __name__ == "__main__":
    main()
