"""What moves is told by its size."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.tables import TRACKS
from naru.systems.footage.core.track.sizes import named_by_size

CENTIMETRE = (0.01, 0.0, 0.0, 0.0, 0.01, 0.0, 0.0, 0.0, 1.0)  # a hundred pixels are a metre everywhere


def tracks(*boxes: tuple[int, float, float], kind: str = "moving") -> pa.Table:
    """(track, width, height) in pixels."""
    rows = [
        {"camera_id": "c", "clip_id": "k", "track_id": track, "frame": at, "t_us": at, "class": kind, "score": 0.9,
         "x1": 10.0, "x2": 10.0 + wide, "y1": 500.0 - tall, "y2": 500.0, "interpolated": False}
        for at, (track, wide, tall) in enumerate(boxes)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=TRACKS)


@pytest.mark.parametrize(
    ("wide", "tall", "kind"),
    [
        (60, 170, "person"),
        (60, 71, "person"),
        (60, 69, "moving"),
        (60, 259, "person"),
        (60, 261, "moving"),
        (199, 170, "person"),
        (201, 170, "moving"),
        (239, 150, "moving"),
        (241, 150, "car"),
    ],
)
def test_a_region_is_what_it_is_as_large_as(wide: float, tall: float, kind: str) -> None:
    assert named_by_size(tracks((1, wide, tall)), CENTIMETRE)["class"].to_pylist() == [kind]


def test_a_track_is_one_thing_by_its_median() -> None:
    named = named_by_size(tracks((1, 60, 170), (1, 60, 170), (1, 300, 170), (2, 300, 150)), CENTIMETRE)
    assert named["class"].to_pylist() == ["person", "person", "person", "car"]


def test_what_a_model_named_keeps_its_name() -> None:
    assert named_by_size(tracks((1, 60, 170), kind="bicycle"), CENTIMETRE)["class"].to_pylist() == ["bicycle"]


def test_without_ground_nothing_is_named() -> None:
    assert named_by_size(tracks((1, 60, 170)), ())["class"].to_pylist() == ["moving"]


def test_a_foot_on_the_horizon_has_no_size() -> None:
    horizon = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, -500.0)
    assert named_by_size(tracks((1, 60, 170)), horizon)["class"].to_pylist() == ["moving"]
