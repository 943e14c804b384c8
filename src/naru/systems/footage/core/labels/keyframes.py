"""Frames between keyframes filled in; which rows were drawn by hand, and which follow from them.

Between two keyframes a box moves evenly (cvat#3300, #3879: whoever shows keyframes only shows boxes that stand still). A track that goes out
of sight is not drawn until it is back.
"""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.labels.rows import in_order
from naru.systems.footage.core.labels.values import COORDINATES, LABELS
from naru.systems.footage.core.metrics.boxes import Flags, Floats, Ints

MOVING = (*COORDINATES, "rotation")
TOLERANCE_PX = 1e-6


def filled(labels: pa.Table, *, step: int = 1, until: int | None = None) -> pa.Table:
    """LABELS whose tracks have a row in each ``step``-th frame between rows of theirs, unless they are outside there.

    ``until``: with it, a track that nothing ended goes on to that frame (exclusive). Rows without a track stay as they are.
    """
    parts = [labels]
    for rows in _tracks(labels):
        parts += [pa.Table.from_pylist(made, schema=LABELS) for made in (_between(rows, step, until),) if made]
    return in_order(pa.concat_tables(parts)) if len(parts) > 1 else labels


def _tracks(labels: pa.Table) -> Iterator[list[dict[str, Any]]]:
    """Rows of each track, in the order of frames."""
    followed: dict[int, list[dict[str, Any]]] = {}
    for row in labels.filter(labels["track_id"].is_valid()).to_pylist():
        followed.setdefault(row["track_id"], []).append(row)
    for rows in followed.values():
        yield sorted(rows, key=lambda row: int(row["frame"]))


def _between(rows: list[dict[str, Any]], step: int, until: int | None) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for one, other in itertools.pairwise(rows):
        if one["outside"]:
            continue
        for frame in range(one["frame"] + step, other["frame"], step):
            share = (frame - one["frame"]) / (other["frame"] - one["frame"])
            moved = {} if other["outside"] else {name: one[name] + (other[name] - one[name]) * share for name in MOVING}
            made.append({**one, **moved, "frame": frame, "keyframe": False})
    if until is not None and rows and not rows[-1]["outside"]:
        last = rows[-1]
        made += [{**last, "frame": frame, "keyframe": False} for frame in range(last["frame"] + step, until, step)]
    return made


def keyframes_only(labels: pa.Table, *, step: int = 1, until: int | None = None) -> tuple[pa.Table, int]:
    """(the rows from which ``filled`` makes the others again, how many of them had not been keyframes).

    The first and the last row of each run of frames are among them, and every row that does not lie evenly between its neighbours; with
    ``until``, a run that goes on to that frame (exclusive) as its last keyframe left it needs no last row.
    """
    keep = labels["keyframe"].to_numpy(zero_copy_only=False).astype(bool).copy()
    tracks = labels["track_id"].fill_null(-1).to_numpy()
    frames = labels["frame"].to_numpy()
    added = 0
    for track in np.unique(tracks[tracks >= 0]):
        rows = np.flatnonzero(tracks == track)
        rows = rows[np.argsort(frames[rows], kind="stable")]
        needed = _needed(labels, rows, keep[rows], step, until)
        added += int((needed & ~keep[rows]).sum())
        keep[rows] |= needed
    keep |= tracks < 0
    chosen = labels.filter(pa.array(keep))
    column = chosen.schema.get_field_index("keyframe")
    return chosen.set_column(column, LABELS.field("keyframe"), pa.array(np.ones(len(chosen), bool))), added


def _needed(labels: pa.Table, rows: Ints, known: Flags, step: int, until: int | None) -> Flags:
    """Rows of one track, in the order of frames."""
    taken = labels.take(pa.array(rows))
    frames = taken["frame"].to_numpy()
    outside = taken["outside"].to_numpy(zero_copy_only=False).astype(bool)
    values = np.stack([taken[name].to_numpy() for name in MOVING], axis=1)
    marks = [taken[name].to_pylist() for name in ("label", "occluded", "attributes", "z_order")]
    needed = np.zeros(len(rows), bool)
    apart = np.r_[True, (frames[1:] - frames[:-1] != step) | (outside[1:] != outside[:-1])]
    needed |= apart | np.r_[apart[1:], True] | outside
    for of in marks:
        changed = np.array([False] + [one != other for one, other in itertools.pairwise(of)])
        needed |= changed
    anchors = np.flatnonzero(needed | known)
    if until is not None and len(anchors) > 1 and frames[-1] == until - 1 and not known[-1]:
        held = values[anchors[-2] :]
        needed[-1] = bool(apart[anchors[-1]] or (np.abs(held - held[0]) > TOLERANCE_PX).any())
        anchors = np.flatnonzero(needed | known)
    between = list(itertools.pairwise(anchors))
    while between:
        begin, end = between.pop()
        if (astray := _furthest(frames[begin : end + 1], values[begin : end + 1])) is not None:
            needed[begin + astray] = True
            between += [(begin, begin + astray), (begin + astray, end)]
    return needed


def _furthest(frames: Ints, values: Floats) -> int | None:
    """The row that strays most from the even way between the first and the last; None where none does (Douglas and Peucker, 1973)."""
    if len(frames) < 3:
        return None
    share = ((frames - frames[0]) / (frames[-1] - frames[0]))[:, None]
    astray = np.abs(values - values[0] - (values[-1] - values[0]) * share).max(axis=1)
    worst = int(astray.argmax())
    return worst if astray[worst] > TOLERANCE_PX else None


def has_gaps(labels: pa.Table, *, step: int = 1) -> bool:
    """Whether ``filled`` would add a row."""
    tracks, frames = labels["track_id"].fill_null(-1).to_numpy(), labels["frame"].to_numpy()
    outside = labels["outside"].to_numpy(zero_copy_only=False).astype(bool)
    order = np.lexsort((frames, tracks))
    one, other = order[:-1], order[1:]
    apart = (tracks[one] == tracks[other]) & (tracks[one] >= 0) & (frames[other] - frames[one] > step)
    return bool((apart & ~outside[one]).any())
