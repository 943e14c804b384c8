"""The ledger against a model of a dozen lines: whatever is asked, in whatever order, both say the same.

The machine drives the book, which decides all; a shorter one drives the actions on the database, which must keep what the book
decided. ``NARU_LEDGER_SEEDS`` runs more of the first (the bench does: a million operations).
"""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.base.kit.clock import FrozenClock
from naru.base.kit.refusals import Refused
from naru.commons.ledger import actions, reads
from naru.commons.ledger.core.book import Book
from naru.commons.ledger.core.transfers import Hold, Payment, PostHold, Request, VoidHold
from tests.ledgers import NOW, a_book, hold, open_accounts, pay, post, void

SEEDS = int(os.environ.get("NARU_LEDGER_SEEDS", "150"))
CODES = ("bank", "fees", "buyer", "seller", "escrow")
START = {"buyer": 1000, "seller": 0, "escrow": 0}
FLOORS = {"bank": 0, "buyer": 0, "seller": 0, "escrow": 0}

ids = st.sampled_from([f"t{n}" for n in range(12)])
codes = st.sampled_from(CODES)
won = st.sampled_from([1, 7, 100, 333, 400, 1000])
requests = st.one_of(
    st.builds(pay, ids, codes, codes, won),
    st.builds(
        hold,
        ids,
        codes,
        codes,
        won,
        expires=st.sampled_from([None, NOW + timedelta(hours=2), NOW + timedelta(hours=9)]),
    ),
    st.builds(post, ids, ids, st.none() | won),
    st.builds(void, ids, ids),
)
steps = st.one_of(st.lists(requests, min_size=1, max_size=3), st.just("an hour passes"))


class Model:
    """Plain sums: the bank's won are below zero here, as the other side of all the others'."""

    def __init__(self) -> None:
        self.at: datetime = NOW
        self.has = {**START, "fees": 0, "bank": -sum(START.values())}
        self.holds: dict[str, Hold] = {}
        self.groups: dict[str, list[Request]] = {}

    def enter(self, group: list[Request]) -> bool:
        """Whether it is entered, or was before."""
        mine = [request.id for request in group]
        if len(set(mine)) < len(mine):
            return False
        if any(id in self.groups for id in mine):
            return all(self.groups.get(id) == group for id in mine)
        before = dict(self.has), dict(self.holds)
        if all(self._step(request) for request in group):
            self.groups |= dict.fromkeys(mine, group)
            return True
        self.has, self.holds = before
        return False

    def _step(self, request: Request) -> bool:
        match request:
            case Payment():
                return request.debit != request.credit and self._move(request.debit, request.credit, request.won)
            case Hold():
                if request.debit == request.credit or (request.expires and request.expires <= self.at):
                    return False
                self.holds[request.id] = request
                return self._stands()
            case PostHold() | VoidHold():
                held = self.holds.get(request.hold)
                part = 0 if isinstance(request, VoidHold) or held is None else request.won or held.won
                if held is None or part > held.won:
                    return False
                del self.holds[request.hold]
                return self._move(held.debit, held.credit, part)

    def _move(self, debit: str, credit: str, won: int) -> bool:
        self.has[debit] -= won
        self.has[credit] += won
        return self._stands()

    def _stands(self) -> bool:
        """No account gives more than it has: the bank, an asset, gives when it is credited, the others when debited."""
        for code, floor in FLOORS.items():
            held = sum(
                each.won for each in self.holds.values() if code == (each.credit if code == "bank" else each.debit)
            )
            has = -self.has[code] if code == "bank" else self.has[code]
            if has - held < floor:
                return False
        return True

    def pass_an_hour(self) -> None:
        self.at += timedelta(hours=1)
        self.holds = {id: each for id, each in self.holds.items() if each.expires is None or each.expires > self.at}

    def balances(self) -> dict[str, int]:
        return self.has | {"bank": -self.has["bank"]}


def run(
    plan: list[Any], enter: Callable[[list[Request]], Any], wait: Callable[[], None], see: Callable[[], dict[str, int]]
) -> None:
    model = Model()
    for step in plan:
        if isinstance(step, str):
            model.pass_an_hour()
            wait()
        else:
            assert _passes(enter, step) == model.enter(step), step
        assert see() == model.balances()


def _passes(enter: Callable[[list[Request]], Any], group: list[Request]) -> bool:
    try:
        enter(group)
    except Refused:
        return False
    return True


@given(st.lists(steps, max_size=40))
@settings(max_examples=SEEDS)
def test_the_book_does_what_the_model_does(plan: list[Any]) -> None:
    book = a_book(**START)

    def wait() -> None:
        book.at += timedelta(hours=1)
        book.expire_due()

    run(plan, book.enter, wait, lambda: {code: book.accounts[code].balance_krw for code in CODES})
    check(book)


def check(book: Book) -> None:
    """What must be true of any book at any time."""
    assert sum(each.debits_krw - each.credits_krw for each in book.accounts.values()) == 0
    assert not any(each.is_below_floor for each in book.accounts.values())
    held = sum(each.won for each in book.open_holds.values())
    assert sum(each.debits_pending_krw for each in book.accounts.values()) == held
    assert sum(each.credits_pending_krw for each in book.accounts.values()) == held
    endings = [one.hold for one in book.entered if one.hold]
    assert len(endings) == len(set(endings)), "a hold ends once"
    assert len({one.id for one in book.entered}) == len(book.entered)


@pytest.mark.django_db
@given(st.lists(steps, max_size=12))
@settings(max_examples=25)
def test_the_database_keeps_what_the_book_decides(plan: list[Any]) -> None:
    from django.db import transaction

    clock = FrozenClock(NOW)
    with transaction.atomic():
        open_accounts(**START)

        def wait() -> None:
            clock.advance(timedelta(hours=1))
            actions.expire_holds(clock=clock)

        run(
            plan,
            lambda group: actions.enter(*group, clock=clock),
            wait,
            lambda: {code: reads.account(code).balance_krw for code in CODES},
        )
        assert reads.trial_balance().is_sound
        transaction.set_rollback(True)
