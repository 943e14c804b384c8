"""Whether somebody's work changed: gold answers in their order, and labels beside everyone's.

Gold: a Bernoulli CUSUM (Reynolds and Stoumbos 1999): each wrong answer adds, each right one takes away, never below 0; the
alarm is when the sum passes a bound. It finds a fall that a share over all answers would hide.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

GOOD, BAD, BOUND = 0.05, 0.25, 3.0  # share of wrong gold that is fine, that is not, and how sure the alarm is (ln 20)
LABELS_LEAST, LABELS_FAR = 40, 0.3  # so many answers, and so far from everyone's shares (total variation)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDrift:
    """``at``: the answer, from 1, at which the sum passed the bound; None where it never did."""

    sum: float
    at: int | None


def gold_drift(right: Sequence[bool], *, good: float = GOOD, bad: float = BAD, bound: float = BOUND) -> GoldDrift:
    """Of gold answers in the order they were given; the sum begins anew after an alarm was answered, by whoever calls."""
    adds, takes = log(bad / good), log((1 - bad) / (1 - good))
    total, at = 0.0, None
    for place, is_right in enumerate(right, start=1):
        total = max(0.0, total + (takes if is_right else adds))
        if total > bound and at is None:
            at = place
    return GoldDrift(sum=total, at=at)


def label_distance(own: Mapping[str, int], others: Mapping[str, int]) -> float | None:
    """Half the sum of the shares' differences: 0 the same, 1 nothing in common; None for too few answers to tell."""
    mine, theirs = sum(own.values()), sum(others.values())
    if mine < LABELS_LEAST or theirs < LABELS_LEAST:
        return None
    names = own.keys() | others.keys()
    return sum(abs(own.get(name, 0) / mine - others.get(name, 0) / theirs) for name in sorted(names)) / 2


def counts(labels: Iterable[str]) -> Counter[str]:
    return Counter(labels)
