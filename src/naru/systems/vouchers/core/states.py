"""Awards, claims and recoveries as tables of states."""

from enum import StrEnum
from typing import TypeVar

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class AwardState(StrEnum):
    AWARDED = "awarded"
    AGREED = "agreed"
    CLOSED = "closed"
    STOPPED = "stopped"

    @property
    def words(self) -> Words:
        return AWARD_WORDS[self]


class ClaimState(StrEnum):
    DELIVERED = "delivered"
    REWORK = "rework"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    PAID = "paid"
    REFUSED = "refused"

    @property
    def words(self) -> Words:
        return CLAIM_WORDS[self]


class RecoveryState(StrEnum):
    ORDERED = "ordered"
    PAID = "paid"
    WRITTEN_OFF = "written_off"

    @property
    def words(self) -> Words:
        return RECOVERY_WORDS[self]


A, C, R = AwardState, ClaimState, RecoveryState
AWARDS: dict[AwardState, frozenset[AwardState]] = {
    A.AWARDED: frozenset({A.AGREED, A.CLOSED, A.STOPPED}),
    A.AGREED: frozenset({A.CLOSED, A.STOPPED}),
    A.CLOSED: frozenset(),
    A.STOPPED: frozenset(),
}
CLAIMS: dict[ClaimState, frozenset[ClaimState]] = {
    C.DELIVERED: frozenset({C.ACCEPTED, C.REWORK, C.REFUSED}),
    C.REWORK: frozenset({C.DELIVERED, C.REFUSED}),
    C.ACCEPTED: frozenset({C.APPROVED}),
    C.APPROVED: frozenset({C.PAID}),
    C.PAID: frozenset(),
    C.REFUSED: frozenset(),
}
RECOVERIES: dict[RecoveryState, frozenset[RecoveryState]] = {
    R.ORDERED: frozenset({R.ORDERED, R.PAID, R.WRITTEN_OFF}),
    R.PAID: frozenset(),
    R.WRITTEN_OFF: frozenset(),
}
AWARD_WORDS = {
    A.AWARDED: Words("협약 전", "To be agreed"),
    A.AGREED: Words("사용 중", "Being spent"),
    A.CLOSED: Words("정산함", "Closed"),
    A.STOPPED: Words("중단", "Stopped"),
}
CLAIM_WORDS = {
    C.DELIVERED: Words("검수 대기", "To be inspected"),
    C.REWORK: Words("보완 요청", "To be reworked"),
    C.ACCEPTED: Words("승인 대기", "To be approved"),
    C.APPROVED: Words("지급 대기", "To be paid"),
    C.PAID: Words("지급함", "Paid"),
    C.REFUSED: Words("불합격", "Refused"),
}
RECOVERY_WORDS = {
    R.ORDERED: Words("환수 중", "Ordered"),
    R.PAID: Words("환수함", "Paid back"),
    R.WRITTEN_OFF: Words("결손 처분", "Written off"),
}
State = TypeVar("State", AwardState, ClaimState, RecoveryState)


def moved(state: State, to: State, ways: dict[State, frozenset[State]]) -> State:
    """Raises ``Refused``: ``voucher_cannot_move``."""
    if to not in ways[state]:
        raise Refused(
            "voucher_cannot_move", state=state.words.ko, state_en=state.words.en, to=to.words.ko, to_en=to.words.en
        )
    return to
