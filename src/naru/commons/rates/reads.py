"""The figure of a day, as it is known at an instant; what is missing; decisions that a late figure touches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.rates.core.names import declared, named, needed
from naru.commons.rates.core.values import Rate, RateName, parsed, rate_on
from naru.commons.rates.models import Rate as RateRow
from naru.commons.rates.models import RateUse as UseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a decision used for a day."""

    ref: Ref
    on: date
    used: datetime
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class LateUse:
    """A decision that would use another figure now, since one came in after it."""

    ref: Ref
    on: date
    used: datetime
    rate: Rate
    rate_now: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A name on a day: its figure, the next one after that day, and the systems that need it."""

    name: RateName
    rate: Rate | None
    next: Rate | None
    needed_by: Sequence[str]


def rate(name: str, on: date, *, clock: Clock = SYSTEM_CLOCK) -> Rate:
    """The figure of a day as it is known at the clock's instant. A decision asks by ``actions.use_rates``.

    Raises ``Refused``: ``rate_undeclared``, ``rate_missing``.
    """
    return rates([name], on, clock=clock)[name]


def rates(names: Iterable[str], on: date, *, clock: Clock = SYSTEM_CLOCK) -> dict[str, Rate]:
    """The figures of a day by name. Raises as ``rate``."""
    words = {name: named(name).words for name in names}
    known: dict[str, list[Rate]] = {name: [] for name in words}
    for each in _values(RateRow.objects.filter(name__in=words, entered__lte=clock.now())):
        known[each.name].append(each)
    return {name: _of_day(known[name], name, words[name], on) for name in words}


def _of_day(known: Sequence[Rate], name: str, words: Words, on: date) -> Rate:
    found = rate_on(known, on)
    if found is None:
        raise Refused("rate_missing", name=name, words=words.ko, on=on.isoformat())
    return found


def history(name: str) -> list[Rate]:
    """All rows of a name, the latest day first. Raises ``Refused``: ``rate_undeclared``."""
    named(name)
    return _values(RateRow.objects.filter(name=name).order_by("-since", "-entered", "-id"))


def standings(on: date) -> list[Standing]:
    """Every declared name on a day."""
    rows: dict[str, list[Rate]] = {}
    for each in _values(RateRow.objects.filter(name__in=declared())):
        rows.setdefault(each.name, []).append(each)
    systems = needed()
    return [
        Standing(
            name=name,
            rate=rate_on(rows.get(name.name, ()), on),
            next=min(
                (each for each in rows.get(name.name, ()) if each.since > on), key=lambda each: each.since, default=None
            ),
            needed_by=sorted(systems.get(name.name, ())),
        )
        for name in declared().values()
    ]


def any_entered() -> bool:
    """Whether a figure was ever entered."""
    return RateRow.objects.exists()


def missing(on: date) -> list[str]:
    """Names that a system needs and that have no figure on the day."""
    return [each.name.name for each in standings(on) if each.needed_by and each.rate is None]


def uses_of(ref: Ref) -> list[Use]:
    """What a decision used, by name and day."""
    rows = UseRow.objects.filter(kind=ref.kind, subject=ref.id).select_related("rate").order_by("name", "on")
    return [Use(ref=ref, on=row.on, used=row.used, rate=rate_value(row.rate)) for row in rows]


def late_uses(*, clock: Clock = SYSTEM_CLOCK) -> list[LateUse]:
    """Decisions to look at again, the earliest first; gone from here once ``use_rates`` was asked for them anew."""
    now = clock.now()
    later = RateRow.objects.filter(
        name=OuterRef("name"),
        entered__gt=OuterRef("used"),
        entered__lte=now,
        since__lte=OuterRef("on"),
        since__gte=OuterRef("rate__since"),
    )
    rows = UseRow.objects.filter(Exists(later)).select_related("rate").order_by("on", "id")
    found = [(row, rate(row.name, row.on, clock=clock)) for row in rows]
    return [
        LateUse(ref=Ref(row.kind, row.subject), on=row.on, used=row.used, rate=before, rate_now=rate_now)
        for row, rate_now in found
        if (before := rate_value(row.rate)).value != rate_now.value
    ]


def _values(rows: Iterable[RateRow]) -> list[Rate]:
    return [rate_value(row) for row in rows]


def rate_value(row: RateRow) -> Rate:
    return Rate(
        id=row.id,
        name=row.name,
        value=parsed(row.value, named(row.name).kind, name=row.name),
        since=row.since,
        source=row.source,
        entered=row.entered,
        by_name=row.by_name,
        note=row.note,
    )
