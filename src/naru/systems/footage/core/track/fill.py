"""Tracks as rows: ids in the order of confirmation, boxes between two sights, foot points on the ground."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.boxes import EDGES, Floats, Ints, boxes_of, floats, ints
from naru.systems.footage.core.tables import TRACKS

SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sights:
    """``row``: of the detections; ``serial``: of the track, in its family; ``confirmed_us``: when each track was confirmed."""

    serial: Ints
    row: Ints
    confirmed_us: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The pictures known, in order of time."""

    t_us: Ints
    frame: Ints
    clip: tuple[str, ...]

    def between(self, begin_us: int, end_us: int) -> range:
        """Pictures strictly between two instants."""
        return range(
            int(np.searchsorted(self.t_us, begin_us, side="right")),
            int(np.searchsorted(self.t_us, end_us, side="left")),
        )


def written(
    detections: pa.Table,
    sights: Sequence[Sights],
    *,
    frames: pa.Table | None,
    homography: Sequence[float],
    fill_s: float,
) -> pa.Table:
    """TRACKS; a track's class is the one it had most often."""
    tracks = [
        (confirmed, family, serial) for family, of in enumerate(sights) for serial, confirmed in of.confirmed_us.items()
    ]
    clock = clock_of(frames if frames is not None else detections)
    rows_of = [_rows_by_track(of, ints(detections, "t_us")) for of in sights]
    parts = [
        _track(detections, rows_of[family][serial], name, clock, fill_s)
        for name, (_, family, serial) in enumerate(sorted(tracks), 1)
    ]
    if not parts:
        return TRACKS.empty_table()
    return with_ground(pa.concat_tables(parts), homography)


def _rows_by_track(sights: Sights, t_us: Ints) -> dict[int, Ints]:
    """Rows of the detections by serial number, in order of time."""
    order = np.lexsort((t_us[sights.row], sights.serial))
    distinct, begins = np.unique(sights.serial[order], return_index=True)
    return dict(zip(distinct.tolist(), np.split(sights.row[order], begins[1:]), strict=False))


def clock_of(pictures: pa.Table) -> Clock:
    t_us, first = np.unique(ints(pictures, "t_us"), return_index=True)
    clips = pictures["clip_id"].to_pylist()
    return Clock(t_us=t_us, frame=ints(pictures, "frame")[first], clip=tuple(clips[row] for row in first.tolist()))


def _track(detections: pa.Table, rows: Ints, name: int, clock: Clock, fill_s: float) -> pa.Table:
    seen = detections.take(pa.array(rows))
    kinds = Counter(seen["class"].to_pylist())
    kind = min(kinds, key=lambda each: (-kinds[each], each))
    t_us, boxes = ints(seen, "t_us"), boxes_of(seen)
    holes = np.flatnonzero(np.diff(t_us) <= fill_s * SECOND_US)
    missed = [at for hole in holes.tolist() for at in clock.between(int(t_us[hole]), int(t_us[hole + 1]))]
    filled = between(t_us, boxes, clock.t_us[missed])
    whole = np.concatenate([boxes, filled])
    times = np.concatenate([t_us, clock.t_us[missed]])
    order = np.argsort(times, kind="stable")
    clips = [*seen["clip_id"].to_pylist(), *(clock.clip[at] for at in missed)]
    scores = np.concatenate([floats(seen, "score"), np.full(len(missed), np.nan)])[order]
    columns = {
        "camera_id": [seen["camera_id"][0].as_py()] * len(times),
        "clip_id": [clips[at] for at in order.tolist()],
        "track_id": np.full(len(times), name),
        "frame": np.concatenate([ints(seen, "frame"), clock.frame[missed]])[order],
        "t_us": times[order],
        "class": [kind] * len(times),
        "score": pa.array(scores, mask=np.isnan(scores)),
        **{edge: whole[order, at] for at, edge in enumerate(EDGES)},
        "interpolated": order >= len(t_us),
        "gx": pa.nulls(len(times), pa.float64()),
        "gy": pa.nulls(len(times), pa.float64()),
    }
    return pa.table(columns).cast(TRACKS)


def between(t_us: Ints, boxes: Floats, wanted_us: Ints) -> Floats:
    """Boxes at instants between sights, each edge on a straight line; M×4."""
    if not len(wanted_us):
        return np.empty((0, 4))
    return np.column_stack([np.interp(wanted_us, t_us, boxes[:, edge]) for edge in range(4)])


def with_ground(tracks: pa.Table, homography: Sequence[float]) -> pa.Table:
    """``gx, gy`` of the foot points; null where the homography sends one to infinity, or there is none."""
    if not homography:
        return tracks
    boxes = boxes_of(tracks)
    feet = np.column_stack([(boxes[:, 0] + boxes[:, 2]) / 2, boxes[:, 3], np.ones(len(boxes))])
    ground = feet @ np.asarray(homography, float).reshape(3, 3).T
    for axis, name in enumerate(("gx", "gy")):
        metres = np.divide(ground[:, axis], ground[:, 2], out=np.full(len(feet), np.nan), where=ground[:, 2] != 0)
        tracks = tracks.set_column(
            tracks.schema.get_field_index(name), TRACKS.field(name), pa.array(metres, mask=np.isnan(metres))
        )
    return tracks
