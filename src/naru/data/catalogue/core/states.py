"""The states of a dataset and of a table's version, as tables."""

from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class State(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Access(StrEnum):
    OPEN = "open"
    SIGNED_IN = "signed_in"
    GRANTED = "granted"
    SEALED = "sealed"  # for those who are named, and nobody else: no officer, not its own organisation


class VersionState(StrEnum):
    LIVE = "live"
    HELD = "held"  # waits for a person's decision, for instance about personal data found in it
    REJECTED = "rejected"
    ERASED = "erased"  # its rows are destroyed; that it was there is told
    WITHDRAWN = "withdrawn"  # was live; shown to nobody but those who may edit, until it is released again


DATASET_STATES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.IN_REVIEW}),
    State.IN_REVIEW: frozenset({State.PUBLISHED, State.DRAFT}),
    State.PUBLISHED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.DRAFT}),
}

VERSION_STATES: dict[VersionState, frozenset[VersionState]] = {
    VersionState.HELD: frozenset({VersionState.LIVE, VersionState.REJECTED}),
    VersionState.LIVE: frozenset({VersionState.WITHDRAWN}),
    VersionState.WITHDRAWN: frozenset({VersionState.LIVE, VersionState.ERASED}),
    VersionState.REJECTED: frozenset({VersionState.ERASED}),
    VersionState.ERASED: frozenset(),
}

STATE_WORDS = {
    State.DRAFT: Words("초안", "Draft"),
    State.IN_REVIEW: Words("검토 중", "In review"),
    State.PUBLISHED: Words("공개됨", "Published"),
    State.WITHDRAWN: Words("철회됨", "Withdrawn"),
}
ACCESS_WORDS = {
    Access.OPEN: Words("누구나", "Everyone"),
    Access.SIGNED_IN: Words("로그인한 사람", "Signed-in people"),
    Access.GRANTED: Words("이용권이 있는 쪽", "Holders of an entitlement"),
    Access.SEALED: Words("봉인: 이름이 적힌 쪽만", "Sealed: those named alone"),
}
VERSION_STATE_WORDS = {
    VersionState.LIVE: Words("반영됨", "Live"),
    VersionState.HELD: Words("확인 대기", "Held"),
    VersionState.REJECTED: Words("반려", "Rejected"),
    VersionState.WITHDRAWN: Words("철회됨", "Withdrawn"),
    VersionState.ERASED: Words("파기됨", "Erased"),
}


def moved(current: State, wanted: State) -> State:
    """The wanted state, where the table has that step. Raises ``Refused``: ``dataset_state_has_no_such_step``."""
    if wanted not in DATASET_STATES[current]:
        state, step = STATE_WORDS[current], STATE_WORDS[wanted]
        raise Refused(
            "dataset_state_has_no_such_step",
            state=current.value,
            wanted=wanted.value,
            state_ko=state.ko,
            state_en=state.en,
            wanted_ko=step.ko,
            wanted_en=step.en,
        )
    return wanted


def path_to_published(current: State) -> tuple[State, ...]:
    """The steps from where a dataset stands to published, for one who may take them all."""
    return {
        State.DRAFT: (State.IN_REVIEW, State.PUBLISHED),
        State.IN_REVIEW: (State.PUBLISHED,),
        State.PUBLISHED: (),
        State.WITHDRAWN: (State.DRAFT, State.IN_REVIEW, State.PUBLISHED),
    }[current]


def decided(current: VersionState, wanted: VersionState) -> VersionState:
    """The wanted state, where the table has that step. Raises ``Refused``: ``version_is_not_held``."""
    if wanted not in VERSION_STATES[current]:
        words = VERSION_STATE_WORDS[current]
        raise Refused("version_is_not_held", state=current.value, state_ko=words.ko, state_en=words.en)
    return wanted
