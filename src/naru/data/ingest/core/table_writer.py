"""From a cut table to the finished one: infer types, quarantine rows, write Parquet, have it described."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.sql import literal, quoted
from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.quarantine import QuarantinedRow, counted, write_quarantine
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.ingest.core.type_inference import infer, mount, over
from naru.data.ingest.core.type_plan import ColumnPlan, Panel, TypePlan, others_table
from naru.data.ingest.core.values import Hints, Progress, TableReport
from naru.data.tables.core.arrow_types import SQL_TYPES
from naru.data.tables.core.description import THREADS, database, describe, sources_of, warnings_of, with_projection
from naru.data.tables.core.persons import with_persons

ORDER_LOSING = "in_clause,build_side_probe_side,join_order"  # these make joins of lists, or turn joins round
FEW_ROWS = 10_000
JOINED_CELLS = 8 << 20
VECTOR = 2_048  # rows; the engine's groups of rows have whole ones


@contextmanager
def scratch_in(out: Path) -> Iterator[Path]:
    """A folder within ``out`` (made where it is missing) that is gone afterwards, whatever happens."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".scratch-") as folder:
        yield Path(folder)


def write_table(
    source: Source, out: Path, scratch: Path, hints: Hints, *, name: str, on_progress: Progress
) -> TableReport:
    """Write ``table.parquet`` (and ``quarantine.parquet`` where rows were quarantined) into ``out`` and report on it.

    A row is quarantined once, for the first of its values that does not fit."""
    with _database(scratch) as con:
        on_progress(0, source.rows, "typing")
        plan = infer(con, source, hints)
        quarantined = [*source.quarantined, *_quarantined(plan, source)]
        if quarantined:
            write_quarantine(quarantined, out / "quarantine.parquet")
        on_progress(0, source.rows, "writing")
        parquet, files = out / "table.parquet", _write(con, source, plan, out, scratch)
        rows = int(pq.read_metadata(parquet).num_rows)
        on_progress(0, rows, "profiling")
        described = [
            describe(con, file, panel.known(hints), rows, stated_unit=source.stated_unit)
            for panel, file in zip(plan.panels, files, strict=True)
        ]
    on_progress(rows, rows, "profiling")
    facts = {alias: fact for part in described for alias, fact in part.facts.items()}
    sources = {alias: name for panel in plan.panels for alias, name in sources_of(panel.known(hints)).items()}
    numbers = [finding for part in described for finding in part.personal]
    columns = with_projection([column for part in described for column in part.columns], facts)
    return TableReport(
        name=name,
        parquet=str(parquet),
        rows=rows,
        columns=tuple(columns),
        quarantine=str(out / "quarantine.parquet") if quarantined else None,
        quarantined=len({row.line for row in quarantined}),
        quarantine_reasons=counted(quarantined),
        personal=with_persons(columns, facts, numbers, rows, sources=sources),
        notes=tuple(source.notes),
        warnings=(*source.warnings, *plan.warnings(), *warnings_of(rows, columns, facts)),
        geometry=next((c.alias for c in columns if c.type is ColumnType.GEOMETRY), None),
        **source.report,  # type: ignore[arg-type]
    )


@contextmanager
def _database(scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with database(scratch) as con:
        con.execute(f"SET disabled_optimizers = '{ORDER_LOSING}'").fetchall()
        yield con


def _quarantined(plan: TypePlan, source: Source) -> list[QuarantinedRow]:
    where = source.locate(sorted(plan.misfits)) if plan.misfits else {}
    return [
        QuarantinedRow(
            line=where[n][0], raw=where[n][1], reason=misfit.reason, column=misfit.column, value=misfit.value
        )
        for n, misfit in plan.misfits.items()
    ]


def _write(con: duckdb.DuckDBPyConnection, source: Source, plan: TypePlan, out: Path, scratch: Path) -> list[Path]:
    """Write ``table.parquet``; the file of each panel, which is the table itself where there is but one."""
    parquet = out / "table.parquet"
    bad_rows = pa.array(sorted(plan.misfits), pa.int64())
    group_rows = _group_rows(plan.panels)
    files = [parquet] if group_rows is None else [scratch / f"panel-{i}.parquet" for i in range(len(plan.panels))]
    for panel, file in zip(plan.panels, files, strict=True):
        _write_panel(con, source.raw, panel, file, rows=source.rows, bad_rows=bad_rows, group_rows=group_rows)
    if group_rows is not None:
        _join_panels(files, parquet, group_rows)
    return files


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


def _write_panel(
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
            f"COPY ({query}) TO {literal(str(parquet))} (FORMAT parquet, CODEC 'zstd', COMPRESSION_LEVEL 1{groups})"
        ).fetchall()


@contextmanager
def _looked_up(
    con: duckdb.DuckDBPyConnection, raw: pa.Table | Path, panel: Panel, bad_rows: pa.Array
) -> Iterator[None]:
    """The relation ``raw`` with the odd writings' values beside their columns, and ``is_bad``.

    The engine's joins lose the rows' order when several threads share them. So tables in memory are looked up in by Arrow,
    and those that are not by one thread."""
    odd = {column: plan for column, plan in zip(panel.columns, panel.plans, strict=True) if plan.others}
    mount(con, raw, panel)
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
