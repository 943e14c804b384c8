"""The two tables of a release: its labels, a row a box, and its clips."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from pyarrow import csv

from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.sets.manifest import ReleasedClip

LABEL_COLUMNS = pa.schema(
    [
        ("clip", pa.string()),
        ("split", pa.string()),
        ("frame", pa.int64()),
        ("t", pa.timestamp("us", "UTC")),
        ("track", pa.int64()),
        ("class", pa.string()),
        ("x1", pa.float64()),
        ("y1", pa.float64()),
        ("x2", pa.float64()),
        ("y2", pa.float64()),
        ("occluded", pa.bool_()),
        ("keyframe", pa.bool_()),
        ("attributes", pa.string()),
    ]
)
CLIP_COLUMNS = pa.schema(
    [
        ("clip", pa.string()),
        ("file", pa.string()),
        ("split", pa.string()),
        ("camera", pa.string()),
        ("site", pa.string()),
        ("day", pa.date32()),
        ("width", pa.int64()),
        ("height", pa.int64()),
        ("frames", pa.int64()),
        ("fps", pa.float64()),
        ("bytes", pa.int64()),
        ("sha256", pa.string()),
        ("boxes", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedLabels:
    """LABELS of a released clip, and when each of its frames was taken (µs, UTC)."""

    clip: ReleasedClip
    labels: pa.Table
    times_us: Sequence[int]


def label_rows(released: Iterable[ReleasedLabels]) -> Iterable[pa.Table]:
    """One table of LABEL_COLUMNS a clip."""
    for each in released:
        seen = visible(each.labels)
        frames = seen["frame"].to_pylist()
        times = [each.times_us[frame] if frame < len(each.times_us) else None for frame in frames]
        columns = {
            "clip": pa.array([each.clip.clip_id] * len(seen), pa.string()),
            "split": pa.array([each.clip.split] * len(seen), pa.string()),
            "frame": seen["frame"].cast(pa.int64()),
            "t": pa.array(times, pa.int64()).cast(pa.timestamp("us", "UTC")),
            "track": seen["track_id"],
            "class": seen["label"],
            **{name: seen[name] for name in ("x1", "y1", "x2", "y2", "occluded", "keyframe", "attributes")},
        }
        yield pa.table(columns).cast(LABEL_COLUMNS)


def clip_rows(clips: Sequence[ReleasedClip]) -> pa.Table:
    """CLIP_COLUMNS."""

    return pa.table(
        {
            "clip": [clip.clip_id for clip in clips],
            "file": [clip.name for clip in clips],
            "split": [clip.split for clip in clips],
            "camera": [clip.camera_id for clip in clips],
            "site": [clip.site for clip in clips],
            "day": [date.fromisoformat(clip.day) for clip in clips],
            **{name: [getattr(clip, name) for clip in clips] for name in ("width", "height", "frames", "fps", "bytes", "sha256", "boxes")},
        },
        schema=CLIP_COLUMNS,
    )  # fmt: skip


def csv_pieces(tables: Iterable[pa.Table]) -> Iterator[bytes]:
    """Tables of one schema as one CSV in UTF-8, its header first; the same tables are the same bytes."""
    for place, table in enumerate(tables):
        held = io.BytesIO()
        csv.write_csv(table, held, csv.WriteOptions(include_header=place == 0, quoting_style="needed"))
        yield held.getvalue()
