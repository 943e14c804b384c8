"""What models say of single crops, and which crops are worth asking about."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from naru.systems.footage.core.attributes.values import VoteConfig

MALE, AGE = "male", "age"
VOTES = pa.schema(
    [
        ("camera_id", pa.string()),
        ("clip_id", pa.string()),
        ("track_id", pa.int64()),
        ("frame", pa.int32()),
        ("meaning", pa.string()),  # "male": 0 female … 1 male; "age": years
        ("value", pa.float64()),
    ]
)


def crops_to_ask(tracks: pa.Table, config: VoteConfig) -> pa.Table:
    """Of TRACKS of a clip the rows to ask about, in the order of frames: seen people, large enough, each every ``every_s``."""
    width = tracks["x2"].to_numpy() - tracks["x1"].to_numpy()
    height = tracks["y2"].to_numpy() - tracks["y1"].to_numpy()
    large = (width >= config.least_width_px) & (height >= config.least_height_px)
    seen = ~tracks["interpolated"].to_numpy(zero_copy_only=False).astype(bool)
    people = tracks["class"].to_numpy(zero_copy_only=False) == "person"
    rows = np.flatnonzero(large & seen & people)
    ids, times = tracks["track_id"].to_numpy()[rows], tracks["t_us"].to_numpy()[rows]
    chosen = rows[_every(ids, times, round(config.every_s * 1e6))]
    return tracks.take(pa.array(chosen)).sort_by([("frame", "ascending"), ("track_id", "ascending")])


def _every(ids: NDArray[np.int64], times: NDArray[np.int64], step_us: int) -> NDArray[np.intp]:
    """Places of each track's first row, and of those at least a step after the last chosen."""
    chosen: list[int] = []
    last: dict[int, int] = {}
    for place in np.lexsort((times, ids)):
        track, time = int(ids[place]), int(times[place])
        if track not in last or time - last[track] >= step_us:
            chosen.append(int(place))
            last[track] = time
    return np.array(chosen, np.intp)
