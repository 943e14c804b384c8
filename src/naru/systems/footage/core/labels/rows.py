"""The label table built row by row; what no row may be."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.labels.values import COORDINATES, LABELS

MOST_ROWS = 20_000_000
DECIMALS = 6  # of a pixel
FURTHEST = 1e6  # pixels: no picture is so large


class Rows:
    """Rows of one clip. ``place`` tells a person where in ``file`` each came from."""

    __slots__ = ("_columns", "file")

    def __init__(self, file: str) -> None:
        self.file = file
        self._columns: dict[str, list[Any]] = {name: [] for name in LABELS.names}

    def __len__(self) -> int:
        return len(self._columns["frame"])

    def add(
        self,
        label: str,
        box: tuple[float, float, float, float],
        *,
        frame: int = 0,
        track_id: int | None = None,
        rotation: float = 0.0,
        outside: bool = False,
        occluded: bool = False,
        keyframe: bool = True,
        z_order: int = 0,
        score: float | None = None,
        attributes: Mapping[str, Any] | str = "",
        place: str = "",
    ) -> None:
        """``attributes``: an object, or its text. Raises ``Refused``: ``labels_frame_impossible``, ``labels_box_impossible``."""
        if not 0 <= frame < 2**31:
            raise Refused("labels_frame_impossible", file=self.file, place=place, frame=frame, first=0)
        x1, y1, x2, y2 = box
        if not (-FURTHEST <= x1 <= x2 <= FURTHEST and -FURTHEST <= y1 <= y2 <= FURTHEST):  # NaN is no box either
            raise Refused("labels_box_impossible", file=self.file, place=place, box=f"{x1:g}, {y1:g}, {x2:g}, {y2:g}")
        columns = self._columns
        columns["frame"].append(frame)
        columns["track_id"].append(track_id)
        columns["label"].append(label)
        columns["x1"].append(x1)
        columns["y1"].append(y1)
        columns["x2"].append(x2)
        columns["y2"].append(y2)
        columns["rotation"].append(rotation)
        columns["outside"].append(outside)
        columns["occluded"].append(occluded)
        columns["keyframe"].append(keyframe)
        columns["z_order"].append(z_order)
        columns["score"].append(score)
        columns["attributes"].append(attributes if isinstance(attributes, str) else attributes_text(attributes))

    def table(self) -> pa.Table:
        """LABELS; boxes to the millionth of a pixel, so that what any format says in decimals comes back the same."""
        columns: dict[str, Any] = dict(self._columns)
        for name in COORDINATES:
            columns[name] = np.round(np.asarray(columns[name], np.float64), DECIMALS)
        return pa.table(columns, schema=LABELS)


def attributes_text(attributes: Mapping[str, Any] | None) -> str:
    """As the table keeps them: equal attributes are equal text."""
    if not attributes:
        return ""
    return json.dumps(attributes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def attributes_of(text: str) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}


def empty() -> pa.Table:
    return LABELS.empty_table()


def visible(labels: pa.Table) -> pa.Table:
    """Without the rows that say that a track is out of sight."""
    outside = labels["outside"].to_numpy(zero_copy_only=False)
    return labels.filter(pa.array(~outside)) if outside.any() else labels


def in_order(labels: pa.Table) -> pa.Table:
    """By frame, then track, then as they came."""
    tracks = labels["track_id"].fill_null(-1).to_numpy()
    order = np.lexsort((tracks, labels["frame"].to_numpy()))
    return labels.take(pa.array(order))


def by_frame(labels: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    """Each frame with its rows, in order; frames without a row are left out."""
    ordered = in_order(labels)
    frames = ordered["frame"].to_numpy()
    if not len(frames):
        return
    starts = np.flatnonzero(np.r_[True, frames[1:] != frames[:-1]])
    for start, end in zip(starts, [*starts[1:], len(frames)], strict=True):
        yield int(frames[start]), ordered.slice(start, end - start)


def records(labels: pa.Table) -> Iterator[dict[str, Any]]:
    """Row by row; a batch at a time in memory."""
    for batch in labels.to_batches(max_chunksize=8192):
        yield from batch.to_pylist()


def tuples(labels: pa.Table, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Row by row, the named columns alone: several times as fast as ``records``."""
    for batch in labels.to_batches(max_chunksize=8192):
        yield from zip(*(batch.column(name).to_pylist() for name in names), strict=True)


def check_tracks(labels: pa.Table, *, file: str, media: str) -> None:
    """Raises ``Refused``: ``labels_track_twice`` where a track stands twice in a frame."""
    known = labels.filter(labels["track_id"].is_valid())
    if len(known) < 2:
        return
    keys = np.stack([known["frame"].to_numpy().astype(np.int64), known["track_id"].to_numpy()], axis=1)
    order = np.lexsort((keys[:, 1], keys[:, 0]))
    same = (keys[order][1:] == keys[order][:-1]).all(axis=1)
    if same.any():
        frame, track = keys[order][1:][same][0]
        raise Refused("labels_track_twice", file=file, media=media, frame=int(frame), track=int(track))


def number(text: object) -> float:
    """A finite number of a label file; NaN for anything else, which ``Rows.add`` refuses with its place."""
    try:
        value = float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return math.nan
    return value if math.isfinite(value) else math.nan
