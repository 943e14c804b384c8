"""Rows of a version: the first ones, straight from its file where it may be read whole, and how many a scope leaves."""

from functools import lru_cache
from typing import Any

import pyarrow.parquet as pq

from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.entitlement import ReadScope
from naru.data.catalogue.core.scope_tables import scoped
from naru.data.catalogue.core.values import Version
from naru.data.catalogue.reads.engines import engine, lake
from naru.data.lake import TableRef
from naru.data.lake.positions import POSITION

ROWS = 10
COLUMNS = 60  # more are not shown beside one another


def first_rows(version: Version, rows: int = ROWS) -> list[list[Any]]:
    """At most ``rows`` rows as values, in the order of ``version.columns`` (its first 60)."""
    aliases = [column.alias for column in version.columns[:COLUMNS]]
    if not version.scope.is_whole:
        return _first_scoped(version, aliases, rows)
    for path in lake().local_files(_ref(version)):
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=rows, columns=aliases):
                table = batch.select(aliases).slice(0, rows)
                return [list(values) for values in zip(*(column.to_pylist() for column in table.columns), strict=True)]
    return []


def rows_in(version: Version, scope: ReadScope) -> int:
    """How many rows the scope leaves; ``version`` with all of its columns. Versions never change: counted once."""
    return _counted(_ref(version), version.columns, scope)


@lru_cache(maxsize=512)
def _counted(ref: TableRef, columns: tuple[Column, ...], scope: ReadScope) -> int:
    seen = scoped(engine().table(ref), columns, scope)
    return int(engine().execute(seen.aggregate(rows=seen.count()))["rows"][0].as_py())


def _first_scoped(version: Version, aliases: list[str], rows: int) -> list[list[Any]]:
    seen = scoped(engine().numbered(_ref(version)), version.whole_columns, version.scope)
    found = engine().execute(seen.order_by(POSITION).limit(rows).select(aliases))
    return [list(values) for values in zip(*(column.to_pylist() for column in found.columns), strict=True)]


def _ref(version: Version) -> TableRef:
    return TableRef(version.table_id, version.lake_version)
