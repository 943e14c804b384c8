"""What models say of single crops, and which crops are worth asking about."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
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
        (
            "x1",
            pa.float32(),
        ),  # with y1 the corner of the box: the sight that was asked about, whatever its track is called later
        ("y1", pa.float32()),
    ]
)
SIGHT = ("clip_id", "frame", "x1", "y1")


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


def renumbered(votes: pa.Table, tracks: pa.Table) -> pa.Table:
    """VOTES under the numbers that TRACKS give their sights now: joining a camera's clips anew numbers tracks anew. Votes of sights that
    are in no track any more are left out."""
    asked = tracks.filter(pc.is_in(tracks["frame"], votes["frame"].combine_chunks()))
    named = dict(zip(_sights(asked), asked["track_id"].to_pylist(), strict=True))
    names = pa.array([named.get(sight) for sight in _sights(votes)], pa.int64())
    now = votes.set_column(votes.schema.get_field_index("track_id"), VOTES.field("track_id"), names)
    return now.filter(pc.is_valid(now["track_id"]))


def _sights(table: pa.Table) -> list[tuple[object, ...]]:
    return list(zip(*(table[name].to_pylist() for name in SIGHT), strict=True))


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
