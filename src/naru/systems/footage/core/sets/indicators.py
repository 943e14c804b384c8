"""The four indicators beside their thresholds: diversity, syntactic accuracy, semantic accuracy, validity."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.words import Words
from naru.systems.footage.core.figures.intervals import Interval
from naru.systems.footage.core.sets.plan import Thresholds


class Indicator(StrEnum):
    DIVERSITY = "diversity"
    SYNTACTIC = "syntactic"
    SEMANTIC = "semantic"
    VALIDITY = "validity"


INDICATOR_WORDS: Mapping[Indicator, Words] = {
    Indicator.DIVERSITY: Words("다양성", "Diversity"),
    Indicator.SYNTACTIC: Words("구문 정확성", "Syntactic accuracy"),
    Indicator.SEMANTIC: Words("의미 정확성", "Semantic accuracy"),
    Indicator.VALIDITY: Words("유효성", "Validity"),
}
INDICATOR_SENTENCES: Mapping[Indicator, Words] = {
    Indicator.DIVERSITY: Words("계획한 몫을 얼마나 채웠나", "How much of the planned quotas is filled"),
    Indicator.SYNTACTIC: Words("규칙에 맞는 라벨의 비율", "Labels that keep every rule"),
    Indicator.SEMANTIC: Words("기준 라벨과 같은 상자의 비율", "Boxes that are as gold has them"),
    Indicator.VALIDITY: Words("이 데이터로 배운 모델이 시험 몫을 맞힌 비율", "How often a model trained on it is right on its test split"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``interval`` is None where nothing was measured; it passes where its lower end reaches ``threshold``."""

    indicator: Indicator
    interval: Interval | None
    threshold: float

    @property
    def passes(self) -> bool:
        return self.interval is not None and self.interval.low >= self.threshold


def figures(measured: Mapping[Indicator, Interval | None], thresholds: Thresholds) -> tuple[Figure, ...]:
    """All four, in their order."""
    return tuple(
        Figure(indicator=each, interval=measured.get(each), threshold=getattr(thresholds, each.value))
        for each in Indicator
    )
