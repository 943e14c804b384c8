"""Riders, moving regions, still things, rows."""

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.detect.boxes import Boxes
from naru.systems.footage.core.detect.motion import Components, boxes_of
from naru.systems.footage.core.detect.riders import rides, with_people
from naru.systems.footage.core.detect.rows import DetectionRows, of_classes
from naru.systems.footage.core.detect.still import without_still
from naru.systems.footage.core.detect.values import MotionConfig, StillConfig
from naru.systems.footage.core.tables import DETECTIONS, FRAMES

SECOND = 1_000_000


def boxes(*rows: tuple[float, float, float, float, float, int]) -> Boxes:
    table = np.array(rows, np.float32).reshape(-1, 6)
    return Boxes(xyxy=table[:, :4], scores=table[:, 4], labels=table[:, 5].astype(np.int64))


def frames(count: int, step_us: int = SECOND) -> pa.Table:
    rows = [{"clip_id": "c", "frame": k, "t_us": k * step_us, "damaged": False} for k in range(count)]
    return pa.Table.from_pylist(rows, schema=FRAMES)


def test_a_rider_in_one_box_gets_a_person_unless_it_has_one() -> None:
    classes = {1: "person", 3: "bicycle"}
    rider, walker = (100, 100, 140, 200, 0.8, 3), (300, 100, 340, 200, 0.9, 1)
    found = with_people(boxes(rider, walker), classes)
    assert found.labels.tolist() == [3, 1, 1]
    assert found.xyxy[2].round(3).tolist() == [104, 100, 136, 185]
    assert len(with_people(boxes(rider, (104, 100, 136, 185, 0.9, 1)), classes)) == 2
    assert len(with_people(boxes(walker), classes)) == 1


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param((100, 50, 140, 150), True, id="on it"),
        pytest.param((100, 50, 140, 99), False, id="behind it, the feet above"),
        pytest.param((100, 50, 140, 101), True, id="the feet just below its upper edge"),
        pytest.param((100, 50, 140, 170), True, id="the feet below it by no more than .15 of its height"),
        pytest.param((100, 50, 140, 171), False, id="the feet too low"),
        pytest.param((70, 50, 110, 150), False, id="beside it, overlapping a quarter"),
        pytest.param((80, 50, 120, 150), True, id="overlapping half"),
        pytest.param((100, 100, 140, 150), False, id="no higher than it"),
    ],
)
def test_who_rides_is_over_the_bicycle(person: tuple[float, ...], expected: bool) -> None:
    bicycle = np.array([[100, 100, 140, 161]], np.float32)
    assert bool(rides(np.array([person], np.float32), bicycle)[0, 0]) is expected


@pytest.mark.parametrize(("area", "count"), [(5, 0), (6, 1), (2500, 1), (2501, 0)])
def test_regions_too_small_or_too_large_are_no_boxes(area: int, count: int) -> None:
    stats = np.array([[10, 20, 60, 50, area]], np.int32)
    config = MotionConfig(least_area=0.0006, most_area=0.25)
    assert len(boxes_of(Components(stats), size=(100, 100), scale=2, config=config)) == count


def test_a_moving_region_is_scaled_to_the_picture_and_scored_by_how_much_of_it_moves() -> None:
    found = boxes_of(
        Components(np.array([[10, 20, 4, 5, 10]], np.int32)), size=(100, 100), scale=2, config=MotionConfig()
    )
    assert (found.xyxy.tolist(), found.scores.tolist()) == ([[20, 40, 28, 50]], [0.75])


def test_rows_have_the_times_of_their_frames_and_the_names_of_their_labels() -> None:
    rows = DetectionRows({0: "person", 2: "car"})
    rows.add(1, boxes((0, 0, 1, 1, 0.5, 2), (0, 0, 1, 1, 0.5, 1)))
    rows.add(2, boxes((0, 0, 2, 2, 0.25, 0)))
    table = rows.table(frames(3), camera_id="k", source="toy 1")
    assert table.schema == DETECTIONS
    assert [(row["frame"], row["t_us"], row["class"], row["score"]) for row in table.to_pylist()] == [
        (1, SECOND, "car", 0.5),
        (2, 2 * SECOND, "person", 0.25),
    ]
    assert of_classes(table, ("person",))["frame"].to_pylist() == [2]
    assert of_classes(table, ()).equals(table)


def test_a_clip_without_boxes_has_an_empty_table() -> None:
    assert DetectionRows({0: "person"}).table(frames(3), camera_id="k", source="toy").schema == DETECTIONS


def seen(*things: tuple[range, float], name: str = "person") -> pa.Table:
    """A thing at x in each of the seconds."""
    rows = [
        {
            "camera_id": "k", "clip_id": "c", "frame": second, "t_us": second * SECOND, "class": name, "score": 0.9,
            "x1": x, "y1": 0.0, "x2": x + 20, "y2": 50.0, "source": "toy",
        }
        for seconds, x in things
        for second in seconds
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=DETECTIONS)


@pytest.mark.parametrize(
    ("seconds", "stir", "left"),
    [
        pytest.param(range(100), 1.0, 0, id="there throughout, never stirs"),
        pytest.param(range(100), 20.0, 100, id="stirs"),
        pytest.param(range(61), 1.0, 0, id="for a minute"),
        pytest.param(range(60), 1.0, 60, id="for less than a minute"),
        pytest.param(range(0, 100, 2), 1.0, 50, id="in too few of the seconds"),
    ],
)
def test_what_stays_and_never_stirs_is_no_person(seconds: range, stir: float, left: int) -> None:
    table = seen((seconds, 10.0))
    stirs = np.full(len(table), stir, np.float32)
    assert len(without_still(table, stirs, frames(100), StillConfig())) == left


@pytest.mark.parametrize(("stirred", "left"), [(25, 0), (26, 100)])
def test_a_thing_may_seem_to_stir_in_a_quarter_of_the_looks(stirred: int, left: int) -> None:
    """Someone walks by, the light changes."""
    stirs = np.array([20.0] * stirred + [1.0] * (100 - stirred), np.float32)
    assert len(without_still(seen((range(100), 10.0)), stirs, frames(100), StillConfig())) == left


def test_who_walks_by_and_what_is_no_person_stays() -> None:
    walkers = pa.concat_tables([seen((range(k, k + 1), 30.0 * k)) for k in range(5, 100)])
    cars = seen((range(100), 10.0), name="car")
    table = pa.concat_tables([seen((range(100), 10.0)), walkers, cars])
    left = without_still(table, np.ones(len(table), np.float32), frames(100), StillConfig())
    assert sorted(set(left["class"].to_pylist())) == ["car", "person"]
    assert len(left) == len(walkers) + len(cars)
