"""A row's position in its version: how pages find their place whatever the engine."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.lake.tables import Lake
from naru.data.lake.values import TableRef

POSITION = "naru_position"


def pin(lake: Lake, ref: TableRef) -> TableRef:
    """The ref with its version named: the newest as it is now where it names none.

    Raises ``Refused``: ``table_not_in_lake``.
    """
    return ref if ref.version is not None else TableRef(ref.table_id, lake.newest(ref.table_id))


def offsets(paths: Sequence[Path]) -> list[int]:
    """How many rows come before each file."""
    return [0, *accumulate(pq.read_metadata(path).num_rows for path in paths)][:-1]


def with_positions(shape: pa.Schema) -> pa.Schema:
    """The schema with ``naru_position`` behind its columns."""
    return shape.append(pa.field(POSITION, pa.int64()))
