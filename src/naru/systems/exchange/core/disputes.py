"""A dispute's states, who may decide it, and what a decision gives back."""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class DisputeState(StrEnum):
    OPENED = "opened"  # the other side is to answer
    ANSWERED = "answered"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]


class Outcome(StrEnum):
    REFUND = "refund"
    CREDIT = "credit"
    NOTHING = "nothing"

    @property
    def words(self) -> Words:
        return OUTCOME_WORDS[self]


S = DisputeState
DISPUTE_STATES: dict[DisputeState, frozenset[DisputeState]] = {
    S.OPENED: frozenset({S.ANSWERED, S.DECIDED, S.WITHDRAWN}),
    S.ANSWERED: frozenset({S.DECIDED, S.WITHDRAWN}),
    S.DECIDED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
STATE_WORDS = {
    S.OPENED: Words("답변 기다림", "Waits for an answer"),
    S.ANSWERED: Words("결정 기다림", "Waits for a decision"),
    S.DECIDED: Words("결정됨", "Decided"),
    S.WITHDRAWN: Words("철회됨", "Withdrawn"),
}
OUTCOME_WORDS = {
    Outcome.REFUND: Words("환불", "Refund"),
    Outcome.CREDIT: Words("적립", "Credit"),
    Outcome.NOTHING: Words("그대로 둠", "Nothing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``won`` goes back to the buyer: to the sources of the order (refund) or as prepaid credit (credit)."""

    outcome: Outcome
    won: int
    reason: str


def moved(current: DisputeState, wanted: DisputeState) -> DisputeState:
    """Raises ``Refused``: ``dispute_state_has_no_such_step``."""
    if wanted not in DISPUTE_STATES[current]:
        raise Refused("dispute_state_has_no_such_step", state_ko=current.words.ko, state_en=current.words.en)
    return wanted


def has_interest(person: Person, sides: Set[OrganisationId]) -> bool:
    """Whoever belongs to a side decides nothing."""
    return not person.organisations.isdisjoint(sides)


def checked(decision: Decision, most_krw: int) -> Decision:
    """Raises ``Refused``: ``dispute_reason_missing``, ``refund_exceeds``."""
    if not decision.reason.strip():
        raise Refused("dispute_reason_missing")
    least = 0 if decision.outcome is Outcome.NOTHING else 1
    most = 0 if decision.outcome is Outcome.NOTHING else most_krw
    if not least <= decision.won <= most:
        raise Refused("refund_exceeds", won=decision.won, most=most)
    return decision
