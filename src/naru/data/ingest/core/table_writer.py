"""From a cut table to the finished one: infer types, quarantine rows, write Parquet, have it described."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.sql import quoted
from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.describe import described, warnings_of, with_projection
from naru.data.ingest.core.quarantine import QuarantinedRow, counted, write_quarantine
from naru.data.ingest.core.source import Panel, Source, SourceColumn, panels
from naru.data.ingest.core.type_inference import ColumnPlan, RawColumn, infer_types, others_table, over
from naru.data.ingest.core.type_rules import period_of
from naru.data.ingest.core.values import Hints, Progress, TableReport
from naru.data.tables.core.arrow_types import SQL_TYPES

MEMORY = "700MB"  # DuckDB's own; beyond it, it spills to the scratch folder
THREADS = 2
ORDER_LOSING = "in_clause,build_side_probe_side,join_order"  # these make joins of lists, or turn joins round
FEW_ROWS = 10_000
JOINED_CELLS = 8 << 20
VECTOR = 2_048  # rows; the engine's groups of rows have whole ones


@contextmanager
def scratch_in(out: Path) -> Iterator[Path]:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".scratch-") as folder:
        yield Path(folder)


def write_table(
    source: Source, out: Path, scratch: Path, hints: Hints, *, name: str, on_progress: Progress
) -> TableReport:
    """Write ``table.parquet`` (and ``quarantine.parquet`` where rows were quarantined) into ``out`` and report on it."""
    parts = panels(source, hints)
    parquet = out / "table.parquet"
    with _database(scratch) as con:
        on_progress(0, source.rows, "typing")
        cells: dict[int, tuple[str, str]] = {}
        for panel in parts:
            _mount(con, source.raw, panel)
            panel.plans = _plans(con, panel.columns, source, hints)
            _add_misfits(con, panel, cells)
        quarantined = [*source.quarantined, *_quarantined_rows(cells, source)]
        if quarantined:
            write_quarantine(quarantined, out / "quarantine.parquet")
        on_progress(0, source.rows, "writing")
        bad_rows = pa.array(sorted(cells), pa.int64())
        files = [parquet] if len(parts) == 1 else [scratch / f"panel-{i}.parquet" for i in range(len(parts))]
        group_rows = _group_rows(parts)
        for panel, file in zip(parts, files, strict=True):
            _write(con, source.raw, panel, file, rows=source.rows, bad_rows=bad_rows, group_rows=group_rows)
        if group_rows:
            _join_panels(files, parquet, group_rows)
        rows = int(pq.read_metadata(parquet).num_rows)
        on_progress(0, rows, "profiling")
        found = [described(con, panel, file, source, rows, hints) for panel, file in zip(parts, files, strict=True)]
    on_progress(rows, rows, "profiling")
    facts = {alias: fact for part in found for alias, fact in part.facts.items()}
    columns = with_projection([column for part in found for column in part.columns], facts)
    return TableReport(
        name=name,
        parquet=str(parquet),
        rows=rows,
        columns=tuple(columns),
        quarantine=str(out / "quarantine.parquet") if quarantined else None,
        quarantined=len({row.line for row in quarantined}),
        quarantine_reasons=counted(quarantined),
        personal=tuple(finding for part in found for finding in part.personal),
        notes=tuple(source.notes),
        warnings=tuple(warnings_of(rows, columns, facts)),
        geometry=next((c.alias for c in columns if c.type is ColumnType.GEOMETRY), None),
        **source.report,  # type: ignore[arg-type]
    )


@contextmanager
def _database(scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "temp_directory": str(scratch / "spill"),
    }
    with duckdb.connect(config=settings) as con:
        con.execute("SET TimeZone = 'UTC'").fetchall()
        con.execute(f"SET disabled_optimizers = '{ORDER_LOSING}'").fetchall()
        yield con


def _mount(con: duckdb.DuckDBPyConnection, raw: pa.Table | Path, panel: Panel) -> None:
    """The panel's columns and the rows' numbers as the relation ``raw``."""
    if isinstance(raw, Path):
        con.from_parquet(str(raw)).create_view("raw", replace=True)
    else:
        con.register("raw", raw.select([*(column.field for column in panel.columns), "n"]))


def _group_rows(parts: Sequence[Panel]) -> int | None:
    """How many rows of all panels are held at once when they are joined; None where there is nothing to join."""
    width = sum(len(panel.columns) for panel in parts)
    return max(JOINED_CELLS // width // VECTOR, 1) * VECTOR if len(parts) > 1 else None


def _join_panels(files: Sequence[Path], parquet: Path, group_rows: int) -> None:
    """The panels' files side by side in one, a group of rows at a time: each is written out before the next is read."""
    parts = [pq.ParquetFile(file) for file in files]
    schema = pa.schema([field_ for part in parts for field_ in part.schema_arrow])
    with pq.ParquetWriter(parquet, schema, compression="zstd") as writer:
        for batches in zip(*(part.iter_batches(group_rows) for part in parts), strict=True):
            writer.write_table(pa.Table.from_arrays([c for batch in batches for c in batch.columns], schema=schema))


def _plans(
    con: duckdb.DuckDBPyConnection, columns: Sequence[SourceColumn], source: Source, hints: Hints
) -> list[ColumnPlan]:
    open_ = [column for column in columns if column.given_type is None]
    found = iter(infer_types(con, source.raw, [_raw(column, hints) for column in open_], source.rows))
    plans = []
    for column in columns:
        kept = _kept(con, column) if column.given_type else next(found)
        hint = hints.column(column.name)
        plans.append(replace(kept, unit=hint.unit) if hint and hint.unit else kept)
    return plans


def _kept(con: duckdb.DuckDBPyConnection, column: SourceColumn) -> ColumnPlan:
    """A column typed by its source; whole numbers named a year, and first days named a month or quarter, are such."""
    assert column.given_type is not None
    kind = period_of(column.name, column.given_type)
    if kind is None:
        return ColumnPlan(type=column.given_type, unit=column.unit, sql="{c}")
    first = {
        ColumnType.YEAR: "c BETWEEN 1900 AND 2100",
        ColumnType.MONTH: "day(c) = 1",
        ColumnType.QUARTER: "day(c) = 1 AND month(c) % 3 = 1",
    }[kind]
    [(held, fitting)] = con.execute(
        f"SELECT count(c), count(*) FILTER ({first}) FROM (SELECT {column.field} AS c FROM raw)"
    ).fetchall()
    if not held or fitting < held:
        return ColumnPlan(type=column.given_type, unit=column.unit, sql="{c}")
    return ColumnPlan(type=kind, unit=None, sql="{c}::INTEGER" if kind is ColumnType.YEAR else "{c}")


def _raw(column: SourceColumn, hints: Hints) -> RawColumn:
    hint = hints.column(column.name)
    return RawColumn(
        field=column.field,
        name=column.name,
        unit=column.unit,
        wanted=hint.type if hint else None,
    )


def _add_misfits(con: duckdb.DuckDBPyConnection, panel: Panel, cells: dict[int, tuple[str, str]]) -> None:
    """The rows with a value that its column's type does not hold, by number, with that column and value."""
    for column, plan, name in zip(panel.columns, panel.plans, panel.names, strict=True):
        if plan.misfits:
            con.register("misfits", pa.table({"v": pa.array(plan.misfits, pa.string())}))
            sql = f"SELECT n, {column.field} FROM raw WHERE {column.field} IN (SELECT v FROM misfits)"
            for n, value in con.execute(sql).fetchall():
                cells.setdefault(n, (name, value))


def _quarantined_rows(cells: Mapping[int, tuple[str, str]], source: Source) -> list[QuarantinedRow]:
    where = source.locate(sorted(cells)) if cells else {}
    return [
        QuarantinedRow(line=where[n][0], raw=where[n][1], reason="wrong_type", column=name, value=value)
        for n, (name, value) in cells.items()
    ]


def _write(
    con: duckdb.DuckDBPyConnection,
    raw: pa.Table | Path,
    panel: Panel,
    parquet: Path,
    *,
    rows: int,
    bad_rows: pa.Array,
    group_rows: int | None,
) -> None:
    """The panel's typed columns, in the file's order, without the bad rows."""
    chosen = []
    for column, plan, alias in zip(panel.columns, panel.plans, panel.aliases, strict=True):
        sql = over(plan.sql, f"raw.{column.field}") if plan.sql else None
        if plan.others:
            odd = f"raw.{_odd(column)}"
            sql = f"coalesce({sql}, {odd})" if sql else odd
        chosen.append(f"{sql or f'NULL::{SQL_TYPES[plan.type]}'} AS {quoted(alias)}")
    query = f"SELECT {', '.join(chosen)} FROM raw{' WHERE NOT raw.is_bad' if len(bad_rows) else ''}"
    groups = f", ROW_GROUP_SIZE {group_rows}" if group_rows else ""
    with _looked_up(con, raw, panel, bad_rows):
        if rows <= FEW_ROWS:  # spares the engine's writer its buffers, megabytes for each column whatever it holds
            pq.write_table(con.sql(query).to_arrow_table(), parquet, compression="zstd")
            return
        con.execute(
            f"COPY ({query}) TO '{_escaped(parquet)}' (FORMAT parquet, CODEC 'zstd', COMPRESSION_LEVEL 1{groups})"
        ).fetchall()


@contextmanager
def _looked_up(
    con: duckdb.DuckDBPyConnection, raw: pa.Table | Path, panel: Panel, bad_rows: pa.Array
) -> Iterator[None]:
    """The relation ``raw`` with the odd writings' values beside their columns, and ``is_bad``.

    The engine's joins lose the rows' order when several threads share them. So tables in memory are looked up in by Arrow,
    and those that are not by one thread."""
    odd = {column: plan for column, plan in zip(panel.columns, panel.plans, strict=True) if plan.others}
    _mount(con, raw, panel)
    if not odd and not len(bad_rows):
        yield
    elif isinstance(raw, pa.Table):
        wide = raw.select([*(column.field for column in panel.columns), "n"])
        for column, plan in odd.items():
            table = others_table(plan)
            places = pc.index_in(wide.column(column.field), table.column("v").combine_chunks())
            wide = wide.append_column(_odd(column), table.column("x").combine_chunks().take(places))
        con.register("raw", wide.append_column("is_bad", pc.is_in(wide.column("n"), bad_rows)))
        yield
    else:
        _join_odd(con, raw, odd, bad_rows)
        con.execute("SET threads = 1").fetchall()
        yield
        con.execute(f"SET threads = {THREADS}").fetchall()


def _join_odd(
    con: duckdb.DuckDBPyConnection, raw: Path, odd: Mapping[SourceColumn, ColumnPlan], bad_rows: pa.Array
) -> None:
    con.from_parquet(str(raw)).create_view("raw_alone", replace=True)
    con.register("bad_rows", pa.table({"n": bad_rows, "is_bad": [True] * len(bad_rows)}))
    joins = ["LEFT JOIN bad_rows ON bad_rows.n = raw_alone.n"]
    beside = ["coalesce(bad_rows.is_bad, FALSE) AS is_bad"]
    for column, plan in odd.items():
        con.register(_odd(column), others_table(plan))
        joins.append(f"LEFT JOIN {_odd(column)} ON {_odd(column)}.v = raw_alone.{column.field}")
        beside.append(f"{_odd(column)}.x AS {_odd(column)}")
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW raw AS SELECT raw_alone.*, {', '.join(beside)} FROM raw_alone {' '.join(joins)}"
    ).fetchall()


def _odd(column: SourceColumn) -> str:
    return f"odd_{column.field}"


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
