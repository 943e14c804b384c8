"""Who sees, issues, revokes and traces: the holder's own people, officers, auditors."""

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.systems.sharing.core import rights

READS = frozenset({Scope.READ})
FIRM = "organisation:firm"


def a_person(*, member: bool = False, officer: bool = False, auditor: bool = False, **values: object) -> Person:
    roles = {OrganisationId("firm"): Role.MEMBER} if member else {}
    return Person(id=PersonId("p"), name="p", roles=roles, is_officer=officer, is_auditor=auditor, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "holder", "sees", "issues", "revokes"),
    [
        (a_person(), "person:p", True, True, True),
        (a_person(), "person:q", False, False, False),
        (a_person(), FIRM, False, False, False),
        (a_person(member=True), FIRM, True, True, True),
        (a_person(member=True, scopes=READS), FIRM, True, False, False),
        (a_person(member=True), "organisation:other", False, False, False),
        (a_person(auditor=True), FIRM, True, False, False),
        (a_person(officer=True), FIRM, True, False, True),
        (a_person(officer=True, scopes=READS), FIRM, True, False, False),
        (ANONYMOUS, "person:", False, False, False),
        (a_person(), "service:p", False, False, False),
    ],
)
def test_who_keeps_a_recipients_tokens(person: Person, holder: str, sees: bool, issues: bool, revokes: bool) -> None:
    assert rights.may_see_recipient(person, holder) is sees
    assert rights.may_issue(person, holder) is issues
    assert rights.may_revoke(person, holder) is revokes


@pytest.mark.parametrize(
    ("person", "sees_all", "traces"),
    [
        (ANONYMOUS, False, False),
        (a_person(member=True), False, False),
        (a_person(auditor=True), True, False),
        (a_person(officer=True), True, True),
        (a_person(officer=True, scopes=READS), True, False),
    ],
)
def test_who_sees_all_recipients_and_traces_a_file(person: Person, sees_all: bool, traces: bool) -> None:
    assert rights.may_see_recipients(person) is sees_all
    assert rights.may_trace(person) is traces
