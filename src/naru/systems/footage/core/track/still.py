"""Things that stand for hours: parked, put up, left behind.

A tracker forgets what is hidden for a few seconds, a detector what does not move; a thing that stands is known by its place. Pieces of
tracks that stand in one place are one thing, whatever walked past between them.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.boxes import EDGES, Floats, boxes_of, ints, iou
from naru.systems.footage.core.track.kinds import family

SECOND_US = 1_000_000
SAME_PLACE = 0.5  # overlap of two boxes of a thing that stands
STILL = pa.schema(
    [
        ("camera_id", pa.string()),
        ("track_id", pa.int64()),  # of its first sight
        ("track_ids", pa.list_(pa.int64())),
        ("class", pa.string()),
        *((edge, pa.float64()) for edge in EDGES),
        ("start_us", pa.int64()),
        ("end_us", pa.int64()),
        ("appeared", pa.bool_()),  # False: it stood there when the recording began
    ]
)


@dataclass(slots=True, kw_only=True)
class Thing:
    camera: str
    names: list[int]
    kind: str
    box: Floats
    start_us: int
    end_us: int


def still_objects(tracks: pa.Table, *, still_s: float, gap_s: float, settle_s: float = 2.0) -> pa.Table:
    """TRACKS → ``STILL``: things seen in one place for at least ``still_s``, however often hidden for up to ``gap_s``.

    ``appeared``: first seen there more than ``settle_s`` after the camera's first picture.
    """
    began = {name: min(times) for name, times in _by_camera(tracks).items()}
    things = [
        thing for thing in _things(_stands(tracks), gap_s) if thing.end_us - thing.start_us >= still_s * SECOND_US
    ]
    rows = [
        {
            "camera_id": thing.camera,
            "track_id": thing.names[0],
            "track_ids": thing.names,
            "class": thing.kind,
            **dict(zip(EDGES, thing.box.tolist(), strict=True)),
            "start_us": thing.start_us,
            "end_us": thing.end_us,
            "appeared": thing.start_us > began[thing.camera] + settle_s * SECOND_US,
        }
        for thing in things
    ]
    return pa.Table.from_pylist(rows, schema=STILL)


def _by_camera(tracks: pa.Table) -> dict[str, list[int]]:
    times: dict[str, list[int]] = {}
    for camera, t_us in zip(tracks["camera_id"].to_pylist(), tracks["t_us"].to_pylist(), strict=True):
        times.setdefault(camera, []).append(t_us)
    return times


def _stands(tracks: pa.Table) -> list[Thing]:
    """Tracks that stay where they are, each as a thing, in order of their begin; a walker's are left out."""
    cameras, names = np.array(tracks["camera_id"].to_pylist()), ints(tracks, "track_id")
    t_us, boxes, kinds = ints(tracks, "t_us"), boxes_of(tracks), tracks["class"].to_pylist()
    order = np.lexsort((t_us, names, cameras))
    breaks = np.flatnonzero((names[order][1:] != names[order][:-1]) | (cameras[order][1:] != cameras[order][:-1])) + 1
    stands = []
    for rows in np.split(order, breaks) if len(order) else []:
        box = np.median(boxes[rows], axis=0)
        if (iou(boxes[rows], box[None]) >= SAME_PLACE).mean() < 0.9:
            continue
        name, kind, begin, end = int(names[rows[0]]), kinds[rows[0]], int(t_us[rows[0]]), int(t_us[rows[-1]])
        stands.append(Thing(camera=str(cameras[rows[0]]), names=[name], kind=kind, box=box, start_us=begin, end_us=end))
    return sorted(stands, key=lambda thing: (thing.start_us, thing.names))


def _things(stands: list[Thing], gap_s: float) -> list[Thing]:
    things: list[Thing] = []
    for stand in stands:
        same = [thing for thing in things if _is_same(thing, stand, gap_s)]
        if not same:
            things.append(stand)
            continue
        thing = max(same, key=lambda each: float(iou(each.box[None], stand.box[None])[0, 0]))
        thing.names.extend(stand.names)
        thing.end_us = max(thing.end_us, stand.end_us)
    return things


def _is_same(thing: Thing, stand: Thing, gap_s: float) -> bool:
    return (
        thing.camera == stand.camera
        and family(thing.kind) == family(stand.kind)
        and stand.start_us - thing.end_us <= gap_s * SECOND_US
        and float(iou(thing.box[None], stand.box[None])[0, 0]) >= SAME_PLACE
    )
