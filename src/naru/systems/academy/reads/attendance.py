"""Sessions, marks that hold, what a policy makes of them, how far completion is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.clock import in_city
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.academy.core import attendance, completion
from naru.systems.academy.models import AttendanceMark, Session
from naru.systems.academy.reads.curriculum import CohortView, cohort
from naru.systems.academy.reads.practice import solved_slugs
from naru.systems.academy.reads.students import EnrolmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    id: str
    cohort_id: str
    title: Words
    starts: datetime
    ends: datetime
    networks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceView:
    """``days`` are sessions with what they came to; ``periods`` are by month."""

    days: tuple[tuple[SessionView, attendance.DayResult], ...]
    periods: Mapping[str, attendance.PeriodResult]


def sessions(cohort_id: str) -> list[SessionView]:
    return [session_value(row) for row in Session.objects.filter(cohort=cohort_id).order_by("starts")]


def session_value(row: Session) -> SessionView:
    return SessionView(
        id=row.id,
        cohort_id=row.cohort_id,
        title=Words(row.title_ko, row.title_en),
        starts=row.starts,
        ends=row.ends,
        networks=tuple(row.networks),
    )


def attendance_of(found: CohortView, enrolment_ids: Sequence[str], *, now: datetime) -> dict[str, AttendanceView]:
    """By enrolment: what the cohort's policy makes of the marks that hold."""
    held = sessions(found.id)
    marks: dict[tuple[str, str], list[AttendanceMark]] = {}
    for mark in _marks_that_hold(enrolment_ids):
        marks.setdefault((mark.enrolment_id, mark.session_id), []).append(mark)
    return {
        each: _attendance(found.policy, [(one, marks.get((each, one.id), [])) for one in held], now)
        for each in enrolment_ids
    }


def marks_of(enrolment_id: str) -> list[AttendanceMark]:
    """Those that hold, by time."""
    return _marks_that_hold([enrolment_id])


def _marks_that_hold(enrolment_ids: Sequence[str]) -> list[AttendanceMark]:
    marks = list(AttendanceMark.objects.filter(enrolment__in=list(enrolment_ids)).order_by("at", "id"))
    replaced = {mark.replaces_id for mark in marks if mark.replaces_id}
    return [mark for mark in marks if mark.id not in replaced and mark.kind != "void"]


def _attendance(
    policy: attendance.AttendancePolicy, held: Sequence[tuple[SessionView, list[AttendanceMark]]], now: datetime
) -> AttendanceView:
    days: dict[str, list[tuple[SessionView, attendance.Day]]] = {}
    for session, marks in held:
        days.setdefault(f"{in_city(session.starts):%Y-%m}", []).append((session, _day(session, marks, now)))
    periods = {
        month: attendance.judge_period([day for _, day in listed], policy) for month, listed in sorted(days.items())
    }
    results = [
        (session, result)
        for month, listed in sorted(days.items())
        for (session, _), result in zip(listed, periods[month].results, strict=True)
    ]
    return AttendanceView(days=tuple(results), periods=periods)


def _day(session: SessionView, marks: Sequence[AttendanceMark], now: datetime) -> attendance.Day:
    stays, is_paired = attendance.stays_of([(mark.kind, mark.at) for mark in marks if mark.kind in {"in", "out"}])
    excused = next((mark for mark in marks if mark.kind == "excused"), None)
    return attendance.Day(
        starts=session.starts,
        ends=session.ends,
        stays=stays,
        is_paired=is_paired,
        excused=excused.reason if excused else "",
        has_evidence=bool(excused and excused.evidence),
        is_over=now >= session.ends,
    )


def standing(found: CohortView, who: EnrolmentView, *, now: datetime) -> tuple[completion.Completed, AttendanceView]:
    """How the student stands to completion, from the facts as they are now."""
    seen = attendance_of(found, [who.id], now=now)[who.id]
    solved = solved_slugs(who.person_id)
    rule = completion.CompletionRule(exercises=found.course.exercises, solved_least=found.course.solved_least)
    return completion.judge(seen.periods, sorted(solved), rule), seen


def session(session_id: str, person: Person) -> tuple[SessionView, CohortView]:
    """To anyone who may know of the cohort. Raises ``Refused``: ``not_found``."""
    row = Session.objects.filter(id=session_id).first()
    if row is None:
        raise Refused("not_found")
    return session_value(row), cohort(row.cohort_id, person)


def present_count(session_id: str) -> int:
    return AttendanceMark.objects.filter(session=session_id, kind="in").values("enrolment").distinct().count()
