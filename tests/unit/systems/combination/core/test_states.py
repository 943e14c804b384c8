import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.states import HOLDING_DATA, TABLE, Event, State, diagram, step


def reachable(start: State) -> set[State]:
    seen, waiting = {start}, [start]
    while waiting:
        for target in TABLE[waiting.pop()].values():
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def test_every_state_is_reached_from_the_draft_and_none_but_the_closed_one_is_an_end() -> None:
    assert reachable(State.DRAFT) == set(State) == set(TABLE)
    assert [state for state, steps in TABLE.items() if not steps] == [State.CLOSED]


@pytest.mark.parametrize("state", sorted(HOLDING_DATA))
def test_whoever_holds_data_can_be_stopped_and_what_is_stopped_is_destroyed(state: State) -> None:
    assert step(step(state, Event.STOP), Event.DESTROY) is State.DESTROYED
    assert step(state, Event.DESTROY) is State.DESTROYED


def test_states_without_data_can_be_neither_stopped_nor_destroyed() -> None:
    without = set(State) - HOLDING_DATA - {State.STOPPED}
    assert not any({Event.STOP, Event.DESTROY} & set(TABLE[state]) for state in without)


def test_nothing_leaves_but_after_review() -> None:
    assert [state for state, steps in TABLE.items() if Event.RELEASE in steps] == [State.REVIEWED]
    assert {state for state, steps in TABLE.items() if State.REVIEWED in steps.values()} == {
        State.PROPOSED,
        State.CONDITIONAL,
    }


@pytest.mark.parametrize(("state", "event"), [(s, e) for s in State for e in Event if e not in TABLE[s]])
def test_what_the_table_lacks_is_refused(state: State, event: Event) -> None:
    with pytest.raises(Refused) as refused:
        step(state, event)
    assert refused.value.code == "case_not_there"


def test_the_diagram_shows_every_step() -> None:
    drawn = diagram()
    for state, steps in TABLE.items():
        for event, target in steps.items():
            origin = "holding_data" if state in HOLDING_DATA and event in {Event.STOP, Event.DESTROY} else state
            assert f"{origin} --> {target}: {event}" in drawn
