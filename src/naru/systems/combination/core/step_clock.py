"""How long each step of a case took, beside how long it should take: 310 days on average before, 100 as the goal.

The averages and the goal are figures of policy, not of this module.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.words import Words
from naru.systems.combination.core.states import State

PHASES: Mapping[State, Words] = {
    State.DRAFT: Words("사전협의", "Consultation"),
    State.FILED: Words("접수·보완", "Filing"),
    State.OPEN: Words("결합키", "Keys"),
    State.MAPPED: Words("수신", "Receiving"),
    State.JOINED: Words("결합", "Joining"),
    State.ASSESSED: Words("평가·처리", "Treatment"),
    State.PROPOSED: Words("심사", "Review"),
    State.REVIEWED: Words("반출", "Release"),
}
PHASE_OF: Mapping[State, State] = {
    **{state: state for state in PHASES},
    State.INCOMPLETE: State.FILED,
    State.TREATED: State.ASSESSED,
    State.CONDITIONAL: State.PROPOSED,
    State.REFUSED: State.ASSESSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """``days`` so far; ``days_max`` None where nothing says how long; ``is_now`` for the phase that the case is in."""

    phase: State
    days: float
    days_max: int | None
    is_now: bool

    @property
    def words(self) -> Words:
        return PHASES[self.phase]

    @property
    def is_late(self) -> bool:
        return self.days_max is not None and self.days > self.days_max


def laps(moves: Sequence[tuple[datetime, State]], now: datetime, days_max: Mapping[str, int]) -> list[Lap]:
    """A lap for every phase, in order. ``moves``: when the case came into which state; what ends it has no phase."""
    spent = dict.fromkeys(PHASES, 0.0)
    ends = [*(at for at, _ in moves[1:]), now][: len(moves)]
    for (begun, state), ended in zip(moves, ends, strict=True):
        if state in PHASE_OF:
            spent[PHASE_OF[state]] += (ended - begun).total_seconds() / 86_400
    current = PHASE_OF.get(moves[-1][1]) if moves else None
    return [
        Lap(phase=phase, days=days, days_max=days_max.get(phase.value), is_now=phase is current)
        for phase, days in spent.items()
    ]
