"""Where a figure will be, as a line through what was measured by one definition, with its interval.

Least squares over days; the interval is that of a new observation (Draper & Smith, Applied Regression Analysis, 1.4) at
95 %. Fewer than ``POINTS_LEAST`` points, or all on one day, forecast nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from naru.base.kit.words import Words
from naru.systems.strategy.core.progress import Direction
from naru.systems.strategy.core.series import Point

POINTS_LEAST = 4
# Student's t, two-sided 95 %, by degrees of freedom 1 to 30; beyond, the normal's
T95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
NORMAL95 = 1.960


class Outlook(StrEnum):
    REACHES = "reaches"
    MAY = "may"
    MISSES = "misses"

    @property
    def words(self) -> Words:
        return OUTLOOK_WORDS[self]


OUTLOOK_WORDS = {
    Outlook.REACHES: Words("이 추세면 목표에 닿습니다", "On this trend the target is reached"),
    Outlook.MAY: Words("목표에 닿을지 아직 알 수 없습니다", "It may or may not reach the target"),
    Outlook.MISSES: Words("이 추세로는 목표에 닿지 못합니다", "On this trend the target is missed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    on: date
    low: float
    middle: float
    high: float

    def outlook(self, target: float, direction: Direction) -> Outlook:
        best, worst = (self.high, self.low) if direction is Direction.UP else (self.low, self.high)
        if (worst - target) * direction.sign >= 0:
            return Outlook.REACHES
        return Outlook.MISSES if (best - target) * direction.sign < 0 else Outlook.MAY


def forecast(points: Sequence[Point], on: date) -> Forecast | None:
    """``points`` are of one definition."""
    assert len({point.definition for point in points}) <= 1, "one line through two definitions"
    days = [float(point.on.toordinal()) for point in points]
    values = [float(point.value) for point in points]
    count = len(points)
    if count < POINTS_LEAST or max(days) == min(days):
        return None
    day, value = sum(days) / count, sum(values) / count
    spread = sum((each - day) ** 2 for each in days)
    slope = sum((x - day) * (y - value) for x, y in zip(days, values, strict=True)) / spread
    residuals = sum((y - value - slope * (x - day)) ** 2 for x, y in zip(days, values, strict=True))
    freedom = count - 2
    distance = on.toordinal() - day
    error = sqrt(residuals / freedom) * sqrt(1 + 1 / count + distance**2 / spread)
    middle, half = value + slope * distance, error * (T95[freedom - 1] if freedom <= len(T95) else NORMAL95)
    return Forecast(on=on, low=middle - half, middle=middle, high=middle + half)
