"""Who may do what with a dataset: each state and access a row, each kind of person a column."""

from dataclasses import replace

import pytest

from naru.base.kit.person import ANONYMOUS, SYSTEM, OrganisationId, Person, PersonId, Role, Scope, service
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.rights import (
    Rights,
    index_readers,
    may_edit,
    may_entitle,
    may_read,
    may_register,
    passes,
    readers,
)
from naru.data.catalogue.core.states import Access, State

SELLER, BUYER = OrganisationId("seller"), OrganisationId("buyer")


def someone(organisation: OrganisationId | None = None, role: Role = Role.MEMBER, *, officer: bool = False) -> Person:
    roles = {organisation: role} if organisation else {}
    return Person(id=PersonId("p"), name="누구", roles=roles, is_officer=officer)


PEOPLE = {
    "anonymous": ANONYMOUS,
    "outsider": someone(),
    "buyer": someone(BUYER, Role.OWNER),
    "member": someone(SELLER),
    "steward": someone(SELLER, Role.STEWARD),
    "owner": someone(SELLER, Role.OWNER),
    "officer": someone(officer=True),
}
OWN = "member steward owner officer"
UNSEALED = [access for access in Access if access is not Access.SEALED]


@pytest.mark.parametrize(
    ("state", "access", "granted", "who"),
    [
        (State.PUBLISHED, Access.OPEN, (), f"anonymous outsider buyer {OWN}"),
        (State.PUBLISHED, Access.SIGNED_IN, (), f"outsider buyer {OWN}"),
        (State.PUBLISHED, Access.GRANTED, (BUYER,), f"buyer {OWN}"),
        (State.PUBLISHED, Access.GRANTED, (), OWN),
        (State.PUBLISHED, Access.SIGNED_IN, (BUYER,), f"outsider buyer {OWN}"),
        *((state, access, (BUYER,), OWN) for state in State if state is not State.PUBLISHED for access in UNSEALED),
        *((state, Access.SEALED, (BUYER,), "buyer") for state in State),
        *((state, Access.SEALED, (), "") for state in State),
    ],
)
def test_who_may_read(state: State, access: Access, granted: tuple[OrganisationId, ...], who: str) -> None:
    rights = Rights(
        state=state, access=access, organisation=SELLER, entitled=frozenset(map(Holder.organisation, granted))
    )
    assert {name for name, person in PEOPLE.items() if may_read(person, rights)} == set(who.split())


@pytest.mark.parametrize(
    ("organisation", "who"), [(SELLER, "steward owner officer"), (BUYER, "buyer officer"), (None, "officer")]
)
def test_who_may_edit_and_register(organisation: OrganisationId | None, who: str) -> None:
    rights = Rights(state=State.DRAFT, access=Access.OPEN, organisation=organisation)
    for right in (lambda person: may_edit(person, rights), lambda person: may_register(person, organisation)):
        assert {name for name, person in PEOPLE.items() if right(person)} == set(who.split())


def test_a_token_reads_and_writes_by_its_scopes() -> None:
    rights = Rights(state=State.PUBLISHED, access=Access.SIGNED_IN, organisation=SELLER)
    for person in (PEOPLE["owner"], PEOPLE["officer"]):
        reader, writer = (replace(person, scopes=frozenset({scope})) for scope in (Scope.READ, Scope.WRITE))
        assert may_read(reader, rights)
        assert not may_edit(reader, rights)
        assert may_edit(writer, rights)
        assert not may_read(writer, rights)
        assert may_read(writer, replace(rights, access=Access.OPEN))


def test_marks_say_it_as_the_index_keeps_them() -> None:
    rights = Rights(
        state=State.PUBLISHED,
        access=Access.GRANTED,
        organisation=SELLER,
        entitled=frozenset({Holder.organisation(BUYER)}),
    )
    assert readers(rights) == {"officers", "org:seller", "org:buyer"}
    assert readers(replace(rights, organisation=None, access=Access.OPEN)) == {"officers", "anyone"}
    assert passes(PEOPLE["officer"]) == {"anyone", "signed-in", "person:p", "officers"}
    assert passes(PEOPLE["buyer"]) == {"anyone", "signed-in", "person:p", "org:buyer"}
    assert passes(service("exchange")) == {"anyone", "signed-in", "service:exchange"}
    assert passes(ANONYMOUS) == {"anyone"}


def test_the_index_knows_entitlements_by_the_datasets_own_mark_and_nothing_of_what_is_sealed() -> None:
    rights = Rights(
        state=State.PUBLISHED,
        access=Access.GRANTED,
        organisation=SELLER,
        entitled=frozenset({Holder.organisation(BUYER)}),
    )
    assert index_readers(rights, "d1") == {"officers", "org:seller", "dataset:d1"}
    assert index_readers(replace(rights, state=State.DRAFT), "d1") == {"officers", "org:seller"}
    assert index_readers(replace(rights, access=Access.OPEN), "d1") == {"officers", "org:seller", "anyone"}
    assert index_readers(replace(rights, access=Access.SEALED), "d1") == frozenset()


@pytest.mark.parametrize("access", Access)
def test_who_may_entitle(access: Access) -> None:
    rights = Rights(state=State.PUBLISHED, access=access, organisation=SELLER)
    may = {name for name, person in PEOPLE.items() if may_entitle(person, rights)}
    assert may == (set() if access is Access.SEALED else {"steward", "owner", "officer"})
    assert may_entitle(service("exchange"), rights)
    assert may_entitle(SYSTEM, rights)


def test_a_named_officer_edits_what_is_sealed_and_no_other_does() -> None:
    named = frozenset({Holder.person(PEOPLE["officer"].id)})
    rights = Rights(state=State.DRAFT, access=Access.SEALED, organisation=SELLER)
    assert not may_edit(PEOPLE["officer"], rights)
    assert may_edit(PEOPLE["officer"], replace(rights, entitled=named))
    assert not may_edit(PEOPLE["buyer"], replace(rights, entitled=frozenset({Holder.organisation(BUYER)})))
