"""The ledger under a rush, and killed between any two of its steps: real threads and processes on a real database.

``NARU_RUSHES`` says how many times (the bench: 200).
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.machine import Machine, Nursery, fresh_database, is_running, machine, nursery, quick_folder, wait_until

RUSHES = int(os.environ.get("NARU_RUSHES", "2"))
STEPS = ("ledger.decided", "ledger.entered", "ledger.summed", "ledger.held", "ledger.after")
ACTS = {
    "a payment": ("ledger_values.pay('p', 'buyer', 'seller', 300)",),
    "a group": ("ledger_values.pay('p', 'buyer', 'seller', 300)", "ledger_values.pay('q', 'seller', 'bank', 50)"),
    "a hold": ("ledger_values.hold('p', 'buyer', 'seller', 300)",),
    "a hold posted": ("ledger_values.post('p', 'held', 100)",),
    "a hold voided": ("ledger_values.void('p', 'held')",),
}
AFTER = {
    "a payment": {"buyer": [700, 200], "seller": [300, 0]},
    "a group": {"buyer": [700, 200], "seller": [250, 0]},
    "a hold": {"buyer": [1000, 500], "seller": [0, 0]},
    "a hold posted": {"buyer": [900, 0], "seller": [100, 0]},
    "a hold voided": {"buyer": [1000, 0], "seller": [0, 0]},
}
BEFORE = {"buyer": [1000, 200], "seller": [0, 0]}
PRELOAD = """
from naru.base.kit import crash
from tests import kill_city, rush
from tests import ledgers as ledger_values
"""


@pytest.fixture(scope="module")
def one(run_on: str) -> Iterator[Machine]:
    with quick_folder() as home, fresh_database(run_on) as fresh, machine(home, database_url=fresh) as made:
        yield made


@pytest.fixture(scope="module")
def mother(one: Machine) -> Iterator[Nursery]:
    with nursery(one, PRELOAD) as forks:
        yield forks


def do(mother: Nursery, act: str) -> None:
    child = mother.start(act)
    wait_until(lambda: not is_running(child))


def tell(one: Machine, mother: Nursery, what: str) -> Any:
    out = one.home / "told.json"
    do(mother, f"kill_city.tell({str(out)!r}, lambda: {what})")
    said = json.loads(out.read_text())
    out.unlink()
    return said


@pytest.mark.parametrize("afford", [1, 20, 64])
def test_of_sixty_four_at_once_exactly_as_many_buy_as_the_account_affords(
    one: Machine, mother: Nursery, afford: int
) -> None:
    rounds = f"[rush.buy_at_once({afford} * 1000 + n, {afford}) for n in range({RUSHES})]"
    for ended in tell(one, mother, rounds):
        assert ended == {"bought": afford, "refused": 64 - afford, "left": 99}
    assert tell(one, mother, "rush.is_sound()")


def test_one_request_sent_by_many_at_once_is_entered_once(one: Machine, mother: Nursery) -> None:
    for ended in tell(one, mother, f"[rush.same_id_at_once(n) for n in range({RUSHES})]"):
        assert ended == {"stand": 1, "passed": 12, "refused": 12}
    assert tell(one, mother, "rush.is_sound()")


def test_payments_in_both_directions_never_wait_for_each_other_for_ever(one: Machine, mother: Nursery) -> None:
    assert tell(one, mother, "rush.pay_in_rings(0)") == list(range(16))
    assert tell(one, mother, "rush.is_sound()")


@pytest.fixture
def fresh(run_on: str) -> Iterator[tuple[Machine, Nursery]]:
    with (
        quick_folder() as home,
        fresh_database(run_on) as address,
        machine(home, database_url=address) as made,
        nursery(made, PRELOAD) as forks,
    ):
        yield made, forks


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
def test_killed_between_any_two_steps_it_was_entered_whole_or_not_at_all(
    fresh: tuple[Machine, Nursery], act: str
) -> None:
    one, mother = fresh
    do(mother, "rush.open_books('buyer', 'seller'); rush.enter(ledger_values.pay('fill', 'bank', 'buyer', 1000))")
    do(mother, "rush.enter(ledger_values.hold('held', 'buyer', 'seller', 200))")
    entering = f"rush.enter({', '.join(ACTS[act])})"
    ids = "'p', 'q'"
    for step in STEPS:
        dying = f"kill_city.crash_at({step!r}); {entering}; crash.point('ledger.after'); open({str(one.home / 'alive')!r}, 'w')"
        do(mother, dying)
        assert not Path(one.home / "alive").exists(), f"it did not die at {step}"
        said = tell(one, mother, f"rush.stands({ids})")
        committed = step == "ledger.after"
        assert said["entered"] == (len(ACTS[act]) if committed else 0)
        expected = AFTER[act] if committed else BEFORE
        assert {code: said["balances"][code] for code in expected} == expected
        assert said["sound"]
    for _ in range(5):
        do(mother, entering)
    said = tell(one, mother, f"rush.stands({ids})")
    assert {code: said["balances"][code] for code in BEFORE} == AFTER[act]
    assert (said["entered"], said["sound"]) == (len(ACTS[act]), True)
