"""Where everybody and every thing is, second by second."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.boxes import EDGES, Floats, Ints, boxes_of, ints
from naru.systems.footage.core.track.still import still_objects

SECOND_US = 1_000_000
HIDDEN_S = 3600.0  # for so long a thing may be hidden and still be the same


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
    """All tracks of a camera; ``table`` are their rows."""

    table: pa.Table
    tracks: Mapping[int, Presence]

    def of(self, kinds: Iterable[str]) -> list[Presence]:
        wanted = set(kinds)
        return [presence for presence in self.tracks.values() if presence.kind in wanted]


def camera_scene(tracks: pa.Table) -> CameraScene:
    """TRACKS of one camera."""
    if not len(tracks):
        return CameraScene(table=tracks, tracks={})
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
    return CameraScene(table=tracks, tracks=found)


def appeared_things(scene: CameraScene, kinds: Iterable[str], still_s: float) -> list[Presence]:
    """Things of these classes that came while the camera looked, from when they had stood for ``still_s``, at their place.

    What was hidden and is seen again under a new id is the thing it was: it does not appear twice.
    """
    wanted = set(kinds)
    found = still_objects(scene.table, still_s=still_s, gap_s=HIDDEN_S).to_pylist()
    return [_standing(row, still_s) for row in found if row["appeared"] and row["class"] in wanted]


def _standing(thing: Mapping[str, Any], still_s: float) -> Presence:
    second = np.arange(thing["start_us"] // SECOND_US + round(still_s), thing["end_us"] // SECOND_US + 1)
    box = np.array([thing[edge] for edge in EDGES])
    return Presence(name=thing["track_id"], kind=thing["class"], second=second, boxes=np.tile(box, (len(second), 1)))
