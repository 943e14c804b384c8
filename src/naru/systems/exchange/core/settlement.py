"""What of an order is the seller's and what the platform's; a month's statement. Rates are passed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naru.commons.ledger.core.money import floor_won, shares, taxed_on_top


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A paid total shared out: the fee is a share of the supply, its tax on top; the rest is the seller's."""

    seller_krw: int
    fee_krw: int
    fee_vat_krw: int

    @property
    def total_krw(self) -> int:
        return self.seller_krw + self.fee_krw + self.fee_vat_krw


def release(supply_krw: int, total_krw: int, *, fee_share: Decimal, vat: Decimal) -> Release:
    """Of an order that is paid in full and disputed no more."""
    fee = taxed_on_top(floor_won(supply_krw * fee_share), vat)
    return Release(seller_krw=total_krw - fee.total_krw, fee_krw=fee.supply_krw, fee_vat_krw=fee.vat_krw)


def release_of_rest(supply_krw: int, total_krw: int, refunded_krw: int, *, fee_share: Decimal, vat: Decimal) -> Release:
    """Of an order of which a part went back: the fee is on the supply that stays."""
    rest = total_krw - refunded_krw
    if rest == 0:
        return Release(seller_krw=0, fee_krw=0, fee_vat_krw=0)
    stays, _ = shares(rest, [supply_krw, total_krw - supply_krw])
    return release(stays, rest, fee_share=fee_share, vat=vat)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """One order on a statement, or a correction of one: negative where money goes back."""

    order_id: str
    day: date
    gross_krw: int
    fee_krw: int
    fee_vat_krw: int
    note: str = ""

    @property
    def net_krw(self) -> int:
        return self.gross_krw - self.fee_krw - self.fee_vat_krw


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    gross_krw: int
    fee_krw: int
    fee_vat_krw: int
    net_krw: int


def totals(lines: Iterable[StatementLine]) -> Totals:
    listed = list(lines)
    return Totals(
        gross_krw=sum(line.gross_krw for line in listed),
        fee_krw=sum(line.fee_krw for line in listed),
        fee_vat_krw=sum(line.fee_vat_krw for line in listed),
        net_krw=sum(line.net_krw for line in listed),
    )
