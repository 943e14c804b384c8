"""The public board shows an improvement only where it is beyond noise (Blum and Hardt 2015, "The Ladder").

*Theory of operation.* Of two predictions of one team the difference of their scores has a standard error, from the differences of
their blocks. A new score is shown where it is better than the best shown one by more than ``t`` standard errors; ``t`` is
Student's quantile of ``RISK`` shared among all the attempts that a team may ever make (Bonferroni), so that a team which sends noise for
the whole challenge is shown one lucky score with a probability of ``RISK`` at most. Otherwise the answer is the best shown
score again, which says nothing new. The Ladder is applied where the truth is: outside of the scorer nobody holds a score that is not shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from naru.systems.challenges.core.metrics.values import Array, Metric

RISK = 0.05
SHOWN_DIGITS = 5
REPLICATES, BAND = 1000, (0.05, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A team's best shown submission: its score on the public part, unrounded, and by block."""

    score: float
    blocks: Array

    def to_json(self) -> dict[str, Any]:
        return {"score": self.score, "blocks": [None if np.isnan(each) else float(each) for each in self.blocks]}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Rung":
        blocks = [float("nan") if each is None else each for each in raw["blocks"]]
        return cls(score=raw["score"], blocks=np.array(blocks, dtype=np.float64))

    @property
    def shown(self) -> float:
        return round(self.score, SHOWN_DIGITS)


def climb(best: Rung | None, new: Rung, metric: Metric, *, attempts: int) -> bool:
    """Whether ``new`` is shown; ``attempts`` are all that the team may ever make."""
    if best is None or not metric.better(new.score, best.score):
        return best is None and not np.isnan(new.score)
    error, blocks = standard_error(new.blocks - best.blocks)
    if not blocks:
        return False
    return abs(new.score - best.score) > threshold(attempts, blocks) * error


def threshold(attempts: int, blocks: int) -> float:
    """How many standard errors an improvement must exceed."""
    from scipy.special import stdtrit  # heavy, and the scorer's alone

    return float(stdtrit(max(blocks - 1, 1), 1 - RISK / max(attempts, 1)))


def standard_error(differences: Array) -> tuple[float, int]:
    """Of the mean of the blocks on which both are defined, and how many those are; 0 blocks below two."""
    known = differences[~np.isnan(differences)]
    if len(known) < 2:
        return 0.0, 0
    return float(np.std(known, ddof=1) / np.sqrt(len(known))), len(known)


def rank_bands(rungs: Sequence[Rung], metric: Metric, *, seed: int) -> list[tuple[int, int]]:
    """Between which ranks each team is in 90 of 100 resamples of the blocks, the same blocks for all (paired bootstrap)."""
    if not rungs:
        return []
    scores = np.array([rung.score for rung in rungs])
    table = np.vstack([rung.blocks for rung in rungs])
    whole = ~np.isnan(table).any(axis=0)
    if whole.sum() < 2:
        return [(1, len(rungs))] * len(rungs)
    table = table[:, whole]
    drawn = np.random.default_rng(seed).integers(0, table.shape[1], size=(REPLICATES, table.shape[1]))
    counts = np.stack([np.bincount(row, minlength=table.shape[1]) for row in drawn]) / table.shape[1]
    replicates = scores[None, :] + counts @ (table - table.mean(axis=1, keepdims=True)).T
    signed = -replicates if metric.higher_is_better else replicates
    ranks = 1 + (np.argsort(np.argsort(signed, axis=1, kind="stable"), axis=1))
    low, high = np.quantile(ranks, BAND, axis=0, method="nearest")
    return [(int(a), int(b)) for a, b in zip(low, high, strict=True)]
