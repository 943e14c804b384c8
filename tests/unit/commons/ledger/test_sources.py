"""What a purchase may be paid from: rules and balances in, won out."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.sources import Purchase, SpendingRule, checked_rule, covered_krw, sources_for

DAY = date(2026, 11, 29)
SEVENTY = Decimal("0.7")


def bought(won: int = 1000, category: str = "data", seller: str = "s") -> Purchase:
    return Purchase(category=category, won=won, seller=seller, about="order/1", on=DAY)


def account(code: str, credits_krw: int, closed: datetime | None = None) -> Account:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Account(
        code=code, name=Words(code, code), kind=AccountKind.LIABILITY, floor_krw=0, owner="o", opened=at, moved=at,
        closed=closed, credits_krw=credits_krw,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "available", "purchase", "won"),
    [
        (SpendingRule(categories=("data",)), 5000, bought(), 1000),
        (SpendingRule(categories=("data",)), 999, bought(), 999),
        (SpendingRule(categories=("data",)), -1, bought(), 0),
        (SpendingRule(categories=("course",)), 5000, bought(), 0),
        (SpendingRule(categories=("data",), share_most=SEVENTY), 5000, bought(), 700),
        (SpendingRule(categories=("data",), share_most=SEVENTY), 5000, bought(999), 699),
        (SpendingRule(categories=("data",), until=DAY), 5000, bought(), 1000),
        (SpendingRule(categories=("data",), until=date(2026, 11, 28)), 5000, bought(), 0),
        (SpendingRule(categories=("data",), payees=("s",)), 5000, bought(), 1000),
        (SpendingRule(categories=("data",), payees=("t",)), 5000, bought(), 0),
    ],
)
def test_an_account_pays_what_its_rule_and_balance_let_it(
    rule: SpendingRule, available: int, purchase: Purchase, won: int
) -> None:
    assert covered_krw(rule, available, purchase) == won


def test_what_lapses_first_is_offered_first_and_what_pays_nothing_not_at_all() -> None:
    late = SpendingRule(categories=("data",), share_most=SEVENTY, until=date(2026, 12, 31))
    early = SpendingRule(categories=("data",), until=date(2026, 11, 30))
    ever = SpendingRule(categories=("data",))
    closed = datetime(2026, 2, 1, tzinfo=UTC)
    ruled = [
        (account("a", 50), ever),
        (account("b", 5000), late),
        (account("c", 100), early),
        (account("d", 0), ever),
        (account("e", 50, closed), ever),
    ]
    offered = sources_for(bought(), ruled)
    assert [(each.account, each.covers_krw, each.own_krw) for each in offered] == [
        ("c", 100, 900),
        ("b", 700, 300),
        ("a", 50, 950),
    ]


@pytest.mark.parametrize("share", ["0", "-0.1", "1.00001"])
def test_a_share_is_above_nothing_and_at_most_all(share: str) -> None:
    assert checked_rule(SpendingRule(categories=("data",), share_most=Decimal(1))).share_most == 1
    for rule in (SpendingRule(categories=("data",), share_most=Decimal(share)), SpendingRule(categories=())):
        with pytest.raises(Refused) as refused:
            checked_rule(rule)
        assert refused.value.code == "spending_rule_refused"
