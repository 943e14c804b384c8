"""Where everybody and every thing is, second by second."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.footage.core.metrics.boxes import Floats, Ints, boxes_of, ints

SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A track by its seconds: ``second`` counts from 1970, each once; ``boxes`` are the middle ones of each."""

    name: int
    kind: str
    second: Ints
    boxes: Floats

    @property
    def middles(self) -> Floats:
        return (self.boxes[:, :2] + self.boxes[:, 2:]) / 2

    @property
    def heights(self) -> Floats:
        return np.asarray(np.maximum(self.boxes[:, 3] - self.boxes[:, 1], 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraScene:
    """All tracks of a camera. ``began``: the second of its first picture with a track."""

    began: int
    tracks: Mapping[int, Presence]

    def of(self, kinds: Iterable[str]) -> list[Presence]:
        wanted = set(kinds)
        return [presence for presence in self.tracks.values() if presence.kind in wanted]


def camera_scene(tracks: pa.Table) -> CameraScene:
    """TRACKS of one camera."""
    if not len(tracks):
        return CameraScene(began=0, tracks={})
    names, seconds = ints(tracks, "track_id"), ints(tracks, "t_us") // SECOND_US
    order = np.lexsort((ints(tracks, "t_us"), seconds, names))
    kinds, boxes = tracks["class"].to_pylist(), boxes_of(tracks)
    breaks = np.flatnonzero(np.diff(names[order])) + 1
    found = {}
    for rows in np.split(order, breaks):
        name = int(names[rows[0]])
        second, first, count = np.unique(seconds[rows], return_index=True, return_counts=True)
        middle = rows[first + count // 2]
        found[name] = Presence(name=name, kind=kinds[int(rows[0])], second=second, boxes=boxes[middle])
    return CameraScene(began=pc.min(tracks["t_us"]).as_py() // SECOND_US, tracks=found)
