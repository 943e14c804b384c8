"""What a contract promises about new versions, which of them came late or too empty, and what that credits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from naru.commons.ledger.core.money import floor_won
from naru.systems.exchange.core.plans import months_later
from naru.systems.exchange.core.term_blocks import Blocks, Frequency

MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3}
WEEK = timedelta(days=7)


class BreachKind(StrEnum):
    LATE = "late"
    SPARSE = "sparse"  # fewer cells hold a value than was promised


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A version as the catalogue measured it: ``filled`` is the share of the cells that are sold which hold a value."""

    number: int
    day: date
    filled: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Late: the ``number``-th promised version was due on ``due``; ``came`` is when it came, None while it has not.
    Sparse: the version of this number came on ``came``, and was to be mended by ``due``."""

    number: int
    due: date
    came: date | None
    kind: BreachKind = BreachKind.LATE


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


def breaches(blocks: Blocks, starts: date, *, came: Iterable[Arrival], today: date) -> list[Breach]:
    """Of both promises, by what was there when ``today`` began."""
    arrived = sorted((each for each in came if each.day > starts), key=lambda each: (each.day, each.number))
    return [*_late(blocks, starts, arrived, today), *_sparse(blocks, arrived, today)]


def _sparse(blocks: Blocks, arrived: Sequence[Arrival], today: date) -> list[Breach]:
    """Versions with too few values that none with enough followed within the days of grace."""
    enough = [each for each in arrived if each.filled >= blocks.filled_least]
    found = []
    for each in arrived:
        due = each.day + timedelta(days=blocks.grace_days)
        is_mended = any(each.number < later.number and later.day <= due for later in enough)
        if each.filled < blocks.filled_least and due < today and not is_mended:
            found.append(Breach(number=each.number, due=due, came=each.day, kind=BreachKind.SPARSE))
    return found


def _late(blocks: Blocks, starts: date, arrived: Sequence[Arrival], today: date) -> list[Breach]:
    """Promised versions that were not there on their last day. Versions count in their order: the first fulfils the first."""
    found = []
    for place, due in enumerate(due_days(blocks, starts, today - timedelta(days=1))):
        day = arrived[place].day if place < len(arrived) else None
        if day is None or day > due:
            found.append(Breach(number=place + 1, due=due, came=day))
    return found


def credit_krw(price_krw: int, share: Decimal, already_krw: int = 0) -> int:
    """For one breach: a share of the period's price, and never more than the price in all."""
    return min(floor_won(price_krw * share), price_krw - already_krw)
