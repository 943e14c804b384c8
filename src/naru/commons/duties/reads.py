"""What is due, by whom; the duties about a thing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.duties.core.states import DutyState, days_late
from naru.commons.duties.models import Duty as DutyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """``organisation`` or ``person`` owes it, both "" where the city does; ``evidence`` is ``kind/id`` or a SHA-256."""

    id: str
    key: str
    organisation: str
    person: str
    what: Words
    source: str
    about: Ref
    due: date
    state: DutyState
    ended: datetime | None
    evidence: str
    reason: str

    def days_late(self, today: date) -> int:
        """Until it was done, or until today."""
        return days_late(self.due, self.ended.date() if self.ended else today)


def duty(duty_id: str) -> Duty | None:
    row = DutyRow.objects.filter(id=duty_id).first()
    return duty_value(row) if row else None


def duties_about(about: Ref) -> list[Duty]:
    """By their days. Its own system asks, and knows who looks."""
    rows = DutyRow.objects.filter(about_kind=about.kind, about_id=about.id).order_by("due", "id")
    return [duty_value(row) for row in rows]


def due(person: Person) -> list[Duty]:
    """What the person and their organisations owe and have not done, the earliest first; for officers the city's too."""
    owed = Q(person_id=person.id) | Q(organisation_id__in=list(person.roles))
    if person.is_officer:
        owed |= Q(person=None, organisation=None)
    rows = DutyRow.objects.filter(owed, state=DutyState.OPEN).order_by("due", "id")
    return [duty_value(row) for row in rows]


def done_lately(person: Person, *, most: int = 20) -> list[Duty]:
    """What they have done, the newest first."""
    owed = Q(person_id=person.id) | Q(organisation_id__in=list(person.roles))
    rows = DutyRow.objects.filter(owed, state=DutyState.DONE).order_by("-ended")[:most]
    return [duty_value(row) for row in rows]


def may_see(found: Duty, person: Person) -> bool:
    """Whoever owes it, auditors and officers."""
    owes = found.person == person.id or found.organisation in person.roles
    return owes or person.is_officer or person.is_auditor


def duty_value(row: DutyRow) -> Duty:
    return Duty(
        id=row.id,
        key=row.key,
        organisation=row.organisation_id or "",
        person=row.person_id or "",
        what=Words(row.what_ko, row.what_en),
        source=row.source,
        about=Ref(row.about_kind, row.about_id),
        due=row.due,
        state=DutyState(row.state),
        ended=row.ended,
        evidence=row.evidence,
        reason=row.reason,
    )
