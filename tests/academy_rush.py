"""What the test of the academy's rush does inside an installation: the last seat, one certificate and one answer, many at once."""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.ids import new_id
from naru.base.kit.person import Role
from naru.base.people import reads as people
from naru.systems.academy import actions, credentials, exercises, reads
from naru.systems.academy.models import Attempt, Cohort, Credential, Enrolment
from tests import academy
from tests.personas import make_organisation, make_person
from tests.rush import at_once

WAITING = 8


def run() -> dict[str, Any]:
    """One seat is free and eight who wait are given it at once; one certificate is issued eight times; one answer graded eight times."""
    academy.enter_rates()
    clock = FrozenClock(academy.NOW)
    organiser = make_organisation("school", "학교")
    teacher = make_person("강사", "teacher@rush.example", belongs=[(organiser, Role.STEWARD)])
    course = academy.make_course(organiser.id, clock)
    found = academy.open_cohort(course, teacher, clock, seats=1)
    for number in range(WAITING + 1):
        academy.file_application(found, make_person(f"학생{number}", f"s{number}@rush.example"), clock)
    academy.select(found, teacher, clock)
    seated, *waiting = reads.enrolments(found.id)
    _free_one_more(found.id)
    given = at_once(*[partial(actions.take_seat, each.id, by=teacher, clock=clock) for each in waiting])
    academy.attend_all(found, seated, teacher, clock)
    clock.advance(timedelta(days=1))
    actions.judge(seated.id, by=teacher, clock=clock)
    issued = at_once(*[partial(credentials.issue, seated.id, by=teacher, clock=clock)] * WAITING)
    return {
        "given": Counter("seat" if each is None else str(each) for each in given),
        "taken": reads.cohort(found.id, teacher).taken,
        "certificates": Credential.objects.count(),
        "numbers": len({each.number for each in issued if isinstance(each, credentials.CredentialView)}),
        **_graded_at_once(clock),
    }


def _free_one_more(cohort_id: str) -> None:
    Cohort.objects.filter(id=cohort_id).update(seats=2)


def _graded_at_once(clock: FrozenClock) -> dict[str, Any]:
    found = academy.publish_python()
    person = make_person("답", "answer@rush.example")
    row = Attempt.objects.create(
        exercise_id=found.id, person_id=person.id, text=academy.RIGHT_PYTHON, at=clock.now(), begun=clock.now()
    )
    grades = at_once(*[partial(exercises.grade, row.id, clock=clock)] * 3)
    return {"grades": sorted({str(getattr(each, "score", each)) for each in grades})}


# --- deaths ---

STUDENT, TEACHER = "student@death.example", "teacher@death.example"


def prepare() -> str:
    """A graduate without a certificate yet, and an exercise."""
    academy.enter_rates()
    clock = FrozenClock(academy.NOW)
    organiser = make_organisation("school", "학교")
    teacher = make_person("강사", TEACHER, belongs=[(organiser, Role.STEWARD)])
    found = academy.open_cohort(academy.make_course(organiser.id, clock), teacher, clock)
    academy.publish_python()
    return academy.completed(found, make_person("학생", STUDENT), teacher, clock).id


def answer() -> None:
    """One that nobody handed in before, so that it is run."""
    exercises.hand_in("file-sum", f"{academy.RIGHT_PYTHON}# {new_id()}", by=people.person_by_email(STUDENT))


def certify() -> None:
    credentials.issue(Enrolment.objects.get().id, by=people.person_by_email(TEACHER))


def go_on() -> None:
    """What the clock does once the dead grader's time is over."""
    exercises.grade_waiting(clock=FrozenClock(SYSTEM_CLOCK.now() + 2 * exercises.GRADING_MOST))
