"""Labels without one person: of a label track that is mostly hers nothing stays."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.labels.withdrawn import without_person
from naru.systems.footage.core.track.withdrawn import WithdrawnBoxes

HER = WithdrawnBoxes(by_frame={frame: np.array([[0.0, 0.0, 10.0, 10.0]]) for frame in range(4)})
NAMES = ("track_id", "frame", "x1", "y1", "x2", "y2")


def labels(track: int | None, frames_on_her: int, frames_elsewhere: int) -> pa.Table:
    places = [(frame, 0.0) for frame in range(frames_on_her)]
    places += [(frame, 100.0) for frame in range(frames_elsewhere)]
    made = [dict(zip(NAMES, (track, frame, x, 0.0, x + 10, 10.0), strict=True)) for frame, x in places]
    return pa.Table.from_pylist(made, schema=pa.schema([("track_id", pa.int64()), ("frame", pa.int32()), *BOX]))


BOX = [(name, pa.float64()) for name in NAMES[2:]]


@pytest.mark.parametrize(
    ("track", "on_her", "elsewhere", "left"),
    [
        (1, 0, 3, 3),
        (1, 2, 2, 0),  # half of it is hers: all of it
        (1, 2, 3, 3),  # less than half: what is on her
        (1, 4, 0, 0),
        (None, 2, 2, 2),  # boxes without a track stand for themselves
    ],
)
def test_rows_on_her_go_and_tracks_that_are_mostly_hers(
    track: int | None, on_her: int, elsewhere: int, left: int
) -> None:
    assert without_person(labels(track, on_her, elsewhere), HER, least=0.3).num_rows == left


def test_a_box_beside_her_stays() -> None:
    beside = labels(1, 1, 0).set_column(4, "x2", pa.array([2.9]))
    assert without_person(beside, HER, least=0.3).num_rows == 1
    assert without_person(beside, HER, least=0.29).num_rows == 0
