"""Statements, invoices, bank lines and what is held: for their owners, officers and auditors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.exchange.core.card_payments import CardState
from naru.systems.exchange.core.matching import MatchKind
from naru.systems.exchange.core.settlement import StatementLine
from naru.systems.exchange.models import BankLine as LineRow
from naru.systems.exchange.models import CardPayment
from naru.systems.exchange.models import Invoice as InvoiceRow
from naru.systems.exchange.models import Settlement as SettlementRow
from naru.systems.exchange.reads.offers import names_of
from naru.systems.exchange.reads.trades import may_see_trade, sees_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    id: str
    seller: OrganisationId
    seller_name: Words
    month: str
    lines: Sequence[StatementLine]
    gross_krw: int
    fee_krw: int
    fee_vat_krw: int
    net_krw: int
    made: datetime
    paid_out: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceView:
    id: str
    number: str
    order_id: str
    supply_krw: int
    vat_krw: int
    amendment: str
    issued: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """A line of a bank statement."""

    id: str
    at: datetime
    payer: str
    memo: str
    won: int
    match: MatchKind
    order_id: str
    excess_krw: int


def statements(*, month: str = "", seller: str = "") -> list[Statement]:
    """The latest month first."""
    rows = SettlementRow.objects.order_by("-month", "seller")
    rows = rows.filter(month=month) if month else rows
    rows = rows.filter(seller=seller) if seller else rows
    listed = list(rows[:500])
    names = names_of(row.seller for row in listed)
    return [_statement(row, names[row.seller]) for row in listed]


def statement(id: str, person: Person) -> Statement:
    """Raises ``Refused``: ``not_found``."""
    row = SettlementRow.objects.filter(id=id).first()
    if row is None or not (sees_all(person) or OrganisationId(row.seller) in person.organisations):
        raise Refused("not_found")
    return _statement(row, names_of([row.seller])[row.seller])


def _statement(row: SettlementRow, name: Words) -> Statement:
    return Statement(
        id=row.id,
        seller=OrganisationId(row.seller),
        seller_name=name,
        month=row.month,
        lines=[line_from(each) for each in row.lines],
        gross_krw=row.gross_krw,
        fee_krw=row.fee_krw,
        fee_vat_krw=row.fee_vat_krw,
        net_krw=row.net_krw,
        made=row.made,
        paid_out=row.paid_out,
    )


def line_json(line: StatementLine) -> dict[str, Any]:
    return {
        "order_id": line.order_id,
        "day": line.day.isoformat(),
        "gross_krw": line.gross_krw,
        "fee_krw": line.fee_krw,
        "fee_vat_krw": line.fee_vat_krw,
        "note": line.note,
    }


def line_from(stored: Mapping[str, Any]) -> StatementLine:
    return StatementLine(**{**stored, "day": date.fromisoformat(stored["day"])})


def invoices_of(order_id: str) -> list[InvoiceView]:
    """In the order of their issue; whoever sees the order sees them."""
    return [
        InvoiceView(
            id=row.id,
            number=f"NARU-{row.serial:08d}",
            order_id=order_id,
            supply_krw=row.supply_krw,
            vat_krw=row.vat_krw,
            amendment=row.amendment,
            issued=row.issued,
        )
        for row in InvoiceRow.objects.filter(order=order_id).order_by("serial")
    ]


def card_payment(order_id: str) -> tuple[CardState, int, str] | None:
    """State, won and where it is paid, of the last card payment that was begun; whoever sees the order sees it."""
    row = CardPayment.objects.filter(order=order_id).order_by("-at", "-id").first()
    return (CardState(row.state), row.won, row.address) if row else None


def invoice_xml(id: str, person: Person) -> str:
    """Raises ``Refused``: ``not_found``."""
    row = InvoiceRow.objects.select_related("order__contract", "settlement").filter(id=id).first()
    if row is None:
        raise Refused("not_found")
    if row.order is not None:
        allowed = may_see_trade(person, row.order.contract.buyer, row.order.contract.seller)
    else:
        assert row.settlement is not None
        allowed = sees_all(person) or OrganisationId(row.settlement.seller) in person.organisations
    if not allowed:
        raise Refused("not_found")
    return row.xml


def deposits(*, unmatched_only: bool = False, limit: int = 200) -> list[Deposit]:
    """The newest first; for officers and auditors."""
    rows = LineRow.objects.order_by("-at", "-id")
    rows = rows.filter(match=MatchKind.UNMATCHED.value) if unmatched_only else rows
    return [
        Deposit(
            id=row.id,
            at=row.at,
            payer=row.payer,
            memo=row.memo,
            won=row.won,
            match=MatchKind(row.match),
            order_id=row.order_id or "",
            excess_krw=row.excess_krw,
        )
        for row in rows[:limit]
    ]
