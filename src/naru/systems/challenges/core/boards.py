"""Who stands where: one order, from scores as they are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from naru.systems.challenges.core.metrics.values import Metric


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A team's score and when the submission that made it came in; NaN never ranks."""

    team: str
    score: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    rank: int
    entry: Entry


def ranked(entries: Sequence[Entry], metric: Metric) -> list[Place]:
    """Best first; equal scores by the earlier submission, and then no two ranks are the same."""
    sign = -1.0 if metric.higher_is_better else 1.0
    scored = [each for each in entries if not np.isnan(each.score)]
    order = sorted(scored, key=lambda each: (sign * each.score, each.at, each.team))
    return [Place(rank=place, entry=each) for place, each in enumerate(order, start=1)]


def best_of(entries: Sequence[Entry], metric: Metric) -> Entry | None:
    """Of one team's chosen submissions."""
    places = ranked(entries, metric)
    return places[0].entry if places else None
