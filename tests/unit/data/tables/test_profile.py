"""What every column of a finished file holds; both ways of counting it are compared in tests/property/test_counting.py."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.catalogue.core.columns import Bin, ColumnType
from naru.data.tables.core import profile
from naru.data.tables.core.profile import Profiled

T = ColumnType


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def profiled(con: Any, folder: Path, kind: ColumnType, values: list[Any], type_: pa.DataType) -> Profiled:
    pq.write_table(pa.table({"c": pa.array(values, type_)}), folder / "c")
    return profile.profile(con, folder / "c", {"c": kind}, len(values))["c"]


def test_numbers_have_ends_bars_and_the_commonest(con: Any, tmp_path: Path) -> None:
    found = profiled(con, tmp_path, T.INTEGER, [0, 1, 1, 3, None], pa.int64())
    assert (found.nulls, found.distinct) == (1, 3)
    shown = found.profile
    assert (shown.minimum, shown.maximum, shown.mean, shown.quantiles) == (0, 3, 1.25, (0, 0, 1, 1, 3))
    assert shown.top == (("1", 2), ("0", 1), ("3", 1))
    assert shown.histogram == (Bin(low=0, high=1, count=1), Bin(low=1, high=2, count=2), Bin(low=2, high=3, count=1))


@pytest.mark.parametrize(
    ("kind", "values", "type_", "bars"),
    [
        (T.INTEGER, [0, 19], pa.int64(), 19),
        (T.INTEGER, [0, 20], pa.int64(), 20),
        (T.INTEGER, [0, 21], pa.int64(), 20),
        (T.INTEGER, [7, 7], pa.int64(), 1),
        (T.YEAR, [2020, 2021], pa.int32(), 1),
        (T.DECIMAL, [0.0, 1.0], pa.float64(), 20),
        (T.DATE, [date(2021, 1, 1), date(2021, 1, 4)], pa.date32(), 3),
        (T.DATE, [date(1, 1, 1), date(9999, 12, 31)], pa.date32(), 20),
        (T.DATETIME, [0, 1_000_000], pa.timestamp("us", "UTC"), 20),
        (T.TEXT, ["가"], pa.string(), 0),
        (T.TIME, ["09:00:00"], pa.string(), 0),
        (T.DECIMAL, [None], pa.float64(), 0),
        (T.DECIMAL, [-1.7e308, 1.7e308], pa.float64(), 1),
    ],
)
def test_there_are_at_most_twenty_bars(
    kind: ColumnType, values: list[Any], type_: pa.DataType, bars: int, con: Any, tmp_path: Path
) -> None:
    histogram = profiled(con, tmp_path, kind, values, type_).profile.histogram
    assert len(histogram) == bars
    assert sum(one.count for one in histogram) == (len(values) if bars else 0)


def test_edges_of_bars_are_days_or_instants(con: Any, tmp_path: Path) -> None:
    days = profiled(con, tmp_path, T.DATE, [date(1969, 12, 30), date(1970, 1, 1)], pa.date32()).profile
    assert [(one.low, one.high) for one in days.histogram] == [
        ("1969-12-30", "1969-12-31"),
        ("1969-12-31", "1970-01-01"),
    ]
    assert (days.minimum, days.mean) == ("1969-12-30", None)
    moments = [datetime(1969, 12, 31, 23, 59, 50, tzinfo=UTC), datetime(1970, 1, 1, 0, 0, 10, tzinfo=UTC)]
    found = profiled(con, tmp_path, T.DATETIME, moments, pa.timestamp("us", "UTC")).profile
    assert (found.histogram[0].low, found.histogram[-1].high) == (
        "1969-12-31T23:59:50+00:00",
        "1970-01-01T00:00:10+00:00",
    )
    assert found.histogram[1].low == "1969-12-31T23:59:51+00:00"


def test_ten_commonest_are_shown_and_two_hundred_characters_of_each(con: Any, tmp_path: Path) -> None:
    texts = [f"{n:02}" for n in range(11)] + ["x" * 201] * 2 + ["y" * 200] * 3
    shown = profiled(con, tmp_path, T.TEXT, texts, pa.string()).profile
    assert len(shown.top) == 10
    assert shown.top[:3] == (("y" * 200, 3), ("x" * 200, 2), ("00", 1))
    assert (shown.length_minimum, shown.length_maximum) == (2, 201)


def test_a_geometry_is_only_counted(con: Any, tmp_path: Path) -> None:
    found = profiled(con, tmp_path, T.GEOMETRY, [b"a", None], pa.binary())
    assert (found.nulls, found.distinct, found.tally, found.profile.top) == (1, 0, None, ())


def test_a_hundred_thousand_rows_are_counted_in_memory(con: Any, tmp_path: Path, monkeypatch: Any) -> None:
    asked: list[str] = []
    for name in ("_by_arrow", "_by_sql"):
        monkeypatch.setattr(profile, name, lambda *given, name=name: asked.append(name) or {})
    pq.write_table(pa.table({"c": [1]}), tmp_path / "c")
    for rows in (100_000, 100_001):
        profile.profile(con, tmp_path / "c", {"c": T.INTEGER}, rows)
    assert asked == ["_by_arrow", "_by_sql"]


def test_by_sql_distinct_is_exact_up_to_its_limit(con: Any, tmp_path: Path) -> None:
    assert profile.EXACT_DISTINCT == 50_000
    pq.write_table(pa.table({"c": [1, 2, 2, None], "d": [1, 1, 1, 1], "g": [b"a", None, None, b"b"]}), tmp_path / "c")
    con.from_parquet(str(tmp_path / "c")).create_view("final", replace=True)
    columns = {"c": T.INTEGER, "d": T.INTEGER, "g": T.GEOMETRY}
    tallies = {
        exact: {alias: one.tally is not None for alias, (one, _) in found.items()}
        for exact in (0, 1, 2)
        for found in [profile._by_sql(con, tmp_path / "c", columns, exact=exact)]
    }
    assert tallies == {
        0: {"c": False, "d": False, "g": False},
        1: {"c": False, "d": True, "g": False},
        2: {"c": True, "d": True, "g": False},
    }
    found = profile._by_sql(con, tmp_path / "c", columns, exact=0)
    assert [(one.held, one.distinct) for one, _ in found.values()] == [(3, 2), (4, 1), (2, 0)]


def test_more_columns_than_one_pass_takes_are_all_counted(con: Any, tmp_path: Path) -> None:
    names = [f'c"{n}' for n in range(17)]
    pq.write_table(pa.table({name: [n, n] for n, name in enumerate(names)}), tmp_path / "c")
    con.from_parquet(str(tmp_path / "c")).create_view("final", replace=True)
    found = profile._by_sql(con, tmp_path / "c", dict.fromkeys(names, T.INTEGER), exact=-1)
    assert [one.minimum for one, _ in found.values()] == list(range(17))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (datetime(2021, 8, 12, 9, 30, 0, 5, tzinfo=timezone(timedelta(hours=9))), "2021-08-12T00:30:00+00:00"),
        (datetime(2021, 8, 12, 9, 30), "2021-08-12T09:30:00"),  # noqa: DTZ001
        (date(1, 1, 1), "0001-01-01"),
        (1.5, 1.5),
        (None, None),
    ],
)
def test_dates_are_written_in_iso(value: Any, written: Any) -> None:
    assert profile.as_json(value) == written


def test_a_sample_has_the_size_asked_for_and_no_empty_cell(con: Any, tmp_path: Path) -> None:
    pq.write_table(pa.table({'c"': ["가", None, *"나다라마바사"]}), tmp_path / "c")
    con.from_parquet(str(tmp_path / "c")).create_view("final", replace=True)
    assert len(profile.sampled(con, 'c"', 3)) == 3
    assert set(profile.sampled(con, 'c"', 99)) == set("가나다라마바사")
