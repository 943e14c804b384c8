"""The code at a session, coming and going, corrections."""

from datetime import datetime, timedelta

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require, require_write
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.academy import reads
from naru.systems.academy.actions.rows import locked_session
from naru.systems.academy.core import rights, session_codes
from naru.systems.academy.core.states import EnrolmentState
from naru.systems.academy.models import AttendanceMark, Enrolment, Session, WrongCode

WRONG_MOST = 5


WRONG_WINDOW = timedelta(minutes=10)


EARLY = timedelta(minutes=60)  # before a session that its code is taken


AFTER = timedelta(minutes=30)  # and after it


def current_code(session_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> tuple[str, int]:
    """The session's code now and the seconds it has left, for the course's people."""
    row = locked_session(session_id)
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
    row = locked_session(session_id)
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
    WrongCode.objects.create(session=locked_session(session_id), person_id=by.id, at=clock.now())


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
    row = locked_session(session_id)
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
