"""DuckDB answers Ibis expressions over any version of any table."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused
from naru.base.kit.sql import literal, quoted
from naru.data.lake.positions import POSITION, offsets, pin, with_positions
from naru.data.lake.tables import Lake
from naru.data.lake.values import TableRef


class DuckEngine:
    """DuckDB inside this process, for expressions that we built; SQL written by people runs in a child instead.

    One database, one connection a thread; the settings are ours alone: no extension is fetched, and what does not fit
    in memory spills into ``temp_folder``.
    """

    def __init__(
        self, lake: Lake, *, temp_folder: Path | None = None, threads: int | None = None, memory: str = "1GB"
    ) -> None:
        self.lake = lake
        config: dict[str, Any] = {
            "memory_limit": memory,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
        if threads is not None:
            config["threads"] = threads
        if temp_folder is not None:
            temp_folder.mkdir(parents=True, exist_ok=True)
            config["temp_directory"] = str(temp_folder)
        self._database = duckdb.connect(config=config)
        self._database.execute("set global TimeZone = 'UTC'")
        self._database.execute("set global parquet_metadata_cache = true")  # a lake's files never change
        self._local = threading.local()
        self._lock = threading.Lock()
        self._schemas: dict[str, ibis.Schema] = {}

    def table(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        return self._view(f"{pinned.table_id}@{pinned.version}", pinned, positions=False)

    def numbered(self, ref: TableRef) -> ir.Table:
        pinned = pin(self.lake, ref)
        return self._view(f"{pinned.table_id}@{pinned.version}#", pinned, positions=True)

    def execute(self, expression: ir.Table) -> pa.Table:
        """Raises ``Refused``: ``too_much_for_engine``, ``number_too_large``."""
        try:
            table = self._cursor.sql(self._compile(expression)).to_arrow_table()
            return table.cast(expression.schema().to_pyarrow())
        except duckdb.OutOfMemoryException:
            raise Refused("too_much_for_engine") from None
        except (duckdb.OutOfRangeException, pa.ArrowInvalid):  # a sum past 64 bits
            raise Refused("number_too_large") from None

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """A stream has a connection of its own, so that a thread may hold several open."""
        shape = expression.schema().to_pyarrow()
        with self._quiet_cursor() as cursor:
            for batch in cursor.sql(self._compile(expression)).to_arrow_reader(batch_rows):
                yield batch.cast(shape)

    def _view(self, name: str, ref: TableRef, *, positions: bool) -> ir.Table:
        """Expressions name a view and carry its schema; they belong to no connection and no thread."""
        paths = self.lake.local_files(ref)
        with self._lock:
            if name not in self._schemas:
                source = _numbered(paths) if positions else f"select * from {parquet(paths)}"  # noqa: S608
                self._database.execute(f"create or replace view {quoted(name)} as {source}")
                shape = pq.read_schema(paths[0])
                self._schemas[name] = ibis.Schema.from_pyarrow(with_positions(shape) if positions else shape)
            return ibis.table(self._schemas[name], name=name)

    def _quiet_cursor(self) -> duckdb.DuckDBPyConnection:
        """Without the progress bar, which would be printed into an export."""
        cursor = self._database.cursor()
        cursor.execute("set enable_progress_bar = false")
        return cursor

    def _compile(self, expression: ir.Table) -> str:
        return str(ibis.to_sql(expression, dialect="duckdb", pretty=False))

    @property
    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._quiet_cursor()
        return self._local.cursor  # type: ignore[no-any-return]


def _numbered(paths: Sequence[Path]) -> str:
    """DuckDB skips row groups by ``file_row_number``, also through the sum and the union."""
    return " union all ".join(
        f"select * exclude (file_row_number), file_row_number + {offset} as {POSITION} "  # noqa: S608
        f"from read_parquet({literal(str(path))}, file_row_number=true)"
        for path, offset in zip(paths, offsets(paths), strict=True)
    )


def parquet(paths: Sequence[Path]) -> str:
    """DuckDB's table function over exactly these files."""
    return f"read_parquet([{', '.join(literal(str(path)) for path in paths)}])"
