"""A truth beside a tracker's answer: dense ids, and every pair of boxes that stand in one picture.

*Theory of operation.* All pairs lie in flat arrays, picture after picture, so that sums over ids are one ``bincount`` each. A pair
that is the only candidate of both its boxes is matched without solving anything; only pictures where boxes compete need an assignment.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.metrics.boxes import Flags, Floats, Ints, boxes_of, ints, paired_iou


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Boxes in order of their pictures: ``frame`` indexes the pictures that have any box, ``id`` is dense from 0."""

    frame: Ints
    id: Ints
    boxes: Floats
    ids: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """``truth`` and ``track`` index the rows of the sides; pairs of one picture stand together, row by row of the truth."""

    frame: Ints
    truth: Ints
    track: Ints
    iou: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    truth: Side
    track: Side
    pairs: Pairs
    frames: int

    @property
    def truth_ids(self) -> Ints:
        return np.asarray(self.truth.id[self.pairs.truth])

    @property
    def track_ids(self) -> Ints:
        return np.asarray(self.track.id[self.pairs.track])

    def per_id_pair(self, weights: Floats | Flags, chosen: Flags | slice = slice(None)) -> Floats:
        """Truth ids × track ids: the weights of the chosen pairs, summed."""
        cells = self.truth_ids[chosen] * self.track.ids + self.track_ids[chosen]
        sums = np.bincount(cells, weights=weights, minlength=self.truth.ids * self.track.ids)
        return np.asarray(sums, np.float64).reshape(self.truth.ids, self.track.ids)


def sequence(truth: pa.Table, tracks: pa.Table) -> Sequence:
    """From tables with ``frame, track_id, x1, y1, x2, y2``, in any order of rows.

    Raises ``Refused``: ``track_id_twice`` for an id that stands twice in one picture (with the frame and the id).
    """
    frames = np.unique(np.concatenate([ints(truth, "frame"), ints(tracks, "frame")]))
    sides = [_side(table, frames) for table in (truth, tracks)]
    return Sequence(truth=sides[0], track=sides[1], pairs=_pairs(sides[0], sides[1], len(frames)), frames=len(frames))


def _side(table: pa.Table, frames: Ints) -> Side:
    at, names = ints(table, "frame"), ints(table, "track_id")
    order = np.lexsort((names, at))
    at, names = at[order], names[order]
    twice = np.flatnonzero((at[1:] == at[:-1]) & (names[1:] == names[:-1]))
    if len(twice):
        raise Refused("track_id_twice", frame=int(at[twice[0]]), id=int(names[twice[0]]))
    distinct, dense = np.unique(names, return_inverse=True)
    return Side(frame=np.searchsorted(frames, at), id=dense, boxes=boxes_of(table)[order], ids=len(distinct))


def _pairs(truth: Side, track: Side, frames: int) -> Pairs:
    truths, tracks = (np.bincount(side.frame, minlength=frames) for side in (truth, track))
    count = truths * tracks
    frame = np.repeat(np.arange(frames), count)
    within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    row = np.repeat(np.cumsum(truths) - truths, count) + within // np.maximum(tracks[frame], 1)
    column = np.repeat(np.cumsum(tracks) - tracks, count) + within % np.maximum(tracks[frame], 1)
    overlap = paired_iou(truth.boxes[row], track.boxes[column])
    return Pairs(frame=frame, truth=row, track=column, iou=overlap)


def lone(pairs: Pairs, candidate: Flags) -> tuple[Flags, Ints]:
    """(pairs matched without competition, pictures where candidates compete)."""
    rows = np.bincount(pairs.truth[candidate], minlength=len(pairs.truth) + 1)
    columns = np.bincount(pairs.track[candidate], minlength=len(pairs.track) + 1)
    rival = candidate & ((rows[pairs.truth] > 1) | (columns[pairs.track] > 1))
    contested = np.unique(pairs.frame[rival])
    return candidate & ~np.isin(pairs.frame, contested), contested


def blocks(pairs: Pairs, frames: Ints) -> Iterator[tuple[slice, int]]:
    """Each picture's pairs and how many boxes of the truth it has."""
    begins = np.searchsorted(pairs.frame, frames, side="left")
    ends = np.searchsorted(pairs.frame, frames, side="right")
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        yield slice(begin, end), int(pairs.truth[end - 1] - pairs.truth[begin]) + 1
