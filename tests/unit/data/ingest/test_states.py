"""The way of a load."""

import pytest

from naru.data.ingest.core.states import LOADED, MOVES, RUNNING, STATE_WORDS, LoadState, moved

S = LoadState


@pytest.mark.parametrize(
    ("current", "to"),
    [
        (S.RECEIVED, {S.PARSED, S.UNCHANGED, S.REFUSED}),
        (S.PARSED, {S.STAGED, S.HELD}),
        (S.HELD, {S.STAGED, S.RECEIVED, S.REJECTED}),
        (S.STAGED, {S.COMMITTED, S.OVERTAKEN, S.RECEIVED}),
        (S.COMMITTED, {S.PUBLISHED, S.UNCHANGED, S.OVERTAKEN}),
        (S.PUBLISHED, {S.INDEXED}),
        *((over, set()) for over in (S.INDEXED, S.UNCHANGED, S.REFUSED, S.REJECTED, S.OVERTAKEN)),
    ],
)
def test_a_load_goes_only_where_its_state_leads(current: LoadState, to: set[LoadState]) -> None:
    for state in LoadState:
        if state in to:
            assert moved(current, state) is state
        else:
            with pytest.raises(AssertionError, match="cannot go"):
                moved(current, state)


def test_every_state_has_its_moves_and_its_words() -> None:
    assert set(MOVES) == set(STATE_WORDS) == set(LoadState)


def test_a_load_runs_until_it_is_loaded() -> None:
    assert set(RUNNING) == {S.RECEIVED, S.PARSED, S.STAGED, S.COMMITTED}
    assert set(LOADED) == {S.PUBLISHED, S.INDEXED}
