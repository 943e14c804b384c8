"""What changed between two versions: rows added, removed and changed, columns too, with a bounded sample.

With a key whose values are unique on both sides, rows are matched by it. Without one, rows are compared as they stand,
repeats included: a changed row then counts as one removed and one added. Only columns that both versions have are
compared; one whose type changed is compared by its text.
"""
# ruff: noqa: S608 - the texts are ours; names of columns and files are quoted

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.sql import quoted

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """Counts of rows; ``changed`` is None where no key matched rows. Samples hold rows by column alias.

    ``columns_*`` are aliases, types as Arrow names them; ``key`` is the one that matched, () for none.
    """

    rows_before: int
    rows_after: int
    added: int
    removed: int
    changed: int | None
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_retyped: tuple[tuple[str, str, str], ...] = ()  # name, type before, type after
    sample_added: tuple[Row, ...] = ()
    sample_removed: tuple[Row, ...] = ()
    sample_changed: tuple[tuple[Row, Row], ...] = ()  # before, after
    key: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not (
            self.added
            or self.removed
            or self.changed
            or self.columns_added
            or self.columns_removed
            or self.columns_retyped
        )

    def to_json(self) -> dict[str, Any]:
        """Counts and columns without the samples, which may hold anything."""
        return {name: value for name, value in asdict(self).items() if not name.startswith("sample_")}


def diff_files(
    before: Sequence[Path],
    after: Sequence[Path],
    key: Sequence[str] = (),
    *,
    sample: int = 20,
    temp: Path | None = None,
) -> Diff:
    """What changed between two versions, each given as its files, at least one.

    ``key`` are aliases; it matches rows only where both sides have its columns, all filled and without repeats.
    ``sample`` is how many rows of each kind are shown at most. What 1 GB of memory does not hold spills into ``temp``.
    """
    old, new = pq.read_schema(before[0]), pq.read_schema(after[0])
    common = [name for name in new.names if name in set(old.names)]
    config: dict[str, Any] = {
        "memory_limit": "1GB",
        "autoinstall_known_extensions": False,
    }
    if temp is not None:
        config["temp_directory"] = str(temp)
    with duckdb.connect(config=config) as connection:
        connection.execute("set enable_progress_bar = false").fetchall()
        for side, paths in (("before", before), ("after", after)):
            connection.execute(f"create view {side} as select * from {_parquet(paths)}")
        matched = bool(key) and set(key) <= set(common) and all(_is_unique(connection, side, key) for side in SIDES)
        compare = _Compared(connection, [_cell(name, old, new) for name in common], sample)
        counted = compare.by_key(list(key), common) if matched else compare.whole_rows()
        return Diff(
            rows_before=_count(connection, "before"),
            rows_after=_count(connection, "after"),
            columns_added=tuple(name for name in new.names if name not in set(old.names)),
            columns_removed=tuple(name for name in old.names if name not in set(new.names)),
            columns_retyped=tuple(
                (name, str(old.field(name).type), str(new.field(name).type))
                for name in common
                if old.field(name).type != new.field(name).type
            ),
            key=tuple(key) if matched else (),
            **counted,
        )


SIDES = ("before", "after")


@dataclass(frozen=True, slots=True)
class _Compared:
    connection: duckdb.DuckDBPyConnection
    cells: list[str]  # of the common columns, made comparable
    sample: int

    def by_key(self, key: list[str], common: list[str]) -> dict[str, Any]:
        keys = ", ".join(quoted(name) for name in key)
        same = " and ".join(f"b.{quoted(name)} = a.{quoted(name)}" for name in key)
        rest = [cell for name, cell in zip(common, self.cells, strict=True) if name not in set(key)]
        for side in SIDES:
            self._run(f"create temp table {side}_keys as select {keys}, {_hash(rest)} as h from {side}")
        joined = f"from before_keys b full join after_keys a on {same}"
        row = self._run(
            "select count(*) filter (where b.h is null), count(*) filter (where a.h is null), "
            f"count(*) filter (where a.h <> b.h) {joined}"
        )
        changed_keys = f"select {', '.join(f'a.{quoted(name)}' for name in key)} {joined} where a.h <> b.h"
        return {
            "added": row[0],
            "removed": row[1],
            "changed": row[2],
            "sample_added": self._rows(
                f"select * from after s where not exists (select 1 from before_keys b where {_same('s', key)})"
            ),
            "sample_removed": self._rows(
                f"select * from before s where not exists (select 1 from after_keys b where {_same('s', key)})"
            ),
            "sample_changed": self._pairs(changed_keys, key, keys),
        }

    def whole_rows(self) -> dict[str, Any]:
        for side in SIDES:
            self._run(
                f"create temp table {side}_rows as select {_hash(self.cells)} as h, count(*) as n from {side} group by 1"
            )
        joined = "from before_rows b full join after_rows a on b.h = a.h"
        row = self._run(
            "select coalesce(sum(greatest(coalesce(a.n, 0) - coalesce(b.n, 0), 0)), 0), "
            f"coalesce(sum(greatest(coalesce(b.n, 0) - coalesce(a.n, 0), 0)), 0) {joined}"
        )
        return {
            "added": int(row[0]),
            "removed": int(row[1]),
            "changed": None,
            "sample_added": self._more(joined, "after", "a", "b"),
            "sample_removed": self._more(joined, "before", "b", "a"),
        }

    def _more(self, joined: str, side: str, more: str, fewer: str) -> tuple[Row, ...]:
        """Rows of which one side holds more than the other, one of each kind."""
        hashes = f"select {more}.h {joined} where coalesce({more}.n, 0) > coalesce({fewer}.n, 0) limit {self.sample}"
        kinds = f"qualify row_number() over (partition by {_hash(self.cells)}) = 1"
        return self._rows(f"select * from {side} where {_hash(self.cells)} in ({hashes}) {kinds}")

    def _pairs(self, changed_keys: str, key: list[str], keys: str) -> tuple[tuple[Row, Row], ...]:
        self._run(f"create temp table sampled as {changed_keys} order by all limit {self.sample}")
        sides = (
            self._rows(f"select s.* from {side} s semi join sampled using ({keys}) order by {keys}") for side in SIDES
        )
        return tuple(zip(*sides, strict=True))

    def _rows(self, sql: str) -> tuple[Row, ...]:
        return tuple(self.connection.sql(f"select * from ({sql}) limit {self.sample}").to_arrow_table().to_pylist())

    def _run(self, sql: str) -> tuple[Any, ...]:
        """The statement carried out, and its first row."""
        return _first(self.connection, sql)


def _is_unique(connection: duckdb.DuckDBPyConnection, side: str, key: Sequence[str]) -> bool:
    keys = ", ".join(quoted(name) for name in key)
    filled = " and ".join(f"{quoted(name)} is not null" for name in key)
    rows, with_key = _first(connection, f"select count(*), count(*) filter (where {filled}) from {side}")
    (distinct,) = _first(connection, f"select count(*) from (select distinct {keys} from {side})")
    return bool(rows == with_key == distinct)


def _count(connection: duckdb.DuckDBPyConnection, side: str) -> int:
    return int(_first(connection, f"select count(*) from {side}")[0])


def _first(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    rows = connection.execute(sql).fetchall()
    return rows[0] if rows else ()


def _cell(name: str, old: pa.Schema, new: pa.Schema) -> str:
    same = old.field(name).type == new.field(name).type
    return quoted(name) if same else f"{quoted(name)}::varchar"


def _hash(cells: list[str]) -> str:
    return f"hash({', '.join(cells)})" if cells else "hash(0)"


def _same(side: str, key: list[str]) -> str:
    return " and ".join(f"b.{quoted(name)} = {side}.{quoted(name)}" for name in key)


def _parquet(paths: Sequence[Path]) -> str:
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{listed}])"
