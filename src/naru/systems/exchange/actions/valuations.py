"""Valuation sheets: computed from the platform's own trades and from stated assumptions, kept in versions."""

from dataclasses import asdict

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.trail.actions import record
from naru.systems.exchange.actions.rows import locked_offer, require_seller
from naru.systems.exchange.core.valuation import Assumptions, Valuation, valued
from naru.systems.exchange.models import Valuation as ValuationRow
from naru.systems.exchange.reads import valuations


@transaction.atomic
def value_offer(offer_id: str, assumed: Assumptions, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Valuation:
    """A further version of the offer's sheet; officers may make one too. Raises ``Refused``: ``not_found``, ``forbidden``."""
    row = locked_offer(offer_id)
    if not by.is_officer:
        require_seller(by, row.seller)
    made = valued(assumed, trades_krw_year=valuations.comparable_prices(row))
    number = ValuationRow.objects.filter(offer=row).count() + 1
    result = {"comparables": made.comparables} | {
        name: asdict(range_) if (range_ := getattr(made, name)) else None for name in ("market", "income", "cost")
    }
    ValuationRow.objects.create(
        offer=row, number=number, assumptions=assumed.to_json(), result=result, by_name=by.name, at=clock.now()
    )
    facts = {"number": number, "low": made.overall.low_krw, "high": made.overall.high_krw}
    record(by.actor, "offer.valued", row.id, facts=facts, clock=clock)
    return made
