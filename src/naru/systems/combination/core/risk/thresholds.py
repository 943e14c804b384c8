"""What a table must fulfil to go out. The numbers are a regime's and come as data; a rule without a number is not asked."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """``k`` is always asked. Shares and risks from 0 to 1.

    ``l`` distinct values, ``entropy_l`` by entropy, ``recursive_c`` with ``recursive_l``; ``t`` by the distance that fits the column.
    ``rare_below`` rows alike in any ``rare_columns`` columns are rare; ``linkage_max`` is the part of its own rows that an applicant
    may single out, ``linkage_candidates`` how few candidates count as few. ``presence_max`` is δ. Classes that differ from an earlier
    release by fewer than ``difference_below`` rows are too near it. ``suppression_max`` is the part of all rows that treatment
    may suppress. ``shown_from`` is the least number of rows that the report shows. ``population`` is how many persons the
    table could be about.
    """

    k: int
    l: int | None = None  # noqa: E741 - the letter of the definition
    entropy_l: float | None = None
    recursive_c: float | None = None
    recursive_l: int | None = None
    t: float | None = None
    prosecutor_max: float | None = None
    marketer_max: float | None = None
    unique_max: float | None = None
    journalist_max: float | None = None
    presence_max: float | None = None
    difference_below: int | None = None
    linkage_max: float | None = None
    linkage_candidates: int | None = None
    rare_columns: int | None = None
    rare_below: int | None = None
    rare_max: float | None = None
    outlier_spreads: float | None = None
    outliers_max: int | None = None
    population: int | None = None
    suppression_max: float | None = None
    shown_from: int | None = None

    def to_json(self) -> dict[str, JSON]:
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) is not None}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Thresholds":
        """Raises ``Refused``: ``threshold_unknown``, ``threshold_missing``, ``threshold_unreadable``."""
        known = get_type_hints(cls)
        for name, value in stored.items():
            if name not in known:
                raise Refused("threshold_unknown", threshold=name)
            if not is_sound(value, whole=known[name] in (int, int | None)):
                raise Refused("threshold_unreadable", threshold=name)
        if "k" not in stored:
            raise Refused("threshold_missing", threshold="k")
        return cls(**stored)


def is_sound(value: Any, *, whole: bool) -> bool:
    kinds = (int,) if whole else (int, float)
    return isinstance(value, kinds) and not isinstance(value, bool) and value >= 0
