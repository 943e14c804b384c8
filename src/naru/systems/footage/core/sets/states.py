"""States of clips in a set, releases and withdrawals, as tables."""

from collections.abc import Mapping
from enum import StrEnum

from naru.base.kit.words import Words


class ReleaseState(StrEnum):
    RELEASED = "released"
    REDUCED = "reduced"  # something of it was withdrawn: the next release is it without that
    RETIRED = "retired"  # nothing of it is left


RELEASE_STATES: Mapping[ReleaseState, frozenset[ReleaseState]] = {
    ReleaseState.RELEASED: frozenset({ReleaseState.REDUCED, ReleaseState.RETIRED}),
    ReleaseState.REDUCED: frozenset({ReleaseState.RETIRED}),
    ReleaseState.RETIRED: frozenset(),
}
RELEASE_WORDS = {
    ReleaseState.RELEASED: Words("배포함", "Released"),
    ReleaseState.REDUCED: Words("일부 철회됨", "Partly withdrawn"),
    ReleaseState.RETIRED: Words("모두 철회됨", "Withdrawn"),
}


class WithdrawalState(StrEnum):
    DECIDED = "decided"  # nothing of it is handed out any more; what remains is made anew
    DONE = "done"


WITHDRAWAL_STATES: Mapping[WithdrawalState, frozenset[WithdrawalState]] = {
    WithdrawalState.DECIDED: frozenset({WithdrawalState.DONE}),
    WithdrawalState.DONE: frozenset(),
}
WITHDRAWAL_WORDS = {
    WithdrawalState.DECIDED: Words("지우는 중", "Being carried out"),
    WithdrawalState.DONE: Words("마침", "Done"),
}


class LabelSource(StrEnum):
    """Where one labelling of a clip comes from."""

    TRACKS = "tracks"  # pre-labels
    IMPORTED = "imported"
    REVIEWED = "reviewed"  # drawn or corrected here
    MERGED = "merged"  # several people's, adjudicated
    GOLD = "gold"  # known to be right: what others are measured by
    REDUCED = "reduced"  # without what was withdrawn


SOURCE_WORDS = {
    LabelSource.TRACKS: Words("궤적에서 만든 초벌 라벨", "Pre-labels from tracks"),
    LabelSource.IMPORTED: Words("가져온 라벨", "Brought labels"),
    LabelSource.REVIEWED: Words("검토 화면에서 고친 라벨", "Corrected in the reviewer"),
    LabelSource.MERGED: Words("여러 사람의 라벨을 합침", "Several people's, merged"),
    LabelSource.GOLD: Words("기준 라벨", "Gold"),
    LabelSource.REDUCED: Words("철회된 궤적을 뺀 라벨", "Without a withdrawn track"),
}


class Target(StrEnum):
    """What a withdrawal names."""

    CLIP = "clip"
    TRACK = "track"
    CAMERA = "camera"


TARGET_WORDS = {
    Target.CLIP: Words("영상 하나", "One clip"),
    Target.TRACK: Words("한 사람의 궤적", "One person's track"),
    Target.CAMERA: Words("카메라 하나의 영상 모두", "All clips of a camera"),
}
