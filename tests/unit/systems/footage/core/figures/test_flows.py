"""From zone to zone, in quarters of an hour; how many are inside; who walks together."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.figures.bins import BIN_US, crossing_bins, track_bins, visit_bins
from naru.systems.footage.core.figures.flows import flows
from naru.systems.footage.core.figures.groups import companions, groups
from naru.systems.footage.core.figures.occupancy import occupancy, resets
from naru.systems.footage.core.figures.visits import visits
from naru.systems.footage.core.tables import CROSSINGS, FLOWS
from tests.footage_rows import SECOND, Walk, along, camera, lazy, rows, square, tracks, zone

THREE = camera(zones=[zone(name, *square(at, 20)) for name, at in (("a", 0), ("b", 30), ("c", 60))])
EAST = along((5, 25), (65, 25), steps=24)
WALK = EAST[::2]


def flowed(*walks: Walk) -> list[tuple[str, str, int, int]]:
    return rows(flows(visits(lazy(tracks(*walks)), [THREE])), "from_zone", "to_zone", "bin_us", "tracks")


def test_a_walk_through_three_zones_is_two_flows() -> None:
    assert flowed((1, 0, EAST), (2, 0, EAST[::-1])) == [
        ("a", "b", 0, 1),
        ("b", "a", 0, 1),
        ("b", "c", 0, 1),
        ("c", "b", 0, 1),
    ]


def test_a_flow_counts_in_the_quarter_of_its_arrival_and_a_track_once() -> None:
    assert flowed((1, 895, EAST)) == [("a", "b", BIN_US, 1), ("b", "c", BIN_US, 1)]
    there_and_back = EAST[:14] + EAST[13::-1] + EAST[:14]
    assert ("a", "b", 0, 1) in flowed((1, 0, there_and_back))
    assert flowed((1, 0, EAST), (2, 3, EAST)) == [("a", "b", 0, 2), ("b", "c", 0, 2)]


def test_out_and_back_into_the_same_zone_is_no_flow() -> None:
    assert flowed((1, 0, [(5, 25), (5, 25), *[(5, 70)] * 9, (5, 25), (5, 25)])) == []


def test_flows_have_the_stage_s_schema() -> None:
    assert flows(visits(lazy(tracks()), [THREE])).schema().to_pyarrow().equals(FLOWS)


def crossing(*steps: tuple[float, str], name: str = "l") -> pa.Table:
    rows = [
        {"camera_id": "c", "line_id": name, "track_id": n, "t_us": round(t * SECOND), "direction": way}
        for n, (t, way) in enumerate(steps)
    ]
    return pa.Table.from_pylist(rows, schema=CROSSINGS)


def test_crossings_and_tracks_and_visits_are_counted_by_the_quarter() -> None:
    found = crossing_bins(lazy(crossing((0, "in"), (899.999, "in"), (899.9, "out"), (900, "in"))))
    assert rows(found, "line_id", "bin_us", "ins", "outs") == [("l", 0, 2, 1), ("l", BIN_US, 1, 0)]
    seen = lazy(tracks((1, 898, [(5, 25)] * 4), (2, 0, [(5, 25)] * 2)))
    assert rows(track_bins(seen), "bin_us", "tracks") == [(0, 2), (BIN_US, 1)]
    stayed = lazy(
        tracks(
            (1, 0, [(20, 25), *[(5, 25)] * 4, (20, 25)]),
            (2, 0, [(20, 25), *[(5, 25)] * 2, (20, 25)]),
            (3, 0, [(5, 25)] * 2),
        )
    )
    binned = visit_bins(visits(stayed, [THREE]), stay_s=3)
    assert rows(binned, "zone_id", "visits", "visiting", "passing", "unknown", "seconds") == [("a", 3, 1, 1, 1, 5.0)]


def test_occupancy_never_falls_below_nobody_and_says_how_far_it_drifted() -> None:
    """opendatacam#655, Footfall#30, #40: more out than in"""
    steps = crossing((1, "in"), (2, "out"), (3, "out"), (4, "out"), (5, "in"), (6, "in"))
    found = occupancy(lazy(steps))
    assert rows(found, "t_us", "raw", "occupancy", "drift") == [
        (1 * SECOND, 1, 1, 0),
        (2 * SECOND, 0, 0, 0),
        (3 * SECOND, -1, 0, 1),
        (4 * SECOND, -2, 0, 2),
        (5 * SECOND, -1, 1, 2),
        (6 * SECOND, 0, 2, 2),
    ]
    assert rows(resets(found), "period", "entries_missed", "exits_missed", "most") == [(0, 2, 2, 2)]


def test_a_reset_begins_from_nobody() -> None:
    steps = crossing((1, "in"), (2, "in"), (3, "in"), (4, "out"))
    found = occupancy(lazy(steps), resets_us=[3 * SECOND])
    assert rows(found, "period", "t_us", "occupancy") == [
        (0, SECOND, 1),
        (0, 2 * SECOND, 2),
        (1, 3 * SECOND, 1),
        (1, 4 * SECOND, 0),
    ]
    assert rows(resets(found), "period", "exits_missed") == [(0, 2), (1, 0)]


def test_all_lines_of_a_camera_bound_one_area() -> None:
    both = pa.concat_tables([crossing((1, "in"), (2, "in")), crossing((3, "out"), name="back")])
    assert rows(occupancy(lazy(both)), "t_us", "occupancy")[-1] == (3 * SECOND, 1)


def together(*walks: Walk, **settings: float) -> list[tuple[int, int, int]]:
    return rows(companions(lazy(tracks(*walks)), **settings), "track_id", "with_id", "seconds")


def beside(points: list[tuple[float, float]], by: float) -> list[tuple[float, float]]:
    return [(x, y + by) for x, y in points]


@pytest.mark.parametrize(
    ("what", "other", "expected"),
    [
        ("a metre and a half beside", beside(WALK, 1.49 * 20 / 1.7), [(1, 2, 13)]),
        ("further", beside(WALK, 1.51 * 20 / 1.7), []),
        ("meets half way and goes on", WALK[::-1], []),
        ("follows ten seconds behind", [(-45.0, 25.0)] * 10 + WALK[:3], []),
    ],
)
def test_who_keeps_near_walks_together(
    what: str, other: list[tuple[float, float]], expected: list[tuple[int, int, int]]
) -> None:
    assert together((1, 0, WALK), (2, 0, other)) == expected, what


def test_together_is_a_least_time_and_a_share_of_the_shorter_life() -> None:
    walks = ((1, 0.0, WALK), (2, 0.0, WALK[:5]))
    assert together(*walks) == [(1, 2, 5)]
    assert together(*walks, together_s=5.1) == []
    apart_half_the_time = WALK[:6] + [(90.0, 90.0)] * 7
    assert together((1, 0, WALK), (2, 0, apart_half_the_time)) == []
    assert together((1, 0, WALK), (2, 0, apart_half_the_time), share=0.4) == [(1, 2, 6)]


def test_pairs_that_share_somebody_are_one_group() -> None:
    walks = [(n + 1, 0.0, beside(WALK, 10.0 * n)) for n in range(3)] + [(9, 0.0, beside(WALK, 60))]
    pairs = companions(lazy(tracks(*walks)), apart_m=1).to_pyarrow()
    assert sorted(zip(pairs["track_id"].to_pylist(), pairs["with_id"].to_pylist(), strict=True)) == [(1, 2), (2, 3)]
    found = groups([("c", n) for n in (1, 2, 3, 9)], pairs)
    assert found["group"].to_pylist() == [1, 1, 1, 2]
    assert found["size"].to_pylist() == [3, 3, 3, 1]
