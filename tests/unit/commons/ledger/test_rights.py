"""Who may read which account, and who may keep them."""

import pytest

from naru.base.kit.person import ANONYMOUS, SYSTEM, OrganisationId, Person, PersonId, Role, Scope
from naru.commons.ledger.core import rights

FIRM = OrganisationId("firm")


def a_person(**values: object) -> Person:
    return Person(id=PersonId("p"), name="p", **values)  # type: ignore[arg-type]


OFFICER, AUDITOR = a_person(is_officer=True), a_person(is_auditor=True)
STEWARD, MEMBER = a_person(roles={FIRM: Role.STEWARD}), a_person(roles={FIRM: Role.MEMBER})


@pytest.mark.parametrize(
    ("person", "ledger", "own", "platforms"),
    [
        (ANONYMOUS, False, False, False),
        (a_person(), False, False, False),
        (MEMBER, False, False, False),
        (STEWARD, False, True, False),
        (AUDITOR, True, True, True),
        (OFFICER, True, True, True),
    ],
)
def test_who_reads_the_ledger_an_account_of_the_firm_and_one_of_the_platform(
    person: Person, ledger: bool, own: bool, platforms: bool
) -> None:
    assert rights.may_read_ledger(person) is ledger
    assert rights.may_read_account(person, FIRM) is own
    assert rights.may_read_account(person, "") is platforms


@pytest.mark.parametrize(
    ("person", "may"),
    [
        (SYSTEM, True),
        (OFFICER, True),
        (a_person(is_officer=True, scopes=frozenset({Scope.READ, Scope.WRITE})), False),
        (AUDITOR, False),
        (STEWARD, False),
        (ANONYMOUS, False),
    ],
)
def test_only_officers_keep_accounts_by_hand(person: Person, may: bool) -> None:
    assert rights.may_keep_accounts(person) is may
