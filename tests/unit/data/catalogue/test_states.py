"""The states of a dataset and of a version, and every step between two."""

import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core import states
from naru.data.catalogue.core.states import Access, State, VersionState, decided, moved, path_to_published

STEPS = {("draft", "in_review"), ("in_review", "published"), ("in_review", "draft")}
STEPS |= {("published", "withdrawn"), ("withdrawn", "draft")}
DECISIONS = {
    ("held", "live"),
    ("held", "rejected"),
    ("live", "withdrawn"),
    ("withdrawn", "live"),
    ("withdrawn", "erased"),
    ("rejected", "erased"),
}


@pytest.mark.parametrize("current", State)
@pytest.mark.parametrize("wanted", State)
def test_a_dataset_moves_along_the_table_and_no_other_way(current: State, wanted: State) -> None:
    if (current, wanted) in STEPS:
        assert moved(current, wanted) is wanted
        return
    with pytest.raises(Refused) as refused:
        moved(current, wanted)
    was, step = states.STATE_WORDS[current], states.STATE_WORDS[wanted]
    assert refused.value.code == "dataset_state_has_no_such_step"
    assert refused.value.facts == {
        "state": current.value,
        "wanted": wanted.value,
        "state_ko": was.ko,
        "state_en": was.en,
        "wanted_ko": step.ko,
        "wanted_en": step.en,
    }


@pytest.mark.parametrize("current", VersionState)
@pytest.mark.parametrize("wanted", VersionState)
def test_a_version_is_decided_along_the_table_and_no_other_way(current: VersionState, wanted: VersionState) -> None:
    if (current, wanted) in DECISIONS:
        assert decided(current, wanted) is wanted
        return
    with pytest.raises(Refused) as refused:
        decided(current, wanted)
    words = states.VERSION_STATE_WORDS[current]
    assert refused.value.code == "version_is_not_held"
    assert refused.value.facts == {"state": current.value, "state_ko": words.ko, "state_en": words.en}


@pytest.mark.parametrize(("start", "steps"), [("draft", 2), ("in_review", 1), ("published", 0), ("withdrawn", 3)])
def test_from_anywhere_there_is_a_way_to_published(start: str, steps: int) -> None:
    path = path_to_published(State(start))
    assert len(path) == steps
    current = State(start)
    for step in path:
        current = moved(current, step)
    assert current is State.PUBLISHED


def test_every_state_and_access_has_words() -> None:
    assert set(states.STATE_WORDS) == set(State)
    assert set(states.ACCESS_WORDS) == set(Access)
    assert set(states.VERSION_STATE_WORDS) == set(VersionState)
