"""Declare a holiday, reckon a deadline."""

from datetime import date

from django.db import transaction

from naru.base.calendar import reads
from naru.base.calendar.models import Deadline, Holiday
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_scope
from naru.base.kit.person import Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record


@transaction.atomic
def declare_holiday(
    day: date, name: Words, *, source: str, by: Person, clock: Clock = SYSTEM_CLOCK
) -> list[reads.MovedDeadline]:
    """Make ``day`` a day off from now on; all deadlines that are now to be reckoned anew, the earliest first.

    For officers, by a token only with ``admin``. Raises ``Refused``: ``holiday_known`` for one that is known already.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    _, made = Holiday.objects.get_or_create(
        day=day,
        defaults={
            "name_ko": name.ko,
            "name_en": name.en,
            "source": source,
            "declared": clock.now(),
            "by_id": by.id,
            "by_name": by.name,
        },
    )
    if not made:
        raise Refused("holiday_known", day=day.isoformat())
    moved = reads.moved_deadlines(clock=clock)
    facts = {"name": name.ko, "source": source, "moved": len(moved)}
    record(by.actor, "holiday.declared", day.isoformat(), facts=facts, clock=clock)
    return moved


@transaction.atomic
def reckon_deadline(ref: Ref, start: date, working_days: int, *, clock: Clock = SYSTEM_CLOCK) -> date:
    """The day on which ``working_days`` after ``start`` are over, kept for ``ref`` in place of what was reckoned before.

    It is the owning system's to ask, inside its own action, which also says so in the trail.
    """
    assert working_days > 0, "a deadline lies ahead"
    due = reads.calendar(clock=clock).add(start, working_days)
    Deadline.objects.update_or_create(
        kind=ref.kind,
        subject=ref.id,
        defaults={"start": start, "working_days": working_days, "due": due, "reckoned": clock.now()},
    )
    return due
