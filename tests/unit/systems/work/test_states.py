"""States as tables: what may follow what, and everything has words."""

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.work.core.states import (
    ANSWERS,
    ASSIGNMENTS,
    BATCHES,
    CONTRACTS,
    HOLDING,
    JOBS,
    TASKS,
    WORKING,
    AnswerState,
    AssignmentState,
    ContractState,
    JobState,
    moved,
)

TABLES = (JOBS, CONTRACTS, BATCHES, ASSIGNMENTS, ANSWERS, TASKS)


@pytest.mark.parametrize("table", TABLES)
def test_every_state_has_its_ways_and_its_words(table: dict[JobState, frozenset[JobState]]) -> None:
    kind = type(next(iter(table)))
    assert set(table) == set(kind)
    assert all(state.words.ko and state.words.en for state in table)
    assert any(not ways for ways in table.values()), "nothing ever ends"


def test_what_is_paid_never_comes_back() -> None:
    assert not ANSWERS[AnswerState.ACCEPTED]
    assert not ASSIGNMENTS[AssignmentState.CHECKED]
    assert ANSWERS[AnswerState.REFUSED] == {AnswerState.ACCEPTED}  # by a dispute alone
    assert WORKING < HOLDING


def test_what_cannot_follow_is_refused() -> None:
    assert moved(ContractState.ASKED, ContractState.OFFERED, CONTRACTS) is ContractState.OFFERED
    with pytest.raises(Refused) as refused:
        moved(ContractState.ASKED, ContractState.IN_FORCE, CONTRACTS)
    assert refused.value.code == "work_cannot_move"
