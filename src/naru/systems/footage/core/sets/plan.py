"""What a training set is to be, before there is a clip in it. Every number is the plan's: nothing here has a default of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from naru.base.kit.words import Words
from naru.systems.footage.core.labels.values import LabelClass

QUOTA_DIMENSIONS: Mapping[str, Words] = {
    "class": Words("분류", "Class"),
    "site": Words("장소", "Site"),
    "site_kind": Words("장소의 종류", "Kind of site"),
    "hour": Words("시각", "Hour of the day"),
    "weekday": Words("요일", "Day of the week"),
}
SPLIT_WORDS: Mapping[str, Words] = {
    "train": Words("학습", "Train"),
    "validation": Words("검증", "Validation"),
    "test": Words("시험", "Test"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """The least share of boxes (0…1) that a value of a dimension is to have."""

    dimension: str  # of QUOTA_DIMENSIONS
    value: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """The least that a release may have. Shares are 0…1; an indicator passes where its interval's lower end reaches it."""

    diversity: float
    syntactic: float
    semantic: float
    validity: float
    confidence: float  # of all intervals
    overlap: float  # IoU from which two boxes are of the same thing
    near_bits: int  # of 64 that two pictures may differ in and still be near-duplicates
    shortcut: float  # most that a model may be above chance when it sees the background alone


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlan:
    id: str
    title: Words
    purpose: Words
    publisher: str
    licence: str
    access: str  # "open" | "signed_in" | "granted"
    legal_basis: str
    keep_until: date  # the last day on which anything of it may be used
    classes: tuple[LabelClass, ...]
    quotas: tuple[Quota, ...]
    thresholds: Thresholds
    splits: Mapping[str, float]  # shares of boxes, by SPLIT_WORDS
    gold_share: float  # of clips that two people label, to be compared
    guideline: Words

    @property
    def class_names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.classes)
