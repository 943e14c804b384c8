"""Regions for people and vehicles that a person labelled and no tracker followed."""

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.detect.boxes import Floats
from naru.systems.footage.core.mask.regions import WITH_HEAD, WITH_PLATE, head_of, plate_of
from naru.systems.footage.core.mask.values import RegionConfig
from naru.systems.footage.core.metrics.boxes import boxes_of
from naru.systems.footage.core.tables import MASKS


def regions_of_labels(labels: pa.Table, clip_id: str, config: RegionConfig) -> pa.Table:
    """LABELS, all of them visible → MASKS without a track: the head or the plate's band of each."""
    names = labels["label"].to_pylist()
    edges, frames = boxes_of(labels).astype(np.float32), labels["frame"].to_pylist()
    rows = []
    for region, classes, of in (("head", WITH_HEAD, head_of), ("plate", WITH_PLATE - WITH_HEAD, plate_of)):
        mine = [row for row, name in enumerate(names) if name in classes]
        rows += [
            _row(clip_id, frames[row], region, box) for row, box in zip(mine, of(edges[mine], config), strict=True)
        ]
    return pa.Table.from_pylist(rows, MASKS)


def _row(clip_id: str, frame: int, region: str, box: Floats) -> dict[str, object]:
    edges = dict(zip(("x1", "y1", "x2", "y2"), map(float, box), strict=True))
    return {"clip_id": clip_id, "frame": frame, "track_id": None, "region": region, **edges}
