"""The states of a job and the ways between them."""

from collections.abc import Mapping, Set
from enum import StrEnum

from naru.base.kit.words import Words


class State(StrEnum):
    """The first four carry the names of ``django_tasks``."""

    READY = "READY"
    RUNNING = "RUNNING"
    SUCCESSFUL = "SUCCESSFUL"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def is_final(self) -> bool:
        return self in {State.SUCCESSFUL, State.FAILED, State.CANCELLED}

    @property
    def words(self) -> Words:
        return _WORDS[self]


# RUNNING → READY: tried again later, given back by a stopping worker, or its lease lapsed
WAYS: Mapping[State, Set[State]] = {
    State.READY: {State.RUNNING, State.CANCELLED},
    State.RUNNING: {State.READY, State.SUCCESSFUL, State.FAILED, State.CANCELLED},
    State.SUCCESSFUL: set(),
    State.FAILED: {State.READY},
    State.CANCELLED: {State.READY},
}

_WORDS = {
    State.READY: Words("기다림", "Waiting"),
    State.RUNNING: Words("진행 중", "Running"),
    State.SUCCESSFUL: Words("마침", "Done"),
    State.FAILED: Words("실패", "Failed"),
    State.CANCELLED: Words("취소됨", "Cancelled"),
}
