"""Spark answers the same Ibis expressions, in this process or on a cluster, reading the files the Delta log lists.

Spark reads the Parquet files themselves and needs no Delta extension: which files make a version is the lake's answer.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.lake.positions import POSITION, offsets, pin, with_positions
from naru.data.lake.tables import Lake
from naru.data.lake.values import TableRef


class SparkEngine:
    def __init__(self, lake: Lake, *, master: str, temp_folder: Path | None = None) -> None:
        from pyspark.sql import SparkSession

        scratch = str(temp_folder or Path.cwd() / "spark")
        self.lake = lake
        self.session = (
            SparkSession.builder.master(master)
            .appName("naru")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.warehouse.dir", scratch)
            .config("spark.local.dir", scratch)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        self._backend: Any = ibis.pyspark.connect(self.session)

    def table(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        paths = self.lake.local_files(pinned)
        return self._view(f"t_{pinned.table_id}_{pinned.version}", self._read(paths), paths)

    def numbered(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        paths = self.lake.local_files(pinned)
        frames = [
            self._read([path]).selectExpr("*", f"_metadata.row_index + {offset} as {POSITION}")
            for path, offset in zip(paths, offsets(paths), strict=True)
        ]
        frame = reduce(lambda one, other: one.union(other), frames)
        return self._view(f"n_{pinned.table_id}_{pinned.version}", frame, paths, positions=True)

    def _read(self, paths: Sequence[Path]) -> Any:
        return self.session.read.parquet(*map(str, paths))

    def _view(self, name: str, frame: Any, paths: Sequence[Path], *, positions: bool = False) -> ir.Table:
        """Types are those of the files, as for DuckDB."""
        frame.createOrReplaceTempView(name)
        shape = pq.read_schema(paths[0])
        return ibis.table(ibis.Schema.from_pyarrow(with_positions(shape) if positions else shape), name=name)

    def execute(self, expression: ir.Table) -> pa.Table:
        """Spark's instants come without their zone, which is the session's: UTC."""
        return self._backend.to_pyarrow(expression.as_table()).cast(expression.schema().to_pyarrow())

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        shape = expression.schema().to_pyarrow()
        for batch in self._backend.to_pyarrow_batches(expression.as_table(), chunk_size=batch_rows):
            yield batch.cast(shape)
