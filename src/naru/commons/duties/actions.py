"""Owe, fulfil, excuse, void, remind. Who may, the owning system has asked before."""

from datetime import date

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.duties import reads
from naru.commons.duties.core.states import DutyState, days_late, is_reminded, moved
from naru.commons.duties.models import Duty as DutyRow
from naru.commons.duties.notices import DUE
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import Recipient, ToOrganisation, ToPerson, ToRole


@transaction.atomic
def owe(
    key: str,
    *,
    what: Words,
    due: date,
    about: Ref,
    source: str,
    by: Person,
    organisation: str = "",
    person: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> reads.Duty:
    """The duty of that key, made now or made already; while it is open its day is the one that was said last."""
    values = {
        "organisation_id": organisation or None,
        "person_id": person or None,
        "what_ko": what.ko[:200],
        "what_en": what.en[:200],
        "source": source[:200],
        "about_kind": about.kind,
        "about_id": about.id,
        "due": due,
        "owed": clock.now(),
        "by_id": by.id,
    }
    row, made = DutyRow.objects.get_or_create(key=key, defaults=values)
    moves = not made and row.state == DutyState.OPEN and row.due != due
    if moves:
        row.due = due
        row.save(update_fields=["due"])
    if made or moves:
        facts = {"what": what.ko, "what_en": what.en, "due": due.isoformat(), "source": source}
        record(by.actor, "duty.owed", row.id, facts=facts, clock=clock)
    return reads.duty_value(row)


@transaction.atomic
def fulfil(key: str, *, evidence: Ref | str, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Duty:
    """Done, by a thing or by a file's hash. Raises ``Refused``: ``no_such_duty``, ``duty_cannot_move``."""
    row = _locked(key)
    row.state = moved(DutyState(row.state), DutyState.DONE).value
    row.evidence = f"{evidence.kind}/{evidence.id}" if isinstance(evidence, Ref) else evidence
    row.ended = clock.now()
    row.save()
    facts = {"late": days_late(row.due, clock.today()), "evidence": row.evidence}
    record(by.actor, "duty.done", row.id, facts=facts, clock=clock)
    return reads.duty_value(row)


@transaction.atomic
def excuse(key: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Need not be done. Raises ``Refused``: ``no_such_duty``, ``duty_cannot_move``."""
    row = _locked(key)
    row.state, row.reason, row.ended = moved(DutyState(row.state), DutyState.EXCUSED).value, reason[:300], clock.now()
    row.save()
    record(by.actor, "duty.excused", row.id, facts={"reason": row.reason}, clock=clock)


@transaction.atomic
def void(about: Ref, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """All that is open about a thing that is no more; how many."""
    rows = list(
        DutyRow.objects.select_for_update().filter(about_kind=about.kind, about_id=about.id, state=DutyState.OPEN)
    )
    for row in rows:
        row.state, row.reason, row.ended = DutyState.VOID.value, reason[:300], clock.now()
        row.save()
        record(by.actor, "duty.voided", row.id, facts={"reason": row.reason}, clock=clock)
    return len(rows)


def remind(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Tell of what is due in a week, tomorrow and today, and each week of what is late; how many people."""
    today, told = clock.today(), 0
    for row in DutyRow.objects.filter(state=DutyState.OPEN).order_by("id"):
        if not is_reminded(row.due, today):
            continue
        title = Words(f"기한 {row.due}: {row.what_ko}", f"Due {row.due}: {row.what_en}")
        told += tell(
            _debtor(row),
            topic=DUE,
            title=title,
            about=Ref("duty", row.id),
            key=f"{(row.due - today).days}",
            due=row.due,
            by=SYSTEM.actor,
            clock=clock,
        )
    return told


def _debtor(row: DutyRow) -> Recipient:
    if row.person_id:
        return ToPerson(row.person_id)
    return ToOrganisation(row.organisation_id) if row.organisation_id else ToRole("officer")


def _locked(key: str) -> DutyRow:
    row = DutyRow.objects.select_for_update().filter(key=key).first()
    if row is None:
        raise Refused("no_such_duty")
    return row
