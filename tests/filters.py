"""Filters over a table of every type of the lake, told to Python, to Arrow and to SQL: for tests of those who skip files."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

Row = Mapping[str, Any]

SHAPE = pa.schema(
    {
        "id": pa.int64(),
        "number": pa.int64(),
        "fee": pa.float64(),
        "is_open": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us", "UTC"),
        "year": pa.int32(),
        "name": pa.string(),
        "shape": pa.binary(),
    }
)
EDGES: dict[str, list[Any]] = {
    "number": [0, -1, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63)],
    "fee": [0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 1.7976931348623157e308, -1.5],
    "is_open": [True, False],
    "day": [date.min, date(1969, 12, 31), date(1970, 1, 1), date(1583, 1, 1), date.max],
    "moment": [
        datetime.min.replace(tzinfo=UTC),
        datetime(999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(1988, 5, 8, 3, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 11, 22, 5, 0, 0, 123456, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
    "year": [0, 1, -(2**31), 2**31 - 1, 2026],
    "name": [
        "",
        "\0",
        "가" * 32,
        "가" * 33,
        "가" * 32 + "나",
        "a" * 5000,
        "z" * 32 + "\U0010ffff" * 2,
        "\U0010ffff" * 40,
    ],
    "shape": [b"", b"\0", b"\xff" * 40],
}


@dataclass(frozen=True)
class Filter:
    """``between`` includes both ends. NaN, which engines order differently, is in no range and equal to nothing."""

    column: str
    operator: str  # = < > between null
    value: Any = None
    other: Any = None

    def ids(self, rows: Iterable[Row]) -> list[int]:
        return sorted(row["id"] for row in rows if self.holds(row[self.column]))

    def holds(self, value: Any) -> bool:
        if self.operator == "null":
            return value is None
        if value is None:
            return False
        return {
            "=": lambda: value == self.value,
            "<": lambda: value < self.value,
            ">": lambda: value > self.value,
            "between": lambda: self.value <= value <= self.other,
        }[self.operator]()  # type: ignore[no-any-return]

    def may_be_in(self, nulls: int, low: Any, high: Any) -> bool:
        """Whether a file with these statistics must be read."""
        match self.operator:
            case "null":
                return nulls > 0
            case _ if low is None or high is None:
                return True
            case "=":
                return bool(low <= self.value <= high)
            case "<":
                return bool(low < self.value)
            case ">":
                return bool(high > self.value)
            case _:
                return bool(low <= self.other and high >= self.value)

    @property
    def arrow(self) -> ds.Expression:
        field = ds.field(self.column)
        one, other = (pa.scalar(each, SHAPE.field(self.column).type) for each in (self.value, self.other))
        match self.operator:
            case "null":
                return field.is_null()
            case "=":
                return field == one
            case "<":
                return field < one
            case ">":
                return field > one
            case _:
                return (field >= one) & (field <= other)

    @property
    def sql(self) -> str:
        """With a ``?`` for each of ``parameters``."""
        beside = " and not isnan(fee)" if self.column == "fee" and self.operator != "null" else ""
        match self.operator:
            case "null":
                return f"{self.column} is null"
            case "between":
                return f"{self.column} between ? and ?{beside}"
            case _:
                return f"{self.column} {self.operator} ?{beside}"

    @property
    def parameters(self) -> list[Any]:
        return [each for each in (self.value, self.other) if each is not None]


def table(rows: Iterable[Row]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], SHAPE)
