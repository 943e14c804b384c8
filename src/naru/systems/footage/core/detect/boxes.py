"""Boxes of one picture, as columns of equal length; overlap, suppression."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """``xyxy``: n × 4 in pixels, far edges exclusive; ``scores``: n in 0…1; ``labels``: n, the model's own numbers of classes."""

    xyxy: Floats
    scores: Floats
    labels: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.scores)

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Boxes":
        """Those chosen by mask or by place."""
        return Boxes(xyxy=self.xyxy[chosen], scores=self.scores[chosen], labels=self.labels[chosen])


EMPTY = Boxes(xyxy=np.zeros((0, 4), np.float32), scores=np.zeros(0, np.float32), labels=np.zeros(0, np.int64))


def overlap(first: Floats, second: Floats) -> Floats:
    """Intersection over union of each of n with each of m boxes: n × m. Empty boxes overlap nothing."""
    low = np.maximum(first[:, None, :2], second[None, :, :2])
    high = np.minimum(first[:, None, 2:], second[None, :, 2:])
    shared = np.prod(np.clip(high - low, 0, None), axis=2)
    union = _area(first)[:, None] + _area(second)[None, :] - shared
    return np.where(union > 0, shared / np.where(union > 0, union, 1), 0).astype(np.float32)


def suppress(boxes: Boxes, iou: float) -> Boxes:
    """Of boxes of one class that overlap more than ``iou`` the best stays; the rest come from the best down."""
    order = np.argsort(-boxes.scores, kind="stable")
    boxes = boxes.where(order)
    apart = boxes.xyxy + (boxes.labels * _span(boxes.xyxy))[:, None].astype(np.float32)
    overlaps = overlap(apart, apart) > iou
    stays = np.ones(len(boxes), bool)
    for k in range(len(boxes)):
        if stays[k]:
            stays[k + 1 :] &= ~overlaps[k, k + 1 :]
    return boxes.where(stays)


def _area(xyxy: Floats) -> Floats:
    sides = np.clip(xyxy[:, 2:] - xyxy[:, :2], 0, None)
    areas: Floats = sides[:, 0] * sides[:, 1]
    return areas


def _span(xyxy: Floats) -> float:
    """Further than any two boxes are apart, so that those of different classes never meet."""
    return float(xyxy.max() - xyxy.min()) + 1 if xyxy.size else 1.0
