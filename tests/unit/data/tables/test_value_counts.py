"""All that follows from a column's values and their counts: ten values in, figures out."""

import math
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from naru.data.catalogue.core.columns import ColumnType
from naru.data.tables.core.value_counts import Steps, counted, filled, instant, tallied

T = ColumnType
INSTANTS = pa.timestamp("us", "UTC")


def column(values: list[Any], type_: pa.DataType | None = None) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values, type_)])


def test_values_are_counted_commonest_first_and_in_their_order() -> None:
    assert tallied(column(["나", "가", "다", "나", "가", "라"])).to_pylist() == [
        {"v": "가", "n": 2},
        {"v": "나", "n": 2},
        {"v": "다", "n": 1},
        {"v": "라", "n": 1},
    ]


@pytest.mark.parametrize(
    ("kind", "values", "type_", "ends", "mean"),
    [
        (T.INTEGER, [3, 1, 2, 2], pa.int64(), (1, 3), 2.0),
        (T.INTEGER, [-(1 << 63), (1 << 63) - 1], pa.int64(), (-(1 << 63), (1 << 63) - 1), 0.0),
        (T.YEAR, [2021, 1], pa.int32(), (1, 2021), 1011.0),
        (T.DECIMAL, [1.5, math.nan, math.inf, -math.inf, 2.5], pa.float64(), (1.5, 2.5), 2.0),
        (T.DATE, [date(9999, 12, 31), date(1, 1, 1)], pa.date32(), (date(1, 1, 1), date(9999, 12, 31)), None),
        (T.MONTH, [date(1969, 12, 1)], pa.date32(), (date(1969, 12, 1), date(1969, 12, 1)), None),
        (T.QUARTER, [date(1970, 1, 1)], pa.date32(), (date(1970, 1, 1), date(1970, 1, 1)), None),
        (T.DATETIME, [-1, 0], INSTANTS,
         (datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)), None),
        (T.TIME, ["09:30:00", "09:00:00"], pa.string(), ("09:00:00", "09:30:00"), None),
        (T.TEXT, ["나", "가"], pa.string(), (None, None), None),
        (T.BOOLEAN, [True, False], pa.bool_(), (None, None), None),
        (T.DECIMAL, [math.nan], pa.float64(), (None, None), None),
        (T.INTEGER, [], pa.int64(), (None, None), None),
        (T.TIME, [], pa.string(), (None, None), None),
    ],
)  # fmt: skip
def test_ends_and_mean_are_of_the_columns_own_kind(
    kind: ColumnType, values: list[Any], type_: pa.DataType, ends: tuple[Any, Any], mean: float | None
) -> None:
    found = counted(tallied(column(values, type_)), kind)
    assert (found.minimum, found.maximum) == ends
    assert type(found.minimum) is type(ends[0])
    assert found.mean == mean
    assert (found.held, found.distinct) == (len(values), len(set(values)))


def test_a_mean_and_quantiles_count_every_repetition() -> None:
    found = counted(tallied(column([1] * 9 + [11])), T.INTEGER)
    assert (found.mean, found.quantiles, found.distinct, found.held) == (2.0, [1, 1, 1, 1, 11], 2, 10)


@pytest.mark.parametrize(
    ("values", "quantiles"),
    [
        (list(range(1, 101)), [5, 25, 50, 75, 95]),
        (list(range(1, 21)), [1, 5, 10, 15, 19]),
        (list(range(1, 22)), [2, 6, 11, 16, 20]),
        ([7], [7] * 5),
        ([1, 2], [1, 1, 1, 2, 2]),
    ],
)
def test_quantiles_are_values_of_the_column(values: list[int], quantiles: list[int]) -> None:
    assert counted(tallied(column(values)), T.INTEGER).quantiles == quantiles


def test_texts_have_lengths_in_characters() -> None:
    found = counted(tallied(column(["", "가나", "가나다"])), T.TEXT)
    assert (found.shortest, found.longest, found.quantiles) == (0, 3, ())
    empty = counted(tallied(column([], pa.string())), T.TEXT)
    assert (empty.shortest, empty.longest, empty.held) == (None, None, 0)
    assert counted(tallied(column(["09:00:00"])), T.TIME).shortest is None


@pytest.mark.parametrize(
    ("kind", "values", "type_", "steps", "bars"),
    [
        (T.INTEGER, [0, 1, 1, 2, 3], pa.int64(), Steps(first=0, width=1, bars=3), [1, 2, 2]),
        (T.INTEGER, [-5, 0, 9], pa.int64(), Steps(first=0, width=1, bars=2), [2, 1]),
        (T.DECIMAL, [0.0, 0.4, 0.5, 1.0, math.nan, math.inf], pa.float64(), Steps(first=0, width=0.5, bars=2), [2, 2]),
        (T.DECIMAL, [], pa.float64(), Steps(first=0, width=0.5, bars=2), [0, 0]),
        (T.DATE, [date(1969, 12, 31), date(1970, 1, 1), date(1970, 1, 2)], pa.date32(), Steps(first=-86_400, width=86_400, bars=3), [1, 1, 1]),
        (T.MONTH, [date(1970, 1, 1), date(1970, 2, 1)], pa.date32(), Steps(first=0, width=31 * 86_400, bars=2), [1, 1]),
        (T.DATETIME, [-1, 0, 999_999, 1_000_000], INSTANTS, Steps(first=-1, width=1, bars=3), [1, 2, 1]),
    ],
)  # fmt: skip
def test_bars_hold_every_value_once(
    kind: ColumnType, values: list[Any], type_: pa.DataType, steps: Steps, bars: list[int]
) -> None:
    assert filled(tallied(column(values, type_)), kind, steps) == bars


def test_an_instant_counts_from_1970() -> None:
    assert instant(0) == datetime(1970, 1, 1, tzinfo=UTC)
    assert instant(-1_000_001) == datetime(1969, 12, 31, 23, 59, 58, 999_999, tzinfo=UTC)
    assert instant(-62_135_596_800_000_000) == datetime(1, 1, 1, tzinfo=UTC)
