"""Tracks as rows: who is named first, what lies between two sights, where feet stand on the ground."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.tables import DETECTIONS, TRACKS
from naru.systems.footage.core.track.fill import Clock, Sights, between, clock_of, with_ground, written

SECOND = 1_000_000


def detections(*rows: tuple[float, float, str]) -> pa.Table:
    """(second, x, class): boxes ten wide and twenty high, their feet at y 20."""
    return pa.Table.from_pylist(
        [
            {
                **dict.fromkeys(DETECTIONS.names),
                "camera_id": "c",
                "clip_id": "clip",
                "frame": round(second * 2),
                "t_us": round(second * SECOND),
                "class": kind,
                "score": 0.9,
                "x1": x,
                "y1": 0.0,
                "x2": x + 10,
                "y2": 20.0,
            }
            for second, x, kind in rows
        ],
        schema=DETECTIONS,
    )


def sights(*rows: tuple[int, int], confirmed: dict[int, int]) -> Sights:
    """(serial, row of the detections)."""
    return Sights(
        serial=np.array([serial for serial, _ in rows]), row=np.array([row for _, row in rows]), confirmed_us=confirmed
    )


def tracked(
    table: pa.Table, *of: Sights, frames: pa.Table | None = None, fill_s: float = 1.0
) -> list[tuple[object, ...]]:
    tracks = written(table, of, frames=frames, homography=(), fill_s=fill_s)
    assert tracks.schema.equals(TRACKS)
    names = ("track_id", "t_us", "x1", "class", "interpolated")
    return list(zip(*(tracks[name].to_pylist() for name in names), strict=True))


WALK = detections((0, 0, "person"), (1, 10, "person"))
EVERY_HALF = detections(*((at / 2, 0, "person") for at in range(5)))


@pytest.mark.parametrize(
    ("fill_s", "rows"),
    [
        (1.0, [(1, 0, 0, "person", False), (1, 500_000, 5, "person", True), (1, SECOND, 10, "person", False)]),
        (0.99, [(1, 0, 0, "person", False), (1, SECOND, 10, "person", False)]),
    ],
)
def test_pictures_between_two_sights_are_filled_on_a_straight_line(
    fill_s: float, rows: list[tuple[object, ...]]
) -> None:
    of = sights((7, 0), (7, 1), confirmed={7: SECOND})
    assert tracked(WALK, of, frames=EVERY_HALF, fill_s=fill_s) == rows


def test_without_a_list_of_pictures_only_those_with_detections_are_known() -> None:
    assert len(tracked(WALK, sights((7, 0), (7, 1), confirmed={7: 0}))) == 2


def test_tracks_are_named_in_the_order_of_their_confirmation_over_families() -> None:
    table = detections((0, 0, "person"), (0, 50, "car"), (0, 90, "person"))
    people = sights((0, 0), (1, 2), confirmed={0: 30, 1: 10})
    cars = sights((0, 1), confirmed={0: 20})
    assert [(row[0], row[2]) for row in tracked(table, people, cars)] == [(1, 90), (2, 50), (3, 0)]


def test_what_was_never_confirmed_is_no_track() -> None:
    table = detections((0, 0, "person"), (0, 50, "person"))
    assert [row[0] for row in tracked(table, sights((0, 0), (1, 1), confirmed={1: 5}))] == [1]
    assert tracked(table, sights((0, 0), confirmed={})) == []


@pytest.mark.parametrize(("kinds", "expected"), [("bbc", "bus"), ("bcc", "car"), ("bc", "bus"), ("cb", "bus")])
def test_a_track_has_the_class_that_it_had_most_often(kinds: str, expected: str) -> None:
    full = {"b": "bus", "c": "car"}
    table = detections(*((at, 0, full[kind]) for at, kind in enumerate(kinds)))
    of = sights(*((0, at) for at in range(len(kinds))), confirmed={0: 0})
    assert {row[3] for row in tracked(table, of)} == {expected}


def test_pictures_strictly_between_two_instants() -> None:
    clock = Clock(t_us=np.array([0, 10, 20, 30]), frame=np.arange(4), clip=("a",) * 4)
    assert list(clock.between(0, 30)) == [1, 2]
    assert list(clock.between(5, 20)) == [1]
    assert list(clock.between(10, 20)) == []
    assert clock_of(EVERY_HALF).t_us.tolist() == [0, 500_000, SECOND, 1_500_000, 2_000_000]


def test_edges_lie_on_straight_lines() -> None:
    boxes = np.array([(0.0, 0.0, 10.0, 20.0), (10.0, 20.0, 30.0, 60.0)])
    assert between(np.array([0, 100]), boxes, np.array([25, 50])).tolist() == [[2.5, 5, 15, 30], [5, 10, 20, 40]]
    assert between(np.array([0]), boxes[:1], np.array([], np.int64)).shape == (0, 4)


@pytest.mark.parametrize(
    ("homography", "ground"),
    [
        ((), (None, None)),
        ((2, 0, 1, 0, 3, 0, 0, 0, 1), (11.0, 60.0)),  # feet at (5, 20)
        ((1, 0, 0, 0, 1, 0, 0, 0, 2), (2.5, 10.0)),
        ((1, 0, 0, 0, 1, 0, 1, 0, -5), (None, None)),  # the feet lie on the horizon
    ],
)
def test_feet_on_the_ground(homography: tuple[float, ...], ground: tuple[float | None, float | None]) -> None:
    table = detections((0, 0, "person"))
    tracks = written(table, [sights((0, 0), confirmed={0: 0})], frames=None, homography=homography, fill_s=1)
    assert (tracks["gx"][0].as_py(), tracks["gy"][0].as_py()) == ground
    assert with_ground(tracks, ()) is tracks
