"""A case's way as a table of states."""

from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class CaseState(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    SUPPLEMENT = "supplement"
    COMPLETE = "complete"
    DECIDED = "decided"
    OBJECTED = "objected"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> Words:
        return STATE_WORDS[self]


S = CaseState
WAYS: dict[CaseState, frozenset[CaseState]] = {
    S.DRAFT: frozenset({S.FILED, S.WITHDRAWN}),
    S.FILED: frozenset({S.SUPPLEMENT, S.COMPLETE, S.DECIDED, S.WITHDRAWN}),
    S.SUPPLEMENT: frozenset({S.FILED, S.LAPSED, S.WITHDRAWN}),
    S.COMPLETE: frozenset({S.DECIDED, S.WITHDRAWN}),
    S.DECIDED: frozenset({S.OBJECTED}),
    S.OBJECTED: frozenset({S.DECIDED}),
    S.LAPSED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
EDITED = frozenset({S.DRAFT, S.SUPPLEMENT})  # in which its answers may change
STATE_WORDS = {
    S.DRAFT: Words("작성 중", "Draft"),
    S.FILED: Words("접수", "Filed"),
    S.SUPPLEMENT: Words("보완 요청", "To be supplemented"),
    S.COMPLETE: Words("심사 중", "In review"),
    S.DECIDED: Words("결정", "Decided"),
    S.OBJECTED: Words("이의 제기", "Objected"),
    S.LAPSED: Words("보완 기한 지남", "Lapsed"),
    S.WITHDRAWN: Words("취하", "Withdrawn"),
}


def moved(state: CaseState, to: CaseState) -> CaseState:
    """Raises ``Refused``: ``case_cannot_move``."""
    if to not in WAYS[state]:
        raise Refused("case_cannot_move", state=state.words.ko, to=to.words.ko, state_en=state.value, to_en=to.value)
    return to


def require_edited(state: CaseState) -> None:
    """Raises ``Refused``: ``case_not_open``."""
    if state not in EDITED:
        raise Refused("case_not_open", state=state.words.ko, state_en=state.words.en)
