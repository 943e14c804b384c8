"""The ledger against a model of a dozen lines: whatever is asked, in whatever order, both say the same.

The machine drives the book, which decides all; a shorter one drives the actions on the database, which must keep what the book
decided. ``NARU_LEDGER_SEEDS`` runs more of the first; ``bench/ledger.py`` runs a million operations against the same model.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.base.kit.clock import FrozenClock
from naru.base.kit.refusals import Refused
from naru.commons.ledger import actions, reads
from naru.commons.ledger.core.transfers import Request
from tests.ledger_model import CODES, START, Model, check
from tests.ledgers import NOW, a_book, hold, open_accounts, pay, post, void

SEEDS = int(os.environ.get("NARU_LEDGER_SEEDS", "150"))

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
