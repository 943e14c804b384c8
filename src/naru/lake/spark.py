"""Spark answers the same Ibis expressions, in this process or on a cluster, reading the files the Delta log lists.

Spark reads the Parquet files themselves and needs no Delta extension: which files make a version is the lake's answer.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

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
        version = ref.version if ref.version is not None else self.lake.newest(ref.table_id)
        name = f"t_{ref.table_id}_{version}"
        files = [str(path) for path in self.lake.local_files(TableRef(ref.table_id, version))]
        self.session.read.parquet(*files).createOrReplaceTempView(name)
        return self._backend.table(name)

    def execute(self, expression: ir.Table) -> pa.Table:
        return self._backend.to_pyarrow(expression.as_table())

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        yield from self._backend.to_pyarrow_batches(expression.as_table(), chunk_size=batch_rows)
