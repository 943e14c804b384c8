"""The tracks alive at one picture."""

from dataclasses import dataclass, field

import numpy as np

from naru.systems.footage.core.metrics.boxes import Flags, Floats, Ints, iou
from naru.systems.footage.core.track.kalman import Filters, Motion, begun, boxes_at, corrected, predicted

NONE = -1


@dataclass(slots=True, kw_only=True)
class Pool:
    """Column by column: a row is a track. ``serial`` numbers tracks as they begin, confirmed or not; ``seen_us`` is the last sight."""

    motion: Motion
    filters: Filters
    serial: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    seen_us: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    sights: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    begun: int = 0

    def advance(self, seconds: float) -> None:
        self.filters = predicted(self.filters, seconds, self.motion)

    @property
    def boxes(self) -> Floats:
        return boxes_at(self.filters.at)

    def see(self, rows: Ints, boxes: Floats, t_us: int) -> None:
        self.filters.put(rows, corrected(self.filters.take(rows), boxes, self.motion))
        self.seen_us[rows] = t_us
        self.sights[rows] += 1

    def begin(self, boxes: Floats, t_us: int) -> Ints:
        """The serial numbers of the new tracks."""
        serial = np.arange(self.begun, self.begun + len(boxes))
        self.filters = self.filters.with_added(begun(boxes, self.motion))
        self.serial = np.concatenate([self.serial, serial])
        self.seen_us = np.concatenate([self.seen_us, np.full(len(boxes), t_us)])
        self.sights = np.concatenate([self.sights, np.ones(len(boxes), np.int64)])
        self.begun += len(boxes)
        return serial

    def keep(self, rows: Flags) -> None:
        self.filters = self.filters.take(rows)
        self.serial, self.seen_us, self.sights = self.serial[rows], self.seen_us[rows], self.sights[rows]


def empty_pool(motion: Motion) -> Pool:
    return Pool(motion=motion, filters=begun(np.empty((0, 4)), motion))


def widened(boxes: Floats, by: float) -> Floats:
    """Each side moved out by a share of the box's width or height."""
    if not by:
        return boxes
    sides = (boxes[:, 2:] - boxes[:, :2]) * by
    return np.concatenate([boxes[:, :2] - sides, boxes[:, 2:] + sides], axis=1)


def associate(tracks: Floats, boxes: Floats, *, least: float, widen: float) -> tuple[Ints, Ints]:
    """Rows of both that belong together: the largest sum of overlaps of which each is at least ``least``."""
    overlap = iou(widened(tracks, widen), widened(boxes, widen))
    overlap[overlap < least] = 0
    from scipy.optimize import linear_sum_assignment  # heavy, and of no page

    row, column = linear_sum_assignment(overlap, maximize=True)
    good = overlap[row, column] > 0
    return row[good], column[good]
