"""Who keeps the city's plan and reports for it."""

import pytest

from naru.base.kit.person import ANONYMOUS, Person, PersonId, Scope
from naru.systems.strategy.core import rights

READS, WRITES = frozenset({Scope.READ}), frozenset({Scope.READ, Scope.WRITE})


def an_officer(scopes: frozenset[Scope] = frozenset(Scope)) -> Person:
    return Person(id=PersonId("p"), name="p", is_officer=True, scopes=scopes)


@pytest.mark.parametrize(
    ("person", "runs", "reports"),
    [
        (ANONYMOUS, False, False),
        (Person(id=PersonId("p"), name="p"), False, False),
        (Person(id=PersonId("p"), name="p", is_auditor=True), False, False),
        (an_officer(), True, True),
        (an_officer(WRITES), False, True),
        (an_officer(READS), False, False),
    ],
)
def test_officers_run_and_report(person: Person, runs: bool, reports: bool) -> None:
    assert rights.may_run(person) is runs
    assert rights.may_report(person) is reports
