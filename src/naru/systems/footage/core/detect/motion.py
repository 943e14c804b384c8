"""Moving regions become boxes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import EMPTY, Boxes
from naru.systems.footage.core.detect.values import MotionConfig

MOVING = 0  # the only label


@dataclass(frozen=True, slots=True)
class Components:
    """Connected regions of a mask: ``stats`` n × 5: left, top, width, height, area; the background left out."""

    stats: NDArray[np.int32]


def boxes_of(components: Components, *, size: tuple[int, int], scale: float, config: MotionConfig) -> Boxes:
    """``size``: width and height of the mask; ``scale``: the picture's pixels to one of the mask.

    The score says how much of the box moves: between .5 and 1.
    """
    stats = components.stats.astype(np.float32)
    share = stats[:, 4] / (size[0] * size[1])
    chosen = stats[(share >= config.least_area) & (share <= config.most_area)]
    if not len(chosen):
        return EMPTY
    left, top, width, height, area = chosen.T
    return Boxes(
        xyxy=np.stack([left, top, left + width, top + height], axis=1) * np.float32(scale),
        scores=(0.5 + area / (width * height) / 2).astype(np.float32),
        labels=np.full(len(chosen), MOVING, np.int64),
    )
