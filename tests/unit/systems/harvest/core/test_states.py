"""A run's way and a pair's: what leads where, and that every end is one."""

from naru.systems.harvest.core.states import (
    DATA_POLICY_WORDS,
    PAIR_STATES,
    RECORD_STATE_WORDS,
    RUN_STATE_WORDS,
    RUN_STATES,
    RUNNING,
    DataPolicy,
    PairState,
    RecordState,
    RunState,
)

S, P = RunState, PairState


def test_a_run_waits_lists_rests_and_ends() -> None:
    assert {state: {to.value for to in ways} for state, ways in RUN_STATES.items()} == {
        S.WAITING: {"listing", "incomplete"},
        S.LISTING: {"resting", "complete", "incomplete", "asks"},
        S.RESTING: {"listing", "incomplete"},
        S.ASKS: {"complete", "incomplete"},
        S.COMPLETE: set(),
        S.INCOMPLETE: set(),
    }


def test_what_runs_can_always_end() -> None:
    assert {S.WAITING, S.LISTING, S.RESTING} == RUNNING
    assert all(S.INCOMPLETE in RUN_STATES[state] for state in RUNNING)


def test_a_pair_may_be_thought_of_again_and_is_never_undecided_again() -> None:
    assert {P.PROPOSED: {P.MERGED, P.APART}, P.MERGED: {P.APART}, P.APART: {P.MERGED}} == PAIR_STATES


def test_every_state_has_words() -> None:
    assert set(RUN_STATE_WORDS) == set(RunState)
    assert set(RECORD_STATE_WORDS) == set(RecordState)
    assert set(DATA_POLICY_WORDS) == set(DataPolicy)
