"""Apply, select, leave, take a seat that is free."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require, require_write
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.cases import actions as case_actions
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.cases.core.states import CaseState
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.systems.academy import reads
from naru.systems.academy.actions.rows import locked_cohort
from naru.systems.academy.core import selection
from naru.systems.academy.core.states import COHORTS, ENROLMENTS, CohortState, EnrolmentState, moved
from naru.systems.academy.models import Cohort, Enrolment
from naru.systems.academy.notices import SEAT_FREE, SELECTED


@transaction.atomic
def apply(cohort_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """An empty form. Raises ``Refused``: ``not_found``, ``cohort_not_open``, ``case_exists``."""
    require_write(by)
    found = reads.cohort(cohort_id, by)
    if not found.takes_applications(clock.now()):
        opens, closes = (f"{in_city(each):%Y-%m-%d %H:%M}" for each in (found.opens, found.closes))
        raise Refused("cohort_not_open", opens=opens, closes=closes)
    return case_actions.open_case(reads.APPLICATION, about=found.ref, organisation=None, by=by, clock=clock)


def save(case_id: str, raw: Mapping[str, str], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> dict[str, Words]:
    """By field what is wrong. Raises ``Refused``: ``not_found``, ``case_not_open``."""
    case, found = _own(case_id, by)
    return case_actions.save_answers(case.id, raw, form=found.form, step="self", clock=clock)


def file(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> cases.Case:
    """Raises ``Refused``: as ``cases.file_case``."""
    case, found = _own(case_id, by)
    return case_actions.file_case(case.id, form=found.form, until=found.closes, by=by, clock=clock)


def withdraw(case_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``case_cannot_move``."""
    case, _ = _own(case_id, by)
    case_actions.withdraw(case.id, by=by, clock=clock)


def _own(case_id: str, by: Person) -> tuple[cases.Case, reads.CohortView]:
    case, found = reads.application(case_id, by)
    require(case.person == by.id, by)
    require_write(by)
    return case, found


@transaction.atomic
def select(
    cohort_id: str, scores: Mapping[str, str] | None = None, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> list[selection.Selected]:
    """Seats, a waiting list in its order, and each applicant told why; the seed is told with it.

    ``scores`` by case where the rule asks for them. Raises ``Refused``: ``cohort_still_open``, ``academy_cannot_move``.
    """
    row = locked_cohort(cohort_id, by)
    state = moved(CohortState(row.state), CohortState.SELECTED, COHORTS)
    if clock.now() <= row.closes:
        raise Refused("cohort_still_open", closes=f"{in_city(row.closes):%Y-%m-%d %H:%M}")
    found = reads.cohort_value(row)
    filed = {case.number: case for case in cases.cases_about(found.ref, states=[CaseState.FILED])}
    places = selection.select([_applicant(case, scores or {}) for case in filed.values()], found.rule, row.seed)
    row.state, row.selected = state.value, clock.now()
    row.taken = sum(each.place is selection.Place.SEATED for each in places)
    row.save()
    for each in places:
        _place(row, found, filed[each.number], each, by=by, clock=clock)
    facts = {"applied": len(filed), "seated": row.taken, "seed": row.seed}
    record(by.actor, "academy_cohort.selected", row.id, facts=facts, clock=clock)
    return places


def _applicant(case: cases.Case, scores: Mapping[str, str]) -> selection.Applicant:
    groups = {str(case.answers.get("group"))} | ({"busan"} if case.answers.get("in_busan") == "yes" else set())
    score = scores.get(case.id)
    return selection.Applicant(
        number=case.number, groups=frozenset(groups), score=None if score is None else Decimal(score)
    )


def _place(
    row: Cohort, found: reads.CohortView, case: cases.Case, each: selection.Selected, *, by: Person, clock: Clock
) -> None:
    reason = _reason(each, found)
    Enrolment.objects.create(
        cohort=row,
        person_id=case.person,
        case_id=case.id,
        number=case.number,
        state=each.place.value,
        quota=each.quota,
        waits=each.waits,
        at=clock.now(),
    )
    outcome = review.Outcome(outcome=each.place.value, reasons=[reason])
    review.decide(case.id, outcome, by=by, clock=clock)
    tell(
        ToPerson(case.person),
        topic=SELECTED,
        title=Words(f"{found.title.ko} 선발 결과가 나왔습니다", f"The selection for {found.title.en} is out"),
        text=reason,
        about=Ref(reads.APPLICATION, case.id),
        key="selected",
        by=by.actor,
        clock=clock,
    )


def _reason(each: selection.Selected, found: reads.CohortView) -> Words:
    how = {
        selection.Method.LOTTERY: Words("공개한 추첨 값", "the published seed"),
        selection.Method.SCORE: Words("점수", "scores"),
        selection.Method.ORDER: Words("접수한 순서", "the order of filing"),
    }[found.rule.method]
    match each.place:
        case selection.Place.SEATED:
            return Words(f"선발되었습니다. 기준: {how.ko}.", f"You have a seat, by {how.en}.")
        case selection.Place.WAITING:
            return Words(
                f"대기 {each.waits}번입니다. 기준: {how.ko}.",
                f"You are number {each.waits} on the waiting list, by {how.en}.",
            )
    return Words("필요한 점수에 이르지 못했습니다.", "The score that is needed was not reached.")


@transaction.atomic
def leave(enrolment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """A student gives the seat up; the first who waits is given it. Raises ``Refused``: ``academy_cannot_move``."""
    who = reads.enrolment(enrolment_id, by)
    require(who.person_id == by.id or by.is_officer, by)
    row = Cohort.objects.select_for_update().get(id=who.cohort_id)
    mine = Enrolment.objects.select_for_update().get(id=who.id)
    had_seat = mine.state == EnrolmentState.SEATED
    mine.state = moved(EnrolmentState(mine.state), EnrolmentState.LEFT, ENROLMENTS).value
    mine.save()
    record(by.actor, "academy_enrolment.left", mine.id, clock=clock)
    if had_seat:
        row.taken -= 1
        row.save()
        if CohortState(row.state) is CohortState.SELECTED:
            _seat_next(row, by=by, clock=clock)


def _seat_next(row: Cohort, *, by: Person, clock: Clock) -> None:
    first = Enrolment.objects.filter(cohort=row, state=EnrolmentState.WAITING).order_by("waits").first()
    if first is not None:
        _seat(row, first, by=by, clock=clock)


@transaction.atomic
def take_seat(enrolment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Who waits is given a free seat by the course's people, whoever else is asking. Raises ``Refused``: ``cohort_full``."""
    who = reads.enrolment(enrolment_id, by)
    row = locked_cohort(who.cohort_id, by)
    waiting = Enrolment.objects.select_for_update().get(id=who.id)
    _seat(row, waiting, by=by, clock=clock)


def _seat(row: Cohort, waiting: Enrolment, *, by: Person, clock: Clock) -> None:
    """The cohort's row is locked: two who ask for the last seat come one after the other."""
    state = moved(EnrolmentState(waiting.state), EnrolmentState.SEATED, ENROLMENTS)
    if row.taken >= row.seats:
        raise Refused("cohort_full", seats=row.seats)
    row.taken += 1
    row.save()
    place = waiting.waits
    waiting.state, waiting.waits = state.value, 0
    waiting.save()
    record(by.actor, "academy_cohort.seat_given", row.id, facts={"number": place}, clock=clock)
    found = reads.cohort_value(row)
    tell(
        ToPerson(waiting.person_id),
        topic=SEAT_FREE,
        title=Words(f"{found.title.ko}에 자리가 났습니다", f"You have a seat in {found.title.en}"),
        about=Ref("academy_enrolment", waiting.id),
        key="seat",
        by=by.actor,
        clock=clock,
    )
