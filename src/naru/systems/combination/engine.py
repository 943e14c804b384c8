"""What answers a combination's expressions: DuckDB in this process, in memory alone.

DuckDB 2.0 encrypts what it spills only with an extension that no wheel brings, and persons' records are not spilled in clear: what does
not fit is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from naru.base.kit.refusals import Refused

if TYPE_CHECKING:
    import ibis.expr.types as ir

MEMORY = "3GB"


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
    """An engine that writes no file. Raises ``Refused("combination_memory")`` where the tables do not fit."""
    import duckdb
    import ibis

    connection = ibis.duckdb.connect(
        memory_limit=memory, max_temp_directory_size="0B", temp_directory="", preserve_insertion_order=False
    )
    try:
        yield Engine(connection=connection)
    except duckdb.OutOfMemoryException:
        raise Refused("combination_memory", memory=memory) from None
    finally:
        connection.disconnect()
