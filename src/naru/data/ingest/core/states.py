"""A load's way, as a table."""

from enum import StrEnum

from naru.base.kit.words import Words


class LoadState(StrEnum):
    RECEIVED = "received"  # the bytes are stored under their hash
    PARSED = "parsed"  # typed Parquet and a report lie in the load's folder
    HELD = "held"  # personal data was found, or something very odd: waits for a person's decision
    STAGED = "staged"  # the dataset and its tables exist
    COMMITTED = "committed"  # the rows are a version in the lake
    PUBLISHED = "published"  # the catalogue knows the version
    INDEXED = "indexed"  # the search knows it too
    UNCHANGED = "unchanged"  # the same bytes under the same settings as last time: no version
    REFUSED = "refused"  # no table could be read
    REJECTED = "rejected"  # a person kept it back
    OVERTAKEN = "overtaken"  # a newer file of its source was published first: it may not become the newest version


MOVES: dict[LoadState, frozenset[LoadState]] = {
    LoadState.RECEIVED: frozenset({LoadState.PARSED, LoadState.UNCHANGED, LoadState.REFUSED}),
    LoadState.PARSED: frozenset({LoadState.STAGED, LoadState.HELD}),
    LoadState.HELD: frozenset({LoadState.STAGED, LoadState.RECEIVED, LoadState.REJECTED}),
    LoadState.STAGED: frozenset({LoadState.COMMITTED, LoadState.OVERTAKEN, LoadState.RECEIVED}),
    LoadState.COMMITTED: frozenset({LoadState.PUBLISHED, LoadState.UNCHANGED, LoadState.OVERTAKEN}),
    LoadState.PUBLISHED: frozenset({LoadState.INDEXED}),
    LoadState.INDEXED: frozenset(),
    LoadState.UNCHANGED: frozenset(),
    LoadState.REFUSED: frozenset(),
    LoadState.REJECTED: frozenset(),
    LoadState.OVERTAKEN: frozenset(),
}

RUNNING = frozenset({LoadState.RECEIVED, LoadState.PARSED, LoadState.STAGED, LoadState.COMMITTED})
LOADED = frozenset({LoadState.PUBLISHED, LoadState.INDEXED})

STATE_WORDS = {
    LoadState.RECEIVED: Words("받음", "Received"),
    LoadState.PARSED: Words("읽음", "Read"),
    LoadState.HELD: Words("결정 대기", "Waits for a decision"),
    LoadState.STAGED: Words("준비됨", "Staged"),
    LoadState.COMMITTED: Words("저장됨", "Stored"),
    LoadState.PUBLISHED: Words("등록됨", "Registered"),
    LoadState.INDEXED: Words("완료", "Done"),
    LoadState.UNCHANGED: Words("바뀐 것 없음", "Unchanged"),
    LoadState.REFUSED: Words("읽지 못함", "Not readable"),
    LoadState.REJECTED: Words("돌려보냄", "Kept back"),
    LoadState.OVERTAKEN: Words("더 새 파일이 먼저 공개됨", "A newer file came first"),
}

CORRECTED_WORDS = Words("고쳐서 다시 불러옴", "Corrected and loaded again")


def moved(current: LoadState, wanted: LoadState) -> LoadState:
    """The wanted state; an assertion fails where ``MOVES`` does not lead to it."""
    assert wanted in MOVES[current], f"a load cannot go from {current} to {wanted}"
    return wanted


class Decision(StrEnum):
    """What a person may do with a load in which personal data was found; ``PUBLISH`` is asked by one and approved by
    another, and never for numbers of identity."""

    PUBLISH = "publish"
    DROP = "drop"
    MASK = "mask"
    REJECT = "reject"


DECISION_WORDS = {
    Decision.PUBLISH: Words("두 사람의 확인으로 그대로 공개", "Publish as it is, agreed by two"),
    Decision.DROP: Words("고른 열을 빼고 공개", "Publish without the chosen columns"),
    Decision.MASK: Words("고른 열을 가리고 공개", "Mask the chosen columns and publish"),
    Decision.REJECT: Words("공개하지 않음", "Keep it back"),
}
