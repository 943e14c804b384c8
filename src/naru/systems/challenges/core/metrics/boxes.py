"""Where in a picture: boxes as x, y, width, height in pixels.

Rows of boxes: picture, class, x, y, width, height, and last the score of a prediction, or whether a truth is a crowd.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from naru.systems.challenges.core.metrics.values import Array

THRESHOLDS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0, 1, 101)
MOST_BOXES = 100  # of one class in one picture
PICTURE, CLASS, BOX, LAST = 0, 1, slice(2, 6), 6


def box_costs(truth: Array, predicted: Array) -> Array:
    """1 − IoU of each row's two boxes."""
    costs: Array = 1 - _paired_iou(truth, predicted)
    return costs


def box_iou(truth: Array, predicted: Array) -> float:
    """Mean intersection over union, one box a row."""
    return float(np.mean(_paired_iou(truth, predicted)))


def _paired_iou(one: Array, other: Array) -> Array:
    low = np.maximum(one[:, :2], other[:, :2])
    high = np.minimum(one[:, :2] + one[:, 2:4], other[:, :2] + other[:, 2:4])
    both = np.prod(np.clip(high - low, 0, None), axis=1)
    union = np.prod(one[:, 2:4], axis=1) + np.prod(other[:, 2:4], axis=1) - both
    shares: Array = np.divide(both, union, out=np.zeros_like(both), where=union > 0)
    return shares


@dataclass(frozen=True, slots=True, kw_only=True)
class CocoScores:
    """As ``pycocotools``' COCOeval names them: area "all", at most 100 boxes; NaN where the truth has no box."""

    ap: float
    ap50: float
    ap75: float
    ar100: float


def coco(truth: Array, predicted: Array) -> CocoScores:
    classes = np.unique(truth[:, CLASS])
    precision = np.full((len(THRESHOLDS), len(RECALLS), len(classes)), np.nan)
    recall = np.full((len(THRESHOLDS), len(classes)), np.nan)
    for place, code in enumerate(classes):
        curves = _curves(truth[truth[:, CLASS] == code], predicted[predicted[:, CLASS] == code])
        if curves is not None:
            precision[:, :, place], recall[:, place] = curves
    return CocoScores(ap=_mean(precision), ap50=_mean(precision[0]), ap75=_mean(precision[5]), ar100=_mean(recall))


def mean_average_precision(truth: Array, predicted: Array) -> float:
    return coco(truth, predicted).ap


def mean_average_precision_50(truth: Array, predicted: Array) -> float:
    return coco(truth, predicted).ap50


def _curves(truth: Array, predicted: Array) -> tuple[Array, Array] | None:
    """Precision at each recall, and the recall reached, at each threshold; None where the class has no box to find."""
    wanted = int(np.sum(truth[:, LAST] == 0))
    if not wanted:
        return None
    scores, hits, ignored = [], [], []
    for boxes, guesses in _pictures(truth, predicted):
        hit, ignore = _match(boxes, guesses)
        scores.append(guesses[:, LAST])
        hits.append(hit)
        ignored.append(ignore)
    precision, recall = np.zeros((len(THRESHOLDS), len(RECALLS))), np.zeros(len(THRESHOLDS))
    if not scores:
        return precision, recall
    order = np.argsort(-np.concatenate(scores), kind="mergesort")
    right, skip = np.concatenate(hits, axis=1)[:, order], np.concatenate(ignored, axis=1)[:, order]
    for row in range(len(THRESHOLDS)):
        found = np.cumsum(right[row] & ~skip[row])
        false = np.cumsum(~right[row] & ~skip[row])
        reached = found / wanted
        exact = found / np.maximum(found + false, np.spacing(1))
        recall[row] = reached[-1] if len(reached) else 0
        envelope = np.maximum.accumulate(exact[::-1])[::-1]
        places = np.searchsorted(reached, RECALLS, side="left")
        inside = places < len(envelope)
        precision[row, inside] = envelope[places[inside]]
    return precision, recall


def _pictures(truth: Array, predicted: Array) -> Iterator[tuple[Array, Array]]:
    """Of each picture: its boxes, those to be found before crowds, and the surest guesses first."""
    for picture in np.unique(np.concatenate([truth[:, PICTURE], predicted[:, PICTURE]])):
        boxes, guesses = truth[truth[:, PICTURE] == picture], predicted[predicted[:, PICTURE] == picture]
        boxes = boxes[np.argsort(boxes[:, LAST], kind="mergesort")]
        yield boxes, guesses[np.argsort(-guesses[:, LAST], kind="mergesort")][:MOST_BOXES]


def _match(boxes: Array, guesses: Array) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Per threshold and guess: whether it takes a box, and whether that box is a crowd and the guess counts nowhere."""
    hit = np.zeros((len(THRESHOLDS), len(guesses)), dtype=bool)
    ignore = np.zeros_like(hit)
    overlap = _overlaps(guesses[:, BOX], boxes[:, BOX], boxes[:, LAST] == 1)
    crowd = boxes[:, LAST] == 1
    for row, threshold in enumerate(THRESHOLDS):
        taken = np.zeros(len(boxes), dtype=bool)
        for guess in range(len(guesses)):
            best, least = -1, min(threshold, 1 - 1e-10)
            for box in range(len(boxes)):
                if taken[box] and not crowd[box]:
                    continue
                if best > -1 and not crowd[best] and crowd[box]:
                    break
                if overlap[guess, box] < least:
                    continue
                best, least = box, overlap[guess, box]
            if best > -1:
                hit[row, guess], ignore[row, guess], taken[best] = True, crowd[best], True
    return hit, ignore


def _overlaps(guesses: Array, boxes: Array, crowd: npt.NDArray[np.bool_]) -> Array:
    """IoU of all pairs; with a crowd the share of the guess that lies in it."""
    low = np.maximum(guesses[:, None, :2], boxes[None, :, :2])
    high = np.minimum(guesses[:, None, :2] + guesses[:, None, 2:], boxes[None, :, :2] + boxes[None, :, 2:])
    both = np.prod(np.clip(high - low, 0, None), axis=2)
    own, other = np.prod(guesses[:, 2:], axis=1)[:, None], np.prod(boxes[:, 2:], axis=1)[None, :]
    union = np.where(crowd[None, :], own, own + other - both)
    shares: Array = np.divide(both, union, out=np.zeros_like(both), where=union > 0)
    return shares


def _mean(values: Array) -> float:
    known = values[~np.isnan(values)]
    return float(np.mean(known)) if len(known) else float("nan")
