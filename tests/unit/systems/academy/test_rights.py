"""Who does what in the academy: each right a column."""

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.systems.academy.core import rights

SCHOOL = "school"
READS, WRITES = frozenset({Scope.READ}), frozenset({Scope.READ, Scope.WRITE})


def a_person(role: Role | None = None, *, officer: bool = False, auditor: bool = False, **values: object) -> Person:
    roles = {OrganisationId(SCHOOL): role} if role else {}
    return Person(id=PersonId("p"), name="p", roles=roles, is_officer=officer, is_auditor=auditor, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "runs", "sees", "courses", "exercises", "posts", "reports"),
    [
        (ANONYMOUS, False, False, False, False, False, False),
        (a_person(Role.MEMBER), False, False, False, False, False, False),
        (a_person(Role.STEWARD), True, True, False, False, True, False),
        (a_person(Role.OWNER, scopes=READS), False, True, False, False, False, False),
        (a_person(auditor=True), False, True, False, False, False, True),
        (a_person(officer=True), True, True, True, True, False, True),
        (a_person(officer=True, scopes=WRITES), True, True, False, True, False, True),
        (a_person(officer=True, scopes=READS), False, True, False, False, False, True),
    ],
)
def test_who_may_do_what(
    person: Person, runs: bool, sees: bool, courses: bool, exercises: bool, posts: bool, reports: bool
) -> None:
    assert rights.may_run(person, SCHOOL) is runs
    assert rights.may_see_students(person, SCHOOL) is sees
    assert rights.may_make_courses(person) is courses
    assert rights.may_make_exercises(person) is exercises
    assert rights.may_post_for(person, SCHOOL) is posts
    assert rights.may_report(person) is reports
