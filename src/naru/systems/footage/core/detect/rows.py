"""Boxes of a clip's frames become DETECTIONS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import Boxes
from naru.systems.footage.core.tables import DETECTIONS


@dataclass(slots=True)
class DetectionRows:
    """Grows frame by frame; ``names``: the model's labels that the city counts."""

    names: Mapping[int, str]
    _frames: list[int] = field(default_factory=list)
    _boxes: list[Boxes] = field(default_factory=list)

    def add(self, frame: int, boxes: Boxes) -> None:
        """Boxes of labels without a name are left out."""
        known = boxes.where(np.isin(boxes.labels, list(self.names)))
        if len(known):
            self._frames.append(frame)
            self._boxes.append(known)

    def table(self, frames: pa.Table, *, camera_id: str, source: str) -> pa.Table:
        """DETECTIONS, in the order of frames; ``frames``: FRAMES of the clip."""
        counts = [len(boxes) for boxes in self._boxes]
        numbers = np.repeat(np.asarray(self._frames, np.int32), counts)
        xyxy = _joined([boxes.xyxy for boxes in self._boxes], (0, 4))
        labels = _joined([boxes.labels for boxes in self._boxes], (0,))
        at = frames.take(pa.array(numbers))
        columns = {
            "camera_id": pa.array([camera_id] * len(numbers), pa.string()),
            "clip_id": at["clip_id"],
            "frame": pa.array(numbers),
            "t_us": at["t_us"],
            "class": pa.array([self.names[int(label)] for label in labels], pa.string()),
            "score": pa.array(_joined([boxes.scores for boxes in self._boxes], (0,)).astype(np.float32)),
            **{name: pa.array(xyxy[:, k].astype(np.float32)) for k, name in enumerate(("x1", "y1", "x2", "y2"))},
            "source": pa.array([source] * len(numbers), pa.string()),
        }
        return pa.table({name: columns[name] for name in DETECTIONS.names}, schema=DETECTIONS)


def of_classes(detections: pa.Table, classes: tuple[str, ...]) -> pa.Table:
    """Those of ``classes``; all where none is named."""
    return detections.filter(pc.is_in(detections["class"], pa.array(classes))) if classes else detections


def _joined(parts: Sequence[NDArray[Any]], empty: tuple[int, ...]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(empty)
