"""Who registers a source of records, and who sees it."""

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.systems.harvest.core import rights

FIRM = OrganisationId("firm")
READS = frozenset({Scope.READ})


def a_person(role: Role | None = None, *, officer: bool = False, auditor: bool = False, **values: object) -> Person:
    roles = {FIRM: role} if role else {}
    return Person(id=PersonId("p"), name="p", roles=roles, is_officer=officer, is_auditor=auditor, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "harvests", "inside", "sees", "sees_the_citys"),
    [
        (ANONYMOUS, False, False, False, False),
        (a_person(), False, False, False, False),
        (a_person(Role.MEMBER), False, False, True, False),
        (a_person(Role.STEWARD), True, False, True, False),
        (a_person(Role.STEWARD, scopes=READS), False, False, True, False),
        (a_person(auditor=True), False, False, True, True),
        (a_person(officer=True), True, True, True, True),
        (a_person(officer=True, scopes=READS), False, False, True, True),
    ],
)
def test_who_harvests_and_sees(person: Person, harvests: bool, inside: bool, sees: bool, sees_the_citys: bool) -> None:
    assert rights.may_harvest(person, FIRM) is harvests
    assert rights.may_harvest(person, None) is (harvests and person.is_officer)
    assert rights.may_harvest_inside(person) is inside
    assert rights.may_see_source(person, FIRM) is sees
    assert rights.may_see_source(person, None) is sees_the_citys
