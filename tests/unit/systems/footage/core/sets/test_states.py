"""States of releases and withdrawals: a table that ends, with words for each."""

import pytest

from naru.systems.footage.core.sets import states
from naru.systems.footage.core.sets.states import RELEASE_STATES, ReleaseState, WithdrawalState


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (ReleaseState.RELEASED, ReleaseState.REDUCED, True),
        (ReleaseState.RELEASED, ReleaseState.RETIRED, True),
        (ReleaseState.REDUCED, ReleaseState.RETIRED, True),
        (ReleaseState.REDUCED, ReleaseState.RELEASED, False),
        (ReleaseState.RETIRED, ReleaseState.RELEASED, False),
        (ReleaseState.RETIRED, ReleaseState.REDUCED, False),
    ],
)
def test_what_was_withdrawn_of_a_release_never_comes_back(
    before: ReleaseState, after: ReleaseState, allowed: bool
) -> None:
    assert (after in RELEASE_STATES[before]) is allowed


def test_a_withdrawal_is_done_once() -> None:
    assert {
        WithdrawalState.DECIDED: frozenset({WithdrawalState.DONE}),
        WithdrawalState.DONE: frozenset(),
    } == states.WITHDRAWAL_STATES


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ReleaseState, states.RELEASE_WORDS),
        (WithdrawalState, states.WITHDRAWAL_WORDS),
        (states.LabelSource, states.SOURCE_WORDS),
        (states.Target, states.TARGET_WORDS),
    ],
)
def test_each_has_words(kind: type, words: dict[str, object]) -> None:
    assert set(kind) == set(words)
