"""What was gathered beside what was planned: each quota's share of boxes, and the least fulfilled of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from naru.systems.footage.core.figures.intervals import Interval
from naru.systems.footage.core.metrics.boxes import Floats
from naru.systems.footage.core.sets.plan import Quota

RESAMPLES = 400
SEED = 20260509


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Boxes of one clip, by dimension and value."""

    boxes: Mapping[tuple[str, str], int]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaFigure:
    """``share``: of all boxes; ``filled``: of the quota, at most 1."""

    quota: Quota
    share: float
    filled: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """``score``: the mean share of the quotas that is filled (1 without a quota), with its interval over clips drawn anew."""

    score: Interval | None
    quotas: tuple[QuotaFigure, ...]


def diversity(clips: Sequence[Gathered], quotas: Sequence[Quota], *, confidence: float) -> Diversity:
    counts = np.array(
        [[clip.boxes.get((quota.dimension, quota.value), 0) for quota in quotas] for clip in clips], float
    )
    totals = np.array([clip.total for clip in clips], float)
    if not totals.sum():
        return Diversity(score=None, quotas=tuple(QuotaFigure(quota=quota, share=0.0, filled=0.0) for quota in quotas))
    counts = counts.reshape(len(clips), len(quotas))
    wanted = np.array([quota.share for quota in quotas])
    shares = counts.sum(axis=0) / totals.sum()
    figures = [
        QuotaFigure(quota=quota, share=float(share), filled=float(_filled(share, quota.share)))
        for quota, share in zip(quotas, shares, strict=True)
    ]
    return Diversity(score=_score(counts, totals, wanted, confidence), quotas=tuple(figures))


def _filled(share: float, wanted: float) -> float:
    return min(1.0, share / wanted) if wanted else 1.0


def _score(counts: Floats, totals: Floats, wanted: Floats, confidence: float) -> Interval:
    """The percentile bootstrap over clips, from a fixed seed: the same set has the same interval."""
    if not len(wanted):
        return Interval(value=1.0, low=1.0, high=1.0)
    drawn = np.random.default_rng(SEED).integers(0, len(totals), (RESAMPLES, len(totals)))
    means = [_mean(counts[rows].sum(axis=0), totals[rows].sum(), wanted) for rows in drawn]
    value = _mean(counts.sum(axis=0), totals.sum(), wanted)
    low, high = np.quantile(means, [(1 - confidence) / 2, (1 + confidence) / 2])
    return Interval(value=value, low=min(value, float(low)), high=max(value, float(high)))


def _mean(counts: Floats, total: float, wanted: Floats) -> float:
    if not total:
        return 0.0
    filled = np.minimum(1.0, np.divide(counts / total, wanted, out=np.ones_like(wanted), where=wanted > 0))
    return float(filled.mean())
