"""DuckDB answers Ibis expressions over any version of any table; ``open_engine`` chooses between it and Spark."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from naru.lake.tables import Lake, TableRef

ROW = "file_row_number"


class Engine(Protocol):
    """Answers the same Ibis expressions whatever runs beneath."""

    def table(self, ref: TableRef) -> ir.Table:
        """The version's rows, columns named by their aliases."""
        ...

    def execute(self, expression: ir.Table) -> pa.Table: ...

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """The answer in batches, without holding all of it in memory."""
        ...


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
        self._database.execute("set global parquet_metadata_cache = true")  # a lake's files never change
        self._local = threading.local()
        self._lock = threading.Lock()
        self._schemas: dict[str, ibis.Schema] = {}

    def table(self, ref: TableRef) -> ir.Table:
        pinned = self._pin(ref)
        return self._view(f"{pinned.table_id}@{pinned.version}", self.lake.local_files(pinned))

    def file(self, path: Path) -> ir.Table:
        """One Parquet file with its rows' positions in ``file_row_number``, by which DuckDB skips row groups."""
        return self._view(f"file:{path}", [path], rows=True)

    def execute(self, expression: ir.Table) -> pa.Table:
        table = self._cursor.sql(self._compile(expression)).to_arrow_table()
        return table.cast(expression.schema().to_pyarrow())

    def stream(self, expression: ir.Table, batch_rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """A stream has a connection of its own, so that a thread may hold several open."""
        shape = expression.schema().to_pyarrow()
        with self._database.cursor() as cursor:
            for batch in cursor.sql(self._compile(expression)).to_arrow_reader(batch_rows):
                yield batch.cast(shape)

    def _view(self, name: str, paths: Sequence[Path], *, rows: bool = False) -> ir.Table:
        """Expressions name a view and carry its schema; they belong to no connection and no thread."""
        with self._lock:
            if name not in self._schemas:
                source = parquet(paths, rows=rows)
                self._database.execute(f"create or replace view {quoted(name)} as select * from {source}")  # noqa: S608
                shape = pq.read_schema(paths[0])
                self._schemas[name] = ibis.Schema.from_pyarrow(
                    shape.append(pa.field(ROW, pa.int64())) if rows else shape
                )
            return ibis.table(self._schemas[name], name=name)

    def _compile(self, expression: ir.Table) -> str:
        return str(ibis.to_sql(expression, dialect="duckdb", pretty=False))

    @property
    def _cursor(self) -> duckdb.DuckDBPyConnection:
        if not hasattr(self._local, "cursor"):
            self._local.cursor = self._database.cursor()
        return self._local.cursor  # type: ignore[no-any-return]

    def _pin(self, ref: TableRef) -> TableRef:
        return ref if ref.version is not None else TableRef(ref.table_id, self.lake.newest(ref.table_id))


def open_engine(
    name: str, lake: Lake, *, temp_folder: Path | None = None, threads: int | None = None, memory: str = "1GB"
) -> Engine:
    """``duckdb`` (embedded), ``spark`` (in this process, two threads) or ``spark://host:port`` (a cluster)."""
    if name == "duckdb":
        return DuckEngine(lake, temp_folder=temp_folder, threads=threads, memory=memory)
    assert name.startswith("spark"), f"NARU_ENGINE is neither duckdb nor spark: {name}"
    from naru.lake.spark import SparkEngine

    return SparkEngine(lake, master="local[2]" if name == "spark" else name, temp_folder=temp_folder)


def parquet(paths: Sequence[Path], *, rows: bool = False) -> str:
    """DuckDB's table function over exactly these files."""
    listed = ", ".join(literal(str(path)) for path in paths)
    return f"read_parquet([{listed}]{', file_row_number=true' if rows else ''})"


def quoted(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
