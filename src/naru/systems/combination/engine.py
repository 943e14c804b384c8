"""What answers a combination's expressions: DuckDB in this process, bounded in memory, spilling to encrypted files alone."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "600MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    connection: Any
    _numbers: Iterator[int] = field(default_factory=count)

    def table(self, table: pa.Table) -> "ir.Table":
        """An Arrow table, read where it lies."""
        import ibis

        name = f"given_{next(self._numbers)}"
        self.connection.con.register(name, table)
        return self._named(name, ibis.Schema.from_pyarrow(table.schema))

    def keep(self, expression: "ir.Table") -> "ir.Table":
        """The expression's rows, computed once; they live as long as the engine."""
        name = f"kept_{next(self._numbers)}"
        self.connection.con.execute(f"CREATE TEMP TABLE {name} AS {self.connection.compile(expression)}")
        return self._named(name, expression.schema())

    def _named(self, name: str, schema: Any) -> "ir.Table":
        from ibis.expr.operations import DatabaseTable

        return DatabaseTable(name, schema=schema, source=self.connection).to_expr()


@contextmanager
def engine(*, memory: str = MEMORY) -> Iterator[Engine]:
    """An engine whose spilled pieces are encrypted under a key of this process and gone with it."""
    import ibis

    with tempfile.TemporaryDirectory(prefix="naru-combination-") as spill:
        connection = ibis.duckdb.connect(
            memory_limit=memory, temp_directory=spill, temp_file_encryption=True, preserve_insertion_order=False
        )
        try:
            yield Engine(connection=connection)
        finally:
            connection.disconnect()
