"""The ledger as text for beancount and for spreadsheets, and the seal over a run of its transfers."""

import csv as reader
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from naru.commons.ledger.core import beancount, csv
from naru.commons.ledger.core.accounts import Account, AccountKind
from naru.commons.ledger.core.seals import sealed
from naru.commons.ledger.core.transfers import Act, Transfer, TransferKind
from tests.ledgers import NOW, a_book, an_account, hold, pay, post


def a_ledger() -> tuple[list[Account], list[Transfer]]:
    book = a_book(buyer=0, seller=0)
    book.enter([pay("in", "bank", "buyer", 1000, reason='계좌 "입금"\n7월')])
    book.enter([hold("h", "buyer", "seller", 600)])
    book.enter([post("p", "h", 250)])
    numbered = [replace(one, number=place) for place, one in enumerate(book.entered, start=1)]
    return list(book.accounts.values()), numbered


def test_beancount_gets_accounts_what_moved_and_the_balances_of_the_day_after() -> None:
    accounts, transfers = a_ledger()
    written = list(beancount.lines(accounts, transfers, title="장부", until=date(2026, 11, 30)))
    assert written[:2] == ['option "title" "장부"\n', 'option "operating_currency" "KRW"\n']
    assert "2026-11-29 open Liabilities:Buyer KRW\n" in written
    text = "".join(written)
    assert text.count(" * ") == 2, "a hold is no money that moved"
    assert '2026-11-29 * "계좌 \\"입금\\" 7월"\n  number: 1\n  id: "in"\n  act: "order.paid order-1"\n' in text
    assert "  Liabilities:Buyer  250 KRW\n  Liabilities:Seller  -250 KRW\n" in text
    assert written[-4:] == [
        "2026-12-01 balance Liabilities:Buyer  -750 KRW\n",
        "2026-12-01 balance Liabilities:Seller  -250 KRW\n",
        "2026-12-01 balance Assets:Bank  1000 KRW\n",
        "2026-12-01 balance Income:Fees  0 KRW\n",
    ]


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("exchange:escrow", AccountKind.LIABILITY, "Liabilities:Exchange:Escrow"),
        ("exchange:01jx-a", AccountKind.ASSET, "Assets:Exchange:01jx-a"),
        ("vat", AccountKind.EXPENSE, "Expenses:Vat"),
        ("own", AccountKind.EQUITY, "Equity:Own"),
        ("fees", AccountKind.INCOME, "Income:Fees"),
    ],
)
def test_an_account_is_called_by_its_kind_and_code(code: str, kind: AccountKind, name: str) -> None:
    assert beancount.name_of(an_account(code, kind)) == name


def test_days_are_the_citys() -> None:
    assert beancount.day_of(datetime(2026, 11, 29, 14, 59, tzinfo=UTC)) == date(2026, 11, 29)
    assert beancount.day_of(datetime(2026, 11, 29, 15, 0, tzinfo=UTC)) == date(2026, 11, 30)


def test_csv_has_a_line_a_transfer_that_reads_back() -> None:
    _, transfers = a_ledger()
    text = "".join(csv.lines(transfers))
    assert text.startswith("\ufeffnumber,")
    rows = list(reader.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["id"], row["kind"], row["won"], row["moves_money"], row["hold"]) for row in rows] == [
        ("in", "payment", "1000", "yes", ""),
        ("h", "hold", "600", "no", ""),
        ("p", "post", "250", "yes", "h"),
    ]
    assert rows[0]["reason"] == '계좌 "입금"\n7월'
    assert (rows[0]["act"], rows[0]["subject"], rows[0]["expires"]) == ("order.paid", "order-1", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_text_of_the_csv_is_a_formula(start: str) -> None:
    _, [first, *_] = a_ledger()
    text = "".join(csv.lines([replace(first, reason=f"{start}1+1", act=Act("a.b", f"{start}x"))]))
    [row] = reader.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert (row["reason"], row["subject"]) == (f"'{start}1+1", f"'{start}x")


CHANGES: list[Callable[[Transfer], Any]] = [
    lambda one: {"won": one.won + 1},
    lambda one: {"id": one.id + "x"},
    lambda one: {"kind": TransferKind.HOLD},
    lambda one: {"debit": "other"},
    lambda one: {"credit": "other"},
    lambda one: {"at": one.at + timedelta(microseconds=1)},
    lambda one: {"act": Act("order.paid", "order-2")},
    lambda one: {"act": Act("order.lost", "order-1")},
    lambda one: {"digest": "0" * 64},
    lambda one: {"reason": "딴말"},
    lambda one: {"hold": "x"},
    lambda one: {"group": "x"},
    lambda one: {"expires": NOW},
]


@pytest.mark.parametrize("change", CHANGES, ids=range(len(CHANGES)))
def test_any_change_breaks_the_seal(change: Callable[[Transfer], Any]) -> None:
    _, transfers = a_ledger()
    seal = sealed(transfers, after=0, through=3)
    assert sealed(transfers, after=0, through=3) == seal
    first, *rest = transfers
    assert sealed([replace(first, **change(first)), *rest], after=0, through=3) != seal
    assert sealed(rest, after=0, through=3) != seal
