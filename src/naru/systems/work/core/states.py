"""Jobs, contracts, batches, assignments, answers and tasks as tables of states."""

from enum import StrEnum
from typing import TypeVar

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class JobState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"  # by its owner
    STOPPED = "stopped"  # its accepted hour fell under the minimum wage
    CLOSED = "closed"

    @property
    def words(self) -> Words:
        return WORDS[self]


class ContractState(StrEnum):
    ASKED = "asked"
    OFFERED = "offered"
    IN_FORCE = "in_force"
    ENDED = "ended"
    DECLINED = "declined"

    @property
    def words(self) -> Words:
        return WORDS[self]


class BatchState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    STOPPED = "stopped"
    DONE = "done"

    @property
    def words(self) -> Words:
        return WORDS[self]


class AssignmentState(StrEnum):
    TAKEN = "taken"
    HANDED_IN = "handed_in"
    REWORK = "rework"
    CHECKED = "checked"
    RETURNED = "returned"  # given back
    LAPSED = "lapsed"  # its lease ended

    @property
    def words(self) -> Words:
        return WORDS[self]


class AnswerState(StrEnum):
    SAVED = "saved"
    HANDED_IN = "handed_in"
    ACCEPTED = "accepted"
    REWORK = "rework"
    REFUSED = "refused"
    LEFT = "left"  # its assignment was given back or lapsed: never paid, never used

    @property
    def words(self) -> Words:
        return WORDS[self]


class TaskState(StrEnum):
    OPEN = "open"
    DISPUTED = "disputed"  # its answers differ: somebody else decides
    SETTLED = "settled"

    @property
    def words(self) -> Words:
        return WORDS[self]


J, C, B, A, R, T = JobState, ContractState, BatchState, AssignmentState, AnswerState, TaskState
JOBS: dict[JobState, frozenset[JobState]] = {
    J.DRAFT: frozenset({J.OPEN, J.CLOSED}),
    J.OPEN: frozenset({J.PAUSED, J.STOPPED, J.CLOSED}),
    J.PAUSED: frozenset({J.OPEN, J.STOPPED, J.CLOSED}),
    J.STOPPED: frozenset({J.OPEN, J.CLOSED}),
    J.CLOSED: frozenset(),
}
CONTRACTS: dict[ContractState, frozenset[ContractState]] = {
    C.ASKED: frozenset({C.OFFERED, C.DECLINED}),
    C.OFFERED: frozenset({C.IN_FORCE, C.DECLINED}),
    C.IN_FORCE: frozenset({C.ENDED}),
    C.ENDED: frozenset(),
    C.DECLINED: frozenset(),
}
BATCHES: dict[BatchState, frozenset[BatchState]] = {
    B.OPEN: frozenset({B.TAKEN, B.STOPPED, B.DONE}),
    B.TAKEN: frozenset({B.OPEN, B.STOPPED, B.DONE}),
    B.STOPPED: frozenset({B.OPEN, B.DONE}),
    B.DONE: frozenset(),
}
ASSIGNMENTS: dict[AssignmentState, frozenset[AssignmentState]] = {
    A.TAKEN: frozenset({A.HANDED_IN, A.RETURNED, A.LAPSED}),
    A.HANDED_IN: frozenset({A.REWORK, A.CHECKED}),
    A.REWORK: frozenset({A.HANDED_IN, A.CHECKED}),  # checked as it is where the rework's time passed
    A.CHECKED: frozenset(),
    A.RETURNED: frozenset(),
    A.LAPSED: frozenset(),
}
ANSWERS: dict[AnswerState, frozenset[AnswerState]] = {
    R.SAVED: frozenset({R.HANDED_IN, R.LEFT}),
    R.HANDED_IN: frozenset({R.ACCEPTED, R.REWORK, R.REFUSED}),
    R.REWORK: frozenset({R.HANDED_IN, R.REFUSED}),
    R.ACCEPTED: frozenset(),
    R.REFUSED: frozenset({R.ACCEPTED}),  # a dispute was upheld
    R.LEFT: frozenset(),
}
TASKS: dict[TaskState, frozenset[TaskState]] = {
    T.OPEN: frozenset({T.DISPUTED, T.SETTLED}),
    T.DISPUTED: frozenset({T.SETTLED}),
    T.SETTLED: frozenset(),
}
HOLDING = frozenset({A.TAKEN, A.HANDED_IN, A.REWORK})  # a batch is in these hands, and its money is held
WORKING = frozenset({A.TAKEN, A.REWORK})  # its person may save

WORDS: dict[StrEnum, Words] = {
    J.DRAFT: Words("준비 중", "Draft"),
    J.OPEN: Words("모집 중", "Open"),
    J.PAUSED: Words("쉼", "Paused"),
    J.STOPPED: Words("최저임금 아래라 멈춤", "Stopped: under the minimum wage"),
    J.CLOSED: Words("마침", "Closed"),
    C.ASKED: Words("참여 신청", "Asked"),
    C.OFFERED: Words("서명 대기", "To be signed"),
    C.IN_FORCE: Words("계약 중", "In force"),
    C.ENDED: Words("계약 끝", "Ended"),
    C.DECLINED: Words("맺지 않음", "Declined"),
    B.OPEN: Words("할 수 있음", "Open"),
    B.TAKEN: Words("작업 중", "Taken"),
    B.STOPPED: Words("멈춤", "Stopped"),
    B.DONE: Words("끝남", "Done"),
    A.TAKEN: Words("작업 중", "Being labelled"),
    A.HANDED_IN: Words("검수 대기", "To be checked"),
    A.REWORK: Words("고칠 것 있음", "To be mended"),
    A.CHECKED: Words("검수 끝", "Checked"),
    A.RETURNED: Words("돌려놓음", "Given back"),
    A.LAPSED: Words("시간이 지나 돌아감", "Time ran out"),
    R.SAVED: Words("저장함", "Saved"),
    R.HANDED_IN: Words("검수 대기", "To be checked"),
    R.ACCEPTED: Words("인정", "Accepted"),
    R.REWORK: Words("고쳐 주세요", "To be mended"),
    R.REFUSED: Words("인정 안 함", "Refused"),
    R.LEFT: Words("쓰지 않음", "Not used"),
    T.OPEN: Words("할 일", "To do"),
    T.DISPUTED: Words("답이 갈림", "Answers differ"),
    T.SETTLED: Words("정해짐", "Settled"),
}
State = TypeVar("State", JobState, ContractState, BatchState, AssignmentState, AnswerState, TaskState)


def moved(state: State, to: State, ways: dict[State, frozenset[State]]) -> State:
    """Raises ``Refused``: ``work_cannot_move``."""
    if to not in ways[state]:
        raise Refused(
            "work_cannot_move", state=state.words.ko, state_en=state.words.en, to=to.words.ko, to_en=to.words.en
        )
    return to
