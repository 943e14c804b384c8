"""What answers Ibis expressions over the lake: DuckDB here, or Spark when the data outgrows the machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa

from naru.data.lake.tables import Lake
from naru.data.lake.values import TableRef


class Engine(Protocol):
    """Answers the same Ibis expressions whatever runs beneath."""

    def table(self, ref: TableRef) -> ir.Table:
        """The version's rows, columns named by their aliases; a ref without a version is the newest as it is now.

        Raises ``Refused``: ``table_not_in_lake``, ``version_not_in_lake``.
        """
        ...

    def numbered(self, ref: TableRef) -> ir.Table:
        """The same rows with their positions in the version, from 0, in ``naru_position``: cheap to order by."""
        ...

    def execute(self, expression: ir.Table) -> pa.Table:
        """The answer in memory, in the expression's own types; instants are in UTC."""
        ...

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """The answer in batches, without holding all of it in memory."""
        ...


def open_engine(
    name: str, lake: Lake, *, temp_folder: Path | None = None, threads: int | None = None, memory: str = "1GB"
) -> Engine:
    """``duckdb`` (embedded), ``spark`` (in this process, two threads) or ``spark://host:port`` (a cluster)."""
    if name == "duckdb":
        from naru.data.lake.duck import DuckEngine

        return DuckEngine(lake, temp_folder=temp_folder, threads=threads, memory=memory)
    assert name.startswith("spark"), f"NARU_ENGINE is neither duckdb nor spark: {name}"
    from naru.data.lake.spark import SparkEngine

    return SparkEngine(lake, master="local[2]" if name == "spark" else name, temp_folder=temp_folder)
