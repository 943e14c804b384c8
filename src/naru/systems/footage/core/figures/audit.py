"""Counts by hand beside counts by machine: an interval for every published count.

People count the same minutes on the film (a recorded half hour); the machine's counts are then multiplied by the ratio of the sums (a ratio
estimate, Cochran 1977), and the spread of the audited minutes about it says how far a count can be off: more than a Poisson count where
the machine errs in bouts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.systems.footage.core.figures.intervals import Interval

FEWEST = 3  # audited parts from which their spread is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class HandCount:
    """One part of the film, such as five minutes at one line: what a person and what the machine counted."""

    hand: int
    machine: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """``ratio``: people to every one counted, on average; ``dispersion``: the variance about it, in Poisson variances, at least 1."""

    parts: int
    hand: int
    machine: int
    ratio: float
    dispersion: float


def accuracy(counts: Sequence[HandCount]) -> Accuracy | None:
    """``None`` where there is nothing to tell: fewer than ``FEWEST`` parts, or nobody in them."""
    hand, machine = sum(each.hand for each in counts), sum(each.machine for each in counts)
    if len(counts) < FEWEST or not hand or not machine:
        return None
    ratio = hand / machine
    misses = [(each.hand - ratio * each.machine) ** 2 / (ratio * max(each.machine, 1)) for each in counts]
    dispersion = max(1.0, sum(misses) / (len(counts) - 1))
    return Accuracy(parts=len(counts), hand=hand, machine=machine, ratio=ratio, dispersion=dispersion)


def published(count: int, audited: Accuracy | None, *, confidence: float = 0.95) -> Interval | None:
    """What is published for a machine's count: the people it stands for. Without an audit there is no interval, hence ``None``.

    The variance is that of the count's own people and that of the ratio; t has the degrees of freedom of the parts.
    """
    if audited is None:
        return None
    from scipy import stats  # heavy, and of pages with an audit alone

    people = count * audited.ratio
    own = audited.dispersion * people
    of_ratio = audited.dispersion * audited.ratio * count * count / audited.machine
    half = float(stats.t.ppf((1 + confidence) / 2, audited.parts - 1)) * (own + of_ratio) ** 0.5
    return Interval(value=people, low=max(0.0, people - half), high=people + half)
