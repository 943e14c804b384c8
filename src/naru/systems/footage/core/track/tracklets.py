"""A track's two ends, with their motion."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.boxes import Floats, Ints, boxes_of, ints
from naru.systems.footage.core.track.kalman import middles
from naru.systems.footage.core.track.kinds import family

SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """``at``: middle x, lower edge, width, height; ``speed``: of x and the lower edge in pixels a second, over its last or first second."""

    t_us: int
    at: Floats
    speed: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracklet:
    name: int
    family: str
    first: End
    last: End
    sights: int


def tracklets(tracks: pa.Table, *, over_s: float) -> list[Tracklet]:
    """In order of their begin; ends are measured over ``over_s`` of what was seen (interpolated boxes are not)."""
    seen = tracks.filter(pa.compute.invert(tracks["interpolated"]))
    names, t_us = ints(seen, "track_id"), ints(seen, "t_us")
    order = np.lexsort((t_us, names))
    names, t_us, boxes = names[order], t_us[order], boxes_of(seen)[order]
    kinds = seen["class"].to_pylist()
    distinct, begins = np.unique(names, return_index=True)
    ends = [*begins[1:].tolist(), len(names)][: len(begins)]
    pieces = [
        Tracklet(
            name=int(name),
            family=family(kinds[int(order[begin])]),
            first=_end(t_us[begin:end], boxes[begin:end], over_s, first=True),
            last=_end(t_us[begin:end], boxes[begin:end], over_s, first=False),
            sights=end - begin,
        )
        for name, begin, end in zip(distinct.tolist(), begins.tolist(), ends, strict=True)
    ]
    return sorted(pieces, key=lambda piece: (piece.first.t_us, piece.name))


def _end(t_us: Ints, boxes: Floats, over_s: float, *, first: bool) -> End:
    instant = int(t_us[0] if first else t_us[-1])
    near = np.abs(t_us - instant) <= over_s * SECOND_US
    seconds = (t_us[near] - instant) / SECOND_US
    at = middles(boxes[near])
    at[:, 1] = boxes[near][:, 3]
    size = np.median(at[:, 2:], axis=0)
    if len(seconds) < 3 or np.ptp(seconds) <= 0:
        return End(t_us=instant, at=np.concatenate([at[0 if first else -1, :2], size]), speed=np.zeros(2))
    speed, place = np.polyfit(seconds, at[:, :2], 1)
    return End(t_us=instant, at=np.concatenate([place, size]), speed=speed)
