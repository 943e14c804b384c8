"""kill -9 at every step of a trade and at any moment, replayed five times: the trade is as one that was never disturbed."""

import json
import os
import random
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.machine import Machine, Nursery, fresh_database, is_running, machine, nursery, quick_folder, wait_until

KILLS = int(os.environ.get("NARU_KILLS_OF_TRADES", "0"))  # the bench asks for 200 and for every step
REPLAYS = 5
PRELOAD = "from tests import kill_city, kill_market, kill_steps"
STEPS = [
    ("pay", "exchange.held"),
    ("pay", "exchange.paid"),
    ("pay", "exchange.delivered"),
    ("take_statement", "exchange.bank_line"),
    ("accept", "exchange.released"),
    ("withdraw", "exchange.given_back"),
    ("decide", "exchange.decided"),
    ("revoke", "exchange.closed"),
    ("settle", "exchange.settled"),
    ("pay_out", "exchange.paid_out"),
    ("bill", "exchange.use_billed"),
]
FEW = [
    step for step in STEPS if step[1] in {"exchange.paid", "exchange.given_back", "exchange.settled", "exchange.closed"}
]
ACTS = list(dict.fromkeys(act for act, _ in STEPS))

pytestmark = pytest.mark.slow


class Exchange:
    """A machine on which each act is a process of its own."""

    def __init__(self, one: Machine, mother: Nursery) -> None:
        self.one, self.mother, self._numbers = one, mother, count(1)
        self._undisturbed: dict[str, Any] = {}

    def do(self, line: str) -> None:
        child = self.mother.start(line)
        wait_until(lambda: not is_running(child))

    def brought_to(self, act: str) -> int:
        """A new trade, right before the act; its number."""
        number = next(self._numbers)
        self.do(f"kill_market.bring_to({number}, {act!r})")
        return number

    def done(self, number: int, act: str, times: int) -> Any:
        """The trade's account after the act, replayed so often."""
        out = self.one.home / f"account-{number}.json"
        self.do(f"kill_market.do({number}, {act!r}, {times}, {str(out)!r})")
        return json.loads(out.read_text())

    def undisturbed(self, act: str) -> Any:
        """What is true of a trade after the act, done once."""
        if act not in self._undisturbed:
            self._undisturbed[act] = self.done(self.brought_to(act), act, 1)
        return self._undisturbed[act]

    def die(self, number: int, act: str, step: str) -> None:
        survived = self.one.home / "survived"
        self.do(
            f"kill_steps.crash_at({step!r}); kill_market.do({number}, {act!r}); open({str(survived)!r}, 'w').close()"
        )
        assert not survived.exists(), f"it did not die at {step}"

    def die_after(self, number: int, act: str, seconds: float) -> None:
        child = self.mother.start(f"kill_market.do({number}, {act!r})")
        time.sleep(seconds)
        self.mother.kill(child)


@pytest.fixture(scope="module")
def exchange(run_on: str) -> Iterator[Exchange]:
    with (
        quick_folder() as home,
        fresh_database(run_on) as fresh,
        machine(home, database_url=fresh) as one,
        nursery(one, PRELOAD) as mother,
    ):
        yield Exchange(one, mother)


@pytest.mark.parametrize(("act", "step"), STEPS if KILLS else FEW)
def test_an_act_killed_at_a_step_and_replayed_has_one_effect(exchange: Exchange, act: str, step: str) -> None:
    wanted = exchange.undisturbed(act)
    number = exchange.brought_to(act)
    exchange.die(number, act, step)
    assert exchange.done(number, act, REPLAYS) == wanted
    assert wanted["sound"]


@pytest.mark.skipif(not KILLS, reason="python -m bench.kills does it")
def test_an_act_killed_at_any_moment_and_replayed_has_one_effect(exchange: Exchange) -> None:
    dice = random.Random(17)
    for place in range(KILLS):
        act = ACTS[place % len(ACTS)]
        wanted = exchange.undisturbed(act)
        number = exchange.brought_to(act)
        exchange.die_after(number, act, dice.uniform(0, 0.12))
        assert exchange.done(number, act, REPLAYS) == wanted, act
