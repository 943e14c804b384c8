"""CLEAR MOT: Bernardin and Stiefelhagen 2008, as TrackEval computes it (a switch is counted against the last match of a truth, however
long ago; a match is continued from the picture before only)."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from naru.systems.footage.core.metrics.boxes import Flags, Ints
from naru.systems.footage.core.metrics.hota import EPS
from naru.systems.footage.core.metrics.sequence import Sequence, blocks, lone

THRESHOLD = 0.5
CONTINUED = 1000.0
MOSTLY, PARTLY = 0.8, 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearCounts:
    tp: int = 0
    fn: int = 0
    fp: int = 0
    idsw: int = 0
    frag: int = 0
    mostly_tracked: int = 0
    partly_tracked: int = 0
    mostly_lost: int = 0
    iou_sum: float = 0.0

    def __add__(self, other: "ClearCounts") -> "ClearCounts":
        return ClearCounts(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})


def clear_counts(of: Sequence) -> ClearCounts:
    truths, tracks = len(of.truth.id), len(of.track.id)
    if not truths or not tracks:
        return ClearCounts(fn=truths, fp=tracks, mostly_lost=of.truth.ids if not tracks else 0)
    matched = _matches(of)
    tp = int(matched.sum())
    frame, truth, track = of.pairs.frame[matched], of.truth_ids[matched], of.track_ids[matched]
    order = np.lexsort((frame, truth))
    frame, truth, track = frame[order], truth[order], track[order]
    same = truth[1:] == truth[:-1]
    ratio = np.bincount(truth, minlength=of.truth.ids) / np.bincount(of.truth.id, minlength=of.truth.ids)
    most, some = int((ratio > MOSTLY).sum()), int((ratio >= PARTLY).sum())
    return ClearCounts(
        tp=tp,
        fn=truths - tp,
        fp=tracks - tp,
        idsw=int((same & (track[1:] != track[:-1])).sum()),
        frag=int((same & _interrupted(of, frame)).sum()),
        mostly_tracked=most,
        partly_tracked=some - most,
        mostly_lost=of.truth.ids - some,
        iou_sum=float(of.pairs.iou[matched].sum()),
    )


def _interrupted(of: Sequence, frame: Ints) -> Flags:
    """Between consecutive matches of one truth: another picture lay between. Pictures without boxes of both sides do not interrupt."""
    both = np.isin(np.arange(of.frames), of.truth.frame) & np.isin(np.arange(of.frames), of.track.frame)
    rank = np.cumsum(both)
    return np.asarray(rank[frame[1:]] > rank[frame[:-1]] + 1)


def _matches(of: Sequence) -> Flags:
    """Who was matched in the picture before stays matched; the rest by overlap."""
    pairs = of.pairs
    candidate = pairs.iou >= THRESHOLD - EPS
    matched, contested = lone(pairs, candidate)
    both = np.unique(pairs.frame)
    before = dict(zip(both[1:].tolist(), both[:-1].tolist(), strict=True))
    truth_ids, track_ids = of.truth_ids, of.track_ids
    for (block, rows), frame in zip(blocks(pairs, contested), contested.tolist(), strict=True):
        score = np.where(candidate[block], pairs.iou[block], 0.0)
        if frame in before:
            last = slice(*np.searchsorted(pairs.frame, [before[frame], before[frame] + 1]))
            held = dict(
                zip(truth_ids[last][matched[last]].tolist(), track_ids[last][matched[last]].tolist(), strict=True)
            )
            going_on = _continued(truth_ids[block], track_ids[block], held)
            score = np.where(candidate[block] & going_on, score + CONTINUED, score)
        row, column = linear_sum_assignment(score.reshape(rows, -1), maximize=True)
        chosen = row * (len(score) // rows) + column
        matched[block.start + chosen[score[chosen] > EPS]] = True
    return matched


def _continued(truth: Ints, track: Ints, held: dict[int, int]) -> Flags:
    return np.array([held.get(one) == other for one, other in zip(truth.tolist(), track.tolist(), strict=True)], bool)


def mota(counts: ClearCounts) -> float:
    return (counts.tp - counts.fp - counts.idsw) / max(1, counts.tp + counts.fn)


def motp(counts: ClearCounts) -> float:
    return counts.iou_sum / max(1, counts.tp)
