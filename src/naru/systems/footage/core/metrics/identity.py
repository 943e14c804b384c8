"""IDF1: Ristani et al. 2016, as TrackEval computes it: one assignment of whole tracks to whole truths."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from naru.systems.footage.core.metrics.sequence import Sequence

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCounts:
    tp: int = 0
    fn: int = 0
    fp: int = 0

    def __add__(self, other: "IdentityCounts") -> "IdentityCounts":
        return IdentityCounts(tp=self.tp + other.tp, fn=self.fn + other.fn, fp=self.fp + other.fp)


def identity_counts(of: Sequence) -> IdentityCounts:
    """Leaving ids unmatched costs nothing extra, so the best assignment is that of most shared pictures."""
    truths, tracks = len(of.truth.id), len(of.track.id)
    if not truths or not tracks:
        return IdentityCounts(fn=truths, fp=tracks)
    chosen = of.pairs.iou >= THRESHOLD
    shared = of.per_id_pair(np.ones(int(chosen.sum())), chosen)
    row, column = linear_sum_assignment(shared, maximize=True)
    tp = int(shared[row, column].sum())
    return IdentityCounts(tp=tp, fn=truths - tp, fp=tracks - tp)


def idf1(counts: IdentityCounts) -> float:
    return counts.tp / max(1.0, counts.tp + 0.5 * counts.fp + 0.5 * counts.fn)
