"""What moves without a model is told by its size on the ground: as tall as a person, as long as a car.

A tracked region of the class "moving" keeps it where its size fits nothing, or where the ground is not known. Several people who walk
close together move as one region and are one person here: counts made by motion alone are low in a crowd, and are said to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from naru.systems.footage.core.cameras.ground import to_ground
from naru.systems.footage.core.tables import TRACKS

MOVING, THING = "moving", "thing"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Metres: medians over a track. A car from ``car_width`` on; a person between the heights and not wider than ``person_width``; what
    appeared and stays is a person who stands or sits where it is as tall as ``still_height`` and as narrow as ``still_width``."""

    person_height: tuple[float, float] = (0.7, 2.6)
    person_width: float = 2.0
    still_height: tuple[float, float] = (0.8, 2.1)
    still_width: float = 1.1
    car_width: float = 2.4


def named_by_size(tracks: pa.Table, homography: Sequence[float], sizes: Sizes = Sizes()) -> pa.Table:
    """TRACKS → TRACKS in the same order; ``homography``: nine numbers, row by row, pixel → metres, of the boxes' own pixels."""
    moving = pc.is_in(tracks["class"], pa.array([MOVING, THING]))
    if not homography or not pc.any(moving).as_py():
        return tracks
    width, height = metres(tracks, np.asarray(homography, np.float64).reshape(3, 3))
    columns = {"track_id": tracks["track_id"], "class": tracks["class"], "width": width, "height": height}
    rows = pa.table(columns).filter(moving).group_by(["track_id", "class"])
    medians = rows.aggregate([("width", "approximate_median"), ("height", "approximate_median")]).to_pylist()
    names = {
        (row["track_id"], row["class"]): _name(
            row["class"], row["width_approximate_median"], row["height_approximate_median"], sizes
        )
        for row in medians
    }
    each = zip(tracks["track_id"].to_pylist(), tracks["class"].to_pylist(), strict=True)
    named = [names.get((track_id, kind), kind) for track_id, kind in each]
    return tracks.set_column(TRACKS.get_field_index("class"), TRACKS.field("class"), pa.array(named, pa.string()))


def metres(tracks: pa.Table, homography: Floats) -> tuple[Floats, Floats]:
    """Each box's width on the ground at its foot, and its height by the same scale; not a number at the horizon."""
    x1, x2, top, foot = (tracks[name].to_numpy().astype(np.float64) for name in ("x1", "x2", "y1", "y2"))
    left, right = (
        to_ground(homography, np.stack([x1, foot], axis=1)),
        to_ground(homography, np.stack([x2, foot], axis=1)),
    )
    wide = np.linalg.norm(right - left, axis=1)
    return wide, (foot - top) * wide / np.maximum(x2 - x1, 1e-6)


def _name(kind: str, wide: float | None, tall: float | None, sizes: Sizes) -> str:
    if wide is None or tall is None or not np.isfinite(wide) or not np.isfinite(tall):
        return kind
    if kind == THING:
        return "person" if _within(tall, sizes.still_height) and wide <= sizes.still_width else kind
    if wide >= sizes.car_width:
        return "car"
    return "person" if _within(tall, sizes.person_height) and wide <= sizes.person_width else kind


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
