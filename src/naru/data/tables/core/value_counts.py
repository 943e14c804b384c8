"""A column's different values and their counts, and all that follows from them, by Arrow and NumPy: exact, and in a fraction
of a millisecond where a query takes several."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.data.catalogue.core.columns import ColumnType

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MEASURED = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.YEAR})
DATED = frozenset({ColumnType.DATE, ColumnType.MONTH, ColumnType.QUARTER, ColumnType.DATETIME})
MICROSECONDS = 1_000_000
DAY_SECONDS = 86_400
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Bars of one width side by side, the first beginning at ``first``; days and instants are in seconds of the epoch."""

    first: float
    width: float
    bars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a column holds, however it was counted; ends and quantiles are Python's numbers, dates and UTC instants."""

    held: int
    distinct: int
    minimum: Any = None
    maximum: Any = None
    mean: float | None = None
    quantiles: Sequence[Any] = ()
    shortest: int | None = None
    longest: int | None = None
    tally: pa.Table | None = None  # `v`, `n`: every value with its count, commonest first


def counted(tally: pa.Table, kind: ColumnType) -> Counted:
    """Everything from the different values and their counts alone."""
    lengths = pc.utf8_length(tally.column("v")) if kind is ColumnType.TEXT and tally.num_rows else None
    return Counted(
        held=pc.sum(tally.column("n")).as_py() or 0,
        distinct=tally.num_rows,
        shortest=pc.min(lengths).as_py() if lengths is not None else None,
        longest=pc.max(lengths).as_py() if lengths is not None else None,
        tally=tally,
        **_ends(tally, kind),
    )


def tallied(held: pa.ChunkedArray) -> pa.Table:
    """Every value with its count, commonest first, equally common ones in their order."""
    if pa.types.is_floating(held.type):
        held = pc.add(held, 0.0)  # -0.0 is 0.0, as SQL has it
    counts = pc.value_counts(held)
    table = pa.table({"v": counts.field("values"), "n": counts.field("counts")})
    return table.take(pc.sort_indices(table, [("n", "descending"), ("v", "ascending")]))


def filled(tally: pa.Table, kind: ColumnType, steps: Steps) -> list[int]:
    """How many values each bar holds; whatever lies beyond the ends counts in the bar beside it."""
    numbers, times = _numbers(tally.column("v"), kind), tally.column("n").to_numpy()
    finite = np.isfinite(numbers)
    places = np.clip(np.floor((numbers[finite] - steps.first) / steps.width), 0, steps.bars - 1).astype(np.int64)
    return [int(count) for count in np.bincount(places, times[finite], minlength=steps.bars)]


def _ends(tally: pa.Table, kind: ColumnType) -> dict[str, Any]:
    if kind is ColumnType.TIME and tally.num_rows:
        found = pc.min_max(tally.column("v")).as_py()
        return {"minimum": found["min"], "maximum": found["max"]}
    if kind not in MEASURED and kind not in DATED:
        return {}
    if kind is ColumnType.DECIMAL:
        tally = tally.filter(pc.is_finite(tally.column("v")))
    if not tally.num_rows:
        return {}
    values, times = _plain(tally.column("v")), tally.column("n").to_numpy()
    order = np.argsort(values)
    ordered, reached = values[order], np.cumsum(times[order])
    wanted = [max(1, math.ceil(int(reached[-1]) * share)) for share in QUANTILES]
    with np.errstate(over="ignore"):  # a sum past the largest number has no mean, and `profile` says none
        mean = float(np.average(ordered.astype(np.float64), weights=times[order])) if kind in MEASURED else None
    places = (0, -1, *np.searchsorted(reached, wanted))
    lowest, highest, *quantiles = (_value(ordered[i], kind) for i in places)
    return {"minimum": lowest, "maximum": highest, "mean": mean, "quantiles": quantiles}


def _plain(held: pa.ChunkedArray) -> "np.ndarray[Any, Any]":
    """Numbers as they are, days since 1970, instants in microseconds since then."""
    match held.type:
        case kind if pa.types.is_date32(kind):
            held = held.cast(pa.int32())
        case kind if pa.types.is_timestamp(kind):
            held = held.cast(pa.int64())
    array: np.ndarray[Any, Any] = held.to_numpy()
    return array


def _numbers(held: pa.ChunkedArray, kind: ColumnType) -> "np.ndarray[Any, Any]":
    numbers = _plain(held).astype(np.float64)
    if kind is ColumnType.DATETIME:
        return numbers / MICROSECONDS
    return numbers * DAY_SECONDS if kind in DATED else numbers


def _value(number: Any, kind: ColumnType) -> float | date | datetime:
    if kind is ColumnType.DATETIME:
        return instant(int(number))
    if kind in DATED:
        return date.fromordinal(EPOCH + int(number))
    return float(number) if kind is ColumnType.DECIMAL else int(number)


def instant(microseconds: int) -> datetime:
    """Microseconds since 1970 as an aware instant in UTC."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
