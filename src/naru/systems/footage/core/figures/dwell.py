"""How long people stay, where many stays are seen in part (Kaplan and Meier 1958).

A stay whose begin or end was not seen lasted at least as long as it was seen: leaving it out would favour short stays, taking it as it is
would shorten them. The interval is Greenwood's, on the scale of log(-log S).
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.figures.intervals import quantile
from naru.systems.footage.core.metrics.boxes import Flags, Floats, ints

SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """At each of ``seconds`` at which a stay ended: the share that stay longer, its interval, how many were still seen just before."""

    seconds: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: Floats
    stays: int
    seen_whole: int

    def quantile(self, share: float) -> "Quantile":
        """After how many seconds ``share`` of the stays have ended; the median at .5."""
        stay = 1 - share
        return Quantile(
            seconds=_first(self.seconds, self.share <= stay),
            low=_first(self.seconds, self.low <= stay),
            high=_first(self.seconds, self.high <= stay),
        )

    def mean_s(self, until_s: float) -> float:
        """Mean stay where longer ones count as ``until_s``: the area under the curve up to there."""
        inner = self.seconds < until_s
        steps = np.concatenate([[0.0], self.seconds[inner], [until_s]])
        return float((np.diff(steps) * np.concatenate([[1.0], self.share[inner]])).sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """``None`` where the curve, or the bound of its interval, does not come down so far while stays are seen."""

    seconds: float | None
    low: float | None
    high: float | None


def survival(visits: pa.Table, *, confidence: float = 0.95) -> Survival:
    """VISITS of one zone, or of several as one."""
    seconds = (ints(visits, "end_us") - ints(visits, "start_us")) / SECOND_US
    in_part = np.array(visits["left_censored"].to_pylist(), bool) | np.array(visits["right_censored"].to_pylist(), bool)
    return kaplan_meier(seconds, ~in_part, confidence=confidence)


def kaplan_meier(seconds: Floats, ended: Flags, *, confidence: float = 0.95) -> Survival:
    """``ended``: the stay was seen to its end; else it lasted at least ``seconds``."""
    times, ends = np.unique(seconds[ended], return_counts=True)
    ordered = np.sort(seconds)
    at_risk = len(ordered) - np.searchsorted(ordered, times, side="left")
    share = np.asarray(np.cumprod(1 - ends / at_risk), np.float64)
    left = at_risk - ends
    greenwood = np.cumsum(np.divide(ends, at_risk * left, out=np.full(len(times), np.nan), where=left > 0))
    low, high = _bounds(share, greenwood, quantile(confidence))
    return Survival(
        seconds=times,
        share=share,
        low=low,
        high=high,
        at_risk=at_risk.astype(float),
        stays=len(seconds),
        seen_whole=int(ended.sum()),
    )


def _bounds(share: Floats, greenwood: Floats, z: float) -> tuple[Floats, Floats]:
    """Where everybody has left nothing is estimated: 0 to what the step before allowed."""
    inner = (share > 0) & (share < 1)
    log = np.log(share, out=np.full(len(share), -1.0), where=inner)
    spread = z * np.sqrt(np.where(inner, greenwood, 0)) / np.abs(log)
    low = np.where(inner, share ** np.exp(spread), share)
    high = np.where(inner, share ** np.exp(-spread), share)
    if len(share) and share[-1] == 0:
        high[-1] = high[-2] if len(share) > 1 else 1.0
    return low, high


def _first(seconds: Floats, reached: Flags) -> float | None:
    return float(seconds[np.argmax(reached)]) if reached.any() else None
