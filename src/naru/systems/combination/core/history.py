"""The states that a case went through at the agency, read off its dossier."""

from collections.abc import Sequence
from datetime import datetime

from naru.systems.combination.core.dossier import Entry
from naru.systems.combination.core.states import Event, State, step

EVENTS = frozenset(event.value for event in Event)


def history(chain: Sequence[Entry]) -> list[tuple[datetime, State]]:
    """When it came into which state; a folder begins once its application has been accepted.

    Raises ``Refused("case_not_there")`` for an event that the state before does not know.
    """
    moves: list[tuple[datetime, State]] = []
    state = State.OPEN
    for entry in chain:
        if entry.event in EVENTS:
            state = step(state, Event(entry.event))
        if not moves or entry.event in EVENTS:
            moves.append((datetime.fromisoformat(entry.at), state))
    return moves


def state_after(chain: Sequence[Entry]) -> State:
    moves = history(chain)
    return moves[-1][1] if moves else State.OPEN
