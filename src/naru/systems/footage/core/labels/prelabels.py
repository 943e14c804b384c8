"""Tracks of the pipeline as labels to begin with: people correct boxes instead of drawing them."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.footage.core.labels.values import COORDINATES, LABELS
from naru.systems.footage.core.metrics.boxes import Flags, Ints, ints

DECIMALS = 2  # of a pixel: what labelling tools write
KEY_EVERY = 10  # frames: what lies between is interpolated until somebody moves it


def prelabels(tracks: pa.Table, *, clip_id: str, classes: Collection[str], size: tuple[int, int]) -> pa.Table:
    """TRACKS of a camera → LABELS of one of its clips, boxes cut to the picture; classes that the set has not are left out.

    ``size``: width and height. The first and the last frame of a track are keyframes, and every tenth.
    """
    rows = tracks.filter(
        pc.and_(pc.equal(tracks["clip_id"], clip_id), pc.is_in(tracks["class"], pa.array(sorted(classes), pa.string())))
    ).sort_by([("track_id", "ascending"), ("frame", "ascending")])
    width, height = size
    edges = np.stack([rows[name].to_numpy().astype(np.float64) for name in COORDINATES], axis=1).reshape(-1, 4)
    edges = np.round(np.clip(edges, 0, [width, height, width, height]), DECIMALS)
    seen = (edges[:, 2] > edges[:, 0]) & (edges[:, 3] > edges[:, 1])
    ids, frames = ints(rows, "track_id"), ints(rows, "frame")
    made = pa.table(
        {
            "frame": rows["frame"],
            "track_id": rows["track_id"],
            "label": rows["class"],
            **{name: pa.array(edges[:, column]) for column, name in enumerate(COORDINATES)},
            "rotation": pa.array(np.zeros(len(rows))),
            "outside": pa.array(np.zeros(len(rows), bool)),
            "occluded": rows["interpolated"],
            "keyframe": pa.array(_keys(ids, frames)),
            "z_order": pa.array(np.zeros(len(rows), np.int32)),
            "score": rows["score"].cast(pa.float64()),
            "attributes": pa.array([""] * len(rows), pa.string()),
        }
    )
    return made.filter(pa.array(seen)).cast(LABELS)


def _keys(ids: Ints, frames: Ints) -> Flags:
    """Rows of a track follow one another, in the order of frames."""
    if not len(ids):
        return np.zeros(0, bool)
    first = np.r_[True, ids[1:] != ids[:-1]]
    last = np.r_[ids[1:] != ids[:-1], True]
    begins = frames[np.maximum.accumulate(np.where(first, np.arange(len(ids)), 0))]
    return np.asarray(first | last | ((frames - begins) % KEY_EVERY == 0))
