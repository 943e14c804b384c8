"""What a finished Parquet file's columns hold and mean: facts, units, meanings, projection, and what in them is personal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.sql import quoted
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.tables.core import lexicon
from naru.data.tables.core.meanings import Facts, meaning_of, names_place, projection
from naru.data.tables.core.personal import find_personal, names_personal
from naru.data.tables.core.persons import with_persons
from naru.data.tables.core.profile import Profiled, profile, sampled
from naru.data.tables.core.values import PersonalFinding

MEMORY = "700MB"  # DuckDB's own; beyond it, it spills to the scratch folder
THREADS = 2
MEANING_SAMPLE = 2_000
FEWEST_SHORTENED = 2  # one round number alone is a chance
TOTAL_LONGEST = 12  # characters of a cell that says "total"
LONGEST = 120  # characters of a value that its meaning is judged by
NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
CODES = {Meaning.LEGAL_DISTRICT_CODE, Meaning.ADMIN_DISTRICT_CODE, Meaning.IDENTIFIER}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownColumn:
    """What is known of a column before its values are looked at; the file calls it by its ``alias``."""

    name: str
    alias: str
    type: ColumnType
    source: str = ""  # the name in its file, where a person gave it another
    unit: str | None = None
    meaning: Meaning | None = None  # None: to be found out
    epsg: int | None = None  # of its coordinates, where that is known


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDescription:
    """``facts`` are by alias; what the columns' meanings were judged by."""

    columns: list[Column]
    facts: Mapping[str, Facts]
    personal: Sequence[PersonalFinding]
    rows: int = 0
    warnings: Sequence[str] = field(default=())


def describe_file(parquet: Path, known: Sequence[KnownColumn], scratch: Path) -> TableDescription:
    """Describe a whole Parquet file whose types are the lake's own; DuckDB spills into ``scratch``."""
    rows = int(pq.read_metadata(parquet).num_rows)
    with database(scratch) as con:
        found = describe(con, parquet, known, rows)
    columns = with_projection(found.columns, found.facts)
    personal = with_persons(columns, found.facts, found.personal, rows, sources=sources_of(known))
    warnings = tuple(warnings_of(rows, columns, found.facts))
    return replace(found, columns=columns, personal=personal, rows=rows, warnings=warnings)


@contextmanager
def database(scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine that stays within ``MEMORY``, reckons in UTC and leaves rows in their order."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "temp_directory": str(scratch / "spill"),
    }
    with duckdb.connect(config=settings) as con:
        con.execute("SET TimeZone = 'UTC'").fetchall()
        yield con


def describe(
    con: duckdb.DuckDBPyConnection,
    parquet: Path,
    known: Sequence[KnownColumn],
    rows: int,
    *,
    stated_unit: str | None = None,
) -> TableDescription:
    """What the file holds in these columns, what they mean, and which numbers in them are personal; ``with_persons``
    judges the columns of the whole table beside each other.

    ``stated_unit``: the unit said for the table as a whole, which its quantities take that have none of their own.
    """
    profiles = profile(con, parquet, {column.alias: column.type for column in known}, rows)
    facts = {column.alias: _facts(con, column, profiles[column.alias], rows) for column in known}
    columns = [_column(column, facts[column.alias], profiles[column.alias], stated_unit) for column in known]
    columns = [replace(column, totals=_totals(con, column, profiles[column.alias])) for column in columns]
    sources = sources_of(known)
    searched = {
        column.alias: column.name
        for column in columns
        if _may_be_personal(column, f"{column.name} {sources.get(column.alias, '')}")
    }
    # a decimal is searched as the engine writes it: Arrow writes 8502031234569 as 8.502031234569e+12
    exact = {column.alias for column in columns if column.type is not ColumnType.DECIMAL}
    tallies = {alias: profiles[alias].tally if alias in exact else None for alias in searched}
    personal = find_personal(con, searched, tallies, sources=sources)
    return TableDescription(columns=columns, facts=facts, personal=personal, rows=rows)


def sources_of(known: Sequence[KnownColumn]) -> dict[str, str]:
    """By alias, what the file calls the columns that a person gave other names."""
    return {column.alias: column.source for column in known if column.source and column.source != column.name}


def _column(known: KnownColumn, facts: Facts, profiled: Profiled, stated: str | None) -> Column:
    meaning = known.meaning or meaning_of(facts)
    unit = facts.unit or _stated(stated, facts.type, meaning)
    meaning = meaning or meaning_of(replace(facts, unit=unit))
    return Column(
        name=known.name,
        alias=known.alias,
        type=facts.type,
        unit=unit,
        meaning=meaning,
        epsg=known.epsg,
        nulls=profiled.nulls,
        distinct=profiled.distinct,
        profile=profiled.profile,
    )


def _stated(unit: str | None, kind: ColumnType, meaning: Meaning | None) -> str | None:
    """The unit stated above the table, for its quantities."""
    placed = {Meaning.LATITUDE, Meaning.LONGITUDE, Meaning.EASTING, Meaning.NORTHING, Meaning.PERCENTAGE} | CODES
    return unit if kind in NUMBERS and meaning not in placed else None


def _totals(con: duckdb.DuckDBPyConnection, column: Column, profiled: Profiled) -> tuple[str, ...]:
    """The values by which a text column tells sums from what they are sums of; none where all its values are such."""
    if column.type is not ColumnType.TEXT:
        return ()
    if profiled.tally is not None:
        values = profiled.tally.column("v")
        short = values.filter(pc.less_equal(pc.utf8_length(values), TOTAL_LONGEST)).to_pylist()
    else:
        name = quoted(column.alias)
        sql = f"SELECT DISTINCT {name} FROM final WHERE length({name}) <= {TOTAL_LONGEST}"
        short = [value for (value,) in con.execute(f"{sql} AND regexp_matches({name}, '계|(?i)total')").fetchall()]
    totals = sorted(str(value) for value in short if lexicon.TOTAL_VALUE.fullmatch(str(value)))
    return tuple(totals) if len(totals) < profiled.distinct else ()


def _facts(con: duckdb.DuckDBPyConnection, known: KnownColumn, profiled: Profiled, rows: int) -> Facts:
    low, high = profiled.profile.minimum, profiled.profile.maximum
    alias = known.alias
    if low == 0 and names_place(known.name):  # a zero is what software writes where it knows no place
        [(low,)] = con.execute(f"SELECT min({quoted(alias)}) FROM final WHERE {quoted(alias)} > 0").fetchall()
    values: Sequence[str] = ()
    if known.type in (ColumnType.TEXT, ColumnType.INTEGER):
        if profiled.tally is not None:
            values = [str(value)[:LONGEST] for value in profiled.tally.column("v").slice(0, MEANING_SAMPLE).to_pylist()]
        else:
            values = [str(value)[:LONGEST] for value in sampled(con, alias, MEANING_SAMPLE)]
    return Facts(
        name=known.name,
        type=known.type,
        unit=known.unit,
        rows=rows - profiled.nulls,
        distinct=profiled.distinct,
        low=float(low) if isinstance(low, int | float) else None,
        high=float(high) if isinstance(high, int | float) else None,
        values=values,
    )


def with_projection(columns: list[Column], facts: Mapping[str, Facts]) -> list[Column]:
    """The columns with the EPSG code of their coordinates, as far as it is known.

    That of an easting and a northing is what the source says or ``projection`` tells; where there is no such pair,
    latitude and longitude are in 4326 unless the source says otherwise.
    """
    east = next((column for column in columns if column.meaning is Meaning.EASTING), None)
    north = next((column for column in columns if column.meaning is Meaning.NORTHING), None)
    if east is None or north is None:
        geographic = (Meaning.LATITUDE, Meaning.LONGITUDE)
        return [
            replace(column, epsg=column.epsg or 4326) if column.meaning in geographic else column for column in columns
        ]
    placed = (Meaning.ADDRESS, Meaning.DISTRICT_NAME)
    places = [value for column in columns if column.meaning in placed for value in facts[column.alias].values]
    epsg = east.epsg or projection(facts[east.alias], facts[north.alias], places)
    return [replace(column, epsg=epsg) if column in (east, north) else column for column in columns]


def warnings_of(rows: int, columns: Sequence[Column], facts: Mapping[str, Facts]) -> Iterator[str]:
    """Codes for whoever loads the table: ``no_rows``, ``totals_among_rows``, ``numbers_shortened:<names>``."""
    if not rows:
        yield "no_rows"
    if _has_totals(columns):
        yield "totals_among_rows"
    if shortened := [column.name for column in columns if _is_shortened(column, facts[column.alias].values)]:
        yield f"numbers_shortened:{', '.join(shortened)}"


def _is_shortened(column: Column, values: Sequence[str]) -> bool:
    """Has a spreadsheet written the column's long numbers as 2.63E+09, which loses their end?"""
    if not lexicon.NUMBERED.search(column.name) or len(values) < FEWEST_SHORTENED:
        return False
    if column.type is ColumnType.TEXT:
        return any(_SCIENTIFIC.fullmatch(value) for value in values)
    return column.type is ColumnType.INTEGER and all(_ROUNDED.fullmatch(value) for value in values)


def _has_totals(columns: Sequence[Column]) -> bool:
    """Are there numbers to add up, and rows that hold their sums already ("합계", "소 계")?"""
    adds_up = any(column.type in NUMBERS and column.meaning not in CODES for column in columns)
    return adds_up and any(column.totals for column in columns)


_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d{2}")
_ROUNDED = re.compile(r"\d{3,6}0{7,}")


def _may_be_personal(column: Column, spoken: str) -> bool:
    """Text, and numbers long enough to be a card or a resident number."""
    if column.type in NUMBERS:
        if names_personal(spoken):
            return True
        high = column.profile.maximum if column.profile else None
        return isinstance(high, int | float) and high >= 10**10
    return column.type is ColumnType.TEXT
