"""Valuation sheets, the trades that they compare with, and signs of fraud, which compare prices with them."""

from dataclasses import dataclass
from datetime import date, datetime

from naru.commons.parties import reads as parties
from naru.systems.exchange.core import fraud
from naru.systems.exchange.core.plans import PlanKind, plan_from
from naru.systems.exchange.core.valuation import Assumptions, Range, Valuation, assumptions_from
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.models import Valuation as ValuationRow
from naru.systems.exchange.reads.offers import dataset_of

A_YEAR = {PlanKind.MONTHLY: 12, PlanKind.METERED: 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A version of a valuation."""

    number: int
    assumed: Assumptions
    valuation: Valuation
    by_name: str
    at: datetime


def comparable_prices(offer: OfferRow) -> list[int]:
    """A year's price of each contract, ended ones too, over data of the same themes; the offer's own left out."""
    themes = set(dataset_of(offer.dataset_id).description.themes)
    others = ContractRow.objects.exclude(offer=offer)
    return [
        price
        for row in others
        if themes & set(dataset_of(row.dataset_id).description.themes) and (price := year_price(row.plan))
    ]


def year_price(plan: dict[str, object]) -> int:
    """What a plan asks for in a year; a one-off counts as its year."""
    read = plan_from(plan)  # type: ignore[arg-type]
    return read.price_krw * A_YEAR.get(read.kind, 1)


def sheets(offer_id: str) -> list[Sheet]:
    """The newest version first."""
    return [_sheet(row) for row in ValuationRow.objects.filter(offer=offer_id).order_by("-number")]


def _sheet(row: ValuationRow) -> Sheet:
    ranges = {name: Range(**said) if (said := row.result[name]) else None for name in ("market", "income", "cost")}
    income, cost = ranges["income"], ranges["cost"]
    assert income is not None
    assert cost is not None
    return Sheet(
        number=row.number,
        assumed=assumptions_from(row.assumptions),
        valuation=Valuation(market=ranges["market"], income=income, cost=cost, comparables=row.result["comparables"]),
        by_name=row.by_name,
        at=row.at,
    )


def warnings(*, on: date) -> list[tuple[fraud.Warning_, ContractRow]]:
    """Signs over all contracts, with the contract each is about."""
    rows = {row.id: row for row in ContractRow.objects.order_by("-created")}
    latest: dict[str, Range] = {}
    for sheet in ValuationRow.objects.order_by("number"):
        latest[sheet.offer_id] = _sheet(sheet).valuation.overall
    trades = [
        fraud.Trade(
            contract_id=row.id,
            seller=row.seller,
            buyer=row.buyer,
            price_krw_year=year_price(row.plan),
            valuation=latest.get(row.offer_id),
        )
        for row in rows.values()
    ]
    traders = {id: _trader(id, on) for row in rows.values() for id in (row.seller, row.buyer)}
    return [(warning, rows[warning.contract_id]) for warning in fraud.warnings(trades, traders)]


def _trader(organisation: str, on: date) -> fraud.Trader:
    party = parties.party_of(organisation, on=on)
    if party is None:
        return fraud.Trader()
    said = party.details
    return fraud.Trader(representative=said.representative, address=said.address, account_number=said.account_number)
