"""Detections become tracks: what public trackers get wrong, case by case, and a real street."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.metrics.evaluate import evaluate_tracks
from naru.systems.footage.core.metrics.mot import read_mot
from naru.systems.footage.core.tables import DETECTIONS, FRAMES, TRACKS
from naru.systems.footage.core.track.tracker import TrackerSettings, settings_for, track
from tests.footage_rows import SECOND, SHARED

Seen = (
    tuple[float, float, float, float] | tuple[float, float, float, float, str]
)  # second, middle x, foot y, score, class
MOT = Path(os.environ.get("NARU_MOT", "")) / "TUD-Campus-det.txt"


def detections(seen: Sequence[Seen], *, rate: float = 10, clip: str = "k") -> pa.Table:
    """Boxes of 20 × 40."""
    rows = [
        {
            "camera_id": "c", "clip_id": clip, "frame": round(t * rate), "t_us": round(t * SECOND) + SECOND,
            "class": kind[0] if kind else "person", "score": score,
            "x1": x - 10, "y1": y - 40, "x2": x + 10, "y2": y, "source": "test",
        }
        for t, x, y, score, *kind in seen
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=DETECTIONS)


def walk(
    begin: float,
    seconds: float,
    start: tuple[float, float],
    speed: tuple[float, float],
    *,
    rate: float = 10,
    score: float = 0.9,
) -> list[Seen]:
    times = [begin + n / rate for n in range(round(seconds * rate) + 1)]
    return [(t, start[0] + speed[0] * (t - begin), start[1] + speed[1] * (t - begin), score) for t in times]


def ids(found: pa.Table) -> dict[int, tuple[float, float]]:
    """Of each track its first and last second."""
    spans: dict[int, tuple[float, float]] = {}
    for name, t_us in zip(found["track_id"].to_pylist(), found["t_us"].to_pylist(), strict=True):
        t = t_us / SECOND - 1
        spans[name] = (min(t, spans.get(name, (t, t))[0]), max(t, spans.get(name, (t, t))[1]))
    return spans


def test_one_walker_is_one_track_from_his_first_picture_on() -> None:
    found = track(detections(walk(0, 3, (50, 100), (30, 0))))
    assert ids(found) == {1: (0, 3)}
    assert found.schema.equals(TRACKS)
    assert len(found) == 31


@pytest.mark.parametrize("rate", [3, 10, 30])
def test_a_track_waits_for_seconds_not_for_pictures(rate: float) -> None:
    """supervision#1805, trackers#420: at ten pictures a second the buffer became nothing"""
    speed = (20.0, 0.0)

    def away(seconds: float) -> dict[int, tuple[float, float]]:
        back = walk(3 + seconds, 3, (50 + 20 * (3 + seconds), 100), speed, rate=rate)
        return ids(track(detections(walk(0, 3, (50, 100), speed, rate=rate) + back, rate=rate)))

    assert list(away(1.9)) == [1]
    assert list(away(2.5)) == [1, 2]


def test_ids_are_dense_and_born_when_confirmed() -> None:
    """supervision#1355, #1044: ids skip"""
    noise = [(n * 0.7, 400.0 + 90 * n, 300.0, 0.9) for n in range(6)]
    late = walk(2, 3, (50, 300), (30, 0))
    found = track(detections(noise + late + walk(0, 5, (50, 100), (30, 0))))
    assert ids(found) == {1: (0, 5), 2: (2, 5)}


@pytest.mark.parametrize(("pictures", "expected"), [(5, []), (6, [1])])
def test_what_is_seen_for_less_than_half_a_second_is_no_track(pictures: int, expected: list[int]) -> None:
    assert list(ids(track(detections(walk(0, (pictures - 1) / 10, (50, 100), (0, 0)))))) == expected


def test_three_sights_make_a_track_at_three_pictures_a_second() -> None:
    assert list(ids(track(detections(walk(0, 1 / 3, (50, 100), (0, 0), rate=3), rate=3)))) == []
    assert list(ids(track(detections(walk(0, 2 / 3, (50, 100), (0, 0), rate=3), rate=3)))) == [1]


def test_two_who_meet_go_on_as_they_came() -> None:
    """supervision#1720"""
    east, west = walk(0, 6, (40, 100), (20, 0)), walk(0, 6, (160, 102), (-20, 0))
    hidden = [one for one in west if abs(one[0] - 3) > 0.35]  # the one in front hides the other
    found = track(detections(east + hidden))
    ends = {
        name: (of["x1"][0].as_py(), of["x1"][-1].as_py())
        for name in ids(found)
        for of in [found.filter(pa.compute.equal(found["track_id"], name))]
    }
    assert sorted(ends.values()) == [(30.0, 150.0), (150.0, 30.0)]


def test_no_detections_are_no_tracks() -> None:
    """supervision#429, TrackEval#107"""
    found = track(DETECTIONS.empty_table())
    assert found.schema.equals(TRACKS)
    assert len(found) == 0


def test_a_kind_of_thing_whose_boxes_are_all_too_doubtful_makes_no_track() -> None:
    assert ids(track(detections(stands(3.0, 10, score=0.05)))) == {}


def test_a_hole_is_filled_at_the_pictures_of_the_clock() -> None:
    seen = [one for one in walk(0, 4, (50, 100), (20, 0)) if not 1.05 < one[0] < 1.95]
    clock = pa.table(
        {
            "clip_id": ["k"] * 41,
            "frame": pa.array(range(41), pa.int32()),
            "t_us": pa.array([SECOND + n * SECOND // 10 for n in range(41)], pa.int64()),
            "damaged": [False] * 41,
        }
    ).cast(FRAMES)
    found = track(detections(seen), frames=clock)
    assert found["frame"].to_pylist() == list(range(41))
    guessed = found.filter(found["interpolated"])
    assert guessed["frame"].to_pylist() == list(range(11, 20))
    assert guessed["score"].null_count == 9
    assert guessed["x1"].to_pylist() == pytest.approx([50 + 20 * n / 10 - 10 for n in range(11, 20)])
    assert len(track(detections(seen))) == 32  # without a clock only pictures with detections are known


def test_a_doubtful_box_goes_on_with_a_track_and_begins_none() -> None:
    fading = [(t, x, y, 0.9 if t < 2 else 0.2) for t, x, y, _ in walk(0, 4, (50, 100), (20, 0))]
    assert ids(track(detections(fading))) == {1: (0, 4)}
    assert ids(track(detections([(t, x, y, 0.45) for t, x, y, _ in fading]))) == {}
    lost = [(t, x, y, 0.9 if t < 2 else 0.05) for t, x, y, _ in fading]
    assert ids(track(detections(lost))) == {1: (0, 1.9)}


def test_a_second_box_on_one_person_is_nobody() -> None:
    double = [(t, x + 2, y, 0.8) for t, x, y, _ in walk(0.5, 3, (60, 100), (20, 0))]
    assert list(ids(track(detections(walk(0, 4, (50, 100), (20, 0)) + double)))) == [1]


def test_a_car_that_is_a_truck_for_a_moment_is_one_vehicle_and_a_person_before_it_another() -> None:
    car = [(*one, "truck" if 1 < one[0] < 1.5 else "car") for one in walk(0, 4, (50, 100), (20, 0))]
    person = [(*one, "person") for one in walk(0, 4, (52, 100), (20, 0))]
    found = track(detections(car + person))
    kinds = dict(zip(found["track_id"].to_pylist(), found["class"].to_pylist(), strict=True))
    assert sorted(kinds.values()) == ["car", "person"]


def test_rows_in_any_order_and_of_several_clips_make_the_same_tracks() -> None:
    first, second = walk(0, 2, (50, 100), (20, 0)), walk(2.1, 2, (92, 100), (20, 0))
    both = pa.concat_tables([detections(second, clip="b"), detections(first, clip="a")])
    found = track(both)
    assert ids(found) == {1: (0, 4.1)}
    assert set(found["clip_id"].to_pylist()) == {"a", "b"}
    shuffled = both.take(pa.array(np.random.default_rng(1).permutation(len(both))))
    assert track(shuffled).equals(found)


def test_foot_points_stand_on_the_ground() -> None:
    scale = (0.1, 0, 0, 0, 0.1, 0, 0, 0, 1)
    found = track(detections(walk(0, 1, (50, 100), (0, 0))), homography=scale)
    assert (found["gx"][0].as_py(), found["gy"][0].as_py()) == (5.0, 10.0)
    horizon = (1, 0, 0, 0, 1, 0, 0, 1, -100)
    assert track(detections(walk(0, 1, (50, 100), (0, 0))), homography=horizon)["gx"].null_count == 11
    assert track(detections(walk(0, 1, (50, 100), (0, 0))))["gx"].null_count == 11


@pytest.mark.skipif(not MOT.exists(), reason="NARU_MOT names no folder with the detections of TUD-Campus")
def test_tud_campus_is_tracked_better_than_by_what_others_ship() -> None:
    """BoT-SORT .534, C-BIoU .533 (trackers 2.6.1)"""
    seen = read_mot(MOT.read_text())
    frame = seen["frame"].to_numpy()
    table = pa.table(
        {
            "camera_id": ["c"] * len(seen), "clip_id": ["k"] * len(seen), "frame": pa.array(frame, pa.int32()),
            "t_us": pa.array(frame * SECOND // 25 + SECOND), "class": ["person"] * len(seen), "score": seen["score"],
            **{edge: seen[edge] for edge in ("x1", "y1", "x2", "y2")}, "source": ["x"] * len(seen),
        }
    )  # fmt: skip
    truth = read_mot((SHARED / "tud-campus" / "gt.txt").read_text())
    assert evaluate_tracks(truth, track(table, settings=TrackerSettings())).hota >= 0.57


def stands(seconds: float, x: float, *, begin: float = 0, score: float = 0.9) -> list[Seen]:
    return walk(begin, seconds, (x, 100), (0, 0), score=score)


@pytest.mark.parametrize(("aside", "expected"), [(13, [1]), (14, [1, 2])])
def test_a_box_belongs_to_a_track_from_an_overlap_of_a_fifth(aside: float, expected: list[int]) -> None:
    assert list(ids(track(detections(stands(2, 50) + stands(2, 50 + aside, begin=2.1))))) == expected


@pytest.mark.parametrize(("aside", "until"), [(6, 4.1), (7, 2)])
def test_a_doubtful_box_needs_an_overlap_of_half(aside: float, until: float) -> None:
    found = track(detections(stands(2, 50) + stands(2, 50 + aside, begin=2.1, score=0.3)))
    assert ids(found) == {1: (0, until)}


@pytest.mark.parametrize(("aside", "expected"), [(4.9, [1]), (5.5, [1, 2])])
def test_a_second_box_is_somebody_below_an_overlap_of_six_tenths(aside: float, expected: list[int]) -> None:
    assert list(ids(track(detections(stands(4, 50) + stands(3, 50 + aside, begin=1, score=0.8))))) == expected


@pytest.mark.parametrize(("score", "expected"), [(0.5, [1]), (0.49, [])])
def test_a_track_begins_with_a_sure_box(score: float, expected: list[int]) -> None:
    assert list(ids(track(detections(stands(2, 50, score=score))))) == expected


@pytest.mark.parametrize(("rate", "speed", "expected"), [(10, 140, []), (2, 34, [1]), (1, 34, [1]), (1, 70, [])])
def test_where_pictures_are_far_apart_a_new_track_is_looked_for_further_off(
    rate: float, speed: float, expected: list[int]
) -> None:
    """At two pictures a second a walker moves by more than his width; at ten nobody does."""
    seen = walk(0, 6, (50, 100), (speed, 0), rate=rate)
    assert list(ids(track(detections(seen, rate=rate)))) == expected
    assert list(ids(track(detections(seen, rate=rate), settings=TrackerSettings(widen=0)))) == []


@pytest.mark.parametrize("best_score", [0.2, 0.58, 0.9])
def test_a_detector_whose_scores_run_low_is_tracked_as_well(best_score: float) -> None:
    sure = stands(2, 50, score=best_score) + stands(2, 50, begin=2.1, score=0.25 * best_score)
    assert ids(track(detections(sure), settings=settings_for(best_score))) == {1: (0, 4.1)}
    doubtful, noise = stands(4, 50, score=0.8 * best_score), stands(2, 50, begin=2.1, score=0.15 * best_score)
    assert ids(track(detections(doubtful), settings=settings_for(best_score))) == {}
    assert ids(track(detections(stands(2, 50, score=best_score) + noise), settings=settings_for(best_score))) == {
        1: (0, 2)
    }
