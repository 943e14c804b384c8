"""By what means a track moves: from its class, what is under a person, and the speed on the ground."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from naru.systems.footage.core.attributes.values import AttributeConfig
from naru.systems.footage.core.detect.riders import RIDDEN, rides

MOTOR = frozenset({"motorcycle", "car", "bus", "truck", "kickboard"})
STRIDE_US = 1_000_000  # speed is taken over a second: steps and jitter of the box are shorter
LEAST_GAIT_ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Track:
    """Columns of one track, in the order of time."""

    classes: NDArray[np.object_]
    frames: NDArray[np.int64]
    t_us: NDArray[np.int64]
    xyxy: NDArray[np.float32]
    ground: NDArray[np.float64]  # n × 2, NaN without homography

    @property
    def main_class(self) -> str:
        names, counts = np.unique(self.classes.astype(str), return_counts=True)
        return str(names[counts.argmax()])


def modes(tracks: pa.Table, config: AttributeConfig) -> dict[int, str]:
    """TRACKS of a camera → the mode of each ``track_id``. What cannot be told is ``unknown``: a person with a bicycle where the ground's
    scale is not known, and whatever is neither person nor vehicle."""
    by_id = _split(tracks)
    under = _ridden_by_frame(by_id)
    return {track_id: _mode(track, under, config) for track_id, track in by_id.items()}


def ground_speed(t_us: NDArray[np.int64], ground: NDArray[np.float64]) -> float | None:
    """Metres a second: the median over pairs about a second apart; None without a position or a second of them."""
    known = ~np.isnan(ground).any(axis=1)
    times, places = t_us[known], ground[known]
    later = np.searchsorted(times, times + STRIDE_US)
    first = np.flatnonzero(later < len(times))
    if not len(first):
        return None
    steps = np.hypot(*(places[later[first]] - places[first]).T)
    return float(np.median(steps / ((times[later[first]] - times[first]) / 1e6)))


def _mode(track: _Track, under: dict[int, NDArray[np.float32]], config: AttributeConfig) -> str:
    kind = track.main_class
    if kind in MOTOR:
        return kind
    speed = ground_speed(track.t_us, track.ground)
    if kind == "bicycle":  # with its rider, as some models see it, or alone
        return "unknown" if speed is None else "bicycle" if speed >= config.riding_speed else "walk"
    if kind != "person":
        return "unknown"
    if _share_riding(track, under) >= config.riding_share:
        return "unknown" if speed is None else "bicycle" if speed >= config.riding_speed else "walk"
    if speed is not None and speed > config.kickboard_speed:
        return _fast(track, config)
    return "walk"


def _fast(track: _Track, config: AttributeConfig) -> str:
    """Who moves fast and stands is on a kickboard; whose legs move is running."""
    if len(track.frames) < LEAST_GAIT_ROWS:
        return "unknown"
    shape = (track.xyxy[:, 2] - track.xyxy[:, 0]) / np.maximum(track.xyxy[:, 3] - track.xyxy[:, 1], 1)
    return "kickboard" if shape.std() / shape.mean() < config.gait else "walk"


def _share_riding(track: _Track, under: dict[int, NDArray[np.float32]]) -> float:
    on = [
        frame in under and bool(rides(box[None], under[frame]).any())
        for frame, box in zip(track.frames.tolist(), track.xyxy, strict=True)
    ]
    return float(np.mean(on))


def _ridden_by_frame(by_id: dict[int, _Track]) -> dict[int, NDArray[np.float32]]:
    boxes: dict[int, list[NDArray[np.float32]]] = {}
    for track in by_id.values():
        if track.main_class in RIDDEN:
            for frame, box in zip(track.frames.tolist(), track.xyxy, strict=True):
                boxes.setdefault(frame, []).append(box)
    return {frame: np.stack(of_frame) for frame, of_frame in boxes.items()}


def _split(tracks: pa.Table) -> dict[int, _Track]:
    """By track. Frames are numbered over clips, so that those of two clips never meet."""
    ordered = tracks.sort_by([("track_id", "ascending"), ("t_us", "ascending")])
    clips = ordered["clip_id"].combine_chunks().dictionary_encode()
    indices = clips.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    columns = {name: ordered[name].to_numpy(zero_copy_only=False) for name in ("track_id", "t_us", "class", "frame")}
    xyxy = np.stack([ordered[name].to_numpy() for name in ("x1", "y1", "x2", "y2")], axis=1).reshape(-1, 4)
    ground = np.stack([ordered[name].to_numpy(zero_copy_only=False).astype(float) for name in ("gx", "gy")], axis=1)
    frames = indices * (1 << 32) + columns["frame"]
    begins = np.flatnonzero(np.diff(columns["track_id"], prepend=-1))
    ends = [*begins[1:].tolist(), len(ordered)]
    return {
        int(columns["track_id"][a]): _Track(
            classes=columns["class"][a:b],
            frames=frames[a:b],
            t_us=columns["t_us"][a:b],
            xyxy=xyxy[a:b],
            ground=ground[a:b],
        )
        for a, b in zip(begins.tolist(), ends, strict=True)
    }
