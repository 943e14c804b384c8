"""What appeared and stays: regions that look otherwise than the empty scene and have not stirred for a while.

*Theory of operation.* The empty scene is learnt from the first pictures and then follows the light only where nothing stands. A pixel that
differs from it and whose grey has kept still for ``settle_s`` belongs to something that was put down, parked or sat down. What a
moving person hides keeps its age, so that a passer-by does not make a tent new.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import EMPTY, Boxes
from naru.systems.footage.core.detect.motion import Components, boxes_of
from naru.systems.footage.core.detect.values import AppearedConfig, MotionConfig

THING = 1
Grey = NDArray[np.uint8]
_KERNEL = np.ones((3, 3), np.uint8)


@dataclass(slots=True)
class _Scene:
    empty: NDArray[np.float32]
    before: NDArray[np.float32]
    still_s: NDArray[np.float32]
    t_us: int


class Appeared:
    """Fed with a clip's pictures one by one, in grey at its own small size."""

    def __init__(self, config: AppearedConfig) -> None:
        self._config = config
        self._learnt: list[Grey] = []
        self._scene: _Scene | None = None

    def find(self, grey: Grey, t_us: int, *, scale: float) -> Boxes:
        """Boxes labelled ``THING`` in pixels of the whole picture, of which one of ``grey``'s has ``scale``."""
        scene = self._scene
        if scene is None or scene.empty.shape != grey.shape:
            self._learn(grey, t_us)
            return EMPTY
        now = cv2.GaussianBlur(grey, (5, 5), 0).astype(np.float32)
        mask = self._settled(scene, now, (t_us - scene.t_us) / 1e6)
        scene.t_us = t_us
        return _boxes(mask, scale, self._config)

    def _learn(self, grey: Grey, t_us: int) -> None:
        """The empty scene is the median of the first pictures of one size."""
        if self._learnt and self._learnt[0].shape != grey.shape:
            self._learnt.clear()
        self._learnt.append(cv2.GaussianBlur(grey, (5, 5), 0).astype(np.uint8))
        if len(self._learnt) == self._config.learn_frames:
            empty = np.median(np.stack(self._learnt), axis=0).astype(np.float32)
            self._scene = _Scene(empty=empty, before=empty.copy(), still_s=np.zeros_like(empty), t_us=t_us)
            self._learnt.clear()

    def _settled(self, scene: _Scene, now: NDArray[np.float32], step_s: float) -> Grey:
        config = self._config
        light = float(np.median(now - scene.empty))
        differs = np.abs(now - scene.empty - light) > config.differs
        stirs = np.abs(now - scene.before) > config.stirs
        scene.still_s = np.where(
            differs, np.where(stirs, np.float32(0), scene.still_s + np.float32(step_s)), np.float32(0)
        )
        follow = np.where(differs, np.float32(0), np.float32(config.follows))
        scene.empty += follow * (now - scene.empty)
        scene.before += np.float32(config.remembers) * (now - scene.before)
        mask = (scene.still_s >= config.settle_s).astype(np.uint8) * 255
        return cv2.dilate(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _KERNEL), _KERNEL, iterations=2).astype(np.uint8)


def _boxes(mask: Grey, scale: float, config: AppearedConfig) -> Boxes:
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    size = (mask.shape[1], mask.shape[0])
    sizes = MotionConfig(least_area=config.least_area, most_area=config.most_area)
    found = boxes_of(Components(np.asarray(stats[1:], np.int32)), size=size, scale=scale, config=sizes)
    return Boxes(xyxy=found.xyxy, scores=found.scores, labels=np.full(len(found.scores), THING, np.int64))
