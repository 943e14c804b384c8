"""Whether every head and plate of a clip is covered: each box of a track, and each that a person drew, beside what was painted over."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.mask.regions import WITH_HEAD, WITH_PLATE
from naru.systems.footage.core.metrics.boxes import Floats, boxes_of

HEAD_AT, PLATE_AT = 0.1, 0.65  # of a box's height, from its upper edge: a spot that must be covered


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskingProof:
    """``key``: of the pipeline's result; ``sha256``: of the masked clip; boxes that need covering, of tracks and of labels, and how many
    are not covered."""

    key: str
    sha256: str
    masks_sha256: str
    boxes: int
    open_tracks: int
    open_labels: int

    @property
    def is_whole(self) -> bool:
        return bool(self.sha256) and not self.open_tracks and not self.open_labels


def uncovered_tracks(tracks: pa.Table, masks: pa.Table) -> tuple[int, int]:
    """(boxes of people and vehicles in TRACKS, those for which MASKS has no region of the same track in the same frame), of one clip."""
    wanted = pa.array(sorted(WITH_HEAD | WITH_PLATE))
    seen = tracks.filter(pc.is_in(tracks["class"], wanted)).select(["frame", "track_id"])
    painted = masks.filter(masks["track_id"].is_valid()).select(["frame", "track_id"])
    keys = set(zip(painted["frame"].to_pylist(), painted["track_id"].to_pylist(), strict=True))
    pairs = zip(seen["frame"].to_pylist(), seen["track_id"].to_pylist(), strict=True)
    return len(seen), sum(key not in keys for key in pairs)


def uncovered_labels(labels: pa.Table, masks: pa.Table) -> list[int]:
    """Rows of the visible LABELS of people and vehicles whose head or plate no region of MASKS covers: whom no tracker saw is seen here."""
    seen = visible(labels)
    regions: dict[int, Floats] = {}
    frames = masks["frame"].to_numpy()
    edges = boxes_of(masks)
    for frame in np.unique(frames):
        regions[int(frame)] = edges[frames == frame]
    rows = zip(seen["frame"].to_pylist(), seen["label"].to_pylist(), boxes_of(seen), strict=True)
    return [row for row, (frame, label, box) in enumerate(rows) if _is_open(label, box, regions.get(frame))]


def _is_open(label: str, box: Floats, regions: Floats | None) -> bool:
    heights = [at for names, at in ((WITH_HEAD, HEAD_AT), (WITH_PLATE, PLATE_AT)) if label in names]
    if label in WITH_HEAD & WITH_PLATE:
        heights = [HEAD_AT]
    for at in heights:
        x, y = (box[0] + box[2]) / 2, box[1] + (box[3] - box[1]) * at
        if regions is None or not _holds(regions, x, y):
            return True
    return False


def _holds(regions: Floats, x: float, y: float) -> bool:
    inside = (regions[:, 0] <= x) & (x <= regions[:, 2]) & (regions[:, 1] <= y) & (y <= regions[:, 3])
    return bool(inside.any())
