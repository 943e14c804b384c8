"""Spark answers the same Ibis expressions, in this process or on a cluster, reading the files the Delta log lists.

Spark reads the Parquet files themselves and needs no Delta extension: which files make a version is the lake's answer.
On a cluster the executors open the files, never the driver: in a folder that all machines share by their paths; in an
object store through ``executor_reads``, for Spark as it comes can read no S3. The price: every column is then read.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.lake.executor_reads import reader
from naru.data.lake.positions import POSITION, offsets, pin, with_positions
from naru.data.lake.stores import Remote
from naru.data.lake.tables import Lake
from naru.data.lake.values import TableRef


class SparkEngine:
    """``master`` as Spark names it: ``local[2]``, ``spark://host:port``. A process has one session."""

    def __init__(self, lake: Lake, *, master: str, temp_folder: Path | None = None) -> None:
        from pyspark.sql import SparkSession

        scratch = str(temp_folder or Path.cwd() / "spark")
        self.lake = lake
        self._on_cluster = master.startswith("spark://")
        builder = SparkSession.builder.master(master)
        if not self._on_cluster:  # there the executors call back: SPARK_LOCAL_IP says at which address of this machine
            builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        self.session = (
            builder.appName("naru")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.warehouse.dir", scratch)
            .config("spark.local.dir", scratch)
            .getOrCreate()
        )
        self._backend: Any = ibis.pyspark.connect(self.session)

    def table(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        name = f"t_{pinned.table_id}_{pinned.version}"
        if self._on_cluster and isinstance(self.lake.store, Remote):
            return self._view(name, *self._read_by_executors(self.lake.store, pinned, ""))
        paths = self.lake.local_files(pinned)
        return self._view(name, self._read(paths), pq.read_schema(paths[0]))

    def numbered(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        name = f"n_{pinned.table_id}_{pinned.version}"
        if self._on_cluster and isinstance(self.lake.store, Remote):
            return self._view(name, *self._read_by_executors(self.lake.store, pinned, POSITION))
        paths = self.lake.local_files(pinned)
        frames = [
            self._read([path]).selectExpr("*", f"_metadata.row_index + {offset} as {POSITION}")
            for path, offset in zip(paths, offsets(paths), strict=True)
        ]
        frame = reduce(lambda one, other: one.union(other), frames)
        return self._view(name, frame, with_positions(pq.read_schema(paths[0])))

    def _read_by_executors(self, store: Remote, ref: TableRef, position: str) -> tuple[Any, pa.Schema]:
        """A task a file; the driver looks at the log alone."""
        from pyspark.sql.pandas.types import from_arrow_schema

        schema = self.lake.schema(ref)
        shape = with_positions(schema) if position else schema
        counted = self.lake.row_counts(ref)
        before = [0, *accumulate(rows for _, rows in counted)]
        files = [(name, start) for (name, _), start in zip(counted, before, strict=False)]
        spread = self.session.sparkContext.parallelize(files, len(files))
        listed = self.session.createDataFrame(spread, "name string, before long")
        read = reader(store.root, store.options, ref.table_id, shape, position)
        return listed.mapInArrow(read, from_arrow_schema(shape)), shape

    def _read(self, paths: Sequence[Path]) -> Any:
        return self.session.read.parquet(*map(str, paths))

    def _view(self, name: str, frame: Any, shape: pa.Schema) -> ir.Table:
        """Types are those of the files, as for DuckDB."""
        frame.createOrReplaceTempView(name)
        return ibis.table(ibis.Schema.from_pyarrow(shape), name=name)

    def execute(self, expression: ir.Table) -> pa.Table:
        """Spark's instants come without their zone, which is the session's: UTC."""
        return self._backend.to_pyarrow(expression.as_table()).cast(expression.schema().to_pyarrow())

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        shape = expression.schema().to_pyarrow()
        for batch in self._backend.to_pyarrow_batches(expression.as_table(), chunk_size=batch_rows):
            yield batch.cast(shape)
