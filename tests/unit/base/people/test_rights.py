"""Who may do what with people, organisations, tokens and the trail: each right a row, each kind of person a column."""

from collections.abc import Callable

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.base.people.core import rights

OURS, THEIRS = OrganisationId("ours"), OrganisationId("theirs")


def someone(
    role: Role | None = None, *, officer: bool = False, auditor: bool = False, less: Scope | None = None
) -> Person:
    return Person(
        id=PersonId("p"),
        name="누구",
        roles={OURS: role} if role else {},
        is_officer=officer,
        is_auditor=auditor,
        scopes=frozenset(Scope) - {less},
    )


PEOPLE: dict[str, Callable[[Scope | None], Person]] = {
    "officer": lambda less: someone(officer=True, less=less),
    "auditor": lambda less: someone(auditor=True, less=less),
    "owner": lambda less: someone(Role.OWNER, less=less),
    "steward": lambda less: someone(Role.STEWARD, less=less),
    "member": lambda less: someone(Role.MEMBER, less=less),
    "outsider": lambda less: someone(less=less),
    "anonymous": lambda less: ANONYMOUS,
}
Right = Callable[[Person], bool]

RIGHTS: list[tuple[str, Right, str, Scope | None]] = [
    ("found an organisation", rights.may_found_organisation, "officer", Scope.ADMIN),
    ("describe it", lambda p: rights.may_describe_organisation(p, OURS), "officer owner steward", Scope.WRITE),
    ("describe another", lambda p: rights.may_describe_organisation(p, THEIRS), "officer", Scope.WRITE),
    ("bring files", rights.may_bring, "officer owner steward", Scope.WRITE),
    ("see members", lambda p: rights.may_see_members(p, OURS), "officer auditor owner steward member", None),
    ("see another's", lambda p: rights.may_see_members(p, THEIRS), "officer auditor", None),
    ("manage members", lambda p: rights.may_manage_members(p, OURS), "officer owner", Scope.ADMIN),
    ("manage another's", lambda p: rights.may_manage_members(p, THEIRS), "officer", Scope.ADMIN),
    ("leave", lambda p: rights.may_leave(p, OURS), "owner steward member", Scope.ADMIN),
    ("leave another", lambda p: rights.may_leave(p, THEIRS), "", Scope.ADMIN),
    ("own tokens", rights.may_manage_own_tokens, "officer auditor owner steward member outsider", Scope.ADMIN),
    ("manage people", rights.may_manage_people, "officer", Scope.ADMIN),
    ("read the trail", rights.may_read_trail, "officer auditor", None),
]


@pytest.mark.parametrize(("right", "allowed"), [row[1:3] for row in RIGHTS], ids=[row[0] for row in RIGHTS])
def test_who_has_the_right(right: Right, allowed: str) -> None:
    assert {name for name, person in PEOPLE.items() if right(person(None))} == set(allowed.split())


@pytest.mark.parametrize("missing", Scope)
@pytest.mark.parametrize(("right", "allowed", "scope"), [row[1:] for row in RIGHTS], ids=[row[0] for row in RIGHTS])
def test_a_token_without_the_scope_of_the_right_has_it_not(
    right: Right, allowed: str, scope: Scope | None, missing: Scope
) -> None:
    left = set() if missing is scope else set(allowed.split())
    assert {name for name, person in PEOPLE.items() if right(person(missing))} == left
