"""A region covered for good: every block of it becomes its mean colour.

Blocks are at least ``block_px`` wide and high and no finer than a quarter of the region's shorter side: a large face keeps as little as a
small one. What is thrown away is in no file any more; nothing is encrypted that somebody could open.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import Floats

BLOCKS_ACROSS = 4  # at most, of the shorter side


def cover(image: NDArray[np.uint8], xyxy: Floats, *, block_px: int) -> None:
    """In place. ``image``: height × width × 3; ``xyxy``: n × 4 in its pixels, cut at its edges."""
    height, width = image.shape[:2]
    low = np.floor(np.clip(xyxy[:, :2], 0, (width, height))).astype(int)
    high = np.ceil(np.clip(xyxy[:, 2:], 0, (width, height))).astype(int)
    for (left, top), (right, bottom) in zip(low, high, strict=True):
        if right > left and bottom > top:
            _cover(image[top:bottom, left:right], block_px)


def block_of(width: int, height: int, block_px: int) -> int:
    """The side of a region's blocks, before they are stretched to fill it."""
    return max(block_px, -(-min(width, height) // BLOCKS_ACROSS))


def _cover(part: NDArray[np.uint8], block_px: int) -> None:
    height, width = part.shape[:2]
    block = block_of(width, height, block_px)
    few = cv2.resize(part, (max(1, width // block), max(1, height // block)), interpolation=cv2.INTER_AREA)
    part[:] = cv2.resize(few, (width, height), interpolation=cv2.INTER_NEAREST)
