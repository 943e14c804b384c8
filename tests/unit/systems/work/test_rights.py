"""Who may run, see, check and pay."""

import pytest

from naru.base.kit.person import OrganisationId, Person, PersonId, Role, Scope
from naru.systems.work.core import rights

OWN = OrganisationId("own")


def person(role: Role | None = None, **more: object) -> Person:
    return Person(id=PersonId("p"), name="p", roles={OWN: role} if role else {}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "run", "see", "deposit"),
    [
        (person(Role.OWNER), True, True, False),
        (person(Role.STEWARD), True, True, False),
        (person(Role.MEMBER), False, False, False),
        (person(), False, False, False),
        (person(is_officer=True), False, True, True),
        (person(is_auditor=True), False, True, False),
        (person(Role.OWNER, scopes=frozenset({Scope.READ})), False, True, False),
        (person(is_officer=True, scopes=frozenset({Scope.READ, Scope.WRITE})), False, True, False),
    ],
)
def test_rights(who: Person, run: bool, see: bool, deposit: bool) -> None:
    assert rights.may_run(who, OWN) is run
    assert rights.may_see_office(who, OWN) is see
    assert rights.may_deposit(who) is rights.may_pay_out(who) is deposit


def test_maker_is_never_checker() -> None:
    assert rights.may_check(person(Role.STEWARD), OWN, "another")
    assert not rights.may_check(person(Role.STEWARD), OWN, "p")
