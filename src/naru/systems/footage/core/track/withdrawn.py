"""People who were withdrawn from a clip: their boxes, frame by frame, so that no later run follows them and every masked copy covers them whole.

Boxes and not track ids are kept, for ids are given anew when a camera's clips change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from naru.systems.footage.core.metrics.boxes import Flags, Floats, boxes_of, iou
from naru.systems.footage.core.tables import TRACKS

CLASS = "withdrawn"  # of the rows that a mask is given: covered whole
SAME = 0.3  # IoU from which a box is of whoever was withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnBoxes:
    """Of one clip: n × 4 by frame."""

    by_frame: Mapping[int, Floats]

    def to_json(self) -> list[list[float]]:
        """``[frame, x1, y1, x2, y2]`` each, in order."""
        return [[frame, *map(float, box)] for frame in sorted(self.by_frame) for box in self.by_frame[frame]]

    @staticmethod
    def from_json(stored: Sequence[Sequence[float]]) -> "WithdrawnBoxes":
        found: dict[int, list[Sequence[float]]] = {}
        for frame, *box in stored:
            found.setdefault(int(frame), []).append(box)
        return WithdrawnBoxes(by_frame={frame: np.array(of, np.float64) for frame, of in found.items()})


def boxes_of_track(tracks: pa.Table, track_id: int) -> WithdrawnBoxes:
    """TRACKS of one clip → where one track is."""
    rows = tracks.filter(pa.array(tracks["track_id"].to_numpy() == track_id))
    stored = [[frame, *box] for frame, box in zip(rows["frame"].to_pylist(), boxes_of(rows).tolist(), strict=True)]
    return WithdrawnBoxes.from_json(stored)


def shows(table: pa.Table, withdrawn: WithdrawnBoxes, *, least: float = SAME) -> Flags:
    """Rows (frame, x1…y2) that overlap a withdrawn box of their frame."""
    edges, frames = boxes_of(table), table["frame"].to_pylist()
    return np.array(
        [
            frame in withdrawn.by_frame and bool((iou(box[None], withdrawn.by_frame[frame]) >= least).any())
            for frame, box in zip(frames, edges, strict=True)
        ],
        bool,
    )


def without(table: pa.Table, withdrawn: WithdrawnBoxes) -> pa.Table:
    """Without the rows that show whoever was withdrawn."""
    flags = shows(table, withdrawn)
    return table.filter(pa.array(~flags)) if flags.any() else table


def tracks_to_cover(withdrawn: WithdrawnBoxes, *, camera_id: str, clip_id: str, times_us: Sequence[int]) -> pa.Table:
    """TRACKS of the class that a mask covers whole, one track for each place in a frame; their ids are below 0."""
    rows = [
        {
            "camera_id": camera_id,
            "clip_id": clip_id,
            "track_id": -1 - place,
            "frame": frame,
            "t_us": times_us[frame],
            "class": CLASS,
            **dict(zip(("x1", "y1", "x2", "y2"), map(float, box), strict=True)),
            "interpolated": False,
        }
        for frame, boxes in sorted(withdrawn.by_frame.items())
        if frame < len(times_us)
        for place, box in enumerate(boxes)
    ]
    return pa.Table.from_pylist(rows, TRACKS)
