"""Things that stand for hours, and pictures too crowded for tracks."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.tables import DETECTIONS
from naru.systems.footage.core.track.density import density
from naru.systems.footage.core.track.kalman import Motion, begun, boxes_at, corrected, predicted
from naru.systems.footage.core.track.kinds import family
from naru.systems.footage.core.track.still import still_objects
from tests.footage_rows import SECOND, Walk, along, tracks

HERE = (50.0, 50.0)


def still(*walks: Walk, still_s: float = 60, gap_s: float = 600) -> list[tuple[int, int, int, bool]]:
    found = still_objects(tracks(*walks, step_s=10), still_s=still_s, gap_s=gap_s)
    return [
        (row["track_id"], row["start_us"] // SECOND, row["end_us"] // SECOND, row["appeared"])
        for row in found.to_pylist()
    ]


def test_what_stands_is_found_and_what_walks_is_not() -> None:
    assert still((1, 0, [HERE] * 10), (2, 0, along((0, 90), (90, 90), steps=9))) == [(1, 0, 90, False)]


@pytest.mark.parametrize(("times", "expected"), [(7, [(1, 0, 60, False)]), (6, [])])
def test_it_stands_from_its_least_time_on(times: int, expected: list[tuple[int, int, int, bool]]) -> None:
    assert still((1, 0, [HERE] * times)) == expected


def test_what_a_walker_hid_is_the_same_thing_afterwards() -> None:
    """frigate#10739"""
    assert still((1, 100, [HERE] * 5), (2, 200, [(51.0, 50.0)] * 9), (9, 0, [(0, 90)])) == [(1, 100, 280, True)]
    assert still((1, 0, [HERE] * 7), (2, 661, [HERE] * 7)) == [(1, 0, 60, False), (2, 661, 721, True)]
    assert still((1, 0, [HERE] * 7), (2, 660, [HERE] * 7)) == [(1, 0, 720, False)]


def test_what_came_later_has_appeared() -> None:
    first = (9, 0.0, [(0.0, 90.0)])
    assert still(first, (1, 2, [HERE] * 10)) == [(1, 2, 92, False)]
    assert still(first, (1, 3, [HERE] * 10)) == [(1, 3, 93, True)]


def test_a_thing_beside_it_and_one_of_another_kind_are_others() -> None:
    assert len(still((1, 0, [HERE] * 10), (2, 0, [(56.0, 50.0)] * 10))) == 2
    car = tracks((3, 0, [HERE] * 10), step_s=10, kind="car")
    both = pa.concat_tables([tracks((1, 0, [HERE] * 10), step_s=10), car])
    assert len(still_objects(both, still_s=60, gap_s=600)) == 2
    assert len(still_objects(tracks(), still_s=60, gap_s=600)) == 0


def crowd(*pictures: list[float]) -> pa.Table:
    """Boxes ten wide at these places, a picture a second."""
    rows = [
        {"camera_id": "c", "clip_id": "k", "frame": n, "t_us": n * SECOND, "class": "person", "score": 0.9, "x1": x, "y1": 0, "x2": x + 10, "y2": 30, "source": "s"}
        for n, places in enumerate(pictures)
        for x in places
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=DETECTIONS)


def test_a_picture_is_crowded_where_boxes_hide_each_other() -> None:
    found = density(crowd([0, 5, 40, 80], [0, 50]), bin_s=2, crowded_at=2 / 6)
    assert found.to_pylist() == [
        {"camera_id": "c", "bin_us": 0, "people": 3.0, "hidden": pytest.approx(1 / 3), "crowded": True}
    ]
    assert density(crowd([0, 5, 40, 80], [0, 50]), bin_s=2, crowded_at=0.34)["crowded"].to_pylist() == [False]
    assert density(crowd([0, 5], [0, 50]), bin_s=1)["crowded"].to_pylist() == [True, False]
    assert len(density(crowd())) == 0


@pytest.mark.parametrize(("apart", "hidden"), [(5.3, 1.0), (5.5, 0.0)])
def test_a_box_hides_another_from_an_overlap_of_three_tenths(apart: float, hidden: float) -> None:
    assert density(crowd([0, apart]))["hidden"].to_pylist() == [hidden]


def test_a_filter_learns_the_speed_and_is_as_good_in_one_step_as_in_two() -> None:
    motion = Motion()
    box = np.array([[0.0, 0, 20, 40]])
    filters = begun(box, motion)
    for n in range(1, 40):
        filters = corrected(predicted(filters, 0.1, motion), box + n * np.array([2.0, 0, 2, 0]), motion)
    assert filters.speed[0, 0] == pytest.approx(20, abs=0.5)
    once, twice = predicted(filters, 1.0, motion), predicted(predicted(filters, 0.5, motion), 0.5, motion)
    assert once.at == pytest.approx(twice.at)
    assert once.var == pytest.approx(twice.var)
    assert boxes_at(once.at)[0, 0] == pytest.approx(78 + 20, abs=1)


@pytest.mark.parametrize(("kind", "expected"), [("bus", "vehicle"), ("kickboard", "two_wheeler"), ("tent", "tent")])
def test_families(kind: str, expected: str) -> None:
    assert family(kind) == expected
