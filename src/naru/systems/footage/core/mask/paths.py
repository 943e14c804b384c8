"""Where every track is in every frame: between its boxes, and a while before the first and after the last, both ways in time.

A head shows for a frame or two when its person turns or is half hidden, and a detector misses just those frames.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from naru.systems.footage.core.detect.boxes import Floats
from naru.systems.footage.core.mask.values import RegionConfig

SPEED_US = 500_000  # over which a track's speed at its ends is taken
GROWS = 0.5  # of its width and height, on each side, a second that a track is followed unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A track over frames that follow one another or pause. ``classes``: all that it was ever taken for."""

    track_id: int
    classes: frozenset[str]
    frames: NDArray[np.int64]
    xyxy: Floats


def paths(tracks: pa.Table, frames: pa.Table, config: RegionConfig) -> Iterator[Path]:
    """TRACKS and FRAMES of one clip."""
    times = frames["t_us"].to_numpy()
    ids = tracks["track_id"].to_numpy()
    numbers = tracks["frame"].to_numpy().astype(np.int64)
    xyxy = np.stack([tracks[name].to_numpy() for name in ("x1", "y1", "x2", "y2")], axis=1).reshape(-1, 4)
    classes = tracks["class"].to_numpy(zero_copy_only=False)
    for track_id in np.unique(ids):
        rows = np.flatnonzero(ids == track_id)
        rows = rows[np.argsort(numbers[rows], kind="stable")]
        seen, boxes = _completed(numbers[rows], xyxy[rows], times, config)
        yield Path(track_id=int(track_id), classes=frozenset(classes[rows]), frames=seen, xyxy=boxes)


def _completed(
    seen: NDArray[np.int64], xyxy: Floats, times: NDArray[np.int64], config: RegionConfig
) -> tuple[NDArray[np.int64], Floats]:
    at = times[seen]
    before = np.flatnonzero((times >= at[0] - config.before_s * 1e6) & (np.arange(len(times)) < seen[0]))
    after = np.flatnonzero((times <= at[-1] + config.after_s * 1e6) & (np.arange(len(times)) > seen[-1]))
    within = np.arange(seen[0], seen[-1] + 1)
    gaps = at[np.searchsorted(seen, within)] - at[np.searchsorted(seen, within, side="right") - 1]
    within = within[gaps <= config.longest_gap_s * 1e6]
    between: Floats = np.stack([np.interp(times[within], at, xyxy[:, k]) for k in range(4)], axis=1).astype(np.float32)
    parts = [
        _beyond(times[before], at, xyxy),
        between,
        _beyond(times[after], at[::-1], xyxy[::-1]),
    ]
    return np.concatenate([before, within, after]), np.concatenate(parts).astype(np.float32)


def _beyond(times: NDArray[np.int64], at: NDArray[np.int64], xyxy: Floats) -> Floats:
    """Boxes beyond the end ``at[0]``: all that lies between standing still there and going on as fast, and more the longer ago that is."""
    near = int(np.flatnonzero(np.abs(at - at[0]) <= SPEED_US).max())
    span = float(at[0] - at[near])
    speed = (xyxy[0] - xyxy[near]) / span if span else np.zeros(4, np.float32)
    away = (times - at[0])[:, None]
    moved = xyxy[0] + away * speed
    margin = np.abs(away) / 1e6 * GROWS * (xyxy[0, 2:] - xyxy[0, :2])
    low = np.minimum(moved[:, :2], xyxy[0, :2]) - margin
    high = np.maximum(moved[:, 2:], xyxy[0, 2:]) + margin
    return np.concatenate([low, high], axis=1).astype(np.float32)
