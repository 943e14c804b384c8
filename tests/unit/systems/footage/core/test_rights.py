"""Who may do what with footage."""

import pytest

from naru.base.kit.person import ANONYMOUS, Person, PersonId, Scope
from naru.systems.footage.core import rights

READS, WRITES = frozenset({Scope.READ}), frozenset({Scope.READ, Scope.WRITE})


def a_person(*, officer: bool = False, auditor: bool = False, scopes: frozenset[Scope] = frozenset(Scope)) -> Person:
    return Person(id=PersonId("p"), name="p", is_officer=officer, is_auditor=auditor, scopes=scopes)


@pytest.mark.parametrize(
    ("person", "handles", "sees", "opens"),
    [
        (ANONYMOUS, False, False, False),
        (a_person(), False, False, False),
        (a_person(auditor=True), False, True, False),
        (a_person(officer=True), True, True, True),
        (a_person(officer=True, scopes=WRITES), True, True, False),
        (a_person(officer=True, scopes=READS), False, True, False),
    ],
)
def test_who_handles_sees_and_opens(person: Person, handles: bool, sees: bool, opens: bool) -> None:
    assert rights.may_set_up(person) is rights.may_review(person) is handles
    assert rights.may_see_footage(person) is rights.may_see_figures(person, is_public=False) is sees
    assert rights.may_open_figures(person) is opens
    assert rights.may_see_figures(person, is_public=True)
