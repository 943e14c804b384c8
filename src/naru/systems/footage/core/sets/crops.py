"""Boxes and background as what a small classifier sees: gradients by cell and colour, of pictures of one size.

Source of the gradients: Dalal and Triggs (2005), without their overlapping blocks.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from naru.systems.footage.core.metrics.boxes import Floats, iou

CROP = 32  # pixels of a side
CELLS = 4  # a side
ANGLES = 8
WIDER = 0.1  # of a box's sides, taken with it
TRIES = 20

Pictures: TypeAlias = NDArray[np.uint8]


def features(crops: Pictures) -> Floats:
    """n × 32 × 32 × 3 → n × 152: 16 cells of 8 directions, the mean colour of 2 × 4 fields."""
    if not len(crops):
        return np.zeros((0, CELLS * CELLS * ANGLES + 24))
    pictures = crops.astype(np.float64) / 255
    grey = pictures.mean(axis=3)
    down, across = np.gradient(grey, axis=(1, 2))
    strength = np.hypot(down, across)
    angle = (np.arctan2(down, across) % np.pi / np.pi * ANGLES).astype(int) % ANGLES
    side = CROP // CELLS
    strengths = [np.where(angle == each, strength, 0.0) for each in range(ANGLES)]
    cells = np.stack([_pooled(each, side, side) for each in strengths], axis=-1).reshape(len(crops), -1)
    cells /= np.linalg.norm(cells, axis=1, keepdims=True) + 1e-6
    colours = np.stack([_pooled(pictures[..., each], CROP // 4, CROP // 2) for each in range(3)], axis=-1)
    return np.concatenate([cells, colours.reshape(len(crops), -1)], axis=1)


def _pooled(values: Floats, down: int, across: int) -> Floats:
    count, height, width = values.shape
    return np.asarray(values.reshape(count, height // down, down, width // across, across).mean(axis=(2, 4)))


def widened(boxes: Floats, size: tuple[int, int]) -> NDArray[np.int64]:
    """Boxes a little larger, in whole pixels within the picture (width, height); each at least a pixel wide."""
    spare = (boxes[:, 2:] - boxes[:, :2]) * WIDER
    low = np.floor(boxes[:, :2] - spare).astype(int)
    high = np.ceil(boxes[:, 2:] + spare).astype(int)
    low = np.clip(low, 0, np.array(size) - 1)
    return np.concatenate([low, np.clip(high, low + 1, size)], axis=1)


def background_boxes(boxes: Floats, size: tuple[int, int], *, seed: int) -> Floats:
    """As many boxes of the same sizes where nothing is boxed, as long as there is room; the same for the same ``seed``."""
    chance = np.random.default_rng(seed)
    made: list[Floats] = []
    for box in boxes:
        sides = np.minimum(box[2:] - box[:2], size)
        for _ in range(TRIES):
            corner = chance.uniform((0, 0), np.maximum(np.array(size) - sides, 0))
            drawn = np.concatenate([corner, corner + sides])
            if not (iou(drawn[None], boxes) > 0).any():
                made.append(drawn)
                break
    return np.stack(made) if made else np.zeros((0, 4))
