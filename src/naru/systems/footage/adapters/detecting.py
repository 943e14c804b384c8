"""A clip's pictures searched for people, vehicles and what the model knows; or, without a model, for what moves."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.models import Detector
from naru.systems.footage.adapters.video import Image, Picture, open_clip
from naru.systems.footage.core.detect.appeared import THING, Appeared
from naru.systems.footage.core.detect.boxes import Boxes, Floats
from naru.systems.footage.core.detect.card import Task
from naru.systems.footage.core.detect.motion import MOVING, Components, boxes_of
from naru.systems.footage.core.detect.riders import with_people
from naru.systems.footage.core.detect.rows import DetectionRows, of_classes
from naru.systems.footage.core.detect.still import LOOK_US, without_still
from naru.systems.footage.core.detect.values import DetectConfig, MotionConfig
from naru.systems.footage.core.frames.values import ClipFile

MOTION_SOURCE = "motion"
BODY = 255  # what OpenCV marks that is no shadow
THUMB_WIDTH = 320  # of the grey picture in which a stir is looked for


def pictures_of(clip: ClipFile, frames: pa.Table, *, most_pixels: int) -> Iterator[Picture]:
    """The clip's pictures as FRAMES numbers them. Raises ``Refused``: as ``open_clip``; ``clip_changed``."""
    path: Path = clip.path
    seen = 0
    with open_clip(path, name=clip.name, most_pixels=most_pixels, key=clip.key) as opened:
        for picture in opened.pictures():
            if seen == len(frames):
                raise Refused("clip_changed", file=clip.name, expected=len(frames), seen=seen + 1)
            seen += 1
            yield picture
    if seen != len(frames):
        raise Refused("clip_changed", file=clip.name, expected=len(frames), seen=seen)


def look_for(clip: ClipFile, frames: pa.Table, config: DetectConfig) -> pa.Table:
    """DETECTIONS of the frames looked at. Raises ``Refused``: ``clip_…``, ``model_…``."""
    pictures = pictures_of(clip, frames, most_pixels=config.limits.most_pixels)
    if config.model is None:
        return of_classes(_moving(clip, frames, pictures, config), config.classes)
    detector = Detector(config.model, task=Task.OBJECTS, least=config.least_score)
    rows, stirs = DetectionRows(detector.card.classes), _Stirs(frames["t_us"].to_numpy())
    for picture in pictures:
        if picture.number % config.every:
            continue
        boxes = detector.find(picture.bgr, picture.size)
        if detector.card.riders_in_one_box:
            boxes = with_people(boxes, detector.card.classes)
        rows.add(picture.number, boxes)
        if config.still is not None:
            stirs.add(picture, boxes)
    table = rows.table(frames, camera_id=clip.camera_id, source=detector.card.source)
    if config.still is not None:
        looked_at = frames.take(pa.array(range(0, len(frames), config.every)))
        table = without_still(table, stirs.values(), looked_at, config.still)
    return of_classes(table, config.classes)


def _moving(clip: ClipFile, frames: pa.Table, pictures: Iterator[Picture], config: DetectConfig) -> pa.Table:
    rows, motion = DetectionRows({MOVING: "moving", THING: "thing"}), Motion(config.motion)
    appeared, times = Appeared(config.appeared) if config.appeared else None, frames["t_us"].to_numpy()
    for picture in pictures:
        if picture.number % config.every:
            continue
        rows.add(picture.number, motion.find(picture))
        if appeared is not None and config.appeared is not None:
            grey = picture.grey(_scaled(picture.size, config.appeared.scale))
            scale = picture.size[0] / grey.shape[1]
            rows.add(picture.number, appeared.find(grey, int(times[picture.number]), scale=scale))
    return rows.table(frames, camera_id=clip.camera_id, source=MOTION_SOURCE)


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


class Motion:
    """Background subtraction by a mixture of Gaussians (Zivkovic 2004), shadows left out, at a smaller size; a new size begins anew."""

    def __init__(self, config: MotionConfig) -> None:
        self._config = config
        self._size = (0, 0)
        self._seen = 0
        self._kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))

    def find(self, picture: Picture) -> Boxes:
        """Boxes in pixels of the picture; none while the background is learnt."""
        config = self._config
        size = _scaled(picture.size, config.scale)
        if size != self._size:
            self._begin(size)
        mask = np.asarray(self._model.apply(picture.bgr(size)) == BODY, np.uint8)
        self._seen += 1
        if self._seen <= config.warm_up:
            return boxes_of(Components(np.zeros((0, 5), np.int32)), size=size, scale=1 / config.scale, config=config)
        opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, self._kernel)
        closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, self._kernel, iterations=3)
        _, _, stats, _ = cv2.connectedComponentsWithStats(closed.astype(np.uint8), connectivity=8)
        return boxes_of(Components(np.asarray(stats[1:], np.int32)), size=size, scale=1 / config.scale, config=config)

    def _begin(self, size: tuple[int, int]) -> None:
        self._size, self._seen = size, 0
        self._model = cv2.createBackgroundSubtractorMOG2(
            history=self._config.history, varThreshold=self._config.threshold, detectShadows=True
        )


class _Stirs:
    """How much each box's picture differs from the same place about a second before: the 90th percentile, in grey levels, beyond the
    change of the whole picture's light."""

    def __init__(self, t_us: NDArray[np.int64]) -> None:
        self._t_us = t_us
        self._before: Image | None = None
        self._next: tuple[int, Image] | None = None
        self._values: list[Floats] = []

    def add(self, picture: Picture, boxes: Boxes) -> None:
        width, height = picture.size
        scale = min(1.0, THUMB_WIDTH / width)
        now = picture.grey((max(1, round(width * scale)), max(1, round(height * scale))))
        time = int(self._t_us[picture.number])
        if self._next is None or time - self._next[0] >= LOOK_US or self._next[1].shape != now.shape:
            self._before = self._next[1] if self._next and self._next[1].shape == now.shape else None
            self._next = (time, now)
        self._values.append(self._of(now, boxes.xyxy * scale))

    def values(self) -> Floats:
        """One a row that was added."""
        return np.concatenate(self._values) if self._values else np.zeros(0, np.float32)

    def _of(self, now: Image, xyxy: Floats) -> Floats:
        if self._before is None:
            return np.zeros(len(xyxy), np.float32)
        change = now.astype(np.int16) - self._before
        change -= np.int16(np.median(change[::4, ::4]))
        whole = np.abs(change)
        return np.array([_percentile(whole, box) for box in xyxy], np.float32)


def _percentile(change: NDArray[np.int16], box: Floats) -> float:
    left, top = (int(value) for value in box[:2])
    right, bottom = (int(np.ceil(value)) for value in box[2:])
    part = change[top:bottom, left:right]
    return float(np.percentile(part, 90)) if part.size else 0.0
