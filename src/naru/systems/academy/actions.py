"""Make a course, open a cohort, apply, select, take attendance, judge completion."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require, require_write
from naru.base.kit.person import OrganisationId, Person
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
from naru.systems.academy.core import attendance, rights, selection, session_codes
from naru.systems.academy.core.states import COHORTS, ENROLMENTS, CohortState, EnrolmentState, moved
from naru.systems.academy.models import (
    AttendanceMark,
    AttendancePolicy,
    Cohort,
    Course,
    Enrolment,
    Session,
    Skill,
    WrongCode,
)
from naru.systems.academy.notices import SEAT_FREE, SELECTED

WRONG_MOST = 5
WRONG_WINDOW = timedelta(minutes=10)
EARLY = timedelta(minutes=60)  # before a session that its code is taken
AFTER = timedelta(minutes=30)  # and after it


# --- what courses are made of ---


@transaction.atomic
def enter_policy(values: Mapping[str, Any], *, source: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """The id of the next version of the policy of that name; the same again is the version there is. Raises ``Refused``: ``academy_rules_refused``."""
    require(rights.may_make_courses(by), by)
    try:
        known = attendance.policy_of(values)
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("academy_rules_refused", what=f"{error}") from None
    newest = AttendancePolicy.objects.filter(name=known.name).order_by("-version").first()
    if newest is not None and newest.values == dict(values) and newest.source == source:
        return newest.pk
    made = AttendancePolicy.objects.create(
        name=known.name,
        version=newest.version + 1 if newest else 1,
        values=dict(values),
        source=source,
        entered=clock.now(),
    )
    return made.pk


@transaction.atomic
def enter_skills(rows: Sequence[tuple[str, str, Words]], *, by: Person) -> int:
    """Codes of a framework with their names; how many."""
    require(rights.may_make_courses(by), by)
    for code, framework, name in rows:
        Skill.objects.update_or_create(
            code=code, defaults={"framework": framework, "name_ko": name.ko, "name_en": name.en}
        )
    return len(rows)


@transaction.atomic
def make_course(
    title: Words,
    *,
    summary: Words,
    organiser: OrganisationId,
    weeks: int,
    hours: int,
    rules: Mapping[str, Any],
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> reads.CourseView:
    """Raises ``Refused``: ``academy_rules_refused``."""
    require(rights.may_make_courses(by), by)
    row = Course.objects.create(
        organiser_id=organiser,
        title_ko=title.ko,
        title_en=title.en,
        summary_ko=summary.ko,
        summary_en=summary.en,
        weeks=weeks,
        hours=hours,
        rules=dict(rules),
        made=clock.now(),
    )
    try:
        found = reads.course(row.id)
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("academy_rules_refused", what=f"{error}") from None
    record(by.actor, "academy_course.made", row.id, facts={"title": title.ko}, clock=clock)
    return found


@transaction.atomic
def open_cohort(
    course_id: str,
    *,
    selection_rule: Mapping[str, Any],
    policy_id: int,
    opens: datetime,
    closes: datetime,
    starts: date,
    ends: date,
    place: str,
    by: Person,
    seed: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> reads.CohortView:
    """With the course's rules as they are now and a seed of which only the digest is told. Raises ``Refused``: ``academy_rules_refused``."""
    row = _course(course_id, by)
    try:
        rule = selection.rule_of(selection_rule)
    except (KeyError, ValueError, TypeError) as error:
        raise Refused("academy_rules_refused", what=f"{error}") from None
    last = Cohort.objects.filter(course=row).order_by("-number").values_list("number", flat=True).first()
    made = Cohort.objects.create(
        course=row,
        course_version=row.version,
        rules=row.rules,
        number=(last or 0) + 1,
        policy_id=policy_id,
        selection={name: value for name, value in selection_rule.items() if name != "seats"},
        seed=seed or secrets.token_hex(16),
        seats=rule.seats,
        state=CohortState.OPEN.value,
        opens=opens,
        closes=closes,
        starts=starts,
        ends=ends,
        place=place,
    )
    facts = {"number": made.number, "seats": made.seats, "digest": selection.digest_of(made.seed)}
    record(by.actor, "academy_course.cohort_opened", row.id, facts=facts, clock=clock)
    return reads.cohort(made.id, by)


@transaction.atomic
def add_session(
    cohort_id: str,
    title: Words,
    *,
    starts: datetime,
    ends: datetime,
    networks: Sequence[str] = (),
    by: Person,
) -> reads.SessionView:
    """``networks`` in CIDR form: attendance is taken from there only."""
    row = _cohort(cohort_id, by)
    made = Session.objects.create(
        cohort=row,
        title_ko=title.ko,
        title_en=title.en,
        starts=starts,
        ends=ends,
        secret=secrets.token_hex(32),
        networks=list(networks),
    )
    return reads.session_value(made)


# --- applying ---


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


# --- selecting ---


@transaction.atomic
def select(
    cohort_id: str, scores: Mapping[str, str] | None = None, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> list[selection.Selected]:
    """Seats, a waiting list in its order, and each applicant told why; the seed is told with it.

    ``scores`` by case where the rule asks for them. Raises ``Refused``: ``cohort_still_open``, ``academy_cannot_move``.
    """
    row = _cohort(cohort_id, by)
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
    row = _cohort(who.cohort_id, by)
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


# --- attendance ---


def current_code(session_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> tuple[str, int]:
    """The session's code now and the seconds it has left, for the course's people."""
    row = _session(session_id)
    require(rights.may_run(by, row.cohort.course.organiser_id), by)
    now = clock.now()
    return session_codes.code_at(bytes.fromhex(row.secret), now), session_codes.seconds_left(now)


@transaction.atomic
def attend(
    session_id: str, code: str, kind: str, *, address: str, by: Person, clock: Clock = SYSTEM_CLOCK
) -> AttendanceMark:
    """A student comes (``in``) or goes (``out``) by the code on the screen.

    Raises ``Refused``: ``not_a_student``, ``session_not_now``, ``session_not_here``, ``session_code_locked``,
    ``session_code_wrong``, whose try is counted by ``note_wrong_code``.
    """
    require_write(by)
    row = _session(session_id)
    who = Enrolment.objects.filter(cohort=row.cohort_id, person=by.id, state=EnrolmentState.SEATED).first()
    if who is None:
        raise Refused("not_a_student")
    now = clock.now()
    _require_now(row, now)
    if not session_codes.is_at_place(address, row.networks):
        raise Refused("session_not_here")
    wrong = WrongCode.objects.filter(session=row, person_id=by.id, at__gt=now - WRONG_WINDOW).count()
    if wrong >= WRONG_MOST:
        raise Refused("session_code_locked")
    if kind not in {"in", "out"} or not session_codes.is_current(bytes.fromhex(row.secret), code, now):
        raise Refused("session_code_wrong")
    return _mark(row, who, kind, at=now, how="code", by=by, clock=clock)


def note_wrong_code(session_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """In a transaction of its own, for the refused one is undone."""
    WrongCode.objects.create(session=_session(session_id), person_id=by.id, at=clock.now())


@transaction.atomic
def correct(
    session_id: str,
    enrolment_id: str,
    kind: str,
    *,
    at: datetime,
    reason: str,
    evidence: str = "",
    replaces: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> AttendanceMark:
    """A mark by the course's people that says why; ``replaces`` takes the place of one, ``void`` of ``kind`` takes one away.

    Raises ``Refused``: ``attendance_reason_missing``, ``not_found``.
    """
    row = _session(session_id)
    require(rights.may_run(by, row.cohort.course.organiser_id), by)
    if not reason.strip():
        raise Refused("attendance_reason_missing")
    who = Enrolment.objects.filter(id=enrolment_id, cohort=row.cohort_id).first()
    if who is None or kind not in {"in", "out", "excused", "void"}:
        raise Refused("not_found")
    before = None
    if replaces:
        before = AttendanceMark.objects.filter(id=replaces, session=row, enrolment=who).first()
        if before is None:
            raise Refused("not_found")
    return _mark(
        row,
        who,
        kind,
        at=at,
        how="teacher",
        reason=reason.strip()[:300],
        evidence=evidence[:120],
        replaces=before,
        by=by,
        clock=clock,
    )


def _mark(
    row: Session,
    who: Enrolment,
    kind: str,
    *,
    at: datetime,
    how: str,
    by: Person,
    clock: Clock,
    reason: str = "",
    evidence: str = "",
    replaces: AttendanceMark | None = None,
) -> AttendanceMark:
    made = AttendanceMark.objects.create(
        session=row,
        enrolment=who,
        kind=kind,
        at=at,
        how=how,
        reason=reason,
        evidence=evidence,
        replaces=replaces,
        entered=clock.now(),
        by_id=by.id,
    )
    if how == "code":
        record(by.actor, "academy_enrolment.marked", who.id, facts={"kind": kind}, clock=clock)
    else:
        record(by.actor, "academy_enrolment.corrected", who.id, facts={"kind": kind, "reason": reason}, clock=clock)
    return made


def is_taken_now(found: reads.SessionView, now: datetime) -> bool:
    """Whether the session's attendance is taken at this moment."""
    return found.starts - EARLY <= now <= found.ends + AFTER


def _require_now(row: Session, now: datetime) -> None:
    opens, closes = row.starts - EARLY, row.ends + AFTER
    if not is_taken_now(reads.session_value(row), now):
        raise Refused("session_not_now", opens=f"{in_city(opens):%m-%d %H:%M}", closes=f"{in_city(closes):%m-%d %H:%M}")


# --- completing ---


@transaction.atomic
def judge(enrolment_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> EnrolmentState:
    """Completed or not, from the facts as they are; what it was judged by is kept with it.

    Who was found not to have completed may be judged again after a correction. Raises ``Refused``: ``academy_cannot_move``.
    """
    who = reads.enrolment(enrolment_id, by)
    cohort = _cohort(who.cohort_id, by)
    row = Enrolment.objects.select_for_update().get(id=who.id)
    found = reads.cohort_value(cohort)
    judged, _ = reads.standing(found, who, now=clock.now())
    to = EnrolmentState.COMPLETED if judged.is_completed else EnrolmentState.NOT_COMPLETED
    if EnrolmentState(row.state) is to:
        return to
    row.state = moved(EnrolmentState(row.state), to, ENROLMENTS).value
    row.judged = {
        "rate": f"{judged.rate}",
        "solved": judged.solved,
        "policy": found.policy_name,
        "course_version": found.course.version,
        "at": clock.now().isoformat(),
    }
    row.save()
    record(by.actor, "academy_enrolment.judged", row.id, facts={"outcome": to.value}, clock=clock)
    return to


@transaction.atomic
def finish(cohort_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Every student judged, the cohort closed; how many completed. Raises ``Refused``: ``academy_cannot_move``."""
    row = _cohort(cohort_id, by)
    state = moved(CohortState(row.state), CohortState.FINISHED, COHORTS)
    students = [each for each in reads.enrolments(row.id) if each.state is EnrolmentState.SEATED]
    outcomes = [judge(each.id, by=by, clock=clock) for each in students]
    crash.point("academy.judged")
    row.refresh_from_db()
    row.state = state.value
    row.save()
    completed = outcomes.count(EnrolmentState.COMPLETED)
    record(by.actor, "academy_cohort.finished", row.id, facts={"completed": completed}, clock=clock)
    return completed


def _course(course_id: str, by: Person) -> Course:
    row = Course.objects.select_for_update().filter(id=course_id).first()
    if row is None:
        raise Refused("not_found")
    require(rights.may_run(by, row.organiser_id), by)
    return row


def _cohort(cohort_id: str, by: Person) -> Cohort:
    row = (
        Cohort.objects.select_for_update(of=("self",))
        .select_related("course__organiser", "policy")
        .filter(id=cohort_id)
        .first()
    )
    if row is None:
        raise Refused("not_found")
    require(rights.may_run(by, row.course.organiser_id), by)
    return row


def _session(session_id: str) -> Session:
    row = Session.objects.select_related("cohort__course").filter(id=session_id).first()
    if row is None:
        raise Refused("not_found")
    return row
