"""Cohorts, enrolments, attempts, credentials, postings and referrals as tables of states."""

from enum import StrEnum
from typing import TypeVar

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class CohortState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    SELECTED = "selected"
    FINISHED = "finished"
    CANCELLED = "cancelled"

    @property
    def words(self) -> Words:
        return WORDS[self]


class EnrolmentState(StrEnum):
    SEATED = "seated"
    WAITING = "waiting"
    DECLINED = "declined"
    COMPLETED = "completed"
    NOT_COMPLETED = "not_completed"
    LEFT = "left"

    @property
    def words(self) -> Words:
        return WORDS[self]


class AttemptState(StrEnum):
    GRADING = "grading"
    GRADED = "graded"

    @property
    def words(self) -> Words:
        return WORDS[self]


class CredentialState(StrEnum):
    ISSUED = "issued"
    REVOKED = "revoked"

    @property
    def words(self) -> Words:
        return WORDS[self]


class PostingState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"

    @property
    def words(self) -> Words:
        return WORDS[self]


class ReferralState(StrEnum):
    CONSENTED = "consented"
    SENT = "sent"
    INTERVIEW = "interview"
    OFFERED = "offered"
    HIRED = "hired"
    RETAINED = "retained"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LEFT = "left"

    @property
    def words(self) -> Words:
        return WORDS[self]


C, E, A, P, R = CohortState, EnrolmentState, AttemptState, PostingState, ReferralState
COHORTS: dict[CohortState, frozenset[CohortState]] = {
    C.DRAFT: frozenset({C.OPEN, C.CANCELLED}),
    C.OPEN: frozenset({C.SELECTED, C.CANCELLED}),
    C.SELECTED: frozenset({C.FINISHED, C.CANCELLED}),
    C.FINISHED: frozenset(),
    C.CANCELLED: frozenset(),
}
ENROLMENTS: dict[EnrolmentState, frozenset[EnrolmentState]] = {
    E.SEATED: frozenset({E.COMPLETED, E.NOT_COMPLETED, E.LEFT}),
    E.WAITING: frozenset({E.SEATED, E.LEFT}),
    E.DECLINED: frozenset(),
    E.NOT_COMPLETED: frozenset({E.COMPLETED}),  # after a correction of attendance
    E.COMPLETED: frozenset(),
    E.LEFT: frozenset(),
}
CREDENTIALS: dict[CredentialState, frozenset[CredentialState]] = {
    CredentialState.ISSUED: frozenset({CredentialState.REVOKED}),
    CredentialState.REVOKED: frozenset(),  # for good: what comes after it has a number of its own
}
POSTINGS: dict[PostingState, frozenset[PostingState]] = {P.OPEN: frozenset({P.CLOSED}), P.CLOSED: frozenset()}
REFERRALS: dict[ReferralState, frozenset[ReferralState]] = {
    R.CONSENTED: frozenset({R.SENT, R.WITHDRAWN}),
    R.SENT: frozenset({R.INTERVIEW, R.DECLINED, R.WITHDRAWN}),
    R.INTERVIEW: frozenset({R.OFFERED, R.DECLINED, R.WITHDRAWN}),
    R.OFFERED: frozenset({R.HIRED, R.DECLINED, R.WITHDRAWN}),
    R.HIRED: frozenset({R.RETAINED, R.LEFT}),
    R.RETAINED: frozenset(),
    R.DECLINED: frozenset(),
    R.WITHDRAWN: frozenset({R.CONSENTED}),
    R.LEFT: frozenset(),
}
SEEN_BY_FIRM = frozenset(
    {R.SENT, R.INTERVIEW, R.OFFERED, R.HIRED, R.RETAINED, R.LEFT}
)  # in which a firm sees who it is
WORDS: dict[StrEnum, Words] = {
    C.DRAFT: Words("준비 중", "Draft"),
    C.OPEN: Words("모집 중", "Open"),
    C.SELECTED: Words("운영 중", "Running"),
    C.FINISHED: Words("마침", "Finished"),
    C.CANCELLED: Words("취소", "Cancelled"),
    E.SEATED: Words("수강", "Seated"),
    E.WAITING: Words("대기", "Waiting"),
    E.DECLINED: Words("선발되지 않음", "Not selected"),
    E.COMPLETED: Words("수료", "Completed"),
    E.NOT_COMPLETED: Words("미수료", "Not completed"),
    E.LEFT: Words("중도 포기", "Left"),
    A.GRADING: Words("채점 중", "Being graded"),
    A.GRADED: Words("채점함", "Graded"),
    CredentialState.ISSUED: Words("유효", "Valid"),
    CredentialState.REVOKED: Words("취소됨", "Revoked"),
    P.OPEN: Words("모집 중", "Open"),
    P.CLOSED: Words("마감", "Closed"),
    R.CONSENTED: Words("동의함", "Consented"),
    R.SENT: Words("추천함", "Sent"),
    R.INTERVIEW: Words("면접", "Interview"),
    R.OFFERED: Words("채용 제안", "Offered"),
    R.HIRED: Words("채용", "Hired"),
    R.RETAINED: Words("6개월 재직", "Retained for six months"),
    R.DECLINED: Words("채용되지 않음", "Not hired"),
    R.WITHDRAWN: Words("동의를 거둠", "Consent withdrawn"),
    R.LEFT: Words("퇴사", "Left"),
}
State = TypeVar("State", CohortState, EnrolmentState, CredentialState, PostingState, ReferralState)


def moved(state: State, to: State, ways: dict[State, frozenset[State]]) -> State:
    """Raises ``Refused``: ``academy_cannot_move``."""
    if to not in ways[state]:
        raise Refused(
            "academy_cannot_move", state=state.words.ko, state_en=state.words.en, to=to.words.ko, to_en=to.words.en
        )
    return to
