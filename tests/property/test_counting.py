"""A column counted in memory and one counted by SQL say the same."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.catalogue.core.columns import ColumnType, Profile
from naru.data.tables.core import profile
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.value_counts import counted, tallied

T = ColumnType
VALUES = {
    T.INTEGER: st.integers(-(2**40), 2**40) | st.integers(0, 9),
    T.DECIMAL: st.floats(-1e9, 1e9) | st.sampled_from([0.5, float("nan"), float("inf")]),
    T.YEAR: st.integers(1900, 2100),
    T.DATE: st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    T.MONTH: st.sampled_from([date(2005, m, 1) for m in range(1, 13)]),
    T.QUARTER: st.sampled_from([date(y, m, 1) for y in (2017, 2021) for m in (1, 4, 7, 10)]),
    T.DATETIME: st.integers(0, 10**6).map(lambda n: datetime(2021, 8, 12, tzinfo=UTC) + timedelta(seconds=n * 61)),
    T.TIME: st.sampled_from(["09:00:00", "15:05:00", "23:59:59"]),
    T.BOOLEAN: st.booleans(),
    T.TEXT: st.text("가나다ab 1", max_size=6),
}


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'").fetchall()
        connection.execute(
            "SELECT approx_quantile(i, 0.5) FROM range(9) t(i) GROUP BY i % 2"
        ).fetchall()  # loads its parts
        yield connection


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_both_ways_of_counting_agree(kind: ColumnType, data: st.DataObject, con, tmp_path_factory) -> None:
    values = data.draw(st.lists(st.none() | VALUES[kind], min_size=1, max_size=40))
    path: Path = tmp_path_factory.getbasetemp() / f"counted-{kind}.parquet"
    pq.write_table(pa.table({"c": pa.array(values, ARROW_TYPES[kind])}), path)
    con.from_parquet(str(path)).create_view("final", replace=True)
    by_arrow, by_sql = (
        profile._profiled(kind, *by(con, path, {"c": kind})["c"], len(values))
        for by in (profile._by_arrow, profile._by_sql)
    )
    of_many = profile._profiled(kind, *profile._by_sql(con, path, {"c": kind}, exact=-1)["c"], len(values))
    assert (by_arrow.nulls, by_arrow.distinct) == (by_sql.nulls, by_sql.distinct)
    assert by_arrow.tally.column("n").to_pylist() == by_sql.tally.column("n").to_pylist()
    assert [str(v) for v in by_arrow.tally.column("v").to_pylist()] == [
        str(v) for v in by_sql.tally.column("v").to_pylist()
    ]
    assert by_arrow.profile.top == by_sql.profile.top
    assert by_arrow.profile.quantiles == by_sql.profile.quantiles
    assert of_many.nulls == by_arrow.nulls
    for theirs in (by_sql.profile, of_many.profile):
        _agree(by_arrow.profile, theirs)


def _agree(ours: Profile, theirs: Profile) -> None:
    assert (ours.minimum, ours.maximum) == (theirs.minimum, theirs.maximum)
    assert (ours.length_minimum, ours.length_maximum) == (theirs.length_minimum, theirs.length_maximum)
    assert (ours.mean is None) is (theirs.mean is None)
    assert ours.mean is None or ours.mean == pytest.approx(theirs.mean, rel=1e-9, abs=1e-6)
    assert [(bin_.low, bin_.high, bin_.count) for bin_ in ours.histogram] == [
        (bin_.low, bin_.high, bin_.count) for bin_ in theirs.histogram
    ]


def test_quantiles_are_values_of_the_column() -> None:
    found = counted(tallied(pa.chunked_array([list(range(1, 101))])), ColumnType.INTEGER)
    assert found.quantiles == [5, 25, 50, 75, 95]
    found = counted(tallied(pa.chunked_array([[date(2005, 1, 1), date(2005, 2, 1)]])), ColumnType.MONTH)
    assert found.quantiles == [date(2005, 1, 1)] * 3 + [date(2005, 2, 1)] * 2
