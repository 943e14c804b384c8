"""Boxes of two labellings of a clip paired by overlap, frame by frame: as many pairs as overlap enough, of those the best."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy.optimize import linear_sum_assignment

from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.metrics.boxes import Floats, boxes_of, iou

NOTHING = ""  # the label of a box that the other has not
COSTS = 1e3  # of leaving a pair apart: more than any overlap can win back


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What each of the two says of one thing; ``NOTHING`` where one has no box. ``overlap``: IoU, 0 without a partner."""

    frame: int
    one: str
    other: str
    overlap: float


def pairs(one: pa.Table, other: pa.Table, *, least: float) -> list[Pair]:
    """LABELS of the same clip by two people; in the order of frames. Boxes pair from an IoU of ``least`` on, whatever their labels."""
    ours, theirs = _frames(one), _frames(other)
    made: list[Pair] = []
    for frame in sorted(ours.keys() | theirs.keys()):
        made += _of_frame(frame, ours.get(frame, EMPTY), theirs.get(frame, EMPTY), least)
    return made


Frame = tuple[list[str], Floats]
EMPTY: Frame = ([], np.empty((0, 4)))


def _frames(labels: pa.Table) -> dict[int, Frame]:
    seen = visible(labels)
    frames, names, edges = seen["frame"].to_numpy(), seen["label"].to_pylist(), boxes_of(seen)
    found: dict[int, list[int]] = {}
    for row, frame in enumerate(frames):
        found.setdefault(int(frame), []).append(row)
    return {frame: ([names[row] for row in rows], edges[rows]) for frame, rows in found.items()}


def _of_frame(frame: int, ours: Frame, theirs: Frame, least: float) -> Iterator[Pair]:
    overlap = iou(ours[1], theirs[1])
    rows, columns = linear_sum_assignment(np.where(overlap >= least, -overlap - COSTS, 0.0))
    paired = [(row, column) for row, column in zip(rows, columns, strict=True) if overlap[row, column] >= least]
    for row, column in paired:
        yield Pair(frame=frame, one=ours[0][row], other=theirs[0][column], overlap=float(overlap[row, column]))
    left = {row for row, _ in paired}
    right = {column for _, column in paired}
    yield from (Pair(frame=frame, one=name, other=NOTHING, overlap=0.0) for row, name in enumerate(ours[0]) if row not in left)  # fmt: skip
    yield from (Pair(frame=frame, one=NOTHING, other=name, overlap=0.0) for column, name in enumerate(theirs[0]) if column not in right)  # fmt: skip
