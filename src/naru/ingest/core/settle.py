"""From a cut table to the finished one: decide types, put rows aside, write Parquet, profile, search for personal data."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from naru.catalogue.core.columns import Column, ColumnType, Meaning
from naru.ingest.core.alias import aliases
from naru.ingest.core.aside import Aside, counted, write_aside
from naru.ingest.core.decide import Decision, RawColumn, decide, others_table, over
from naru.ingest.core.meanings import Facts, meaning_of, projection
from naru.ingest.core.personal import find_personal
from naru.ingest.core.profile import Profiled, profile, quoted, sampled
from naru.ingest.core.values import Hints, Note, Progress, TableReport

MEMORY = "700MB"  # DuckDB's own; beyond it, it spills to the scratch folder
THREADS = 2
MEANING_SAMPLE = 2_000
LONGEST = 120  # characters of a value that its meaning is judged by
CODES = {Meaning.LEGAL_DISTRICT_CODE, Meaning.ADMIN_DISTRICT_CODE, Meaning.IDENTIFIER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a reader hands over: the relation ``raw``, its columns, and what it knows beside them."""

    raw: pa.Table | Path
    rows: int
    columns: Sequence["SourceColumn"]
    stated_unit: str | None = None
    aside: Sequence[Aside] = ()
    locate: Callable[[Sequence[int]], Mapping[int, tuple[int, str]]] = lambda _: {}
    notes: Sequence[Note] = ()
    report: Mapping[str, object] = field(default_factory=dict)  # what the reader fills in of the report itself


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceColumn:
    field: str
    name: str
    unit: str | None = None
    settled: ColumnType | None = None  # typed already; its field holds that type's Arrow values


@contextmanager
def scratch_in(out: Path) -> Iterator[Path]:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".scratch-") as folder:
        yield Path(folder)


def settle(source: Source, out: Path, scratch: Path, hints: Hints, *, name: str, on_progress: Progress) -> TableReport:
    """Write ``table.parquet`` (and ``aside.parquet`` where rows were kept aside) into ``out`` and report on it."""
    columns = _wanted(source.columns, hints)
    given = [_hinted_name(column, hints) for column in columns]
    short = aliases(given, taken=[_hinted_alias(column, hints) for column in columns])
    with _database(source.raw, scratch) as con:
        on_progress(0, source.rows, "typing")
        decisions = _decisions(con, columns, source, hints)
        misfits = _misfits(con, columns, decisions, given, source)
        on_progress(0, source.rows, "writing")
        parquet = out / "table.parquet"
        rows = _write(con, columns, decisions, short, parquet)
        aside = [*source.aside, *misfits]
        if aside:
            write_aside(aside, out / "aside.parquet")
        on_progress(0, rows, "profiling")
        types = {alias: decision.type for alias, decision in zip(short, decisions, strict=True)}
        profiles = profile(con, parquet, types, rows)
        described = _described(con, given, short, decisions, profiles, source, rows, hints, columns)
        names_ = {c.alias: c.name for c in described if _may_be_personal(c)}
        personal = find_personal(con, names_, {alias: profiles[alias].tally for alias in short})
    on_progress(rows, rows, "profiling")
    return TableReport(
        name=name,
        parquet=str(parquet),
        rows=rows,
        columns=tuple(described),
        quarantine=str(out / "aside.parquet") if aside else None,
        quarantined=len({row.line for row in aside}),
        aside=counted(aside),
        personal=personal,
        notes=tuple(source.notes),
        geometry=next((c.alias for c in described if c.type is ColumnType.GEOMETRY), None),
        **source.report,  # type: ignore[arg-type]
    )


@contextmanager
def _database(raw: pa.Table | Path, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "temp_directory": str(scratch / "spill"),
    }
    with duckdb.connect(config=settings) as con:
        con.execute("SET TimeZone = 'UTC'").fetchall()
        if isinstance(raw, Path):
            con.from_parquet(str(raw)).create_view("raw")
        else:
            con.register("raw", raw)
        yield con


def _wanted(columns: Sequence[SourceColumn], hints: Hints) -> list[SourceColumn]:
    dropped = {hint.source for hint in hints.columns if hint.drop}
    return [column for column in columns if column.name not in dropped]


def _hinted_name(column: SourceColumn, hints: Hints) -> str:
    hint = hints.column(column.name)
    return (hint.name if hint else None) or column.name


def _hinted_alias(column: SourceColumn, hints: Hints) -> str | None:
    hint = hints.column(column.name)
    return hint.alias if hint else None


def _decisions(
    con: duckdb.DuckDBPyConnection, columns: Sequence[SourceColumn], source: Source, hints: Hints
) -> list[Decision]:
    open_ = [column for column in columns if column.settled is None]
    found = iter(decide(con, source.raw, [_raw(column, hints) for column in open_], source.rows))
    decisions = []
    for column in columns:
        kept = Decision(type=column.settled, unit=column.unit, sql="{c}") if column.settled else next(found)
        hint = hints.column(column.name)
        decisions.append(replace(kept, unit=hint.unit) if hint and hint.unit else kept)
    return decisions


def _raw(column: SourceColumn, hints: Hints) -> RawColumn:
    hint = hints.column(column.name)
    return RawColumn(
        field=column.field,
        name=column.name,
        unit=column.unit,
        wanted=hint.type if hint else None,
    )


def _misfits(
    con: duckdb.DuckDBPyConnection,
    columns: Sequence[SourceColumn],
    decisions: Sequence[Decision],
    names: Sequence[str],
    source: Source,
) -> list[Aside]:
    """The rows with a value that its column's type does not hold; the tables `bad_…` are left for `_write`."""
    cells: dict[int, tuple[str, str]] = {}
    for column, decision, name in zip(columns, decisions, names, strict=True):
        if not decision.misfits:
            continue
        con.register(f"bad_{column.field}", pa.table({"v": pa.array(decision.misfits, pa.string())}))
        sql = f"SELECT n, {column.field} FROM raw WHERE {column.field} IN (SELECT v FROM bad_{column.field})"
        for n, value in con.execute(sql).fetchall():
            cells.setdefault(n, (name, value))
    where = source.locate(sorted(cells)) if cells else {}
    return [
        Aside(line=where[n][0], raw=where[n][1], reason="wrong_type", column=name, value=value)
        for n, (name, value) in cells.items()
    ]


def _write(
    con: duckdb.DuckDBPyConnection,
    columns: Sequence[SourceColumn],
    decisions: Sequence[Decision],
    short: Sequence[str],
    parquet: Path,
) -> int:
    chosen, joins, conditions = [], [], []
    for column, decision, alias in zip(columns, decisions, short, strict=True):
        sql = over(decision.sql, f"raw.{column.field}") if decision.sql else None
        if decision.others:
            con.register(f"odd_{column.field}", others_table(decision))
            joins.append(f"LEFT JOIN odd_{column.field} ON odd_{column.field}.v = raw.{column.field}")
            odd = f"odd_{column.field}.x"
            sql = f"coalesce({sql}, {odd})" if sql else odd
        if decision.misfits:
            conditions.append(f"raw.{column.field} NOT IN (SELECT v FROM bad_{column.field})")
        chosen.append(f"{sql or f'NULL::{_SQL_TYPES[decision.type]}'} AS {quoted(alias)}")
    query = f"SELECT {', '.join(chosen)} FROM raw {' '.join(joins)}"
    if conditions:
        query += f" WHERE {' AND '.join(conditions)}"
    con.execute(
        f"COPY ({query}) TO '{_escaped(parquet)}' (FORMAT parquet, CODEC 'zstd', COMPRESSION_LEVEL 1)"
    ).fetchall()
    return int(pq.read_metadata(parquet).num_rows)


_SQL_TYPES = {
    ColumnType.INTEGER: "BIGINT",
    ColumnType.DECIMAL: "DOUBLE",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
    ColumnType.DATETIME: "TIMESTAMPTZ",
    ColumnType.MONTH: "DATE",
    ColumnType.YEAR: "INTEGER",
    ColumnType.TIME: "VARCHAR",
    ColumnType.TEXT: "VARCHAR",
    ColumnType.GEOMETRY: "BLOB",
}


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _described(
    con: duckdb.DuckDBPyConnection,
    names: Sequence[str],
    short: Sequence[str],
    decisions: Sequence[Decision],
    profiles: Mapping[str, Profiled],
    source: Source,
    rows: int,
    hints: Hints,
    columns: Sequence[SourceColumn],
) -> list[Column]:
    facts = {
        alias: _facts(con, name, alias, decision, profiles[alias], rows)
        for name, alias, decision in zip(names, short, decisions, strict=True)
    }
    described = []
    for column, alias, decision in zip(columns, short, decisions, strict=True):
        hint = hints.column(column.name)
        meaning = (hint.meaning if hint else None) or meaning_of(facts[alias])
        described.append(
            Column(
                name=facts[alias].name,
                alias=alias,
                type=decision.type,
                unit=decision.unit or _stated(source.stated_unit, decision.type, meaning),
                meaning=meaning,
                nulls=profiles[alias].nulls,
                distinct=profiles[alias].distinct,
                profile=profiles[alias].profile,
            )
        )
    return _with_projection(described, facts)


def _stated(unit: str | None, kind: ColumnType, meaning: Meaning | None) -> str | None:
    """The unit stated above the table, for its quantities."""
    placed = {Meaning.LATITUDE, Meaning.LONGITUDE, Meaning.EASTING, Meaning.NORTHING, Meaning.PERCENTAGE} | CODES
    return unit if kind in (ColumnType.INTEGER, ColumnType.DECIMAL) and meaning not in placed else None


def _facts(
    con: duckdb.DuckDBPyConnection, name: str, alias: str, decision: Decision, found: Profiled, rows: int
) -> Facts:
    low, high = found.profile.minimum, found.profile.maximum
    values: Sequence[str] = ()
    if decision.type in (ColumnType.TEXT, ColumnType.INTEGER):
        if found.tally is not None:
            values = [str(value)[:LONGEST] for value in found.tally.column("v").slice(0, MEANING_SAMPLE).to_pylist()]
        else:
            values = [str(value)[:LONGEST] for value in sampled(con, alias, MEANING_SAMPLE)]
    return Facts(
        name=name,
        type=decision.type,
        unit=decision.unit,
        rows=rows - found.nulls,
        distinct=found.distinct,
        low=float(low) if isinstance(low, int | float) else None,
        high=float(high) if isinstance(high, int | float) else None,
        values=values,
    )


def _with_projection(described: list[Column], facts: Mapping[str, Facts]) -> list[Column]:
    east = next((column for column in described if column.meaning is Meaning.EASTING), None)
    north = next((column for column in described if column.meaning is Meaning.NORTHING), None)
    if east is None or north is None:
        geographic = (Meaning.LATITUDE, Meaning.LONGITUDE)
        return [replace(column, epsg=4326) if column.meaning in geographic else column for column in described]
    placed = (Meaning.ADDRESS, Meaning.DISTRICT_NAME)
    places = [value for column in described if column.meaning in placed for value in facts[column.alias].values]
    epsg = projection(facts[east.alias], facts[north.alias], places)
    return [replace(column, epsg=epsg) if column in (east, north) else column for column in described]


def _may_be_personal(column: Column) -> bool:
    """Text, and whole numbers long enough to be a card or a resident number."""
    if column.type is ColumnType.INTEGER:
        high = column.profile.maximum if column.profile else None
        return isinstance(high, int | float) and high >= 10**10
    return column.type is ColumnType.TEXT
