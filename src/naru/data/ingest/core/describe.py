"""What the finished columns hold and mean: their facts, units, meanings and projection, what in them is personal."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from naru.base.kit.sql import quoted
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.ingest.core.source import Panel, Source
from naru.data.ingest.core.type_inference import ColumnPlan
from naru.data.ingest.core.type_rules import NUMBERS, names_number
from naru.data.ingest.core.values import ColumnHint, Hints
from naru.data.tables.core import lexicon
from naru.data.tables.core.meanings import Facts, meaning_of, names_place, projection
from naru.data.tables.core.personal import find_personal, names_personal
from naru.data.tables.core.profile import Profiled, profile, sampled
from naru.data.tables.core.values import PersonalFinding

MEANING_SAMPLE = 2_000
FEWEST_SHORTENED = 2  # one round number alone is a chance
LONGEST = 120  # characters of a value that its meaning is judged by
CODES = {Meaning.LEGAL_DISTRICT_CODE, Meaning.ADMIN_DISTRICT_CODE, Meaning.IDENTIFIER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    columns: list[Column]
    facts: Mapping[str, Facts]
    personal: Sequence[PersonalFinding]


def described(
    con: duckdb.DuckDBPyConnection, panel: Panel, file: Path, source: Source, rows: int, hints: Hints
) -> Described:
    """What the finished file holds in these columns, what they mean, and what in them is personal."""
    types = {alias: plan.type for alias, plan in zip(panel.aliases, panel.plans, strict=True)}
    profiles = profile(con, file, types, rows)
    facts = {
        alias: _facts(con, name, alias, plan, profiles[alias], rows)
        for name, alias, plan in zip(panel.names, panel.aliases, panel.plans, strict=True)
    }
    columns = [
        _column(hints.column(column.name), facts[alias], alias, profiles[alias], source.stated_unit)
        for column, alias in zip(panel.columns, panel.aliases, strict=True)
    ]
    searched = {column.alias: column.name for column in columns if _may_be_personal(column)}
    personal = find_personal(con, searched, {alias: profiles[alias].tally for alias in searched})
    return Described(columns=columns, facts=facts, personal=personal)


def _column(hint: ColumnHint | None, facts: Facts, alias: str, found: Profiled, stated: str | None) -> Column:
    meaning = (hint.meaning if hint else None) or meaning_of(facts)
    unit = facts.unit or _stated(stated, facts.type, meaning)
    meaning = meaning or meaning_of(replace(facts, unit=unit))
    return Column(
        name=facts.name,
        alias=alias,
        type=facts.type,
        unit=unit,
        meaning=meaning,
        nulls=found.nulls,
        distinct=found.distinct,
        profile=found.profile,
    )


def _stated(unit: str | None, kind: ColumnType, meaning: Meaning | None) -> str | None:
    """The unit stated above the table, for its quantities."""
    placed = {Meaning.LATITUDE, Meaning.LONGITUDE, Meaning.EASTING, Meaning.NORTHING, Meaning.PERCENTAGE} | CODES
    return unit if kind in (ColumnType.INTEGER, ColumnType.DECIMAL) and meaning not in placed else None


def _facts(
    con: duckdb.DuckDBPyConnection, name: str, alias: str, plan: ColumnPlan, found: Profiled, rows: int
) -> Facts:
    low, high = found.profile.minimum, found.profile.maximum
    if low == 0 and names_place(name):  # a zero is what software writes where it knows no place
        [(low,)] = con.execute(f"SELECT min({quoted(alias)}) FROM final WHERE {quoted(alias)} > 0").fetchall()
    values: Sequence[str] = ()
    if plan.type in (ColumnType.TEXT, ColumnType.INTEGER):
        if found.tally is not None:
            values = [str(value)[:LONGEST] for value in found.tally.column("v").slice(0, MEANING_SAMPLE).to_pylist()]
        else:
            values = [str(value)[:LONGEST] for value in sampled(con, alias, MEANING_SAMPLE)]
    return Facts(
        name=name,
        type=plan.type,
        unit=plan.unit,
        rows=rows - found.nulls,
        distinct=found.distinct,
        low=float(low) if isinstance(low, int | float) else None,
        high=float(high) if isinstance(high, int | float) else None,
        values=values,
    )


def with_projection(columns: list[Column], facts: Mapping[str, Facts]) -> list[Column]:
    east = next((column for column in columns if column.meaning is Meaning.EASTING), None)
    north = next((column for column in columns if column.meaning is Meaning.NORTHING), None)
    if east is None or north is None:
        geographic = (Meaning.LATITUDE, Meaning.LONGITUDE)
        return [replace(column, epsg=4326) if column.meaning in geographic else column for column in columns]
    placed = (Meaning.ADDRESS, Meaning.DISTRICT_NAME)
    places = [value for column in columns if column.meaning in placed for value in facts[column.alias].values]
    epsg = projection(facts[east.alias], facts[north.alias], places)
    return [replace(column, epsg=epsg) if column in (east, north) else column for column in columns]


def warnings_of(rows: int, columns: Sequence[Column], facts: Mapping[str, Facts]) -> Iterator[str]:
    if not rows:
        yield "no_rows"
    if _has_totals(columns, facts):
        yield "totals_among_rows"
    if shortened := [column.name for column in columns if _is_shortened(column, facts[column.alias].values)]:
        yield f"numbers_shortened:{', '.join(shortened)}"


def _is_shortened(column: Column, values: Sequence[str]) -> bool:
    """Has a spreadsheet written the column's long numbers as 2.63E+09, which loses their end?"""
    if not names_number(column.name) or len(values) < FEWEST_SHORTENED:
        return False
    if column.type is ColumnType.TEXT:
        return any(_SCIENTIFIC.fullmatch(value) for value in values)
    return column.type is ColumnType.INTEGER and all(_ROUNDED.fullmatch(value) for value in values)


def _has_totals(columns: Sequence[Column], facts: Mapping[str, Facts]) -> bool:
    """Are there numbers to add up, and rows that hold their sums already ("합계", "소 계")?"""
    adds_up = any(column.type in NUMBERS and column.meaning not in CODES for column in columns)
    return adds_up and any(
        lexicon.TOTAL_VALUE.fullmatch(value)
        for column in columns
        if column.type is ColumnType.TEXT
        for value in facts[column.alias].values
    )


_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d{2}")
_ROUNDED = re.compile(r"\d{3,6}0{7,}")


def _may_be_personal(column: Column) -> bool:
    """Text, and whole numbers long enough to be a card or a resident number."""
    if column.type is ColumnType.INTEGER:
        if names_personal(column.name):
            return True
        high = column.profile.maximum if column.profile else None
        return isinstance(high, int | float) and high >= 10**10
    return column.type is ColumnType.TEXT
