"""The numbers of a legal regime, read from data: which law a case follows is a parameter of the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from naru.systems.combination.core.match_rate import RateRules
from naru.systems.combination.core.review import ReviewRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """``thresholds`` go to the assessment as they are; ``steps_days`` are the time that each step should take at most."""

    name: str
    source: str
    rate: RateRules
    review: ReviewRules
    release_bytes_max: int
    record_years: int
    steps_days: Mapping[str, int]
    thresholds: Mapping[str, Any]


def read_regime(stored: Mapping[str, Any]) -> Regime:
    return Regime(
        name=stored["name"],
        source=stored["source"],
        rate=RateRules(**stored["rate"]),
        review=ReviewRules(**stored["review"]),
        release_bytes_max=stored["release_bytes_max"],
        record_years=stored["record_years"],
        steps_days=stored["steps_days"],
        thresholds=stored["thresholds"],
    )
