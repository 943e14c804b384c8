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

from naru.lake.positions import POSITION, offsets, pin
from naru.lake.tables import Lake, TableRef


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
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.warehouse.dir", scratch)
            .config("spark.local.dir", scratch)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        self._backend: Any = ibis.pyspark.connect(self.session)

    def table(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        return self._view(f"t_{pinned.table_id}_{pinned.version}", self._read(self.lake.local_files(pinned)))

    def numbered(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        paths = self.lake.local_files(pinned)
        frames = [
            self._read([path]).selectExpr("*", f"_metadata.row_index + {offset} as {POSITION}")
            for path, offset in zip(paths, offsets(paths), strict=True)
        ]
        return self._view(f"n_{pinned.table_id}_{pinned.version}", reduce(lambda one, other: one.union(other), frames))

    def _read(self, paths: Sequence[Path]) -> Any:
        return self.session.read.parquet(*map(str, paths))

    def _view(self, name: str, frame: Any) -> ir.Table:
        frame.createOrReplaceTempView(name)
        return ibis.table(self._backend.table(name).schema(), name=name)

    def execute(self, expression: ir.Table) -> pa.Table:
        return self._backend.to_pyarrow(expression.as_table())

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        yield from self._backend.to_pyarrow_batches(expression.as_table(), chunk_size=batch_rows)
