"""Who may send an organisation's notices to an address outside."""

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.commons.notices.core.rights import may_keep_webhooks

FIRM = OrganisationId("firm")
WRITES = frozenset({Scope.READ, Scope.WRITE})


def a_person(role: Role | None, scopes: frozenset[Scope] = frozenset(Scope)) -> Person:
    return Person(id=PersonId("p"), name="p", roles={FIRM: role} if role else {}, scopes=scopes)


@pytest.mark.parametrize(
    ("person", "may"),
    [
        (a_person(Role.OWNER), True),
        (a_person(Role.STEWARD), True),
        (a_person(Role.MEMBER), False),
        (a_person(None), False),
        (a_person(Role.OWNER, WRITES), False),  # what leaves the house is no part of a token that writes
        (Person(id=PersonId("o"), name="o", is_officer=True), False),
        (ANONYMOUS, False),
    ],
)
def test_only_owners_and_stewards_keep_webhooks(person: Person, may: bool) -> None:
    assert may_keep_webhooks(person, FIRM) is may
