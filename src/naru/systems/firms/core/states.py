"""The ways of a problem, a proposal, an award and a workspace's data, as tables."""

from enum import StrEnum
from typing import TypeVar

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class ProblemState(StrEnum):
    POSTED = "posted"
    PILOT = "pilot"
    ADOPTED = "adopted"
    STOPPED = "stopped"
    MERGED = "merged"  # into another, which has its supporters beside its own
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> Words:
        return PROBLEM_WORDS[self]

    @property
    def tone(self) -> str:
        """The badge's."""
        return TONES[self]


class ProposalState(StrEnum):
    MADE = "made"
    CHOSEN = "chosen"
    DECLINED = "declined"

    @property
    def words(self) -> Words:
        return PROPOSAL_WORDS[self]


class Outcome(StrEnum):
    """What a proof of concept comes to."""

    ADOPTED = "adopted"
    STOPPED = "stopped"
    REPEATED = "repeated"  # the problem is open again, with what was learnt

    @property
    def words(self) -> Words:
        return OUTCOME_WORDS[self]


class AwardState(StrEnum):
    """What a call awarded."""

    AWARDED = "awarded"
    AGREED = "agreed"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def words(self) -> Words:
        return AWARD_WORDS[self]

    @property
    def tone(self) -> str:
        """The badge's."""
        return AWARD_TONES[self]


class DataState(StrEnum):
    """A dataset in a research workspace."""

    ASKED = "asked"
    GRANTED = "granted"
    DECLINED = "declined"
    ENDED = "ended"

    @property
    def words(self) -> Words:
        return DATA_WORDS[self]

    @property
    def tone(self) -> str:
        """The badge's."""
        return DATA_TONES[self]


P, R, A, D = ProblemState, ProposalState, AwardState, DataState
PROBLEMS: dict[ProblemState, frozenset[ProblemState]] = {
    P.POSTED: frozenset({P.PILOT, P.MERGED, P.WITHDRAWN}),
    P.PILOT: frozenset({P.ADOPTED, P.STOPPED, P.POSTED}),
    P.ADOPTED: frozenset(),
    P.STOPPED: frozenset({P.POSTED}),
    P.MERGED: frozenset(),
    P.WITHDRAWN: frozenset(),
}
PROPOSALS: dict[ProposalState, frozenset[ProposalState]] = {
    R.MADE: frozenset({R.CHOSEN, R.DECLINED}),
    R.CHOSEN: frozenset(),
    R.DECLINED: frozenset(),
}
AWARDS: dict[AwardState, frozenset[AwardState]] = {
    A.AWARDED: frozenset({A.AGREED, A.STOPPED}),
    A.AGREED: frozenset({A.DONE, A.STOPPED}),
    A.DONE: frozenset(),
    A.STOPPED: frozenset(),
}
DATA: dict[DataState, frozenset[DataState]] = {
    D.ASKED: frozenset({D.GRANTED, D.DECLINED, D.ENDED}),
    D.GRANTED: frozenset({D.ENDED}),
    D.DECLINED: frozenset(),
    D.ENDED: frozenset(),
}
AFTER: dict[Outcome, ProblemState] = {
    Outcome.ADOPTED: P.ADOPTED,
    Outcome.STOPPED: P.STOPPED,
    Outcome.REPEATED: P.POSTED,
}
PROBLEM_WORDS = {
    P.POSTED: Words("제안 받는 중", "Open to proposals"),
    P.PILOT: Words("실증 중", "Being tried"),
    P.ADOPTED: Words("도입함", "Adopted"),
    P.STOPPED: Words("그만둠", "Stopped"),
    P.MERGED: Words("다른 문제와 합침", "Merged"),
    P.WITHDRAWN: Words("거둠", "Withdrawn"),
}
TONES = {P.POSTED: "note", P.PILOT: "warm", P.ADOPTED: "good", P.STOPPED: "outline", P.MERGED: "", P.WITHDRAWN: ""}
PROPOSAL_WORDS = {
    R.MADE: Words("낸 제안", "Made"),
    R.CHOSEN: Words("실증에 고름", "Chosen"),
    R.DECLINED: Words("고르지 않음", "Not chosen"),
}
OUTCOME_WORDS = {
    Outcome.ADOPTED: Words("도입", "Adopted"),
    Outcome.STOPPED: Words("그만둠", "Stopped"),
    Outcome.REPEATED: Words("다시 해 봄", "To be tried again"),
}
AWARD_WORDS = {
    A.AWARDED: Words("협약 전", "To be agreed"),
    A.AGREED: Words("지원 중", "Under way"),
    A.DONE: Words("마침", "Done"),
    A.STOPPED: Words("중단", "Stopped"),
}
AWARD_TONES = {A.AWARDED: "warm", A.AGREED: "note", A.DONE: "good", A.STOPPED: "outline"}
DATA_WORDS = {
    D.ASKED: Words("승인을 기다림", "Waits for approval"),
    D.GRANTED: Words("쓸 수 있음", "To be used"),
    D.DECLINED: Words("승인하지 않음", "Declined"),
    D.ENDED: Words("끝남", "Ended"),
}
DATA_TONES = {D.ASKED: "warm", D.GRANTED: "good", D.DECLINED: "bad", D.ENDED: "outline"}
State = TypeVar("State", ProblemState, ProposalState, AwardState, DataState)


def moved(current: State, wanted: State, ways: dict[State, frozenset[State]]) -> State:
    """Raises ``Refused``: ``problem_cannot_move``."""
    if wanted not in ways[current]:
        now, then = current.words, wanted.words
        raise Refused("problem_cannot_move", state=now.ko, state_en=now.en, to=then.ko, to_en=then.en)
    return wanted
