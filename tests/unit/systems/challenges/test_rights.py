"""Who sets challenges up, who looks behind them, and who takes part."""

import pytest

from naru.base.kit.person import ANONYMOUS, Person, PersonId, Scope
from naru.systems.challenges.core import rights

READS, WRITES = frozenset({Scope.READ}), frozenset({Scope.READ, Scope.WRITE})


def a_person(*, officer: bool = False, auditor: bool = False, scopes: frozenset[Scope] = frozenset(Scope)) -> Person:
    return Person(id=PersonId("p"), name="p", is_officer=officer, is_auditor=auditor, scopes=scopes)


@pytest.mark.parametrize(
    ("person", "runs", "looks_behind", "takes_part"),
    [
        (ANONYMOUS, False, False, False),
        (a_person(), False, False, True),
        (a_person(scopes=WRITES), False, False, True),
        (a_person(scopes=READS), False, False, False),
        (a_person(auditor=True), False, True, False),
        (a_person(officer=True), True, True, False),
        (a_person(officer=True, scopes=WRITES), False, True, False),
    ],
)
def test_whoever_may_know_the_truth_takes_no_part(
    person: Person, runs: bool, looks_behind: bool, takes_part: bool
) -> None:
    assert rights.may_run(person) is runs
    assert rights.may_look_behind(person) is looks_behind
    assert rights.may_take_part(person, reads_source=False) is takes_part
    assert rights.may_take_part(person, reads_source=True) is False


def test_a_member_is_of_the_team_and_nobody_is_nobody() -> None:
    assert rights.is_of(a_person(), {"p", "q"})
    assert not rights.is_of(a_person(), {"q"})
    assert not rights.is_of(ANONYMOUS, {""})
