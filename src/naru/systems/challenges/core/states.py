"""Challenges and submissions as tables of states."""

from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class ChallengeState(StrEnum):
    DRAFT = "draft"  # its data is cut and audited
    RUNNING = "running"
    CLOSED = "closed"  # nothing more is taken; what waits is still scored
    OPENED = "opened"  # private scores and truth are public; winners are reproduced
    AWARDED = "awarded"
    CANCELLED = "cancelled"

    @property
    def words(self) -> Words:
        return CHALLENGE_WORDS[self]


class SubmissionState(StrEnum):
    QUEUED = "queued"
    SCORING = "scoring"
    SCORED = "scored"
    REFUSED = "refused"  # the file is wrong: costs an attempt
    FAILED = "failed"  # we could not: the attempt is given back
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> Words:
        return SUBMISSION_WORDS[self]

    @property
    def is_waiting(self) -> bool:
        return self in {SubmissionState.QUEUED, SubmissionState.SCORING}


CHALLENGE_STEPS: dict[ChallengeState, frozenset[ChallengeState]] = {
    ChallengeState.DRAFT: frozenset({ChallengeState.RUNNING, ChallengeState.CANCELLED}),
    ChallengeState.RUNNING: frozenset({ChallengeState.CLOSED, ChallengeState.CANCELLED}),
    ChallengeState.CLOSED: frozenset({ChallengeState.OPENED}),
    ChallengeState.OPENED: frozenset({ChallengeState.AWARDED}),
    ChallengeState.AWARDED: frozenset(),
    ChallengeState.CANCELLED: frozenset(),
}
SUBMISSION_STEPS: dict[SubmissionState, frozenset[SubmissionState]] = {
    SubmissionState.QUEUED: frozenset({SubmissionState.SCORING, SubmissionState.WITHDRAWN}),
    SubmissionState.SCORING: frozenset(
        {SubmissionState.SCORED, SubmissionState.REFUSED, SubmissionState.FAILED, SubmissionState.QUEUED}
    ),
    SubmissionState.SCORED: frozenset({SubmissionState.WITHDRAWN}),
    SubmissionState.REFUSED: frozenset(),
    SubmissionState.FAILED: frozenset(),
    SubmissionState.WITHDRAWN: frozenset(),
}
CHALLENGE_WORDS = {
    ChallengeState.DRAFT: Words("준비 중", "Being prepared"),
    ChallengeState.RUNNING: Words("진행 중", "Running"),
    ChallengeState.CLOSED: Words("마감", "Closed"),
    ChallengeState.OPENED: Words("정답 공개", "Opened"),
    ChallengeState.AWARDED: Words("시상 완료", "Awarded"),
    ChallengeState.CANCELLED: Words("취소", "Cancelled"),
}
SUBMISSION_WORDS = {
    SubmissionState.QUEUED: Words("채점 대기", "Waiting"),
    SubmissionState.SCORING: Words("채점 중", "Being scored"),
    SubmissionState.SCORED: Words("채점됨", "Scored"),
    SubmissionState.REFUSED: Words("파일 오류", "Faulty file"),
    SubmissionState.FAILED: Words("우리 쪽 오류", "Our failure"),
    SubmissionState.WITHDRAWN: Words("철회", "Withdrawn"),
}


def step(now: ChallengeState, wanted: ChallengeState) -> ChallengeState:
    """Raises ``Refused``: ``challenge_cannot_move``."""
    if wanted not in CHALLENGE_STEPS[now]:
        raise Refused("challenge_cannot_move", state=now.words.ko, state_en=now.words.en)
    return wanted


def move(now: SubmissionState, wanted: SubmissionState) -> SubmissionState:
    """Raises ``Refused``: ``submission_cannot_move``."""
    if wanted not in SUBMISSION_STEPS[now]:
        raise Refused("submission_cannot_move", state=now.words.ko, state_en=now.words.en)
    return wanted
