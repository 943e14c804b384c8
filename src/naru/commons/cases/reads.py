"""Cases as values; a panel's cases, blind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from naru.base.kit.canonical import JSON
from naru.base.kit.person import OrganisationId, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases.core.scores import Sheet
from naru.commons.cases.core.states import CaseState
from naru.commons.cases.models import Case as CaseRow
from naru.commons.cases.models import Decision as DecisionRow
from naru.commons.cases.models import Document as DocumentRow
from naru.commons.cases.models import Objection as ObjectionRow
from naru.commons.cases.models import Panel as PanelRow
from naru.commons.cases.models import Recusal, Seat, Supplement
from naru.commons.cases.models import Sheet as SheetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    case_id: str
    field: str
    name: str
    sha256: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``name`` is what the applicant is called; reviewers are shown ``number`` alone. ``origins`` only ever compare.

    Of ``organisation`` and ``person`` one is the applicant, and the other is ""."""

    id: str
    kind: str
    about: Ref
    organisation: OrganisationId
    person: PersonId
    name: Words
    number: int
    state: CaseState
    answers: Mapping[str, JSON]
    origins: frozenset[str]
    opened: datetime
    saved: datetime
    filed: datetime | None
    by_id: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A supplement that was asked for."""

    text: str
    due: date
    asked: datetime
    answered: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    id: str
    outcome: str
    reasons: Sequence[Words]
    score: Decimal | None
    place: int | None
    at: datetime
    by_id: str
    by_name: str
    objection: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """A reviewer's seat; ``recused`` are the ids of cases they are out of."""

    id: int
    person_id: PersonId
    declared: datetime | None
    signed: datetime | None
    recused: frozenset[str]


def case(case_id: str, kind: str) -> Case:
    """Raises ``Refused``: ``not_found``."""
    row = _cases().filter(id=case_id, kind=kind).first()
    if row is None:
        raise Refused("not_found")
    return case_value(row)


def cases_about(about: Ref, *, states: Iterable[CaseState] | None = None) -> list[Case]:
    """By their numbers."""
    rows = _cases().filter(about_kind=about.kind, about_id=about.id).order_by("number")
    return [case_value(row) for row in (rows if states is None else rows.filter(state__in=list(states)))]


def cases_of(organisations: Iterable[str], kind: str) -> list[Case]:
    """The newest first."""
    return [
        case_value(row) for row in _cases().filter(kind=kind, organisation_id__in=list(organisations)).order_by("-id")
    ]


def cases_of_person(person_id: str, kind: str) -> list[Case]:
    """Those of the person's own, the newest first."""
    return [case_value(row) for row in _cases().filter(kind=kind, person_id=person_id).order_by("-id")]


def documents(case_ids: Iterable[str]) -> list[Document]:
    """By case and field."""
    rows = DocumentRow.objects.filter(case_id__in=list(case_ids)).order_by("case_id", "field")
    return [
        Document(case_id=row.case_id, field=row.field, name=row.name, sha256=row.sha256, size=row.size, at=row.at)
        for row in rows
    ]


def supplements(case_id: str) -> list[Asked]:
    """The newest first."""
    rows = Supplement.objects.filter(case_id=case_id).order_by("-id")
    return [Asked(text=row.text, due=row.due, asked=row.asked, answered=row.answered) for row in rows]


def decisions(case_ids: Iterable[str]) -> dict[str, Decision]:
    """The one that holds, by case."""
    rows = list(DecisionRow.objects.filter(case_id__in=list(case_ids)).order_by("at", "id"))
    objections = dict(ObjectionRow.objects.filter(decision__in=rows).values_list("decision_id", "text"))
    return {
        row.case_id: Decision(
            id=row.id,
            outcome=row.outcome,
            reasons=[Words(ko, en) for ko, en in row.reasons],
            score=row.score,
            place=row.place,
            at=row.at,
            by_id=row.by_id,
            by_name=row.by_name,
            objection=objections.get(row.id),
        )
        for row in rows
    }


def panel_id(about: Ref) -> str | None:
    return PanelRow.objects.filter(about_kind=about.kind, about_id=about.id).values_list("id", flat=True).first()


def seats(about: Ref) -> list[SeatView]:
    """Of the panel, in the order of the draw; names are for the owning system to look up, and to hide."""
    rows = Seat.objects.filter(panel__about_kind=about.kind, panel__about_id=about.id).order_by("id")
    return [_seat(row) for row in rows]


def seat_of(about: Ref, person_id: str) -> SeatView | None:
    return next((seat for seat in seats(about) if seat.person_id == person_id), None)


def sheets_of(seat: SeatView) -> dict[str, tuple[Sheet, str]]:
    """By case: the reviewer's own sheet and remark."""
    return {
        row.case_id: (Sheet(reviewer=seat.person_id, points=row.points), row.remark)
        for row in SheetRow.objects.filter(seat_id=seat.id)
    }


def signed_sheets(about: Ref) -> dict[str, list[Sheet]]:
    """By case: what counts. A recusal after the sheet takes it out."""
    out = set(Recusal.objects.filter(case__about_id=about.id).values_list("seat_id", "case_id"))
    rows = SheetRow.objects.filter(case__about_kind=about.kind, case__about_id=about.id, seat__signed__isnull=False)
    found: dict[str, list[Sheet]] = {}
    for row in rows.select_related("seat").order_by("case_id", "seat_id"):
        if (row.seat_id, row.case_id) not in out:
            found.setdefault(row.case_id, []).append(Sheet(reviewer=row.seat.person_id, points=row.points))
    return found


def _seat(row: Seat) -> SeatView:
    recused = Recusal.objects.filter(seat=row).values_list("case_id", flat=True)
    return SeatView(
        id=row.id,
        person_id=PersonId(row.person_id),
        declared=row.declared,
        signed=row.signed,
        recused=frozenset(recused),
    )


def _cases() -> "QuerySet[CaseRow]":
    return CaseRow.objects.select_related("organisation", "person")


def case_value(row: CaseRow) -> Case:
    return Case(
        id=row.id,
        kind=row.kind,
        about=Ref(row.about_kind, row.about_id),
        organisation=OrganisationId(row.organisation_id or ""),
        person=PersonId(row.person_id or ""),
        name=_name(row),
        number=row.number,
        state=CaseState(row.state),
        answers=row.answers,
        origins=frozenset(row.origins),
        opened=row.opened,
        saved=row.saved,
        filed=row.filed,
        by_id=PersonId(row.by_id),
    )


def _name(row: CaseRow) -> Words:
    if row.organisation is not None:
        return Words(row.organisation.name_ko, row.organisation.name_en)
    assert row.person is not None, "a case has an applicant"
    return Words(row.person.name, row.person.name)
