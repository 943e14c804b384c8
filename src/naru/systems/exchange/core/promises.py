"""What a contract promises about new versions, which of them came late, and what that credits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from naru.commons.ledger.core.money import floor_won
from naru.systems.exchange.core.plans import months_later
from naru.systems.exchange.core.term_blocks import Blocks, Frequency

MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3}
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """The ``number``-th promised version was due on ``due``; ``came`` is when it came, None while it has not."""

    number: int
    due: date
    came: date | None


def due_days(blocks: Blocks, starts: date, until: date) -> list[date]:
    """The last days (with grace) by which promised versions come, up to and with ``until``."""
    days: list[date] = []
    number = 1
    while blocks.frequency is not Frequency.NONE:
        day = (
            starts + WEEK * number
            if blocks.frequency is Frequency.WEEKLY
            else months_later(starts, MONTHS[blocks.frequency] * number)
        )
        if (due := day + timedelta(days=blocks.grace_days)) > until:
            break
        days.append(due)
        number += 1
    return days


def breaches(blocks: Blocks, starts: date, *, came: Iterable[date], today: date) -> list[Breach]:
    """Promised versions that were not there on their last day. Versions count in their order: the first fulfils the first."""
    arrived: Sequence[date] = sorted(day for day in came if day > starts)
    found = []
    for place, due in enumerate(due_days(blocks, starts, today - timedelta(days=1))):
        day = arrived[place] if place < len(arrived) else None
        if day is None or day > due:
            found.append(Breach(number=place + 1, due=due, came=day))
    return found


def credit_krw(price_krw: int, share: Decimal, already_krw: int = 0) -> int:
    """For one breach: a share of the period's price, and never more than the price in all."""
    return min(floor_won(price_krw * share), price_krw - already_krw)
