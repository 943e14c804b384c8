"""Events beside the truth: temporal overlap, F1, false alarms an hour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

HOUR_US = 3_600_000_000
Span = tuple[int, int]  # begin and end, in one unit


@dataclass(frozen=True, slots=True, kw_only=True)
class EventScore:
    hits: int
    missed: int
    false: int

    @property
    def f1(self) -> float:
        """1 where nothing was there and nothing was found."""
        whole = 2 * self.hits + self.missed + self.false
        return 2 * self.hits / whole if whole else 1.0


def temporal_iou(one: Span, other: Span) -> float:
    """Shared time over the time of both; two equal instants share everything."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    whole = max(one[1], other[1]) - min(one[0], other[0])
    if whole == 0:
        return 1.0
    return max(0, shared) / whole


def event_score(truth: Sequence[Span], found: Sequence[Span], *, overlap: float) -> EventScore:
    """Each event of the truth is found by at most one: as many pairs as can be with a temporal IoU of at least ``overlap``."""
    ious = np.array([[temporal_iou(one, other) for other in found] for one in truth]).reshape(len(truth), len(found))
    good = ious >= overlap
    row, column = linear_sum_assignment(good + ious * good / 1e6, maximize=True)
    hits = int(good[row, column].sum())
    return EventScore(hits=hits, missed=len(truth) - hits, false=len(found) - hits)


def false_alarms_per_hour(truth: Sequence[Span], found: Sequence[Span], *, watched_us: int) -> float:
    """Events found that touch no event of the truth, for every hour that one camera watched. Times in µs."""
    alarms = sum(all(span[1] < of[0] or span[0] > of[1] for of in truth) for span in found)
    return alarms / (watched_us / HOUR_US)
