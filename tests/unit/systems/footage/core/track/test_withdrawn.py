"""People withdrawn from a clip: boxes in, rows that show them out."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics.boxes import boxes_of
from naru.systems.footage.core.track import withdrawn
from naru.systems.footage.core.track.withdrawn import SAME, WithdrawnBoxes

HER = WithdrawnBoxes(by_frame={3: np.array([[0.0, 0.0, 10.0, 10.0]]), 5: np.array([[0.0, 0.0, 10.0, 10.0]])})


def rows(*boxes: tuple[int, int, float, float, float, float]) -> pa.Table:
    """(track, frame, x1, y1, x2, y2)."""
    names = ("track_id", "frame", "x1", "y1", "x2", "y2")
    return pa.Table.from_pylist([dict(zip(names, box, strict=True)) for box in boxes])


@pytest.mark.parametrize(
    ("frame", "x2", "shown"),
    [
        (3, 10.0, True),
        (5, 10.0, True),
        (4, 10.0, False),  # of that frame nothing was withdrawn
        (3, 10.0 * SAME, True),  # its IoU is exactly the least
        (3, 10.0 * SAME - 0.1, False),
    ],
)
def test_a_box_shows_her_from_the_least_overlap_on(frame: int, x2: float, shown: bool) -> None:
    table = rows((1, frame, 0.0, 0.0, x2, 10.0))
    assert withdrawn.shows(table, HER).tolist() == [shown]
    assert withdrawn.without(table, HER).num_rows == (not shown)


def test_one_tracks_boxes_come_back_from_json() -> None:
    table = rows((1, 3, 0.0, 0.0, 10.0, 10.0), (2, 3, 50.0, 0.0, 60.0, 10.0), (1, 5, 0.0, 0.0, 10.0, 10.0))
    hers = withdrawn.boxes_of_track(table, 1)
    assert hers.to_json() == HER.to_json() == [[3, 0.0, 0.0, 10.0, 10.0], [5, 0.0, 0.0, 10.0, 10.0]]
    assert WithdrawnBoxes.from_json(hers.to_json()).to_json() == hers.to_json()


def test_a_mask_is_given_what_is_in_the_clip() -> None:
    covered = withdrawn.tracks_to_cover(HER, camera_id="c", clip_id="k", times_us=[0, 10, 20, 30])
    assert covered.select(["track_id", "frame", "t_us", "class"]).to_pylist() == [
        {"track_id": -1, "frame": 3, "t_us": 30, "class": withdrawn.CLASS}
    ]
    assert boxes_of(covered).tolist() == [[0.0, 0.0, 10.0, 10.0]]
