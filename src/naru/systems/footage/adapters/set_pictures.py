"""What a small model sees of a masked clip: hashes of its frames, frames without their boxes, crops of boxes and of background."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pyarrow as pa

from naru.systems.footage.adapters.pictures import Picture
from naru.systems.footage.adapters.video_frames import at_numbers
from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.metrics.boxes import Floats, boxes_of
from naru.systems.footage.core.sets.crops import CROP, background_boxes, features, widened
from naru.systems.footage.core.sets.hashes import SIDE, picture_hashes
from naru.systems.footage.core.sets.shortcut import MOSTLY_NOTHING
from naru.systems.footage.core.sets.validity import BACKGROUND

FIELD = (16, 9)  # of the background that a model sees, width and height
HASHES = pa.schema([("frame", pa.int32()), ("hash", pa.uint64())])
VIEWS = pa.schema([("kind", pa.string()), ("label", pa.string()), ("features", pa.list_(pa.float32()))])
BACKDROP, CROPPED = "backdrop", "crop"  # of ``kind``


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``hashes``: HASHES; ``views``: VIEWS."""

    hashes: pa.Table
    views: pa.Table


def look(clip: Path, labels: pa.Table, wanted: Sequence[int]) -> Look:
    """LABELS of the clip at the frames ``wanted``, in order."""
    grey, kinds, names, rows = [], [], [], []
    seen = visible(labels)
    frames, edges = seen["frame"].to_numpy(), boxes_of(seen)
    classes = seen["label"].to_pylist()
    numbers = sorted(set(wanted))
    shown = 0
    for number, picture in zip(numbers, at_numbers(clip, numbers), strict=False):
        shown += 1
        grey.append(_grey(picture))
        here = np.flatnonzero(frames == number)
        kinds.append(BACKDROP)
        names.append(_most([classes[row] for row in here]))
        rows.append(_field(picture, edges[here]))
        crops, said = _crops(picture, edges[here], [classes[row] for row in here], seed=number)
        kinds += [CROPPED] * len(said)
        names += said
        rows += list(crops)
    hashes = picture_hashes(np.stack(grey)) if grey else np.zeros(0, np.uint64)
    return Look(
        hashes=pa.table({"frame": numbers[:shown], "hash": hashes}, schema=HASHES),
        views=pa.table(
            {"kind": kinds, "label": names, "features": [list(map(float, row)) for row in rows]}, schema=VIEWS
        ),
    )


def _grey(picture: Picture) -> Picture:
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def _most(labels: Sequence[str]) -> str:
    """The class that most boxes have; of as many, the first by name."""
    counts = Counter(labels)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else MOSTLY_NOTHING


def _field(picture: Picture, edges: Floats) -> Floats:
    """The picture with its boxes painted over in its mean colour, small."""
    painted = picture.copy()
    mean = picture.reshape(-1, 3).mean(axis=0)
    for x1, y1, x2, y2 in widened(edges, (picture.shape[1], picture.shape[0])):
        painted[y1:y2, x1:x2] = mean
    return np.asarray(cv2.resize(painted, FIELD, interpolation=cv2.INTER_AREA), np.float64).reshape(-1) / 255


def _crops(picture: Picture, edges: Floats, classes: Sequence[str], *, seed: int) -> tuple[Floats, list[str]]:
    size = (picture.shape[1], picture.shape[0])
    empty = background_boxes(edges, size, seed=seed)
    boxes = np.concatenate([widened(edges, size), widened(empty, size)])
    if not len(boxes):
        return features(np.zeros((0, CROP, CROP, 3), np.uint8)), []
    cut = [cv2.resize(picture[y1:y2, x1:x2], (CROP, CROP), interpolation=cv2.INTER_AREA) for x1, y1, x2, y2 in boxes]
    return features(np.asarray(np.stack(cut), np.uint8)), [*classes, *[BACKGROUND] * len(empty)]
