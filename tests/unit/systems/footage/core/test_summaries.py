"""A camera's summary worked out by hand: minutes, people, heat, and what is published of groups."""

from typing import Any
from zoneinfo import ZoneInfo

import ibis
import numpy as np
import pyarrow as pa
import pytest

from naru.systems.footage.core.figures.dwell import Survival
from naru.systems.footage.core.summaries import (
    HOUR,
    MINUTE,
    QUARTER,
    SECOND,
    SummarySettings,
    by_hours,
    by_quarters,
    ground_grid,
    heat_grid,
    merged,
    standing,
    summarise,
    thinned,
)
from naru.systems.footage.core.tables import ATTRIBUTES, CLIPS, CROSSINGS, FLOWS, VISITS
from tests.footage_rows import camera, line, square, tracks, zone

MONDAY = 4 * 24 * HOUR  # 5 January 1970
UTC, SEOUL = ZoneInfo("UTC"), ZoneInfo("Asia/Seoul")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(5, 9), (0, 4)], [(0, 4), (5, 9)]),
        ([(0, 5), (5, 9)], [(0, 9)]),
        ([(0, 9), (1, 2)], [(0, 9)]),
        ([(0, 5), (6, 9), (4, 7)], [(0, 9)]),
    ],
)
def test_spans_that_meet_are_one(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    assert merged(spans) == expected


def test_people_a_minute_seen_by_hours_of_the_week() -> None:
    begins = [MONDAY + 31 * MINUTE, MONDAY + 59 * MINUTE, MONDAY + 60 * MINUTE]
    hours = by_hours(begins, [(MONDAY + 30 * MINUTE, MONDAY + 90 * MINUTE)], UTC)
    assert (hours[0][0], hours[0][1], hours[0][2]) == (2 / 30, 1 / 30, None)
    assert (len(hours), {len(day) for day in hours}) == (7, {24})
    assert sum(value is not None for day in hours for value in day) == 2


def test_hours_are_those_of_the_cameras_clock() -> None:
    hours = by_hours([MONDAY], [(MONDAY, MONDAY + MINUTE)], SEOUL)
    assert hours[0][9] == 1.0
    late = MONDAY + 15 * HOUR
    assert by_hours([late], [(late, late + MINUTE)], SEOUL)[1][0] == 1.0


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, QUARTER)], ((0, 2),)),
        ([(0, QUARTER + 1)], ((0, 2), (QUARTER, 1))),
        ([(3 * QUARTER, 3 * QUARTER + 1)], ((3 * QUARTER, 0),)),
    ],
)
def test_every_quarter_that_was_recorded_is_said(
    spans: list[tuple[int, int]], expected: tuple[tuple[int, int], ...]
) -> None:
    assert by_quarters([0, QUARTER - 1, QUARTER], spans) == expected


def steps_of(table: pa.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = standing(ibis.memtable(table)).to_pyarrow().to_pylist()
    return rows


def test_standing_lasts_until_the_next_picture_but_not_over_a_hole() -> None:
    table = pa.concat_tables([tracks((1, at, [(50.0, 80.0)])) for at in (0.0, 0.5, 1.5, 2.6)])
    assert sorted(row["seconds"] for row in steps_of(table)) == [0.0, 0.0, 0.5, 1.0]
    assert {(row["x"], row["y"]) for row in steps_of(table)} == {(50.0, 80.0)}
    others = pa.concat_tables([tracks((1, 0, [(50.0, 80.0)])), tracks((2, 0.5, [(50.0, 80.0)]))])
    assert [row["seconds"] for row in steps_of(others)] == [0.0, 0.0]


def steps(*rows: tuple[float, float, float]) -> pa.Table:
    x, y, seconds = zip(*rows, strict=True)
    return pa.table({"x": x, "y": y, "gx": x, "gy": y, "seconds": seconds})


def test_heat_lies_where_feet_stood_and_nothing_outside_the_picture() -> None:
    heat = heat_grid(steps((0, 0, 1), (1.24, 0, 2), (1.25, 0, 4), (99.9, 99.9, 8), (100, 0, 16), (-1, 0, 32)), camera())
    assert (heat.columns, heat.rows, heat.extent) == (80, 80, (0, 0, 100, 100))
    assert (heat.seconds[0], heat.seconds[1], heat.seconds[-1], sum(heat.seconds)) == (3, 4, 8, 15)
    wide = heat_grid(steps((0, 0, 1)), camera(width=200, height=100))
    assert (wide.columns, wide.rows) == (80, 40)


def test_the_ground_is_where_anyone_stood() -> None:
    grid = ground_grid(steps((3.0, 7.0, 2.0)), SummarySettings())
    assert grid is not None
    assert (grid.columns, grid.rows, grid.extent, grid.seconds[0]) == (2, 2, (3.0, 7.0, 1.0, 1.0), 2.0)
    corners = steps((0, 0, 1), (0, 100, 1), (100, 0, 1), (100, 100, 1))
    coarse = ground_grid(corners, SummarySettings(ground_cells=100))
    assert coarse is not None
    assert (coarse.columns, coarse.rows) == (10, 10)
    nowhere = steps((0, 0, 1)).set_column(2, "gx", pa.nulls(1, pa.float64()))
    assert ground_grid(nowhere, SummarySettings()) is None


@pytest.mark.parametrize(
    ("count", "most", "seconds"),
    [(0, 3, []), (1, 3, [0]), (3, 3, [0, 1, 2]), (5, 3, [0, 2, 4]), (100, 3, [0, 50, 99])],
)
def test_a_curve_keeps_its_first_and_its_last_step(count: int, most: int, seconds: list[int]) -> None:
    at = np.arange(count, dtype=float)
    curve = Survival(seconds=at, share=at / 100, low=at / 200, high=at / 50, at_risk=at, stays=count, seen_whole=count)
    chosen = thinned(curve, most)
    assert [step.seconds for step in chosen] == seconds
    assert all(
        (step.share, step.low, step.high) == (step.seconds / 100, step.seconds / 200, step.seconds / 50)
        for step in chosen
    )


def rows(schema: pa.Schema, *given: dict[str, Any]) -> Any:
    whole = [{**dict.fromkeys(schema.names), "camera_id": "c", **row} for row in given]
    return ibis.memtable(pa.Table.from_pylist(whole, schema=schema))


def visit(track: int, seconds: float, number: int = 1) -> dict[str, Any]:
    return {
        "zone_id": "door",
        "track_id": track,
        "visit": number,
        "start_us": 0,
        "end_us": round(seconds * SECOND),
        "left_censored": False,
        "right_censored": False,
    }


def test_a_summary_has_every_figure_of_its_tables() -> None:
    clip = {"clip_id": "a", "frames": 10, "damaged": 1}
    tables = {
        "clips": rows(
            CLIPS,
            {**clip, "start_us": 4 * MINUTE, "end_us": 6 * MINUTE},
            {**clip, "start_us": 0, "end_us": 2 * MINUTE, "damaged": 0},
        ),
        "tracks": ibis.memtable(
            pa.concat_tables([tracks((1, 0, [(5.0, 20.0)])), tracks((2, 1, [(9.0, 20.0)]), kind="car")])
        ),
        "attributes": rows(
            ATTRIBUTES,
            *({"track_id": at, "sex": "female", "age_band": "unknown", "mode": "walk"} for at in range(5)),
            {"track_id": 9, "sex": "unknown", "age_band": "unknown", "mode": "bus"},
        ),
        "visits": rows(VISITS, visit(1, 10), visit(1, 6, 2), visit(2, 4.9), visit(3, 5)),
        "crossings": rows(
            CROSSINGS,
            *(
                {"line_id": "l", "track_id": at, "t_us": at, "direction": way}
                for at, way in enumerate(("in", "in", "out"))
            ),
        ),
        "flows": rows(
            FLOWS,
            {"from_zone": "b", "to_zone": "a", "bin_us": 0, "tracks": 2},
            {"from_zone": "a", "to_zone": "b", "bin_us": 0, "tracks": 1},
            {"from_zone": "a", "to_zone": "b", "bin_us": 1, "tracks": 2},
        ),
    }
    whole = camera(
        zones=[zone("door", *square(0, 0)), zone("other", *square(50, 50))],
        lines=[line("l", (0, 0), (9, 9)), line("m", (0, 0), (1, 1))],
    )
    made = summarise(whole, tables, lambda expression: expression.to_pyarrow())
    assert (made.clips, made.frames, made.damaged, made.people) == (2, 20, 1, 1)
    assert (made.first_us, made.last_us, made.seen_minutes, made.due_minutes) == (0, 6 * MINUTE, 4, 6)
    door, other = made.zones
    assert (door.visitors, door.passers, other.visits, other.dwell_s.value) == (2, 1, 0, None)
    assert [(each.line_id, each.inward, each.outward) for each in made.lines] == [("l", 2, 1), ("m", 0, 0)]
    assert [(each.from_zone, each.to_zone, each.tracks) for each in made.flows] == [("a", "b", 3), ("b", "a", 2)]
    assert [(each.name, each.share.value) for each in made.sexes] == [("female", 1.0)]
    assert [each.name for each in made.modes] == ["walk", "bus"]
    assert made.modes[1].share.value is None  # one alone is kept back
    assert (made.ages, made.ground) == ((), None)
