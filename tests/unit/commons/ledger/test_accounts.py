"""What an account is: which side it grows on, what is available, which codes and floors there may be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.ledger.core.accounts import WON_MAX, Account, AccountKind, checked_code, checked_floor

NOW = datetime(2026, 11, 29, tzinfo=UTC)
EMPTY = Account(code="a", name=Words("가", "A"), kind=AccountKind.ASSET, floor_krw=0, owner="", opened=NOW, moved=NOW)


@pytest.mark.parametrize(
    ("kind", "balance", "held", "coming"),
    [
        (AccountKind.ASSET, 700, 20, 5),
        (AccountKind.EXPENSE, 700, 20, 5),
        (AccountKind.LIABILITY, -700, 5, 20),
        (AccountKind.EQUITY, -700, 5, 20),
        (AccountKind.INCOME, -700, 5, 20),
    ],
)
def test_a_balance_is_taken_on_the_side_that_the_kind_grows_on(
    kind: AccountKind, balance: int, held: int, coming: int
) -> None:
    account = replace(EMPTY, kind=kind, debits_krw=1000, credits_krw=300, debits_pending_krw=5, credits_pending_krw=20)
    assert (account.balance_krw, account.held_krw, account.coming_krw) == (balance, held, coming)
    assert account.available_krw == balance - held


@pytest.mark.parametrize(
    ("floor", "credits", "below"),
    [(0, 100, False), (0, 101, True), (-50, 150, False), (-50, 151, True), (None, 900, False)],
)
def test_an_account_stands_at_its_floor_but_not_below(floor: int | None, credits: int, below: bool) -> None:
    assert replace(EMPTY, floor_krw=floor, debits_krw=100, credits_krw=credits).is_below_floor is below
    held = replace(EMPTY, floor_krw=floor, debits_krw=100, credits_pending_krw=credits)
    assert held.is_below_floor is below, "what is held counts as gone"


@pytest.mark.parametrize("code", ["a", "exchange:escrow", "exchange:01jx:credit", "a-b:c-9", "x" * 120])
def test_a_code_is_words_apart_by_colons(code: str) -> None:
    assert checked_code(code) == code


@pytest.mark.parametrize("code", ["", "A", "a:", ":a", "a::b", "-a", "a b", "가", "a/b", "x" * 121, "a\n"])
def test_any_other_code_is_refused(code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_code(code)
    assert refused.value.code == "account_code_refused"
    assert refused.value.words.ko


@pytest.mark.parametrize("floor", [None, 0, -1, -WON_MAX])
def test_a_floor_is_nothing_or_below(floor: int | None) -> None:
    assert checked_floor(floor) == floor


@pytest.mark.parametrize("floor", [1, -WON_MAX - 1])
def test_a_floor_above_zero_is_refused(floor: int) -> None:
    with pytest.raises(Refused, match="floor"):
        checked_floor(floor)
