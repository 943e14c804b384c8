"""What a person may do, by role and by token."""

import pytest

from naru.base.kit.actor import SYSTEM as SYSTEM_ACTOR
from naru.base.kit.actor import Actor
from naru.base.kit.person import ANONYMOUS, SYSTEM, OrganisationId, Person, PersonId, Role, Scope

OURS, THEIRS = OrganisationId("ours"), OrganisationId("theirs")


def junho(
    role: Role = Role.STEWARD, *, scopes: frozenset[Scope] = frozenset(Scope), token: str | None = None
) -> Person:
    return Person(id=PersonId("junho"), name="준호", roles={OURS: role}, scopes=scopes, token_id=token)


@pytest.mark.parametrize(("role", "does"), [(Role.OWNER, True), (Role.STEWARD, True), (Role.MEMBER, False)])
def test_owners_and_stewards_look_after_their_own_organisation(role: Role, does: bool) -> None:
    assert junho(role).stewards(OURS) is does
    assert not junho(role).stewards(THEIRS)
    assert junho(role).organisations == {OURS}


@pytest.mark.parametrize(
    ("scopes", "may"),
    [({Scope.WRITE}, True), ({Scope.READ}, False), ({Scope.READ, Scope.ADMIN}, False), (set(Scope), True)],
)
def test_writing_needs_the_scope(scopes: set[Scope], may: bool) -> None:
    assert junho(scopes=frozenset(scopes)).may_write() is may


@pytest.mark.parametrize(
    ("person", "actor"),
    [
        (junho(), Actor(kind="person", id="junho", name="준호")),
        (junho(token="t1"), Actor(kind="token", id="t1", name="준호")),
        (SYSTEM, SYSTEM_ACTOR),
    ],
)
def test_who_acted_is_the_person_their_token_or_the_system(person: Person, actor: Actor) -> None:
    assert person.actor == actor


def test_an_anonymous_visitor_may_read_and_nothing_more() -> None:
    assert ANONYMOUS.is_anonymous
    assert ANONYMOUS.scopes == {Scope.READ}
    assert not ANONYMOUS.may_write()
    assert not (ANONYMOUS.is_officer)
    assert not (ANONYMOUS.is_auditor)
    assert not (ANONYMOUS.is_system)
    assert not (ANONYMOUS.roles)


def test_the_system_is_an_officer_an_auditor_and_not_anonymous() -> None:
    assert (SYSTEM.id, SYSTEM.name) == ("naru", "Naru")
    assert SYSTEM.is_officer
    assert SYSTEM.is_auditor
    assert not SYSTEM.is_anonymous
    assert SYSTEM.scopes == set(Scope)


def test_nobody_is_an_officer_unless_it_is_said() -> None:
    assert not (junho().is_officer)
    assert not (junho().is_auditor)
    assert not (junho().is_system)
    assert not (junho().is_anonymous)
