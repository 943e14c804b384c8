"""Who does what on the city's side of combinations."""

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.systems.combination.core import rights

FIRM = OrganisationId("firm")
WRITES = frozenset({Scope.READ, Scope.WRITE})
READS = frozenset({Scope.READ})


def a_person(role: Role | None = None, *, officer: bool = False, auditor: bool = False, **values: object) -> Person:
    roles = {FIRM: role} if role else {}
    return Person(id=PersonId("p"), name="p", roles=roles, is_officer=officer, is_auditor=auditor, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "runs", "audits", "applies", "sees"),
    [
        (ANONYMOUS, False, False, False, False),
        (a_person(), False, False, False, False),
        (a_person(Role.MEMBER), False, False, False, True),
        (a_person(Role.STEWARD), False, False, True, True),
        (a_person(Role.OWNER), False, False, True, True),
        (a_person(Role.OWNER, scopes=READS), False, False, False, True),
        (a_person(auditor=True), False, True, False, True),
        (a_person(officer=True), True, True, False, True),
        (a_person(officer=True, scopes=WRITES), False, True, False, True),
    ],
)
def test_who_runs_audits_applies_and_sees(person: Person, runs: bool, audits: bool, applies: bool, sees: bool) -> None:
    assert rights.may_run(person) is runs
    assert rights.may_audit(person) is audits
    assert rights.may_apply_for(person, FIRM) is applies
    assert rights.may_see_application(person, FIRM) is sees
