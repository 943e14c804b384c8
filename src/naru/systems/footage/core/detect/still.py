"""Person-like things that are none: dummies in a window, posters. They stay in one place, and nothing in their box stirs.

A person who waits stays in one place too, but stirs: the pictures of the box differ from one look to the next.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import Floats, overlap
from naru.systems.footage.core.detect.values import StillConfig

LOOK_US = 1_000_000  # places are looked for once a second


def without_still(detections: pa.Table, stirs: NDArray[np.float32], frames: pa.Table, config: StillConfig) -> pa.Table:
    """DETECTIONS of a clip less those of still things.

    ``stirs``: of each row, how much its box's picture differs from about a second before, in grey levels. ``frames``: FRAMES that were
    looked at. Whoever stands right before a still thing, in its very box, goes with it.
    """
    seconds = len(np.unique(frames["t_us"].to_numpy() // LOOK_US))
    dropped = np.zeros(len(detections), bool)
    classes = detections["class"].to_numpy(zero_copy_only=False)
    for name in config.classes:
        rows = np.flatnonzero(classes == name)
        if len(rows):
            dropped[rows] = _of_still_things(detections.take(pa.array(rows)), stirs[rows], seconds, config)
    return detections.filter(pa.array(~dropped))


def _of_still_things(
    detections: pa.Table, stirs: NDArray[np.float32], seconds: int, config: StillConfig
) -> NDArray[np.bool_]:
    xyxy = np.stack([detections[name].to_numpy() for name in ("x1", "y1", "x2", "y2")], axis=1)
    t_us = detections["t_us"].to_numpy()
    looks = np.flatnonzero(np.isin(t_us, np.unique(t_us)[_first_of_each_look(np.unique(t_us))]))
    means, places = _places(xyxy[looks], config.iou)
    still = [
        place
        for place in range(len(means))
        if _is_still(t_us[looks[places == place]], stirs[looks[places == place]], seconds, config)
    ]
    return np.asarray((overlap(xyxy, means[still]) >= config.iou).any(axis=1))


def _is_still(t_us: NDArray[np.int64], stirs: NDArray[np.float32], seconds: int, config: StillConfig) -> bool:
    lasts = float(t_us.max() - t_us.min()) >= config.least_s * 1e6
    return bool(
        lasts and len(t_us) >= config.presence * seconds and (stirs > config.stirs).mean() <= config.most_stirred
    )


def _first_of_each_look(times: NDArray[np.int64]) -> NDArray[np.intp]:
    return np.unique(times // LOOK_US, return_index=True)[1]


def _places(xyxy: Floats, iou: float) -> tuple[Floats, NDArray[np.int64]]:
    """The mean boxes of places, and of each box its place: that which it overlaps most, at least ``iou``, otherwise a new one."""
    means, counts = np.zeros((0, 4), np.float32), np.zeros(0)
    places = np.zeros(len(xyxy), np.int64)
    for row, box in enumerate(xyxy):
        overlaps = overlap(box[None], means)[0]
        place = int(overlaps.argmax()) if len(means) else 0
        if not len(means) or overlaps[place] < iou:
            means, counts, place = np.vstack([means, box]), np.append(counts, 0), len(means)
        counts[place] += 1
        means[place] += (box - means[place]) / counts[place]
        places[row] = place
    return means, places
