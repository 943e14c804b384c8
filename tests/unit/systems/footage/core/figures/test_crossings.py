"""Lines crossed, each once: what public trackers and counters get wrong, case by case."""

import numpy as np
import pytest
import shapely

from naru.systems.footage.core.cameras.values import Line, Pixel
from naru.systems.footage.core.figures.crossings import crossings, entries
from naru.systems.footage.core.tables import CROSSINGS
from tests.footage_rows import SECOND, Walk, along, camera, lazy, line, rows, tracks

UP = line("gate", (0, 50), (100, 50))  # from left to right: its left is above, so who walks down goes in
WEST, EAST = (20.0, 40.0), (20.0, 60.0)  # above and below the line


def crossed(*walks: Walk, of: Line = UP, step_s: float = 1.0, height: float = 20.0) -> list[tuple[int, float, str]]:
    found = crossings(lazy(tracks(*walks, step_s=step_s, height=height)), [camera(lines=[of])])
    return [(name, t / SECOND, way) for name, t, way in rows(found, "track_id", "t_us", "direction")]


@pytest.mark.parametrize(
    ("what", "points", "expected"),
    [
        ("down is in", [(20, 40), (20, 60)], ["in"]),
        ("up is out", [(20, 60), (20, 40)], ["out"]),
        ("up to the line and no further", [(20, 40), (20, 49.9)], []),
        ("just beyond it at the last sight", [(20, 40), (20, 50.5)], ["in"]),
        ("from just before it at the first sight", [(20, 49.5), (20, 60)], ["in"]),
        ("never out of the band", [(20, 49.5), (20, 50.5)], []),
        ("beside the line's end", [(120, 40), (120, 60)], []),
        ("across its end in a slant that misses it", [(90, 40), (130, 60)], []),
        ("across its end in a slant that meets it", [(80, 40), (110, 60)], ["in"]),
        ("a jump over everything between two pictures", [(20, 0), (20, 100)], ["in"]),
        ("stands before it", [(20, 40)] * 9, []),
        ("and back after a while", [(20, 40), (20, 60), (20, 60), (20, 40)], ["in", "out"]),
    ],
)
def test_a_line_is_crossed_where_the_way_meets_it(what: str, points: list[Pixel], expected: list[str]) -> None:
    assert [way for _, _, way in crossed((1, 0, points))] == expected, what


def test_the_crossing_s_instant_is_the_first_beyond_the_line() -> None:
    assert crossed((1, 3, along((20, 30), (20, 70), steps=8))) == [(1, 8.0, "in")]


def test_a_flicker_of_one_picture_over_the_line_is_no_crossing() -> None:
    """supervision#2598, #2600"""
    flicker = [(20, 40)] * 5 + [(20, 60)] + [(20, 40)] * 5
    assert crossed((1, 0, flicker), step_s=0.2) == []
    back_later = [(20, 40)] * 5 + [(20, 60)] * 6 + [(20, 40)] * 5
    assert [way for _, _, way in crossed((1, 0, back_later), step_s=0.2)] == ["in", "out"]
    through = [(20, 40), (20, 60), (20, 40), (20, 60), (20, 60), (20, 60)]
    assert crossed((1, 0, through), step_s=0.2) == [(1, 0.6, "in")]


def test_boxes_without_a_track_cross_nothing() -> None:
    """supervision#2578"""
    assert crossed((-1, 0, [(20, 40), (20, 60)] * 5)) == []


def test_a_line_that_is_always_under_the_box_is_crossed_by_the_foot() -> None:
    """supervision#1838: ten pixels from the picture's edge"""
    edge = line("edge", (0, 90), (100, 90))
    assert [way for _, _, way in crossed((1, 0, along((50, 84), (50, 100), steps=4)), of=edge, height=80)] == ["in"]


def test_of_four_short_lines_on_one_straight_only_the_touched_one_counts() -> None:
    """supervision#210"""
    bent = line("bent", (0, 90), (50, 95), (100, 90))
    lines = [bent, *(line(f"l{n}", (n * 25, 50), (n * 25 + 20, 50)) for n in range(4))]
    found = crossings(lazy(tracks((1, 0, [(60, 40), (60, 60)]))), [camera(lines=lines)])
    assert rows(found, "line_id") == [("l2",)]


def test_one_who_crosses_counts_once_and_two_at_once_count_twice() -> None:
    """ultralytics#9998, #14291"""
    down = along((20, 40), (20, 60), steps=4)
    assert len(crossed((1, 0, down))) == 1
    assert len(crossed((1, 0, down), (2, 0, [(x + 30, y) for x, y in down]))) == 2


@pytest.mark.parametrize("speed", [1, 5, 20, 40, 60, 97])
def test_speed_does_not_matter(speed: int) -> None:
    """ultralytics#25492: 40 to 60 pixels a picture"""
    for start in range(0, 50, 7):
        points = [(20.0, float(y)) for y in range(start, 53 + speed, speed)]
        assert [way for _, _, way in crossed((1, 0, points), step_s=0.1)] == ["in"], (speed, start)


def test_a_car_that_trembles_on_a_sloped_line_has_crossed_when_it_leaves() -> None:
    """opendatacam#204: counted 15 times"""
    slope = line("slope", (0, 30), (100, 70))
    random = np.random.default_rng(5)
    waits = [(50 + dx, 50 + dy) for dx, dy in random.uniform(-0.7, 0.7, (200, 2))]
    way = [*along((50, 20), (50, 46), steps=5), *waits, *along((50, 54), (50, 90), steps=5)]
    assert len(crossed((1, 0, way), of=slope)) == 1
    assert crossed((1, 0, [*along((50, 20), (50, 46), steps=5), *waits, (50, 46), (50, 20)]), of=slope) == []


def test_new_ids_while_waiting_on_the_line_count_at_most_once() -> None:
    random = np.random.default_rng(6)
    waits = [[(50 + dx, 50 + dy) for dx, dy in random.uniform(-0.7, 0.7, (20, 2))] for _ in range(15)]
    walks = [(n + 2, 10 + 20.0 * n, points) for n, points in enumerate(waits)]
    came = (1, 0.0, along((50, 20), (50, 46), steps=8))
    left = (99, 400.0, along((50, 49.9), (50, 90), steps=8))
    assert [name for name, _, _ in crossed(came, *walks, left)] == [99]


def test_one_joint_of_a_polyline_is_crossed_once() -> None:
    bent = line("bent", (0, 50), (50, 50), (100, 50))
    assert len(crossed((1, 0, [(50, 40), (50, 60)]), of=bent)) == 1
    corner = line("corner", (0, 50), (50, 50), (50, 100))
    assert crossed((1, 0, [(40, 45), (55, 60)]), of=corner) == []  # over the corner's tip: in and at once out again
    assert len(crossed((1, 0, [(30, 45), (30, 60)]), of=corner)) == 1


@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_straight_ways_cross_where_shapely_says(seed: int) -> None:
    random = np.random.default_rng(seed)
    ends = random.uniform(0, 100, (1000, 2, 2))
    sloped = line("l", (10, 20), (85, 70))
    segment = shapely.LineString(sloped.points)
    clear = [n for n, way in enumerate(ends) if min(segment.distance(shapely.Point(point)) for point in way) > 1.5]
    expected = {n for n in clear if segment.intersects(shapely.LineString(ends[n]))}
    found = {name for name, _, _ in crossed(*((n, 0.0, [tuple(p) for p in ends[n]]) for n in clear), of=sloped)}
    assert found == expected
    assert len(expected) > 100


def test_crossings_have_the_stage_s_schema() -> None:
    found = crossings(lazy(tracks((1, 0, [WEST, EAST]))), [camera(lines=[UP])])
    assert found.select(*CROSSINGS.names).schema().to_pyarrow().equals(CROSSINGS)
    none = crossings(lazy(tracks()), [camera()])
    assert none.select(*CROSSINGS.names).schema().to_pyarrow().equals(CROSSINGS)
    assert rows(none) == []


@pytest.mark.parametrize(
    ("what", "stay_s", "away_s", "expected"),
    [
        ("comes, stays, goes, comes again later", 100, 100, ["entry", "exit", "entry"]),
        ("turns round at once", 10, 100, ["uturn", "uturn", "entry"]),
        ("a second more is a visit", 11, 100, ["entry", "exit", "entry"]),
        ("is back within a minute", 100, 60, ["entry", "exit", "reentry"]),
        ("a second later he is another visitor", 100, 61, ["entry", "exit", "entry"]),
    ],
)
def test_entries(what: str, stay_s: int, away_s: int, expected: list[str]) -> None:
    way = [WEST, EAST, *[EAST] * (stay_s - 1), WEST, *[WEST] * (away_s - 1), EAST]
    found = crossings(lazy(tracks((1, 0, way))), [camera(lines=[UP])])
    kinds = rows(entries(found, uturn_s=10, reentry_s=60), "t_us", "kind")
    assert [kind for _, kind in kinds] == expected, what
