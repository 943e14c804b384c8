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

MEMORY = "1200MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    connection: Any
    _numbers: Iterator[int] = field(default_factory=count)

    def table(self, table: pa.Table) -> "ir.Table":
        """An Arrow table, read where it lies."""
        name = f"given_{next(self._numbers)}"
        self.connection.con.register(name, table)
        return self.connection.table(name)

    def keep(self, expression: "ir.Table") -> "ir.Table":
        """The expression's rows, computed once; they live as long as the engine."""
        return self.connection.create_table(f"kept_{next(self._numbers)}", expression, temp=True)


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
