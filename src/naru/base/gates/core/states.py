"""The states of a hold and the ways between them."""

from enum import StrEnum

from naru.base.kit.words import Words


class HoldState(StrEnum):
    OPEN = "open"
    RELEASED = "released"
    DECLINED = "declined"
    SPENT = "spent"  # was released, and the act was done
    CLOSED = "closed"  # the gate came to pass by itself, or the act was asked for with other facts


HOLD_STATES: dict[HoldState, frozenset[HoldState]] = {
    HoldState.OPEN: frozenset({HoldState.RELEASED, HoldState.DECLINED, HoldState.CLOSED}),
    HoldState.RELEASED: frozenset({HoldState.SPENT, HoldState.CLOSED}),
    HoldState.DECLINED: frozenset({HoldState.CLOSED}),
    HoldState.SPENT: frozenset(),
    HoldState.CLOSED: frozenset(),
}
STANDING = frozenset({HoldState.OPEN, HoldState.RELEASED, HoldState.DECLINED})  # still answers for its gate
HOLD_STATE_WORDS = {
    HoldState.OPEN: Words("확인 대기", "Waiting"),
    HoldState.RELEASED: Words("풀림", "Released"),
    HoldState.DECLINED: Words("돌려보냄", "Declined"),
    HoldState.SPENT: Words("풀리고 진행됨", "Released and done"),
    HoldState.CLOSED: Words("필요 없어짐", "No longer needed"),
}
