"""A column counted in memory and one counted by SQL say the same."""

import math
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from naru.data.catalogue.core.columns import ColumnType, Profile
from naru.data.query.core.downloads import ARROW_TYPES
from naru.data.tables.core import profile
from naru.data.tables.core.value_counts import counted, tallied
from tests.column_values import VALUES


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        connection.execute(
            "SELECT approx_quantile(i, 0.5) FROM range(9) t(i) GROUP BY i % 2"
        ).fetchall()  # loads its parts
        yield connection


@pytest.mark.parametrize("kind", VALUES)
@settings(max_examples=30)
@given(data=st.data())
def test_both_ways_of_counting_agree(kind: ColumnType, data: st.DataObject, con, tmp_path_factory) -> None:
    values = data.draw(st.lists(st.none() | VALUES[kind], max_size=40))
    if kind is ColumnType.DECIMAL:  # how a zero is written, and sums past the largest number, have tests of their own
        values = [None if value is None else value + 0.0 for value in values]
        assume(math.isfinite(sum(abs(value) for value in values if value is not None and math.isfinite(value))))
    path: Path = tmp_path_factory.getbasetemp() / f"counted-{kind}.parquet"
    pq.write_table(pa.table({"c": pa.array(values, ARROW_TYPES[kind])}), path)
    con.from_parquet(str(path)).create_view("final", replace=True)
    by_arrow, by_sql = (
        profile._profiled(kind, *by(con, path, {"c": kind})["c"], len(values))
        for by in (profile._by_arrow, profile._by_sql)
    )
    of_many = profile._profiled(kind, *profile._by_sql(con, path, {"c": kind}, exact=-1)["c"], len(values))
    assert (by_arrow.nulls, by_arrow.distinct) == (by_sql.nulls, by_sql.distinct)
    assert _told(by_arrow.tally) == _told(by_sql.tally)
    assert by_arrow.profile.top == by_sql.profile.top
    assert by_arrow.profile.quantiles == by_sql.profile.quantiles
    assert of_many.nulls == by_arrow.nulls
    for theirs in (by_sql.profile, of_many.profile):
        _agree(by_arrow.profile, theirs)


def _told(tally: pa.Table | None) -> list[tuple[str, int]]:
    return [] if tally is None else [(str(row["v"]), row["n"]) for row in tally.to_pylist()]


def _agree(ours: Profile, theirs: Profile) -> None:
    assert (ours.minimum, ours.maximum) == (theirs.minimum, theirs.maximum)
    assert (ours.length_minimum, ours.length_maximum) == (theirs.length_minimum, theirs.length_maximum)
    assert (ours.mean is None) is (theirs.mean is None)
    if ours.mean is not None:
        largest = max(abs(float(ours.minimum or 0)), abs(float(ours.maximum or 0)))
        assert ours.mean == pytest.approx(theirs.mean, rel=1e-9, abs=1e-6 + 1e-12 * largest)
    assert [(bin_.low, bin_.high, bin_.count) for bin_ in ours.histogram] == [
        (bin_.low, bin_.high, bin_.count) for bin_ in theirs.histogram
    ]


def test_quantiles_are_values_of_the_column() -> None:
    found = counted(tallied(pa.chunked_array([list(range(1, 101))])), ColumnType.INTEGER)
    assert found.quantiles == [5, 25, 50, 75, 95]
    found = counted(tallied(pa.chunked_array([[date(2005, 1, 1), date(2005, 2, 1)]])), ColumnType.MONTH)
    assert found.quantiles == [date(2005, 1, 1)] * 3 + [date(2005, 2, 1)] * 2


def test_zero_is_one_value_whatever_its_sign() -> None:
    assert tallied(pa.chunked_array([[0.0, -0.0]])).num_rows == 1


def test_a_mean_is_a_number_or_none(con, tmp_path: Path) -> None:
    pq.write_table(pa.table({"c": [1.7e308, 1.7e308]}), tmp_path / "c")
    mean = profile.profile(con, tmp_path / "c", {"c": ColumnType.DECIMAL}, 2)["c"].profile.mean
    assert mean is None or math.isfinite(mean)
