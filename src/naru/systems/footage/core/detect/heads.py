"""From a model's raw output to boxes in pixels of its input; one function a kind of head.

grid       YOLOX (arXiv 2107.08430): per cell centre, log size, objectness, classes
bins       NanoDet and generalised focal loss (arXiv 2006.04388): per cell scores, and a distribution over bins for each side
heat_map   CenterNet (arXiv 1904.07850): peaks of a map a class, distances to the four sides
priors     SSD (arXiv 1512.02325): offsets from prior boxes with variances
rows       ready rows of image, class, score, box in shares of the picture
face_grid  YuNet: per cell face and object scores, offsets, log size

Each takes the outputs by the head's own names and the input's size, and gives ``Boxes`` above ``least``, not yet suppressed.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import EMPTY, Boxes, Floats
from naru.systems.footage.core.detect.card import HeadCard, HeadKind

Outputs = Mapping[str, Floats]
Head = Callable[[Outputs, HeadCard, tuple[int, int], float], Boxes]


def read_boxes(outputs: Outputs, card: HeadCard, *, size: tuple[int, int], least: float) -> Boxes:
    """``size``: width and height of the input that gave ``outputs``."""
    return HEADS[card.kind](outputs, card, size, least)


def grid(outputs: Outputs, card: HeadCard, size: tuple[int, int], least: float) -> Boxes:
    rows = outputs["rows"].reshape(-1, 5 + card.labels)
    centres, strides = cells(size, card.strides, middle=0.0)
    scores = rows[:, 4:5] * rows[:, 5:]
    chosen, labels, best = _above(scores, least)
    middle = (rows[chosen, :2] + centres[chosen]) * strides[chosen, None]
    half = np.exp(rows[chosen, 2:4]) * strides[chosen, None] / 2
    return _boxes(np.concatenate([middle - half, middle + half], axis=1), best, labels)


def bins(outputs: Outputs, card: HeadCard, size: tuple[int, int], least: float) -> Boxes:
    found = []
    for stride in card.strides:
        scores = outputs[f"scores_{stride}"].reshape(-1, card.labels)
        chosen, labels, best = _above(scores, least)
        logits = outputs[f"bins_{stride}"].reshape(len(scores), 4, -1)[chosen]
        shares = np.exp(logits - logits.max(axis=2, keepdims=True))
        shares /= shares.sum(axis=2, keepdims=True)
        sides = (shares * np.arange(shares.shape[2])).sum(axis=2) * stride
        centres = cells(size, (stride,), middle=0.5)[0][chosen] * stride
        found.append(_boxes(np.concatenate([centres - sides[:, :2], centres + sides[:, 2:]], axis=1), best, labels))
    return _joined(found)


def heat_map(outputs: Outputs, card: HeadCard, size: tuple[int, int], least: float) -> Boxes:
    """``heat``: classes × h × w in 0…1; ``sides``: 4 × h × w, left, top, right, bottom in pixels of the input."""
    stride = card.strides[0]
    width, height = size[0] // stride, size[1] // stride
    heat = outputs["heat"].reshape(-1, height, width)
    labels, down, across = np.nonzero((heat >= least) & (heat == _highest_around(heat)))
    sides = outputs["sides"].reshape(4, height, width)[:, down, across].T
    centres = (np.stack([across, down], axis=1) + 0.5) * stride
    return _boxes(
        np.concatenate([centres - sides[:, :2], centres + sides[:, 2:]], axis=1), heat[labels, down, across], labels
    )


def priors(outputs: Outputs, card: HeadCard, size: tuple[int, int], least: float) -> Boxes:
    """Class 0 is background. ``priors``: boxes in shares of the picture, then their variances."""
    boxes, variances = outputs["priors"].reshape(2, -1, 4)
    offsets = outputs["loc"].reshape(-1, 4) * variances
    scores = outputs["conf"].reshape(len(boxes), -1).copy()
    scores[:, 0] = 0
    chosen, labels, best = _above(scores, least)
    wide = boxes[chosen, 2:] - boxes[chosen, :2]
    middle = boxes[chosen, :2] + wide / 2 + offsets[chosen, :2] * wide
    half = np.exp(offsets[chosen, 2:]) * wide / 2
    return _boxes(np.concatenate([middle - half, middle + half], axis=1) * np.array(size * 2), best, labels)


def rows(outputs: Outputs, card: HeadCard, size: tuple[int, int], least: float) -> Boxes:
    found = outputs["rows"].reshape(-1, 7)
    found = found[(found[:, 0] >= 0) & (found[:, 2] >= least)]
    return _boxes(found[:, 3:] * np.array(size * 2), found[:, 2], found[:, 1])


def face_grid(outputs: Outputs, card: HeadCard, size: tuple[int, int], least: float) -> Boxes:
    found = []
    for stride in card.strides:
        face, thing = outputs[f"cls_{stride}"].reshape(-1), outputs[f"obj_{stride}"].reshape(-1)
        scores = np.sqrt(np.clip(face, 0, 1) * np.clip(thing, 0, 1))
        chosen = np.flatnonzero(scores >= least)
        offsets = outputs[f"bbox_{stride}"].reshape(-1, 4)[chosen]
        middle = (cells(size, (stride,), middle=0.0)[0][chosen] + offsets[:, :2]) * stride
        half = np.exp(offsets[:, 2:]) * stride / 2
        found.append(
            _boxes(np.concatenate([middle - half, middle + half], axis=1), scores[chosen], np.zeros(len(chosen)))
        )
    return _joined(found)


HEADS: Mapping[HeadKind, Head] = {
    HeadKind.GRID: grid,
    HeadKind.BINS: bins,
    HeadKind.HEAT_MAP: heat_map,
    HeadKind.PRIORS: priors,
    HeadKind.ROWS: rows,
    HeadKind.FACE_GRID: face_grid,
}


def cells(size: tuple[int, int], strides: tuple[int, ...], *, middle: float) -> tuple[Floats, Floats]:
    """Of every cell, stride by stride and row by row: its place in cells (``middle`` added), its stride."""
    places, widths = [], []
    for stride in strides:
        down, across = np.mgrid[0 : -(-size[1] // stride), 0 : -(-size[0] // stride)]
        places.append(np.stack([across.ravel(), down.ravel()], axis=1).astype(np.float32) + np.float32(middle))
        widths.append(np.full(across.size, stride, np.float32))
    return np.concatenate(places), np.concatenate(widths)


def _above(scores: Floats, least: float) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Places of cells whose best class is at least ``least``; that class; its score."""
    best = scores.max(axis=1)
    chosen = np.flatnonzero(best >= least)
    return chosen, scores[chosen].argmax(axis=1), best[chosen]


def _highest_around(heat: Floats) -> Floats:
    """The maximum of each 3 × 3 neighbourhood."""
    padded = np.pad(heat, ((0, 0), (1, 1), (1, 1)), constant_values=-np.inf)
    height, width = heat.shape[1:]
    around = [padded[:, y : y + height, x : x + width] for y in range(3) for x in range(3)]
    highest: Floats = np.maximum.reduce(around)
    return highest


def _boxes(xyxy: NDArray[np.floating], scores: NDArray[np.floating], labels: NDArray[np.generic]) -> Boxes:
    return Boxes(xyxy=xyxy.astype(np.float32), scores=scores.astype(np.float32), labels=labels.astype(np.int64))


def _joined(parts: list[Boxes]) -> Boxes:
    if not parts:
        return EMPTY
    return Boxes(
        xyxy=np.concatenate([part.xyxy for part in parts]),
        scores=np.concatenate([part.scores for part in parts]),
        labels=np.concatenate([part.labels for part in parts]),
    )
