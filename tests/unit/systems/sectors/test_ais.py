"""AIS: messages that are published with their answers, and each field at both sides of "not available"."""

import operator
from functools import reduce
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from naru.systems.sectors.core.ais import Decoded, decode, port_calls_sql, read_sentences, tracks_sql

# gpsd's "AIVDM/AIVDO protocol decoding" gives these with their fields.
POSITION = b"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C"
SHIP = [
    b"!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
    b"!AIVDM,2,2,1,A,88888888880,2*25",
]


def decoded(*lines: bytes) -> Decoded:
    return decode(read_sentences(lines))


def first(table: Any) -> dict[str, Any]:
    return {name: values[0] for name, values in table.items()}


def test_a_published_position_is_read() -> None:
    row = first(decoded(POSITION).positions)
    assert (row["mmsi"], row["type"], row["line"], row["second"]) == (477553000, 1, 1, 0)
    assert (row["lat"], row["lon"]) == (pytest.approx(47.582833, abs=1e-6), pytest.approx(-122.345833, abs=1e-6))
    assert (row["speed"], row["course"], row["heading"]) == (0.0, 51.0, 181)


def test_a_published_ship_of_two_sentences_is_read() -> None:
    answer = decoded(*SHIP)
    assert first(answer.ships) == {
        "line": 1,
        "mmsi": 351759000,
        "imo": 9134270,
        "call_sign": "3FOF8",
        "name": "EVER DIADEM",
        "ship_type": 70,
        "draught": 12.2,
        "destination": "NEW YORK",
    }
    assert (dict(answer.counts), answer.faults) == ({5: 1}, [])


# --- sentences made here, bit by bit ---


def payload(*fields: tuple[int, int], letters: int) -> bytes:
    """(value, bits) in order; the rest is 0."""
    bits = "".join(f"{value & ((1 << width) - 1):0{width}b}" for value, width in fields).ljust(letters * 6, "0")
    values = [int(bits[at : at + 6], 2) for at in range(0, letters * 6, 6)]
    return bytes(value + (48 if value < 40 else 56) for value in values)


def sentence(body: bytes, *, total: int = 1, number: int = 1, sequence: bytes = b"", stamp: bytes = b"") -> bytes:
    inner = b"AIVDM,%d,%d,%s,A,%s,0" % (total, number, sequence, body)
    return stamp + b"!" + inner + b"*%02X" % reduce(operator.xor, inner)


def position(
    kind: int = 1,
    *,
    lat: float = 35,
    lon: float = 129,
    speed: int = 100,
    course: int = 900,
    heading: int = 90,
    letters: int = 28,
) -> bytes:
    """Speed and course in tenths."""
    place = ((round(lon * 600_000), 28), (round(lat * 600_000), 27), (course, 12), (heading, 9))
    between = ((0, 4), (0, 8)) if kind < 4 else ((0, 8),)
    return payload((kind, 6), (0, 2), (123456789, 30), *between, (speed, 10), (0, 1), *place, letters=letters)


def far(*, lat: float, lon: float, speed: int, course: int) -> bytes:
    fields = ((27, 6), (0, 2), (7, 30), (0, 6), (round(lon * 600), 18), (round(lat * 600), 17), (speed, 6), (course, 9))
    return payload(*fields, letters=16)


@pytest.mark.parametrize("kind", [1, 2, 3, 18, 19])
def test_positions_of_each_type_lie_where_they_were_put(kind: int) -> None:
    row = first(decoded(sentence(position(kind, lat=-35.5, lon=-129.25, letters=52 if kind == 19 else 28))).positions)
    assert (row["type"], row["mmsi"], row["lat"], row["lon"]) == (kind, 123456789, -35.5, -129.25)
    assert (row["speed"], row["course"], row["heading"]) == (10.0, 90.0, 90)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("lat", 90, 90),
        ("lat", 91, None),
        ("lat", -90, -90),
        ("lon", 180, 180),
        ("lon", 181, None),
        ("lon", -180, -180),
        ("speed", 1022, 102.2),
        ("speed", 1023, None),
        ("course", 3599, 359.9),
        ("course", 3600, None),
        ("heading", 359, 359),
        ("heading", 360, None),
        ("heading", 511, None),
    ],
)
def test_what_is_not_available_is_none(field: str, value: int, expected: float | None) -> None:
    assert first(decoded(sentence(position(**{field: value}))).positions)[field] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("speed", "course", "expected"), [(62, 359, (62, 359)), (63, 360, (None, None))])
def test_positions_from_far_away_are_coarse(
    speed: int, course: int, expected: tuple[float | None, float | None]
) -> None:
    row = first(decoded(sentence(far(lat=35.5, lon=129, speed=speed, course=course))).positions)
    assert (row["lat"], row["lon"], row["heading"]) == (35.5, 129, None)
    assert (row["speed"], row["course"]) == expected


@pytest.mark.parametrize(
    ("body", "is_fault"),
    [
        (position(letters=25), False),
        (position(letters=24), True),
        (payload((28, 6), letters=28), True),
        (payload((0, 6), letters=28), True),
        (payload((4, 6), letters=25), False),
        (position()[:-1] + b"X", True),  # no letter of AIS
    ],
)
def test_a_payload_too_short_or_of_no_type_is_a_fault(body: bytes, is_fault: bool) -> None:
    answer = decoded(sentence(body))
    assert [fault.kind for fault in answer.faults] == (["payload"] if is_fault else [])
    assert sum(answer.counts.values()) == (0 if is_fault else 1)


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        ([POSITION[:-1] + b"D"], [(1, "checksum")]),
        ([b"", b"# a note", b"$GPGGA", b"noise"], [(4, "sentence")]),
        ([b"!AIVDM,broken"], [(1, "sentence")]),
        ([SHIP[0]], [(1, "parts")]),
        ([SHIP[1]], [(1, "parts")]),
        ([SHIP[0], *SHIP], [(1, "parts")]),
        ([sentence(b"1", total=10, number=1)], [(1, "parts")]),
        ([sentence(b"1", total=2, number=3)], [(1, "parts")]),
        ([sentence(b"")], [(1, "payload")]),
    ],
)
def test_what_is_broken_is_told_by_its_line(lines: list[bytes], faults: list[tuple[int, str]]) -> None:
    assert [(fault.line, fault.kind) for fault in read_sentences(lines).faults] == faults


@pytest.mark.parametrize(("letters", "is_fault"), [(1024, False), (1025, True)])
def test_a_payload_has_an_end(letters: int, is_fault: bool) -> None:
    assert bool(read_sentences([sentence(b"1" * letters)]).faults) is is_fault


@pytest.mark.parametrize(
    ("stamp", "second"),
    [
        (b"", 0),
        (b"1700000000 ", 1700000000),
        (b"\\c:1700000000*55\\", 1700000000),
        (b"1700000000123 ", 1700000000),
        (b"17 ", 0),
    ],
)
def test_when_it_was_received(stamp: bytes, second: int) -> None:
    assert read_sentences([sentence(position(), stamp=stamp)]).seconds == [second]


def test_messages_of_two_channels_do_not_mix() -> None:
    other = [line.replace(b",1,A,", b",2,A,") for line in SHIP]
    fixed = [line[:-2] + b"%02X" % reduce(operator.xor, line[1:-3]) for line in other]
    messages = read_sentences([SHIP[0], fixed[0], SHIP[1], fixed[1]])
    assert (messages.lines, messages.faults) == ([1, 2], [])


def test_nothing_gives_empty_columns() -> None:
    answer = decoded()
    assert (answer.positions["mmsi"], answer.ships["name"], answer.counts) == ([], [], {})


# --- calls and tracks ---


def run(sql: str, *rows: tuple[int, float, float, float | None]) -> list[tuple[Any, ...]]:
    """(second, lat, lon, speed) of one ship; a harbour of one kilometre at 35, 129."""
    columns = list(zip(*rows, strict=True))
    positions = pa.table(
        {
            "line": range(len(rows)),
            "mmsi": [7] * len(rows),
            "second": pa.array(columns[0], pa.int64()),
            "lat": columns[1],
            "lon": columns[2],
            "speed": pa.array(columns[3], pa.float64()),
        }
    )
    harbours = pa.table({"code": ["PUS"], "lat": [35.0], "lon": [129.0], "radius_km": [1.0]})
    with duckdb.connect() as engine:
        engine.register("positions", positions)
        engine.register("harbours", harbours)
        return engine.execute(sql).fetchall()


KM = 1 / 111.0


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(10, 35, 129, 0.0), (20, 35, 129, 1.0)], [(7, "PUS", 10, 20, 2)]),
        ([(10, 35, 129, 1.1)], []),
        ([(10, 35, 129, None)], [(7, "PUS", 10, 10, 1)]),
        ([(10, 35 + 0.99 * KM, 129, 0.0)], [(7, "PUS", 10, 10, 1)]),
        ([(10, 35 + 1.01 * KM, 129, 0.0)], []),
        ([(10, 35, 129 + 1.2 * KM, 0.0)], [(7, "PUS", 10, 10, 1)]),  # a degree of longitude is shorter here
        ([(10, 35, 129, 0.0), (21_610, 35, 129, 0.0)], [(7, "PUS", 10, 21_610, 2)]),
        ([(10, 35, 129, 0.0), (21_611, 35, 129, 0.0)], [(7, "PUS", 10, 10, 1), (7, "PUS", 21_611, 21_611, 1)]),
        ([(0, 35, 129, 0.0)], []),  # nobody knows when
    ],
)
def test_stays_of_slow_ships_in_a_harbour(rows: list[Any], expected: list[tuple[Any, ...]]) -> None:
    assert run(port_calls_sql("positions", "harbours"), *rows) == expected


@pytest.mark.parametrize(
    ("rows", "tracks"),
    [
        ([(10, 35, 129, 0.0), (1810, 35, 129, 0.0)], [(1, 10, 1810, 2, 0.0)]),
        ([(10, 35, 129, 0.0), (1811, 35, 129, 0.0)], [(1, 10, 10, 1, 0.0), (2, 1811, 1811, 1, 0.0)]),
        ([(3600, 35, 129, 0.0), (4500, 35.25, 129, 0.0)], [(1, 3600, 4500, 2, 15.0)]),  # 60 knots
        ([(3600, 35, 129, 0.0), (4500, 35.30, 129, 0.0)], [(1, 3600, 3600, 1, 0.0), (2, 4500, 4500, 1, 18.0)]),  # 72
    ],
)
def test_a_track_ends_in_a_silence_or_in_a_leap(rows: list[Any], tracks: list[tuple[Any, ...]]) -> None:
    found = run(tracks_sql("positions"), *rows)
    assert [row[1:5] for row in found] == [track[:4] for track in tracks]
    assert [row[5] for row in found] == pytest.approx([track[4] for track in tracks], abs=1e-6)
