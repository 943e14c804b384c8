"""The fenced walk: a row's way through its states, one step at a time, each of which may be the last before a crash.

*Theory of operation.* A step is named by the state it starts from. It does its slow work first, in a way that may be
done twice, and then writes, inside ``attempt.fenced()``, what it did together with the next state (``Walk.save``).
Killed anywhere, the next attempt starts again at the state that was written; an attempt that has lost its job writes
nothing. Before each step there is a crash point, ``<label>.<state>``, at which the tests kill it.
"""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from django.db import connection
from django.utils import timezone

from naru.base.jobs.attempt import Attempt
from naru.base.kit import crash
from naru.base.kit.words import Words


class Walker(Protocol):
    """The row that walks: its state, the seconds worked on it, when it changed."""

    state: Any
    seconds: Any
    changed: Any

    def save(self, *, update_fields: list[str]) -> None: ...


Row = TypeVar("Row", bound=Walker)
State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk(Generic[Row, State]):
    """The table of one kind of thing: which moves its states allow, the step from each, and what each step is called.

    A state without a step is an end, or waits for a person.
    """

    label: str
    states: type[State]
    moves: Mapping[State, Collection[State]]
    steps: Mapping[State, Callable[[Row, Attempt], None]]
    words: Mapping[State, Words]

    def __post_init__(self) -> None:
        assert self.steps.keys() == self.words.keys(), f"each step of {self.label} is called something"
        assert all(self.moves.get(state) for state in self.steps), f"a step of {self.label} leads nowhere"

    def run(self, row: Row, attempt: Attempt, *, rest_at: Collection[State] = ()) -> State:
        """Carry the row on from wherever it stands, until no step is left or it comes to a state of ``rest_at``.

        What a step raises ends the walk where the row stands.
        """
        started = time.monotonic()
        while (step := self.steps.get(state := self.states(row.state))) and state not in rest_at:
            crash.point(f"{self.label}.{state}")
            attempt.progress(0, 1, self.words[state])
            step(row, attempt)
            assert row.state != state, f"the step from {state} of {self.label} has not moved on"
            row.seconds = round(row.seconds + time.monotonic() - started, 3)
            started = time.monotonic()
        return state

    def save(self, row: Row, state: State, **written: Any) -> None:
        """The next state and what belongs to it, in one write; called inside ``attempt.fenced()``."""
        assert connection.in_atomic_block, "a state is written with what belongs to it, in one transaction"
        here = self.states(row.state)
        assert state in self.moves[here], f"{self.label} cannot go from {here} to {state}"
        for name, value in written.items():
            setattr(row, name, value)
        row.state, row.changed = state, timezone.now()
        row.save(update_fields=["state", "changed", "seconds", *written])
