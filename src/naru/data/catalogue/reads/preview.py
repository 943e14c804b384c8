"""The first rows of a version, read straight from its file: the same on every engine and at any size."""

from typing import Any

import pyarrow.parquet as pq

from naru.data.catalogue.core.values import Version
from naru.data.catalogue.reads.engines import lake
from naru.data.lake import TableRef

ROWS = 10
COLUMNS = 60  # more are not shown beside one another


def first_rows(version: Version, rows: int = ROWS) -> list[list[Any]]:
    """At most ``rows`` rows as values, in the order of ``version.columns`` (its first 60)."""
    aliases = [column.alias for column in version.columns[:COLUMNS]]
    for path in lake().local_files(TableRef(version.table_id, version.lake_version)):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=rows, columns=aliases):
                table = batch.select(aliases).slice(0, rows)
                return [list(values) for values in zip(*(column.to_pylist() for column in table.columns), strict=True)]
    return []
