"""Small ledgers for tests: accounts as values and in the database, requests that name an act of the tests."""

from datetime import UTC, datetime
from typing import Any

from naru.base.kit.words import Words
from naru.commons.ledger import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.book import Book
from naru.commons.ledger.core.transfers import Act, Hold, Payment, PostHold, VoidHold

NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)
ACT = Act("order.paid", "order-1")


def an_account(code: str, kind: AccountKind = AccountKind.LIABILITY, **values: Any) -> Account:
    said = {"name": Words(code, code), "floor_krw": 0, "owner": "", "opened": NOW, "moved": NOW} | values
    return Account(code=code, kind=kind, **said)


def a_book(**balances: int) -> Book:
    """The bank, an asset, gave every other account what it has; the platform's income has no floor."""
    accounts = {code: an_account(code, credits_krw=won) for code, won in balances.items()}
    whole = sum(balances.values())
    accounts["bank"] = an_account("bank", AccountKind.ASSET, debits_krw=whole)
    accounts["fees"] = an_account("fees", AccountKind.INCOME, floor_krw=None)
    return Book(at=NOW, accounts=accounts)


def open_accounts(**balances: int) -> None:
    """The same in the database; the act of the tests stands in the trail."""
    from naru.base.kit.clock import FrozenClock
    from naru.base.kit.person import SYSTEM
    from naru.base.trail.actions import record
    from naru.commons.ledger import actions

    clock = FrozenClock(NOW)
    actions.open_account("bank", AccountKind.ASSET, Words("은행", "Bank"), by=SYSTEM, clock=clock)
    actions.open_account("fees", AccountKind.INCOME, Words("수수료", "Fees"), floor_krw=None, by=SYSTEM, clock=clock)
    for code, won in balances.items():
        actions.open_account(code, AccountKind.LIABILITY, Words(code, code), by=SYSTEM, clock=clock)
        if won:
            actions.enter(pay(f"open-{code}", "bank", code, won), clock=clock)
    record(SYSTEM.actor, ACT.verb, ACT.subject)


def pay(id: str, debit: str, credit: str, won: int, **more: Any) -> Payment:
    return Payment(**{"id": id, "debit": debit, "credit": credit, "won": won, "act": ACT} | more)


def hold(id: str, debit: str, credit: str, won: int, **more: Any) -> Hold:
    return Hold(**{"id": id, "debit": debit, "credit": credit, "won": won, "act": ACT} | more)


def post(id: str, held: str, won: int | None = None) -> PostHold:
    return PostHold(id=id, hold=held, won=won, act=ACT)


def void(id: str, held: str) -> VoidHold:
    return VoidHold(id=id, hold=held, act=ACT)
