"""What somebody earned, when it is paid, and what is to be mended."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet, Sum

from naru.base.kit.clock import CITY_ZONE, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.work.core.states import AnswerState, AssignmentState
from naru.systems.work.models import Answer, Assignment, Earning, Payout

PAYOUT = "work_payout"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``waiting_krw`` is earned and paid on ``payday``; ``to_mend`` answers are in ``mend`` assignments."""

    today_krw: int
    waiting_krw: int
    payday: date | None
    to_mend: int
    mend: list[str]
    worked_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutView:
    id: str
    number: int
    person_id: str
    person_name: str
    organisation: str
    organisation_name: Words
    day: date
    gross_krw: int
    income_tax_krw: int
    local_tax_krw: int
    paper_id: str

    @property
    def ref(self) -> Ref:
        return Ref(PAYOUT, self.id)

    @property
    def net_krw(self) -> int:
        return self.gross_krw - self.income_tax_krw - self.local_tax_krw


@dataclass(frozen=True, slots=True, kw_only=True)
class EarningView:
    title: Words
    purpose: str
    subject: str
    won: int
    at: datetime
    due: date
    is_paid: bool

    @property
    def words(self) -> Words:
        return PURPOSES[self.purpose]


PURPOSES = {
    "batch": Words("묶음", "Batch"),
    "training": Words("연습 통과", "Training passed"),
    "dispute": Words("이의 인정", "Dispute upheld"),
}


def standing(person: Person, *, clock: Clock) -> Standing:
    midnight = datetime.combine(clock.today(), time(), CITY_ZONE)
    earned = Earning.objects.filter(contract__person=person.id)
    waiting = earned.filter(payout=None)
    mend = Assignment.objects.filter(contract__person=person.id, state=AssignmentState.REWORK)
    week = Assignment.objects.filter(contract__person=person.id, taken__gte=midnight - timedelta(days=6))
    return Standing(
        today_krw=earned.filter(at__gte=midnight).aggregate(won=Sum("won"))["won"] or 0,
        waiting_krw=waiting.aggregate(won=Sum("won"))["won"] or 0,
        payday=waiting.order_by("due").values_list("due", flat=True).first(),
        to_mend=Answer.objects.filter(assignment__in=mend, state=AnswerState.REWORK).count(),
        mend=list(mend.order_by("leased_until").values_list("id", flat=True)),
        worked_ms=week.aggregate(ms=Sum("worked_ms"))["ms"] or 0,
    )


def earnings(person: Person, *, limit: int = 50) -> list[EarningView]:
    rows = Earning.objects.filter(contract__person=person.id).select_related("contract__job").order_by("-at", "-id")
    return [
        EarningView(
            title=Words(row.contract.job.title_ko, row.contract.job.title_en),
            purpose=row.purpose,
            subject=row.subject,
            won=row.won,
            at=row.at,
            due=row.due,
            is_paid=row.payout_id is not None,
        )
        for row in rows[:limit]
    ]


def payouts(person: Person) -> list[PayoutView]:
    return [payout_value(row) for row in _payouts().filter(person=person.id).order_by("-day", "-number")]


def payout(payout_id: str, person: Person) -> PayoutView:
    """To the person, the organisation's owners and stewards, officers, auditors. Raises ``Refused``: ``not_found``."""
    row = _payouts().filter(id=payout_id).first()
    if row is None:
        raise Refused("not_found")
    found = payout_value(row)
    runs = any(str(each) == found.organisation and person.stewards(each) for each in person.roles)
    if not (person.id == found.person_id or runs or person.is_officer or person.is_auditor):
        raise Refused("not_found")
    return found


def _payouts() -> "QuerySet[Payout]":
    return Payout.objects.select_related("person", "organisation")


def payout_value(row: Payout) -> PayoutView:
    return PayoutView(
        id=row.id,
        number=row.number,
        person_id=str(row.person_id),
        person_name=row.person.name,
        organisation=str(row.organisation_id),
        organisation_name=Words(row.organisation.name_ko, row.organisation.name_en),
        day=row.day,
        gross_krw=row.gross_krw,
        income_tax_krw=row.income_tax_krw,
        local_tax_krw=row.local_tax_krw,
        paper_id=row.paper_id,
    )
