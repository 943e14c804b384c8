"""HOTA: Luiten et al., *HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking*, IJCV 2021; as TrackEval computes it."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from naru.systems.footage.core.metrics.boxes import Flags, Floats, Ints
from naru.systems.footage.core.metrics.sequence import Sequence, blocks, lone

ALPHAS = np.arange(0.05, 0.99, 0.05)
EPS = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True, kw_only=True)
class HotaCounts:
    """Per alpha; ``ass`` are sums over true positives, so that sequences add up."""

    tp: Floats
    fn: Floats
    fp: Floats
    iou_sum: Floats
    ass_a: Floats
    ass_re: Floats
    ass_pr: Floats

    def __add__(self, other: "HotaCounts") -> "HotaCounts":
        return HotaCounts(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})


def hota_counts(of: Sequence) -> HotaCounts:
    truths, tracks, levels = len(of.truth.id), len(of.track.id), len(ALPHAS)
    if not truths or not tracks:
        none = np.zeros(levels)
        return HotaCounts(
            tp=none, fn=none + truths, fp=none + tracks, iou_sum=none, ass_a=none, ass_re=none, ass_pr=none
        )
    in_truth = np.bincount(of.truth.id, minlength=of.truth.ids)[:, None].astype(np.int64)
    in_track = np.bincount(of.track.id, minlength=of.track.ids)[None, :].astype(np.int64)
    matched = _matches(of, _alignment(of, in_truth, in_track))
    overlap = of.pairs.iou[matched]
    cells = of.truth_ids[matched] * of.track.ids + of.track_ids[matched]
    tp, iou_sum, ass = np.zeros(levels), np.zeros(levels), np.zeros((3, levels))
    for level, alpha in enumerate(ALPHAS):
        true = overlap >= alpha - EPS
        tp[level], iou_sum[level] = true.sum(), overlap[true].sum()
        counts = np.bincount(cells[true], minlength=of.truth.ids * of.track.ids).reshape(of.truth.ids, of.track.ids)
        shares = (counts / np.maximum(1, whole) for whole in (in_truth + in_track - counts, in_truth, in_track))
        ass[:, level] = [float((counts * share).sum()) for share in shares]
    return HotaCounts(
        tp=tp, fn=truths - tp, fp=tracks - tp, iou_sum=iou_sum, ass_a=ass[0], ass_re=ass[1], ass_pr=ass[2]
    )


def _alignment(of: Sequence, in_truth: Ints, in_track: Ints) -> Floats:
    """How well two ids agree over the whole sequence, before any unique matching."""
    pairs = of.pairs
    rows = np.bincount(pairs.truth, weights=pairs.iou, minlength=len(of.truth.id))
    columns = np.bincount(pairs.track, weights=pairs.iou, minlength=len(of.track.id))
    whole = rows[pairs.truth] + columns[pairs.track] - pairs.iou
    share = np.divide(pairs.iou, whole, out=np.zeros_like(pairs.iou), where=whole > EPS)
    potential = of.per_id_pair(share)
    return np.asarray(potential / (in_truth + in_track - potential))


def _matches(of: Sequence, alignment: Floats) -> Flags:
    pairs = of.pairs
    score = alignment[of.truth_ids, of.track_ids] * pairs.iou
    matched, contested = lone(pairs, score > 0)
    for block, rows in blocks(pairs, contested):
        row, column = linear_sum_assignment(score[block].reshape(rows, -1), maximize=True)
        columns = (block.stop - block.start) // rows
        matched[block.start + row * columns + column] = True
    return matched
