"""Columns as numbers and back, as texts, and groups of rows."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.types as kinds

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.risk.coding import Real, Whole, combine, encode_all, number
from naru.systems.combination.core.risk.rules import is_number


def as_numbers(column: pa.ChunkedArray) -> Real:
    """Missing cells become NaN. ``Refused("column_not_numeric")``."""
    if not is_number(column.type):
        raise Refused("column_not_numeric")
    return np.asarray(column.cast(pa.float64(), safe=False).to_numpy(), dtype=np.float64)


def from_numbers(numbers: Real, *, like: pa.DataType) -> pa.Array:
    """NaN becomes missing; whole columns stay whole."""
    missing = np.isnan(numbers)
    if kinds.is_integer(like):
        return pa.array(np.where(missing, 0, np.rint(numbers)).astype(np.int64), mask=missing)
    return pa.array(numbers, mask=missing)


def group_rows(table: pa.Table, columns: Sequence[str]) -> tuple[Whole, int]:
    """Each row's group by its values in ``columns`` (one group for none), and how many groups there are."""
    coded = encode_all(table, columns)
    key, span = combine([each.codes for each in coded], [each.domain for each in coded], rows=table.num_rows)
    return number(key, span)


def put(table: pa.Table, name: str, column: pa.Array | pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)
