"""Tracks for tests that are about something else: boxes of one class that overlap from frame to frame are one track."""

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.detect.boxes import overlap
from naru.systems.footage.core.tables import TRACKS

LOST_FRAMES = 10


def linked(detections: pa.Table, *, least_score: float = 0.3, least_rows: int = 3) -> pa.Table:
    """TRACKS of DETECTIONS of one clip, greedily; tracks of fewer than ``least_rows`` are left out."""
    rows = sorted(
        (row for row in detections.to_pylist() if row["score"] >= least_score),
        key=lambda row: (row["frame"], -row["score"]),
    )
    ends: dict[int, dict[str, object]] = {}
    for row in rows:
        box = np.array([[row["x1"], row["y1"], row["x2"], row["y2"]]], np.float32)
        near = [
            (float(overlap(box, np.array([[end[side] for side in ("x1", "y1", "x2", "y2")]], np.float32))[0, 0]), track)
            for track, end in ends.items()
            if end["class"] == row["class"] and 0 < row["frame"] - int(str(end["frame"])) <= LOST_FRAMES
        ]
        best, track = max(near, default=(0.0, 0))
        row["track_id"] = track if best >= 0.2 else len(ends) + 1
        ends[row["track_id"]] = row
    counts = {track: sum(row["track_id"] == track for row in rows) for track in ends}
    chosen = [
        {**{name: row.get(name) for name in TRACKS.names}, "interpolated": False}
        for row in rows
        if counts[row["track_id"]] >= least_rows
    ]
    return pa.Table.from_pylist(chosen, schema=TRACKS)
