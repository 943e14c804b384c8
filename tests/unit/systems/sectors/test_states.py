"""Where a dataset stands under a profile, and what that opens."""

from datetime import date, timedelta

import pytest

from naru.systems.sectors.core.states import PROFILE_STATES, ProfileState, Standing, standing
from naru.systems.sectors.core.values import Verdict

TODAY = date(2026, 3, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("verdict", "is_current", "waived_until", "expected"),
    [
        (None, True, None, Standing.UNCHECKED),
        (Verdict.CONFORMS, True, None, Standing.CONFORMING),
        (Verdict.CONFORMS, False, None, Standing.UNCHECKED),
        (Verdict.NOTICES, True, None, Standing.NOTICES),
        (Verdict.UNDECIDED, True, None, Standing.UNDECIDED),
        (Verdict.FAILS, True, None, Standing.NOT_CONFORMING),
        (Verdict.FAILS, True, TODAY, Standing.WAIVED),
        (Verdict.FAILS, True, TOMORROW, Standing.WAIVED),
        (Verdict.FAILS, True, YESTERDAY, Standing.NOT_CONFORMING),
        (None, True, TODAY, Standing.WAIVED),
        (Verdict.CONFORMS, True, TODAY, Standing.CONFORMING),
        (Verdict.NOTICES, True, TODAY, Standing.NOTICES),
    ],
)
def test_where_a_dataset_stands(
    verdict: Verdict | None, is_current: bool, waived_until: date | None, expected: Standing
) -> None:
    assert standing(verdict, is_current=is_current, waived_until=waived_until, today=TODAY) is expected


@pytest.mark.parametrize(
    ("state", "opens", "badge"),
    [
        (Standing.UNCHECKED, False, "care"),
        (Standing.CONFORMING, True, "good"),
        (Standing.NOTICES, True, "good"),
        (Standing.UNDECIDED, False, "care"),
        (Standing.NOT_CONFORMING, False, "bad"),
        (Standing.WAIVED, True, "care"),
    ],
)
def test_what_a_standing_opens_and_how_it_is_shown(state: Standing, opens: bool, badge: str) -> None:
    assert (state.opens, state.badge) == (opens, badge)
    assert state.words.ko


def test_a_profile_gates_only_after_its_trial_and_never_comes_back() -> None:
    S = ProfileState
    assert {
        S.DRAFT: {S.TRIAL, S.RETIRED},
        S.TRIAL: {S.IN_FORCE, S.RETIRED},
        S.IN_FORCE: {S.RETIRED},
        S.RETIRED: set(),
    } == PROFILE_STATES
