"""The engine under a check: DuckDB in this process, asked by Ibis expressions or SQL, one statement after another."""

from pathlib import Path
from typing import Any, Self

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from naru.base.kit.sql import literal, quoted

Row = dict[str, Any]


class Engine:
    """Nothing is fetched from anywhere; what does not fit in memory spills into ``scratch``."""

    def __init__(self, scratch: Path | None = None, *, memory: str = "1GB", threads: int = 2) -> None:
        config: dict[str, Any] = {
            "memory_limit": memory,
            "threads": threads,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
        if scratch is not None:
            config["temp_directory"] = str(scratch / "spill")
        self.connection = duckdb.connect(config=config)
        self.run("SET enable_progress_bar = false")
        self.run("SET TimeZone = 'UTC'")

    def table(self, name: str) -> ir.Table:
        """A table or view as an expression, with the schema that it has now."""
        shape = self._arrow(f"SELECT * FROM {quoted(name)} LIMIT 0").schema  # noqa: S608
        return ibis.table(ibis.Schema.from_pyarrow(shape), name=name)

    def rows(self, expression: ir.Table) -> list[Row]:
        """In the expression's own types: DuckDB sums integers wider than they are."""
        found = self._arrow(str(ibis.to_sql(expression, dialect="duckdb", pretty=False)))
        rows: list[Row] = found.cast(expression.schema().to_pyarrow()).to_pylist()
        return rows

    def row(self, expression: ir.Table) -> Row:
        """Of an expression that answers exactly one."""
        (found,) = self.rows(expression)
        return found

    def select(self, sql: str) -> list[Row]:
        """Raises ``duckdb.Error``."""
        found: list[Row] = self._arrow(sql).to_pylist()
        return found

    def run(self, sql: str) -> None:
        self.connection.execute(sql).fetchall()

    def create_view(self, name: str, expression: ir.Table) -> None:
        self.run(f"CREATE OR REPLACE VIEW {quoted(name)} AS {ibis.to_sql(expression, dialect='duckdb', pretty=False)}")

    def take(self, name: str, batches: pa.RecordBatchReader) -> int:
        """Make a table of the batches; how many rows it has."""
        self.connection.register("_incoming", batches)
        self.run(f"CREATE OR REPLACE TABLE {quoted(name)} AS SELECT * FROM _incoming")  # noqa: S608
        self.connection.unregister("_incoming")
        return self.count(name)

    def count(self, name: str) -> int:
        rows: int = self.select(f"SELECT count(*) AS n FROM {quoted(name)}")[0]["n"]  # noqa: S608
        return rows

    def copy(self, sql: str, out: Path) -> None:
        """As CSV with a header."""
        self.run(f"COPY ({sql}) TO {literal(str(out))} (HEADER, DELIMITER ',')")

    def shut_off(self) -> None:
        """From here on SQL sees the tables and nothing else of the machine, and cannot change that."""
        self.run("SET enable_external_access = false")
        self.run("SET lock_configuration = true")

    def interrupt(self) -> None:
        """End what runs now; it raises ``duckdb.InterruptException``."""
        self.connection.interrupt()

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _arrow(self, sql: str) -> pa.Table:
        return self.connection.sql(sql).to_arrow_table()
