"""A run's way and a record's, as tables; a source's policies."""

from enum import StrEnum

from naru.base.kit.words import Words


class RunState(StrEnum):
    WAITING = "waiting"
    LISTING = "listing"
    RESTING = "resting"  # the host asked to be left alone for a while
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    ASKS = "asks"  # complete, and more would go than its source's threshold: a person decides


RUN_STATES: dict[RunState, frozenset[RunState]] = {
    RunState.WAITING: frozenset({RunState.LISTING, RunState.INCOMPLETE}),
    RunState.LISTING: frozenset({RunState.RESTING, RunState.COMPLETE, RunState.INCOMPLETE, RunState.ASKS}),
    RunState.RESTING: frozenset({RunState.LISTING, RunState.INCOMPLETE}),
    RunState.ASKS: frozenset({RunState.COMPLETE, RunState.INCOMPLETE}),
    RunState.COMPLETE: frozenset(),
    RunState.INCOMPLETE: frozenset(),
}
RUNNING = frozenset({RunState.WAITING, RunState.LISTING, RunState.RESTING})
RUN_STATE_WORDS = {
    RunState.WAITING: Words("대기 중", "Waiting"),
    RunState.LISTING: Words("받는 중", "Running"),
    RunState.RESTING: Words("쉬는 중", "Resting"),
    RunState.COMPLETE: Words("모두 확인", "Complete"),
    RunState.INCOMPLETE: Words("일부만 확인", "Incomplete"),
    RunState.ASKS: Words("확인 필요", "Needs a person"),
}


class RecordState(StrEnum):
    PRESENT = "present"
    MISSING = "missing"  # in the last complete runs, fewer than it takes to retire it
    RETIRED = "retired"  # its dataset was withdrawn; it stays, with its history
    DEFERRED = "deferred"  # new, and like a record that the run has not met yet: it may be that one under a new id
    MERGED = "merged"  # a person said that another source's dataset is this one


RECORD_STATE_WORDS = {
    RecordState.PRESENT: Words("있음", "Present"),
    RecordState.MISSING: Words("보이지 않음", "Missing"),
    RecordState.RETIRED: Words("내려감", "Retired"),
    RecordState.DEFERRED: Words("확인 중", "Being checked"),
    RecordState.MERGED: Words("합쳐짐", "Merged"),
}


class DataPolicy(StrEnum):
    """Whether the data behind a record comes too."""

    NEVER = "never"
    ON_DEMAND = "on_demand"
    ALWAYS = "always"


DATA_POLICY_WORDS = {
    DataPolicy.NEVER: Words("설명만 받습니다", "Descriptions only"),
    DataPolicy.ON_DEMAND: Words("요청할 때 데이터도 받습니다", "Data when somebody asks"),
    DataPolicy.ALWAYS: Words("데이터도 항상 받습니다", "Data always"),
}


class PairState(StrEnum):
    PROPOSED = "proposed"
    MERGED = "merged"
    APART = "apart"


PAIR_STATES: dict[PairState, frozenset[PairState]] = {
    PairState.PROPOSED: frozenset({PairState.MERGED, PairState.APART}),
    PairState.MERGED: frozenset({PairState.APART}),
    PairState.APART: frozenset({PairState.MERGED}),
}
