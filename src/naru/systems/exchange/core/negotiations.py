"""A negotiation's states and steps: those of the Dataspace Protocol 2025-1 (contract negotiation), as a table."""

from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class Side(StrEnum):
    CONSUMER = "consumer"  # the buyer
    PROVIDER = "provider"  # the seller


class Step(StrEnum):
    REQUEST = "request"
    OFFER = "offer"
    ACCEPT = "accept"
    AGREE = "agree"
    VERIFY = "verify"
    FINALIZE = "finalize"
    TERMINATE = "terminate"

    @property
    def words(self) -> Words:
        return STEP_WORDS[self]


class NegotiationState(StrEnum):
    REQUESTED = "REQUESTED"
    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    AGREED = "AGREED"
    VERIFIED = "VERIFIED"
    FINALIZED = "FINALIZED"
    TERMINATED = "TERMINATED"

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]

    @property
    def is_over(self) -> bool:
        return self in OVER


S, P = NegotiationState, Step
MOVES: dict[tuple[NegotiationState | None, Step], NegotiationState] = {
    (None, P.REQUEST): S.REQUESTED,
    (None, P.OFFER): S.OFFERED,
    (S.REQUESTED, P.OFFER): S.OFFERED,
    (S.REQUESTED, P.AGREE): S.AGREED,
    (S.OFFERED, P.REQUEST): S.REQUESTED,
    (S.OFFERED, P.OFFER): S.OFFERED,
    (S.OFFERED, P.ACCEPT): S.ACCEPTED,
    (S.ACCEPTED, P.AGREE): S.AGREED,
    (S.AGREED, P.VERIFY): S.VERIFIED,
    (S.VERIFIED, P.FINALIZE): S.FINALIZED,
    **{(state, P.TERMINATE): S.TERMINATED for state in S if state not in {S.FINALIZED, S.TERMINATED}},
}
OVER = frozenset({S.FINALIZED, S.TERMINATED})
TAKEN_BY: dict[Step, frozenset[Side]] = {
    P.REQUEST: frozenset({Side.CONSUMER}),
    P.OFFER: frozenset({Side.PROVIDER}),
    P.ACCEPT: frozenset({Side.CONSUMER}),
    P.AGREE: frozenset({Side.PROVIDER}),
    P.VERIFY: frozenset({Side.CONSUMER}),
    P.FINALIZE: frozenset({Side.PROVIDER}),
    P.TERMINATE: frozenset(Side),
}
STATE_WORDS = {
    S.REQUESTED: Words("구매자가 요청함", "Requested by the buyer"),
    S.OFFERED: Words("판매자가 제안함", "Offered by the seller"),
    S.ACCEPTED: Words("구매자가 받아들임", "Accepted by the buyer"),
    S.AGREED: Words("판매자가 서명함", "Signed by the seller"),
    S.VERIFIED: Words("구매자가 서명함", "Signed by the buyer"),
    S.FINALIZED: Words("계약 성립", "Contract made"),
    S.TERMINATED: Words("끝남", "Ended without a contract"),
}
STEP_WORDS = {
    P.REQUEST: Words("요청", "Request"),
    P.OFFER: Words("견적", "Quote"),
    P.ACCEPT: Words("수락", "Acceptance"),
    P.AGREE: Words("판매자 서명", "Seller's signature"),
    P.VERIFY: Words("구매자 서명", "Buyer's signature"),
    P.FINALIZE: Words("계약 성립", "Contract made"),
    P.TERMINATE: Words("그만둠", "Ended"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step as it was taken, for the history."""

    step: Step
    side: Side


def moved(current: NegotiationState | None, step: Step, side: Side) -> NegotiationState:
    """Raises ``Refused``: ``negotiation_not_your_turn``, ``negotiation_has_no_such_step``."""
    if side not in TAKEN_BY[step]:
        raise Refused("negotiation_not_your_turn", step_ko=step.words.ko, step_en=step.words.en)
    if (current, step) not in MOVES:
        words = current.words if current else Words("없음", "none")
        raise Refused(
            "negotiation_has_no_such_step",
            state_ko=words.ko,
            state_en=words.en,
            step_ko=step.words.ko,
            step_en=step.words.en,
        )
    return MOVES[current, step]


def steps(current: NegotiationState, side: Side) -> frozenset[Step]:
    """What one side may do next; finalising follows by itself once both have signed."""
    return frozenset(
        step
        for (state, step), _ in MOVES.items()
        if state is current and side in TAKEN_BY[step] and step is not Step.FINALIZE
    )
