"""From a draft to a rule that gates; and where a dataset stands under a profile, as tables of states."""

from datetime import date
from enum import StrEnum

from naru.base.kit.words import Words
from naru.systems.sectors.core.values import Verdict


class ProfileState(StrEnum):
    DRAFT = "draft"
    TRIAL = "trial"  # reports, holds nothing up
    IN_FORCE = "in_force"  # gates
    RETIRED = "retired"


PROFILE_STATES = {
    ProfileState.DRAFT: {ProfileState.TRIAL, ProfileState.RETIRED},
    ProfileState.TRIAL: {ProfileState.IN_FORCE, ProfileState.RETIRED},
    ProfileState.IN_FORCE: {ProfileState.RETIRED},
    ProfileState.RETIRED: set[ProfileState](),
}


class Standing(StrEnum):
    """Of a dataset under a profile."""

    UNCHECKED = "unchecked"
    CONFORMING = "conforming"
    NOTICES = "notices"
    UNDECIDED = "undecided"
    NOT_CONFORMING = "not_conforming"
    WAIVED = "waived"

    @property
    def words(self) -> Words:
        return _WORDS[self]

    @property
    def opens(self) -> bool:
        """Whether the dataset may be published, and sold, as keeping to the profile."""
        return self in (Standing.CONFORMING, Standing.NOTICES, Standing.WAIVED)

    @property
    def badge(self) -> str:
        """How it is shown: green only where it was checked and holds."""
        if self in (Standing.CONFORMING, Standing.NOTICES):
            return "good"
        return "bad" if self is Standing.NOT_CONFORMING else "care"


_WORDS = {
    Standing.UNCHECKED: Words("아직 검사하지 않음", "Not checked yet"),
    Standing.CONFORMING: Words("적합", "Conforms"),
    Standing.NOTICES: Words("적합(살펴볼 점 있음)", "Conforms, with notices"),
    Standing.UNDECIDED: Words("판단할 수 없음", "Cannot be decided"),
    Standing.NOT_CONFORMING: Words("부적합", "Does not conform"),
    Standing.WAIVED: Words("적용을 미룸", "Waived for a time"),
}
_STANDINGS = {
    Verdict.CONFORMS: Standing.CONFORMING,
    Verdict.NOTICES: Standing.NOTICES,
    Verdict.UNDECIDED: Standing.UNDECIDED,
    Verdict.FAILS: Standing.NOT_CONFORMING,
}


def standing(verdict: Verdict | None, *, is_current: bool, waived_until: date | None, today: date) -> Standing:
    """``is_current``: the check looked at this version by this profile. A waiver lasts through its last day."""
    checked = _STANDINGS[verdict] if verdict is not None and is_current else Standing.UNCHECKED
    if not checked.opens and waived_until is not None and today <= waived_until:
        return Standing.WAIVED
    return checked
