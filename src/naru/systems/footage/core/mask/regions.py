"""Which regions of which frames are covered: MASKS from tracks, and from what face and plate models find."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import Floats
from naru.systems.footage.core.mask.paths import Path
from naru.systems.footage.core.mask.values import RegionConfig
from naru.systems.footage.core.tables import MASKS

WITH_HEAD = frozenset({"person", "bicycle", "motorcycle", "kickboard", "moving"})
WITH_PLATE = frozenset({"car", "bus", "truck", "motorcycle", "moving"})
WITH_BODY = frozenset({"withdrawn"})  # whoever was withdrawn is covered whole: core/track/withdrawn.py


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Faces or plates that a model found in one frame; boxes n × 4."""

    frame: int
    region: str
    xyxy: Floats


def regions_of(paths: Iterable[Path], clip_id: str, config: RegionConfig) -> pa.Table:
    """MASKS: the head of whoever is or may be a person, the plate's band of whatever is or may be a vehicle, all of whoever was withdrawn."""
    parts = [MASKS.empty_table()]
    for path in paths:
        if path.classes & WITH_HEAD:
            parts.append(_rows(path, "head", head_of(path.xyxy, config), clip_id))
        if path.classes & WITH_PLATE:
            parts.append(_rows(path, "plate", plate_of(path.xyxy, config), clip_id))
        if path.classes & WITH_BODY:
            parts.append(_rows(path, "body", widened(path.xyxy, config.body_widen, config.body_widen), clip_id))
    return in_order(pa.concat_tables(parts))


def head_of(xyxy: Floats, config: RegionConfig) -> Floats:
    x1, y1, x2, y2 = xyxy.T
    aside, height = (x2 - x1) * config.head_widen, y2 - y1
    top, bottom = y1 - height * config.head_above, y1 + height * config.head_height
    return np.stack([x1 - aside, top, x2 + aside, bottom], axis=1)


def plate_of(xyxy: Floats, config: RegionConfig) -> Floats:
    x1, y1, x2, y2 = xyxy.T
    aside, height = (x2 - x1) * config.plate_widen, y2 - y1
    return np.stack([x1 - aside, y1 + height * config.plate_top, x2 + aside, y2 + height * config.plate_widen], axis=1)


def widened(xyxy: Floats, across: float, down: float) -> Floats:
    """About their middles."""
    middle = (xyxy[:, :2] + xyxy[:, 2:]) / 2
    half = (xyxy[:, 2:] - xyxy[:, :2]) / 2 * np.array([across, down], np.float32)
    return np.concatenate([middle - half, middle + half], axis=1)


def sighted(sightings: Sequence[Sighting], frames: pa.Table, clip_id: str, config: RegionConfig) -> pa.Table:
    """MASKS without a track: each sighting also covers the frames of ``face_hold_s`` before and after it."""
    times = frames["t_us"].to_numpy()
    hold = round(config.face_hold_s * 1e6)
    parts = [MASKS.empty_table()]
    for sighting in sightings:
        first = int(np.searchsorted(times, times[sighting.frame] - hold))
        last = int(np.searchsorted(times, times[sighting.frame] + hold, side="right"))
        numbers = np.repeat(np.arange(first, last), len(sighting.xyxy))
        boxes = np.tile(sighting.xyxy, (last - first, 1))
        parts.append(_table(clip_id, numbers, [None] * len(numbers), sighting.region, boxes))
    return in_order(pa.concat_tables(parts))


def in_order(masks: pa.Table) -> pa.Table:
    """By frame, track and region."""
    order = pc.sort_indices(masks, [("frame", "ascending"), ("track_id", "ascending"), ("region", "ascending")])
    return masks.take(order).combine_chunks()


def _rows(path: Path, region: str, xyxy: Floats, clip_id: str) -> pa.Table:
    return _table(clip_id, path.frames, [path.track_id] * len(path.frames), region, xyxy)


def _table(clip_id: str, frames: NDArray[np.int64], tracks: list[int | None], region: str, xyxy: Floats) -> pa.Table:
    boxes = np.asarray(xyxy, np.float32).reshape(-1, 4)
    columns = [
        pa.array([clip_id] * len(frames), pa.string()),
        pa.array(frames, pa.int32()),
        pa.array(tracks, pa.int64()),
        pa.array([region] * len(frames), pa.string()),
        *(pa.array(boxes[:, k]) for k in range(4)),
    ]
    return pa.Table.from_arrays(columns, schema=MASKS)
