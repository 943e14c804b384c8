"""What a summary says of lines, doors, parties, days and its own error: rows in, numbers out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import ibis
import pyarrow as pa
import pytest

from naru.systems.footage.core import counts
from naru.systems.footage.core.cameras.entry import camera_of, entry_of
from naru.systems.footage.core.cameras.values import Camera, CountedByHand, Hours, SpecialDay, ZoneKind
from naru.systems.footage.core.summary import DoorFigures, PartySize
from naru.systems.footage.core.tables import CLIPS, CROSSINGS
from tests.footage_rows import SECOND, along, lazy, line, square, tracks, zone
from tests.footage_rows import camera as camera_with

SEOUL = ZoneInfo("Asia/Seoul")


def at(day: int, hour: int = 0, minute: int = 0) -> int:
    """An instant of May 2026 by Seoul's clock, µs UTC."""
    return round(datetime(2026, 5, day, hour, minute, tzinfo=SEOUL).timestamp()) * SECOND


def execute(table: ibis.Expr) -> pa.Table:
    return ibis.duckdb.connect().to_pyarrow(table)


def crossed(*rows: tuple[int, int, str]) -> ibis.Table:
    """(track, seconds after ten o'clock, direction) over the line "gate"."""
    return ibis.memtable(
        pa.Table.from_pylist(
            [
                {"camera_id": "c", "line_id": "gate", "track_id": track, "t_us": at(9, 10) + seconds * SECOND, "direction": way}
                for track, seconds, way in rows
            ],
            schema=CROSSINGS,
        )
    )  # fmt: skip


def shown(*spans: tuple[int, int]) -> pa.Table:
    rows = [dict.fromkeys(CLIPS.names) | {"camera_id": "c", "start_us": a, "end_us": b} for a, b in spans]
    return pa.Table.from_pylist(rows, schema=CLIPS)


@pytest.fixture
def camera() -> Camera:
    return camera_with(lines=[line("gate", (50, 0), (50, 100))])


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([], (0, 0, 0, 0, 0, 0, 0)),
        ([(1, 0, "in")], (1, 0, 1, 0, 0, 1, 0)),
        ([(1, 0, "in"), (1, 10, "out")], (1, 1, 0, 0, 1, 1, 0)),  # back within ten seconds
        ([(1, 0, "in"), (1, 11, "out")], (1, 1, 1, 0, 0, 1, 0)),
        ([(1, 0, "in"), (1, 60, "out"), (1, 1860, "in")], (2, 1, 1, 1, 0, 1, 0)),  # in again within half an hour
        ([(1, 0, "in"), (1, 60, "out"), (1, 1861, "in")], (2, 1, 2, 0, 0, 1, 0)),
        ([(1, 0, "in"), (2, 5, "in"), (3, 9, "out")], (2, 1, 2, 0, 0, 2, 0)),
        ([(1, 0, "out"), (2, 5, "in")], (1, 1, 1, 0, 0, 1, 1)),  # nobody can go out who is not in
    ],
)
def test_a_line_says_who_is_new(camera: Camera, rows: Sequence[tuple[int, int, str]], wanted: tuple[int, ...]) -> None:
    [line] = counts.line_figures(camera, crossed(*rows), execute, span=(at(9, 9), at(9, 12)))
    assert (
        line.inward, line.outward, line.entries, line.reentries, line.uturns, line.most_inside, line.entries_missed
    ) == wanted  # fmt: skip


def test_who_is_inside_is_nobody_at_midnight(camera: Camera) -> None:
    over_night = crossed((1, 0, "in"), (2, 14 * 3600 + 1, "in"))
    [line] = counts.line_figures(camera, over_night, execute, span=(at(9, 9), at(10, 12)))
    assert (line.most_inside, line.exits_missed) == (1, 2)


@pytest.mark.parametrize(
    ("span", "wanted"),
    [
        ((at(9, 1), at(9, 23)), []),
        ((at(9, 1), at(10)), [at(10)]),
        ((at(9), at(9, 1)), []),  # an edge is where it began
        ((at(9, 23), at(11, 1)), [at(10), at(11)]),
    ],
)
def test_midnights_are_those_of_the_cameras_clock(span: tuple[int, int], wanted: list[int]) -> None:
    assert counts.midnights(span, SEOUL) == wanted


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [
        ((), [(at(9, 7), at(10, 9))]),
        ((Hours(begin=time(8), end=time(20)),), [(at(9, 8), at(9, 20)), (at(10, 8), at(10, 9))]),
        ((Hours(begin=time(22), end=time(6)),), [(at(9, 22), at(10, 6))]),  # over midnight
        ((Hours(begin=time(22), end=time(8)),), [(at(9, 7), at(9, 8)), (at(9, 22), at(10, 8))]),  # from the day before
        ((Hours(weekdays=frozenset({6}), begin=time(8), end=time(9)),), [(at(10, 8), at(10, 9))]),  # Sunday
        ((Hours(first_day=date(2026, 5, 10)),), [(at(10), at(10, 9))]),
        ((Hours(last_day=date(2026, 5, 9)),), [(at(9, 7), at(10))]),
    ],
)
def test_a_camera_is_due_in_its_hours(hours: tuple[Hours, ...], wanted: list[tuple[int, int]]) -> None:
    assert sorted(counts.due_spans(hours, SEOUL, (at(9, 7), at(10, 9)))) == wanted


def test_minutes_are_seen_of_those_due() -> None:
    clips = shown((at(9, 7), at(9, 9)), (at(9, 8, 30), at(9, 9, 30)))
    assert counts.minutes_seen(clips, [(at(9, 8), at(9, 20))]) == (90.0, 720.0)


def test_days_are_those_on_which_something_was_seen() -> None:
    clips = shown((at(9, 8), at(9, 9)), (at(11, 8), at(11, 8, 30)))
    due = [(at(day, 8), at(day, 10)) for day in (9, 10, 11)]
    found = counts.day_counts([at(9, 8, 1), at(9, 8, 2), at(11, 8, 1)], clips, due, SEOUL)
    assert [(each.day, each.people, each.seen_minutes, each.due_minutes) for each in found] == [
        ("2026-05-09", 2, 60.0, 120.0),
        ("2026-05-11", 1, 30.0, 120.0),
    ]


def test_counts_by_hand_are_set_beside_the_machines_of_the_same_minutes(camera: Camera) -> None:
    begin = datetime.fromisoformat("2026-05-09T10:00")
    by_hand = tuple(
        CountedByHand(line_id="gate", begin=begin.replace(minute=minute), minutes=1, people=people)
        for minute, people in ((0, 2), (1, 1), (2, 1))
    )
    passed = crossed((1, 0, "in"), (2, 59, "out"), (3, 60, "in"), (4, 179, "in"), (5, 180, "in"))
    audit = counts.hand_audit(replace(camera, hand_counts=by_hand), passed, execute)
    assert audit is not None
    assert (audit.parts, audit.hand, audit.machine) == (3, 4, 4)
    assert counts.hand_audit(replace(camera, hand_counts=by_hand[:2]), passed, execute) is None
    assert counts.hand_audit(camera, passed, execute) is None


def test_doors_of_shops_alone_are_counted() -> None:
    doors = [zone("door", *square(40, 40), kind=ZoneKind.SHOP), zone("lawn", *square(0, 0))]
    walks = [
        (1, 0.0, along((5, 45), (45, 45), steps=8)),  # goes in
        (2, 0.0, along((45, 45), (5, 45), steps=8)),  # comes out
        (3, 0.0, along((5, 45), (95, 45), steps=18)),  # walks past
    ]
    assert counts.door_figures(camera_with(zones=doors), lazy(tracks(*walks)), execute) == (
        DoorFigures(zone_id="door", entries=1, exits=1, passing=1),
    )
    assert counts.door_figures(camera_with(zones=doors[1:]), lazy(tracks(*walks)), execute) == ()


def test_parties_are_who_keep_together() -> None:
    walks = [(name, 0.0, along((5, y), (95, y), steps=12)) for name, y in ((1, 40), (2, 44), (3, 95))]
    people = tracks(*walks)
    names = [("c", name) for name in (1, 2, 3)]
    assert counts.party_sizes(lazy(people), names, execute) == (
        PartySize(people=1, parties=1),
        PartySize(people=2, parties=1),
    )


def test_a_camera_with_hours_hand_counts_and_special_days_survives_its_file(camera: Camera) -> None:
    full = replace(
        camera,
        hours=(Hours(weekdays=frozenset({0, 5}), begin=time(8), end=time(20)),),
        hand_counts=(
            CountedByHand(line_id="gate", begin=datetime.fromisoformat("2026-05-09T10:00"), minutes=10.0, people=42),
        ),
        special_days=(SpecialDay(day=date(2026, 5, 9), name_ko="장날", name_en="Market day"),),
    )
    assert camera_of(entry_of(full)) == full
