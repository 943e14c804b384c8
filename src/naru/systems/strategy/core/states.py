"""A plan's versions and what a figure rests on, as tables."""

from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


class VersionState(StrEnum):
    DRAFT = "draft"
    ADOPTED = "adopted"
    REPLACED = "replaced"

    @property
    def words(self) -> Words:
        return VERSION_WORDS[self]


class Basis(StrEnum):
    """What a figure rests on: never both."""

    COMPUTED = "computed"
    REPORTED = "reported"
    NONE = "none"  # nothing is installed or reported that would say it
    WITHHELD = "withheld"  # so few rows that they would tell of somebody

    @property
    def words(self) -> Words:
        return BASIS_WORDS[self]


S = VersionState
VERSIONS: dict[VersionState, frozenset[VersionState]] = {
    S.DRAFT: frozenset({S.ADOPTED}),
    S.ADOPTED: frozenset({S.REPLACED}),
    S.REPLACED: frozenset(),
}
VERSION_WORDS = {
    S.DRAFT: Words("안", "Draft"),
    S.ADOPTED: Words("시행 중", "In force"),
    S.REPLACED: Words("바뀜", "Replaced"),
}
BASIS_WORDS = {
    Basis.COMPUTED: Words("측정값", "Measured"),
    Basis.REPORTED: Words("알려 온 값", "Reported"),
    Basis.NONE: Words("자료 없음", "No data"),
    Basis.WITHHELD: Words("적어서 가림", "Too few to show"),
}


def moved(current: VersionState, wanted: VersionState) -> VersionState:
    """Raises ``Refused``: ``plan_cannot_move``."""
    if wanted not in VERSIONS[current]:
        now, then = current.words, wanted.words
        raise Refused("plan_cannot_move", state=now.ko, state_en=now.en, to=then.ko, to_en=then.en)
    return wanted
