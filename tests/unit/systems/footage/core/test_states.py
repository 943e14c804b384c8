"""A reviewer may think again; an event is never undecided again."""

from naru.systems.footage.core.states import (
    CLIP_WORDS,
    DECISION_WORDS,
    DECISIONS,
    RUN_WORDS,
    ClipState,
    Decision,
    RunState,
)


def test_every_decision_leads_to_every_other_but_open() -> None:
    for decision in Decision:
        assert DECISIONS[decision] == {other for other in Decision if other not in {decision, Decision.OPEN}}


def test_every_state_has_words() -> None:
    assert (set(RUN_WORDS), set(CLIP_WORDS), set(DECISION_WORDS)) == (set(RunState), set(ClipState), set(Decision))
