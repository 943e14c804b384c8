"""Executors of a cluster read the store themselves: each fetches the files of its task, and the driver none.

A machine of the cluster needs this package beside its Spark and a way to the store. Copies lie in the executor's own
scratch (``SPARK_LOCAL_DIRS``), bounded like any cache, and go when the application ends.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.lake.stores import Remote

CACHE_BYTES = 8 << 30
BATCH_ROWS = 10_000


def reader(
    root: str, options: Mapping[str, str], table_id: str, shape: pa.Schema, position: str
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a task does: batches of (file name, rows before it) become the rows of these files as ``shape``.

    ``position`` is the column that counts the rows of the version, or "" for none.
    """

    def read(files: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        store = Remote(root, options, _scratch() / "naru-lake-cache", CACHE_BYTES)
        for batch in files:
            for file in batch.to_pylist():
                yield from _rows(store.local_file(table_id, file["name"]), file["before"], shape, position)

    return read


def _rows(path: Path, before: int, shape: pa.Schema, position: str) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH_ROWS, columns=[name for name in shape.names if name != position]):
            table = pa.Table.from_batches([batch])
            if position:
                table = table.append_column(position, pa.array(range(before, before + len(table)), pa.int64()))
            before += len(table)
            yield from table.select(shape.names).cast(shape).to_batches()


def _scratch() -> Path:
    return Path(os.environ["SPARK_LOCAL_DIRS"].split(",")[0])
