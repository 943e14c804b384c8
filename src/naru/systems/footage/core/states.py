"""States of runs, clips and events, as tables."""

from collections.abc import Mapping
from enum import StrEnum

from naru.base.kit.words import Words


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ClipState(StrEnum):
    PRESENT = "present"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What a reviewer says of an event."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"  # it happened, but otherwise than the rule says


DECISIONS: Mapping[Decision, frozenset[Decision]] = {
    decision: frozenset(Decision) - {decision, Decision.OPEN} for decision in Decision
}
"""From each decision to those that may follow: a reviewer may think again, but an event is never undecided again."""

RUN_WORDS = {
    RunState.WAITING: Words("차례를 기다림", "Waiting"),
    RunState.RUNNING: Words("분석하는 중", "Running"),
    RunState.DONE: Words("마침", "Done"),
    RunState.FAILED: Words("멈춤", "Failed"),
}
CLIP_WORDS = {
    ClipState.PRESENT: Words("쓰는 중", "In use"),
    ClipState.WITHDRAWN: Words("철회함", "Withdrawn"),
}
DECISION_WORDS = {
    Decision.OPEN: Words("검토할 것", "To review"),
    Decision.ACCEPTED: Words("맞음", "Right"),
    Decision.REJECTED: Words("아님", "Not so"),
    Decision.CORRECTED: Words("고쳐서 맞음", "Right, corrected"),
}
