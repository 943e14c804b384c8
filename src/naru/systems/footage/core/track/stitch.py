"""Tracks joined over gaps and clip edges, with a report.

*Theory of operation.* A track that ends and one that begins a little later are a pair where each, carried on in a straight line, comes to
the other: near it in heights of the box, of its size, not turned back at a run. All pairs are looked at together; a pair is joined where
it is the best of both its ends and no other comes nearly as well. Whoever walked out of the picture is not joined to whoever walks in.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.footage.core.metrics.boxes import Floats, boxes_of, ints
from naru.systems.footage.core.tables import TRACKS
from naru.systems.footage.core.track.fill import Clock, between, clock_of, with_ground
from naru.systems.footage.core.track.tracklets import End, Tracklet, tracklets

SECOND_US = 1_000_000
Pair = tuple[int, int]  # places among the pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class StitchSettings:
    """``gap_s``: longest gap joined; ``overlap_s``: as long both may be seen at once (one fades while the other begins).

    Distances in heights of the box: ``near`` at once, and ``drift`` more for every second of the gap. ``size``: largest ratio of heights.
    ``rival``: the next best pair must cost this much more. ``edge``: share of the picture's width and height at which one leaves it.
    ``fill_s``: gaps up to this are filled with boxes on a straight line. ``over_s``: motion is measured over this.
    """

    gap_s: float = 4.0
    overlap_s: float = 0.3
    near: float = 0.35
    drift: float = 0.35
    size: float = 1.35
    rival: float = 0.25
    edge: float = 0.02
    fill_s: float = 4.0
    over_s: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """``before`` and ``after`` are ids of the tracks given; ``distance`` in heights of the box."""

    before: int
    after: int
    gap_s: float
    distance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``refused``: pairs near enough in time, by what spoke against them: "far" "size" "left_picture" "rival" "kind"."""

    before: int
    after: int
    joins: tuple[Join, ...]
    refused: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stitched:
    tracks: pa.Table
    report: Report


def join_clips(parts: Sequence[pa.Table]) -> pa.Table:
    """TRACKS of several clips of one camera → one table whose ids are dense over all, clips in order of their clock."""
    given = sorted((part for part in parts if len(part)), key=lambda part: pc.min(part["t_us"]).as_py())
    shifted, taken = [TRACKS.empty_table()], 0
    for part in given:
        _, dense = np.unique(ints(part, "track_id"), return_inverse=True)
        shifted.append(_renamed(part, dense + taken + 1))
        taken += int(dense.max()) + 1
    return pa.concat_tables(shifted)


def stitch(
    tracks: pa.Table,
    *,
    frames: pa.Table | None = None,
    homography: Sequence[float] = (),
    settings: StitchSettings | None = None,
) -> Stitched:
    """TRACKS of one camera → the same with pieces of one way under one id, dense from 1 in order of begin.

    Gaps are filled at the pictures of ``frames``, or at those the tracks know; ``homography`` as for ``track``.
    """
    chosen = settings or StitchSettings()
    pieces = tracklets(tracks, over_s=chosen.over_s)
    joins, refused = _joins(pieces, _extent(tracks), chosen)
    names = _chains(pieces, joins)
    joined = _renamed(tracks, np.array([names[name] for name in ints(tracks, "track_id").tolist()], np.int64))
    filled = _filled(joined, joins, names, frames if frames is not None else tracks, chosen.fill_s)
    order = filled.sort_by([("track_id", "ascending"), ("t_us", "ascending")])
    report = Report(before=len(pieces), after=len(set(names.values())), joins=tuple(joins), refused=dict(refused))
    return Stitched(tracks=with_ground(_once(order), homography), report=report)


def _extent(tracks: pa.Table) -> Floats:
    """left, top, right, bottom of all that was seen: the picture, as far as tracks know it."""
    boxes = boxes_of(tracks)
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)]) if len(boxes) else np.zeros(4)


def _joins(pieces: Sequence[Tracklet], extent: Floats, settings: StitchSettings) -> tuple[list[Join], Counter[str]]:
    """Pairs that are the best of both their ends, by more than a rival's margin."""
    costs, refused = _costs(pieces, extent, settings)
    of_row, of_column = _by_end(costs, 0), _by_end(costs, 1)
    joins = []
    for (row, column), cost in sorted(costs.items()):
        rivals = [other for other in of_row[row] + of_column[column] if other != (row, column)]
        if any(costs[other] < cost for other in rivals):
            continue
        if any(costs[other] < cost + settings.rival for other in rivals):
            refused["rival"] += 1
            continue
        one, other, gap_s = pieces[row], pieces[column], _gap_s(pieces[row], pieces[column])
        distance = _distance(one.last, other.first, gap_s)
        joins.append(Join(before=one.name, after=other.name, gap_s=gap_s, distance=distance))
    return joins, refused


def _by_end(costs: Mapping[Pair, float], end: int) -> dict[int, list[Pair]]:
    pairs: dict[int, list[Pair]] = {}
    for pair in costs:
        pairs.setdefault(pair[end], []).append(pair)
    return pairs


def _costs(
    pieces: Sequence[Tracklet], extent: Floats, settings: StitchSettings
) -> tuple[dict[Pair, float], Counter[str]]:
    """How far each pair misses, in shares of what may be missed, where nothing speaks against it."""
    costs: dict[Pair, float] = {}
    refused: Counter[str] = Counter()
    for row, column in _near_in_time(pieces, settings):
        one, other, gap_s = pieces[row], pieces[column], _gap_s(pieces[row], pieces[column])
        if against := _against(one, other, gap_s, extent, settings):
            refused[against] += 1
        else:
            costs[row, column] = _distance(one.last, other.first, gap_s) / _reach(gap_s, settings)
    return costs, refused


def _near_in_time(pieces: Sequence[Tracklet], settings: StitchSettings) -> Iterator[tuple[int, int]]:
    """Pieces stand in order of their begin, so that a day of tracks is no square of pairs."""
    begins = np.array([piece.first.t_us for piece in pieces], np.int64)
    for row, one in enumerate(pieces):
        low = np.searchsorted(begins, one.last.t_us - round(settings.overlap_s * SECOND_US), side="left")
        high = np.searchsorted(begins, one.last.t_us + round(settings.gap_s * SECOND_US), side="right")
        yield from ((row, column) for column in range(max(int(low), row + 1), int(high)))


def _gap_s(one: Tracklet, other: Tracklet) -> float:
    return (other.first.t_us - one.last.t_us) / SECOND_US


def _against(one: Tracklet, other: Tracklet, gap_s: float, extent: Floats, settings: StitchSettings) -> str:
    """Why the two are not one; "" where nothing speaks against it."""
    heights = one.last.at[3], other.first.at[3]
    if one.family != other.family:
        return "kind"
    if max(heights) > settings.size * min(heights):
        return "size"
    if _distance(one.last, other.first, gap_s) > _reach(gap_s, settings):
        return "far"
    return "left_picture" if _leaves(one.last, gap_s, extent, settings.edge) else ""


def _reach(gap_s: float, settings: StitchSettings) -> float:
    return settings.near + settings.drift * max(0.0, gap_s)


def _distance(last: End, first: End, gap_s: float) -> float:
    """In heights: how far the two miss each other, on average of carrying the one forward and the other back."""
    forward = last.at[:2] + last.speed * gap_s - first.at[:2]
    back = first.at[:2] - first.speed * gap_s - last.at[:2]
    height = (last.at[3] + first.at[3]) / 2
    return float((np.hypot(*forward) + np.hypot(*back)) / 2 / height)


def _leaves(last: End, gap_s: float, extent: Floats, edge: float) -> bool:
    """Touches an edge of the picture and walks out over it."""
    border = (extent[2:] - extent[:2]) * edge
    x, bottom, width, height = last.at
    left, right, top = x - width / 2, x + width / 2, bottom - height
    speed_x, speed_y = last.speed
    return bool(
        (left <= extent[0] + border[0] and speed_x < 0)
        or (right >= extent[2] - border[0] and speed_x > 0)
        or (bottom >= extent[3] - border[1] and speed_y > 0)
        or (top <= extent[1] + border[1] and speed_y < 0)
    )


def _chains(pieces: Sequence[Tracklet], joins: Sequence[Join]) -> dict[int, int]:
    """Old id → new id."""
    before = {join.after: join.before for join in joins}
    names: dict[int, int] = {}
    fresh = count(1)
    for piece in pieces:  # in order of begin: what a piece goes on from has its name
        names[piece.name] = names[before[piece.name]] if piece.name in before else next(fresh)
    return names


def _renamed(tracks: pa.Table, names: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> pa.Table:
    at = tracks.schema.get_field_index("track_id")
    return tracks.set_column(at, TRACKS.field("track_id"), pa.array(names, pa.int64()))


def _filled(
    tracks: pa.Table, joins: Sequence[Join], names: Mapping[int, int], frames: pa.Table, fill_s: float
) -> pa.Table:
    clock, parts = clock_of(frames), [tracks]
    broken = pc.is_in(tracks["track_id"], pa.array(sorted({names[join.after] for join in joins}), pa.int64()))
    order = tracks.filter(broken).sort_by([("track_id", "ascending"), ("t_us", "ascending")])
    name, t_us, boxes = ints(order, "track_id"), ints(order, "t_us"), boxes_of(order)
    hole_us = np.diff(t_us)
    holes = np.flatnonzero((name[1:] == name[:-1]) & (hole_us <= fill_s * SECOND_US) & (hole_us > 0))
    for hole in holes.tolist():
        missed = list(clock.between(int(t_us[hole]), int(t_us[hole + 1])))
        if missed:
            ends = slice(hole, hole + 2)
            guessed = between(t_us[ends], boxes[ends], clock.t_us[missed])
            parts.append(_bridge(order.slice(hole, 1), int(name[hole]), guessed, missed, clock))
    return pa.concat_tables(parts)


def _bridge(like: pa.Table, name: int, boxes: Floats, missed: list[int], clock: Clock) -> pa.Table:
    rows = len(missed)
    return pa.table(
        {
            "camera_id": [like["camera_id"][0].as_py()] * rows,
            "clip_id": [clock.clip[at] for at in missed],
            "track_id": [name] * rows,
            "frame": clock.frame[missed],
            "t_us": clock.t_us[missed],
            "class": [like["class"][0].as_py()] * rows,
            "score": pa.nulls(rows, pa.float32()),
            **{edge: boxes[:, at] for at, edge in enumerate(("x1", "y1", "x2", "y2"))},
            "interpolated": [True] * rows,
            "gx": pa.nulls(rows, pa.float64()),
            "gy": pa.nulls(rows, pa.float64()),
        }
    ).cast(TRACKS)


def _once(tracks: pa.Table) -> pa.Table:
    """One box an id and instant: of two pieces seen at once the seen one, else the first."""
    names, t_us = ints(tracks, "track_id"), ints(tracks, "t_us")
    guessed = tracks["interpolated"].to_numpy()
    order = np.lexsort((guessed, t_us, names))
    first = np.ones(len(order), bool)
    first[1:] = (names[order][1:] != names[order][:-1]) | (t_us[order][1:] != t_us[order][:-1])
    return tracks.take(pa.array(order[first]))
