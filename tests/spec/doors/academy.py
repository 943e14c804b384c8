"""Doors of the academy."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.academy import actions, credentials, placement, reads
from tests import academy as steps
from tests.spec.doors.door import ANYONE, OFFICERS, SIGNED_IN, Door, Rows, Who
from tests.spec.doors.world import World

TEACHERS = frozenset({"steward", "owner", "officer"})  # of the organisation whose course it is, and officers
SEERS = TEACHERS | {"auditor"}
STUDENT = frozenset({"outsider"})
FIRM = frozenset({"stranger"})
Args = Callable[[World], dict[str, str]]


def _of(part: str, which: str) -> Args:
    return lambda world: {part: world.things[f"academy_{which}"]}


def _post(
    args: Any, who: Who, body: Callable[[World], dict[str, Any]] = lambda world: {}, *, hidden_from: Who = frozenset()
) -> Door:
    return Door("POST", who, args, body=body, hidden_from=hidden_from)


def make_things(world: World) -> dict[str, str]:
    """The organisation runs a course; the outsider is its student and graduate; the other organisation looks for people."""
    steps.enter_rates()
    owner, stranger, outsider = (world.people[role] for role in ("owner", "stranger", "outsider"))
    clock = FrozenClock(SYSTEM_CLOCK.now() - timedelta(days=60))
    course = steps.make_course(world.own.id, clock)
    first = steps.open_cohort(course, owner, clock)
    done = steps.completed(first, outsider, owner, clock)
    certificate = credentials.issue(done.id, by=owner, clock=clock)
    waits = _waiting(course, world, clock)
    now = FrozenClock(SYSTEM_CLOCK.now())
    opened = steps.open_cohort(course, owner, now)
    running = actions.add_session(
        first.id, Words("오늘", "Today"), starts=now.now(), ends=now.now() + timedelta(hours=9), by=owner
    )
    draft = actions.apply(opened.id, by=outsider, clock=now)
    posting = placement.open_posting(steps.new_posting(world.other.id, now), by=stranger, clock=now)
    referral = placement.consent(posting.id, by=outsider, clock=now)
    second = placement.open_posting(steps.new_posting(world.other.id, now), by=stranger, clock=now)
    sent = placement.consent(second.id, by=outsider, clock=now)
    placement.send(sent.id, by=SYSTEM, clock=now)
    steps.publish_python()
    return {
        "academy_course": course.id,
        "academy_first": first.id,
        "academy_open": opened.id,
        "academy_done": done.id,
        "academy_waits": waits,
        "academy_number": certificate.number,
        "academy_session": running.id,
        "academy_draft": draft.id,
        "academy_posting": posting.id,
        "academy_referral": referral.id,
        "academy_sent": sent.id,
    }


def _waiting(course: reads.CourseView, world: World, clock: FrozenClock) -> str:
    """The outsider's seat in a cohort that runs, for which nobody waits."""
    owner, outsider = world.people["owner"], world.people["outsider"]
    found = steps.open_cohort(course, owner, clock)
    steps.file_application(found, outsider, clock)
    steps.select(found, owner, clock)
    who = reads.enrolment_in(found.id, outsider)
    assert who is not None
    return who.id


def _posting_body(world: World) -> dict[str, str]:
    return {"firm": world.other.id, "title": "분석가"}  # what lacks is told: 422


_STUDENTS = STUDENT | SEERS
_NEITHER = SIGNED_IN - _STUDENTS
_DONE = _of("enrolment_id", "done")
_SEAT = _of("enrolment_id", "waits")

DOORS: Rows = {
    "academy:home": [Door("GET", ANYONE)],
    "academy:mine": [Door("GET", SIGNED_IN)],
    "academy:report": [Door("GET", ANYONE)],
    "academy:course": [Door("GET", ANYONE, _of("course_id", "course"))],
    "academy:cohort": [Door("GET", ANYONE, _of("cohort_id", "first"))],
    "academy:apply": [_post(_of("cohort_id", "open"), SIGNED_IN)],
    "academy:office": [Door("GET", SEERS, _of("cohort_id", "first"))],
    "academy:select": [_post(_of("cohort_id", "open"), TEACHERS)],
    "academy:finish": [_post(_of("cohort_id", "open"), TEACHERS)],
    "academy:add_session": [
        _post(
            _of("cohort_id", "open"),
            TEACHERS,
            lambda world: {"title": "하루", "starts": "2031-01-01T09:00", "ends": "2031-01-01T18:00"},
        )
    ],
    "academy:application": [
        Door("GET", _STUDENTS, _of("case_id", "draft"), hidden_from=_NEITHER),
        _post(_of("case_id", "draft"), STUDENT, lambda world: {"group": "seeker"}, hidden_from=_NEITHER),
    ],
    "academy:file": [_post(_of("case_id", "draft"), STUDENT, hidden_from=_NEITHER)],
    "academy:withdraw": [_post(_of("case_id", "draft"), STUDENT, hidden_from=_NEITHER)],
    "academy:enrolment": [Door("GET", _STUDENTS, _DONE, hidden_from=_NEITHER)],
    "academy:take_seat": [_post(_SEAT, TEACHERS, hidden_from=_NEITHER)],
    "academy:leave": [_post(_SEAT, STUDENT | OFFICERS, hidden_from=_NEITHER)],
    "academy:judge": [_post(_DONE, TEACHERS, hidden_from=_NEITHER)],
    "academy:issue": [_post(_DONE, TEACHERS)],
    "academy:session_code": [Door("GET", TEACHERS, _of("session_id", "session"))],
    "academy:attend": [
        Door("GET", SIGNED_IN, _of("session_id", "session")),
        _post(_of("session_id", "session"), frozenset(), lambda world: {"code": "000000", "kind": "in"}),
    ],
    "academy:correct": [
        _post(
            _of("session_id", "session"),
            TEACHERS,
            lambda world: {
                "enrolment": world.things["academy_done"],
                "kind": "in",
                "at": "09:00",
                "reason": "기계 고장",
            },
        )
    ],
    "academy:exercises": [Door("GET", ANYONE)],
    "academy:exercise": [Door("GET", ANYONE, lambda world: {"slug": "file-sum"})],
    "academy:try_out": [_post(lambda world: {"slug": "file-sum"}, SIGNED_IN, lambda world: {"text": "answer = 42"})],
    "academy:hand_in": [_post(lambda world: {"slug": "file-sum"}, SIGNED_IN, lambda world: {"text": "answer = 42"})],
    "academy:check": [Door("GET", ANYONE), Door("POST", ANYONE, body=lambda world: {"number": "1"})],
    "academy:certificate": [Door("GET", ANYONE, _of("number", "number"))],
    "academy:badge": [Door("GET", ANYONE, _of("number", "number"))],
    "academy:revoke": [_post(_of("number", "number"), TEACHERS, lambda world: {"reason": "잘못 발급"})],
    "academy:status_list": [Door("GET", ANYONE)],
    "academy:postings": [Door("GET", ANYONE)],
    "academy:new_posting": [
        Door("GET", frozenset({"stranger", "steward", "owner"})),
        Door("POST", FIRM, body=_posting_body),
        Door(
            "POST",
            frozenset({"steward", "owner"}),
            body=lambda world: _posting_body(world) | {"firm": world.own.id},
            note="of the world's own",
        ),
    ],
    "academy:posting": [Door("GET", ANYONE, _of("posting_id", "posting"))],
    "academy:close_posting": [_post(_of("posting_id", "posting"), FIRM | OFFICERS)],
    "academy:consent": [_post(_of("posting_id", "posting"), SIGNED_IN)],
    "academy:withdraw_consent": [_post(_of("referral_id", "referral"), STUDENT, hidden_from=SIGNED_IN - STUDENT)],
    "academy:send": [_post(_of("referral_id", "referral"), OFFICERS)],
    "academy:move": [_post(_of("referral_id", "sent"), FIRM | OFFICERS, lambda world: {"to": "interview"})],
    "api:academy_cohorts": [Door("GET", ANYONE)],
    "api:academy_certificate": [Door("GET", ANYONE, _of("number", "number"))],
    "api:academy_check": [Door("POST", ANYONE, body=lambda world: {})],
}
