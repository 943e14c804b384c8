"""Shares of boxes with their intervals. Boxes of one clip are alike, so a clip counts, not a box.

The variance is that of a ratio over clusters (Cochran, Sampling Techniques, 3rd ed., 6.3), and the interval Wilson's (1927) at the number
of independent boxes that would vary as much. Where all is right, or nothing, a clip counts as one trial.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from naru.systems.footage.core.figures.intervals import Interval, quantile
from naru.systems.footage.core.metrics.boxes import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Of one clip: how many of its trials hit."""

    hits: float
    of: float


def clustered_share(clusters: Sequence[Cluster], *, confidence: float) -> Interval | None:
    """None where there is no trial."""
    filled = [each for each in clusters if each.of > 0]
    if not filled:
        return None
    hits, of = np.array([each.hits for each in filled]), np.array([each.of for each in filled])
    share = float(hits.sum() / of.sum())
    return _wilson(share, _effective(share, hits, of), confidence)


def _effective(share: float, hits: Floats, of: Floats) -> float:
    """How many independent trials vary as much; between the number of clips and that of trials."""
    clips, trials = len(of), float(of.sum())
    if clips == 1:
        return 1.0
    variance = float(((hits - share * of) ** 2).sum()) * clips / (clips - 1) / trials**2
    if variance <= 0:
        return trials if 0 < share < 1 else float(clips)
    return float(np.clip(share * (1 - share) / variance, clips, trials))


def _wilson(share: float, of: float, confidence: float) -> Interval:
    z = quantile(confidence)
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return Interval(value=share, low=max(0.0, centre - half), high=min(1.0, centre + half))
