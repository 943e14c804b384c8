"""Minutes seen of minutes due: a count of a quarter that was half seen is no count of a quarter."""

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.figures.bins import BIN_US
from naru.systems.footage.core.metrics.boxes import Ints

SECOND_US = 1_000_000
Span = tuple[int, int]
COVERAGE = pa.schema(
    [("camera_id", pa.string()), ("bin_us", pa.int64()), ("seen_s", pa.float64()), ("due_s", pa.float64())]
)


def coverage(clips: pa.Table, *, due: Sequence[Span], cameras: Sequence[str] = ()) -> pa.Table:
    """CLIPS and the times when cameras should record → ``COVERAGE``, a row for each quarter of an hour with time due.

    What two clips both show counts once; what was recorded outside ``due`` is not counted. ``cameras``: those due, also without a clip.
    """
    spans: dict[str, list[Span]] = {camera: [] for camera in cameras}
    for camera, start, end in zip(
        *(clips[name].to_pylist() for name in ("camera_id", "start_us", "end_us")), strict=True
    ):
        spans.setdefault(camera, []).append((start, end))
    due = merged(due)
    parts = [_of_camera(camera, merged(of), due) for camera, of in sorted(spans.items())]
    return pa.concat_tables([COVERAGE.empty_table(), *parts])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans that overlap or touch become one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        elif end > start:
            whole.append((start, end))
    return whole


def _of_camera(camera: str, seen: Sequence[Span], due: Sequence[Span]) -> pa.Table:
    both = [(max(a, c), min(b, d)) for a, b in seen for c, d in due if max(a, c) < min(b, d)]
    bins, due_us = _by_bin(due)
    seen_bins, seen_us = _by_bin(both)
    of_bin = dict(zip(seen_bins.tolist(), seen_us.tolist(), strict=True))
    return pa.table(
        {
            "camera_id": pa.array([camera] * len(bins), pa.string()),
            "bin_us": bins,
            "seen_s": np.array([of_bin.get(begin, 0) for begin in bins.tolist()], float) / SECOND_US,
            "due_s": due_us / SECOND_US,
        }
    ).cast(COVERAGE)


def _by_bin(spans: Sequence[Span]) -> tuple[Ints, Ints]:
    """Quarters and the microseconds of the spans in each; spans share no time."""
    bins, parts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for start, end in spans:
        begins = np.arange(start - start % BIN_US, end, BIN_US)
        bins.append(begins)
        parts.append(np.minimum(end, begins + BIN_US) - np.maximum(start, begins))
    distinct, place = np.unique(np.concatenate(bins), return_inverse=True)
    return distinct, np.bincount(place, weights=np.concatenate(parts), minlength=len(distinct)).astype(np.int64)
