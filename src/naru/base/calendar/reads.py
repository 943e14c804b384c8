"""The calendar as it was known at any instant, and deadlines that a later holiday moves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef

from naru.base.calendar.core.working_days import Calendar
from naru.base.calendar.models import Deadline as DeadlineRow
from naru.base.calendar.models import Holiday as HolidayRow
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day off; ``source`` is where it is said, such as the gazette, and ``declared`` since when it is known."""

    day: date
    name: Words
    source: str
    declared: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedDeadline:
    """A deadline that was reckoned before one of its days was declared a holiday."""

    ref: Ref
    start: date
    working_days: int
    due: date  # as it was reckoned
    due_now: date


def calendar(*, clock: Clock = SYSTEM_CLOCK) -> Calendar:
    """The calendar as it is known at the clock's instant."""
    known = HolidayRow.objects.filter(declared__lte=clock.now())
    return Calendar(frozenset(known.values_list("day", flat=True)))


def holidays(year: int) -> list[Holiday]:
    """Those of a calendar year by their days, whenever they were declared."""
    rows = HolidayRow.objects.filter(day__year=year).order_by("day")
    return [
        Holiday(day=row.day, name=Words(row.name_ko, row.name_en), source=row.source, declared=row.declared)
        for row in rows
    ]


def moved_deadlines(*, clock: Clock = SYSTEM_CLOCK) -> list[MovedDeadline]:
    """Deadlines to be reckoned anew, the earliest first; gone from here once ``reckon_deadline`` was asked again."""
    later = HolidayRow.objects.filter(
        declared__gt=OuterRef("reckoned"),
        declared__lte=clock.now(),
        day__gt=OuterRef("start"),
        day__lte=OuterRef("due"),
    )
    rows = DeadlineRow.objects.filter(Exists(later)).order_by("due", "id")
    known = calendar(clock=clock)
    moved = [(row, known.add(row.start, row.working_days)) for row in rows.filter(due__gt=F("start"))]
    return [
        MovedDeadline(
            ref=Ref(row.kind, row.subject),
            start=row.start,
            working_days=row.working_days,
            due=row.due,
            due_now=due_now,
        )
        for row, due_now in moved
        if due_now != row.due
    ]
