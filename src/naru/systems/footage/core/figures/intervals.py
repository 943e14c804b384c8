"""Intervals of shares and ratios."""

from dataclasses import dataclass
from statistics import NormalDist


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """``value`` between ``low`` and ``high``."""

    value: float
    low: float
    high: float


def share_interval(hits: int, of: int, *, confidence: float = 0.95) -> Interval:
    """A share of independent trials (Wilson 1927); ``of`` is at least 1."""
    z = quantile(confidence)
    share = hits / of
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return Interval(value=share, low=max(0.0, centre - half), high=min(1.0, centre + half))


def quantile(confidence: float) -> float:
    """Of the normal law, both sides: 1.96 at .95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)
