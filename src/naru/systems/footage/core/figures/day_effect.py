"""A day against its expectation: a market day, a ball game."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from naru.systems.footage.core.figures.intervals import Interval

FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEffect:
    """``expected``: with its prediction interval; ``ratio``: what came to what was expected, likewise; ``days``: those compared with."""

    day: date
    count: float
    expected: Interval
    ratio: Interval
    days: tuple[date, ...]

    @property
    def is_unusual(self) -> bool:
        return not self.expected.low <= self.count <= self.expected.high


def day_effect(
    counts: Mapping[date, float], day: date, *, leave_out: Sequence[date] = (), confidence: float = 0.95
) -> DayEffect | None:
    """``counts``: people a day, each already made up for what was not seen. Compared with the other days of the same weekday.

    ``leave_out``: other special days (holidays, the other games). Counts are compared on the scale of logarithms; their variance is at
    least Poisson's. ``None`` where the day is not counted or fewer than three others are.
    """
    others = tuple(
        sorted(
            each for each in counts if each.weekday() == day.weekday() and each != day and each not in set(leave_out)
        )
    )
    if day not in counts or len(others) < FEWEST:
        return None
    from scipy import stats  # heavy, and of pages with a special day alone

    logs = np.log([counts[other] + 0.5 for other in others])
    middle = float(logs.mean())
    variance = max(float(logs.var(ddof=1)), float(np.exp(-middle)))
    half = float(stats.t.ppf((1 + confidence) / 2, len(others) - 1)) * (variance * (1 + 1 / len(others))) ** 0.5
    low, value, high = (max(0.0, float(np.exp(middle + by)) - 0.5) for by in (-half, 0, half))
    count = counts[day]
    ratios = [(count + 0.5) / float(np.exp(middle + by)) for by in (half, 0, -half)]
    return DayEffect(
        day=day,
        count=count,
        expected=Interval(value=value, low=low, high=high),
        ratio=Interval(value=ratios[1], low=ratios[0], high=ratios[2]),
        days=others,
    )
