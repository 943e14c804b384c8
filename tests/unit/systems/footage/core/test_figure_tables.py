"""Figures of a camera as tables to publish: what was counted, quarter by quarter, and on which clips."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from naru.systems.footage.core.figure_tables import TABLES, figure_tables
from naru.systems.footage.core.figures.bins import BIN_US
from naru.systems.footage.core.tables import CLIPS, CROSSINGS, TRACKS, VISITS
from tests.footage_rows import SECOND, camera, line, square, tracks, zone

CAMERA = camera(zones=[zone("plaza", *square(0, 0, 100))], lines=[line("gate", (50, 0), (50, 100))])


def execute(table: ibis.Expr) -> pa.Table:
    return ibis.duckdb.connect().to_pyarrow(table)


def rows(schema: pa.Schema, *values: Mapping[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([dict.fromkeys(schema.names) | dict(each) for each in values], schema=schema)


def clip(name: str, start: int, end: int) -> dict[str, Any]:
    span = {"start_us": start, "end_us": end, "frames": 10, "damaged": 1, "sha256": name * 4}
    return {"clip_id": name, "camera_id": "c", **span}


def figures(
    clips: Sequence[Mapping[str, Any]],
    *,
    people: pa.Table | None = None,
    crossings: Sequence[Mapping[str, Any]] = (),
    visits: Sequence[Mapping[str, Any]] = (),
) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, ir.Table] = {
        "clips": ibis.memtable(rows(CLIPS, *clips)),
        "tracks": ibis.memtable(rows(TRACKS) if people is None else people),
        "crossings": ibis.memtable(rows(CROSSINGS, *crossings)),
        "visits": ibis.memtable(rows(VISITS, *visits)),
    }
    made = figure_tables(CAMERA, tables, execute)
    assert {name: table.schema for name, table in made.items()} == dict(TABLES)
    return {name: table.to_pylist() for name, table in made.items()}


def moment(us: int) -> datetime:
    return datetime.fromtimestamp(us / SECOND, UTC)


def test_a_quarter_in_which_nobody_came_is_a_figure_and_one_without_a_clip_is_none() -> None:
    people = tracks((1, 10, [(10, 10), (20, 10)]), (2, 20, [(10, 50)]))
    made = figures([clip("a", 0, BIN_US), clip("b", 2 * BIN_US, 3 * BIN_US)], people=people)
    assert [(each["begins"], each["people"], each["seen_s"], each["clips"]) for each in made["people"]] == [
        (moment(0), 2, 900.0, "a"),
        (moment(2 * BIN_US), 0, 900.0, "b"),
    ]


def test_a_quarter_names_every_clip_that_shows_some_of_it() -> None:
    clips = [clip("b", BIN_US // 2, BIN_US + SECOND), clip("a", 0, BIN_US // 2)]
    first, second = figures(clips)["people"]
    assert (first["clips"], second["clips"]) == ("a,b", "b"), "a clip that ends where a quarter begins is not in it"
    assert second["seen_s"] == 1.0


def test_lines_and_zones_are_called_by_their_names() -> None:
    crossings = [
        {"camera_id": "c", "line_id": "gate", "track_id": track, "t_us": at, "direction": way}
        for track, at, way in [(1, 5, "in"), (2, 6, "in"), (1, BIN_US, "out")]
    ]
    visit = {"camera_id": "c", "zone_id": "plaza", "track_id": 1, "visit": 1, "start_us": 0, "end_us": 90 * SECOND}
    visit |= {"left_censored": False, "right_censored": False}
    made = figures([clip("a", 0, 2 * BIN_US)], crossings=crossings, visits=[visit])
    assert [(each["begins"], each["line"], each["ins"], each["outs"]) for each in made["lines"]] == [
        (moment(0), CAMERA.lines[0].name_ko, 2, 0),
        (moment(BIN_US), CAMERA.lines[0].name_ko, 0, 1),
    ]
    [stay] = made["zones"]
    assert (stay["zone"], stay["visits"], stay["seconds"]) == (CAMERA.zones[0].name_ko, 1, 90.0)
    assert stay["visiting"] + stay["passing"] == 1


def test_clips_stand_in_the_order_of_their_beginnings() -> None:
    made = figures([clip("b", 10 * SECOND, 20 * SECOND), clip("a", 0, 10 * SECOND)])["clips"]
    assert [(each["clip"], each["begins"], each["ends"], each["damaged"]) for each in made] == [
        ("a", moment(0), moment(10 * SECOND), 1),
        ("b", moment(10 * SECOND), moment(20 * SECOND), 1),
    ]
