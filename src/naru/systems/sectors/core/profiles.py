"""A profile: what data of a sector must be, as versioned data. Read from JSON, judged before it is used.

*Theory of operation.* A profile says how its files are read (``shape``), which tables they hold or give (``tables``, and for
documents ``extract``), and rules. A column's own words (type, required, codes, pattern, range, check digit) unfold into rules;
what concerns several columns is a boolean expression in SQL (``must``), what concerns several rows or tables is a query whose
every row is an offence (``queries``). Structure that a standard defines elsewhere (XSD, JSON Schema, FHIR) is named under
``schema`` and read from the definitions that the city installed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from naru.base.kit.canonical import sha256_of
from naru.base.kit.words import Words
from naru.systems.sectors.core.values import Severity


class Sector(StrEnum):
    FINANCE = "finance"
    MEDICINE = "medicine"
    LOGISTICS = "logistics"
    TOURISM = "tourism"

    @property
    def words(self) -> Words:
        return _SECTORS[self]


_SECTORS = {
    Sector.FINANCE: Words("금융", "Finance"),
    Sector.MEDICINE: Words("의료", "Medicine"),
    Sector.LOGISTICS: Words("물류", "Logistics"),
    Sector.TOURISM: Words("관광", "Tourism"),
}


class Shape(StrEnum):
    """How the bytes are read."""

    TABLE = "table"  # one table: CSV, Excel, Parquet
    TABLES = "tables"  # a ZIP of tables, named by their files
    XML = "xml"
    JSON = "json"
    AIS = "ais"  # NMEA sentences, one a line


class Type(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"  # 2026-11-29
    COMPACT_DATE = "compact_date"  # 20261129
    MONTH = "month"  # 2026-11
    TIME = "time"  # 25:10:00: hours may run past midnight, as in timetables
    DATETIME = "datetime"
    BOOLEAN = "boolean"


class ProfileError(ValueError):
    """A profile that cannot be used; the message says where in it and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRule:
    name: str
    words: Words
    aliases: tuple[str, ...] = ()
    type: Type = Type.TEXT
    unit: str = ""
    required: bool = False  # the column is there and each row has a value
    optional_column: bool = False  # a required value only where the column is there
    codes: str = ""  # a code list's name
    codes_on: str = ""  # the column that dates the record; "": the list without its dates
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    longest: int | None = None
    check: str = ""  # a check digit: core/check_digits.py
    severity: Severity = Severity.ERROR
    rule: str = ""  # the standard's own name for what a bad value is


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """``must`` is an SQL boolean over the table's columns; where it is NULL the rule does not apply."""

    id: str
    words: Words
    must: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRule:
    """``sql`` answers one row an offence: ``_line`` and ``value`` where it has them. ``needs`` are the tables it reads."""

    id: str
    words: Words
    sql: str
    needs: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    table: str = ""
    needs_day: bool = False  # reads ``_as_of.day``, the day on which it is checked
    of: str = ""  # SQL that answers ``n``, how many were looked at; "": the rows of its widest table
    tolerance: float = 0.0  # share of offences up to which it is a notice
    points_into: str = ""  # the table that it looks into: what that lacks is one cause for all who point there


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]
    severity: Severity = Severity.ERROR
    rule: str = "foreign_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """``measure``: rows, or sum, mean or missing of a column; it may change by ``most_change`` of itself at most."""

    measure: str
    column: str = ""
    most_change: float = 0.5

    @property
    def name(self) -> str:
        return f"{self.measure}:{self.column}" if self.column else self.measure


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRule:
    name: str
    columns: tuple[ColumnRule, ...]
    is_required: bool = True
    keys: tuple[tuple[str, ...], ...] = ()
    references: tuple[Reference, ...] = ()
    rules: tuple[RowRule, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    unknown_columns: bool = True  # whether others may stand beside
    file: str = ""  # in a ZIP: its name there, "" for ``<name>.csv`` or ``.txt``

    def column(self, name: str) -> ColumnRule | None:
        return next((each for each in self.columns if each.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A table out of a document: one row for each ``each``, its columns by their paths below it."""

    table: str
    each: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    name: str  # for ever: "finance.card-spending"
    version: str
    sector: Sector
    title: Words
    summary: Words
    source: str  # the standard or rule it follows
    shape: Shape
    tables: tuple[TableRule, ...] = ()
    queries: tuple[QueryRule, ...] = ()
    extracts: tuple[Extract, ...] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)
    code_lists: tuple[str, ...] = ()
    is_pseudonymous: bool = False  # direct identifiers of people are refused
    digest: str = ""  # of the definition it was read from

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def is_claimable(self) -> bool:
        """A dataset's version is one table: only a profile of one can be held against it."""
        return self.shape is Shape.TABLE

    def table(self, name: str) -> TableRule | None:
        return next((each for each in self.tables if each.name == name), None)


def profile_of(raw: Mapping[str, Any]) -> Profile:
    """Raises ``ProfileError``."""
    try:
        profile = _profile(raw)
    except ProfileError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProfileError(f"{raw.get('name', '?')}: {type(error).__name__} {error}") from None
    for fault in faults(profile):
        raise ProfileError(f"{profile.name}: {fault}")
    return profile


def _profile(raw: Mapping[str, Any]) -> Profile:
    tables = tuple(_table(each) for each in raw.get("tables", ()))
    lists = {column.codes for table in tables for column in table.columns if column.codes}
    return Profile(
        name=raw["name"],
        version=raw["version"],
        sector=Sector(raw["sector"]),
        title=_words(raw["title"]),
        summary=_words(raw["summary"]),
        source=raw.get("source", ""),
        shape=Shape(raw["shape"]),
        tables=tables,
        queries=tuple(_query(each) for each in raw.get("queries", ())),
        extracts=tuple(
            Extract(table=each["table"], each=each["each"], columns=dict(each["columns"]))
            for each in raw.get("extract", ())
        ),
        schema=dict(raw.get("schema", {})),
        code_lists=tuple(sorted(lists)),
        is_pseudonymous=bool(raw.get("pseudonymous", False)),
        digest=sha256_of(dict(raw)),
    )


def _words(raw: Sequence[str]) -> Words:
    ko, en = raw
    return Words(ko, en)


def _table(raw: Mapping[str, Any]) -> TableRule:
    return TableRule(
        name=raw["name"],
        columns=tuple(_column(each) for each in raw["columns"]),
        is_required=raw.get("required", True),
        keys=tuple(tuple(each) for each in raw.get("keys", ())),
        references=tuple(
            Reference(
                columns=tuple(each["columns"]),
                table=each["table"],
                to=tuple(each["to"]),
                severity=Severity(each.get("severity", "error")),
                rule=each.get("rule", "foreign_key"),
            )
            for each in raw.get("references", ())
        ),
        rules=tuple(
            RowRule(
                id=each["id"],
                words=_words(each["words"]),
                must=each["must"],
                severity=Severity(each.get("severity", "error")),
            )
            for each in raw.get("rules", ())
        ),
        statistics=tuple(
            Statistic(
                measure=each["measure"], column=each.get("column", ""), most_change=float(each.get("most_change", 0.5))
            )
            for each in raw.get("statistics", ())
        ),
        unknown_columns=raw.get("unknown_columns", True),
        file=raw.get("file", ""),
    )


def _column(raw: Mapping[str, Any]) -> ColumnRule:
    name = raw["name"]
    return ColumnRule(
        name=name,
        words=_words(raw["words"]) if "words" in raw else Words(name, name),
        aliases=tuple(raw.get("aliases", ())),
        type=Type(raw.get("type", "text")),
        unit=raw.get("unit", ""),
        required=raw.get("required", False),
        optional_column=raw.get("optional_column", False),
        codes=raw.get("codes", ""),
        codes_on=raw.get("codes_on", ""),
        pattern=raw.get("pattern", ""),
        minimum=raw.get("min"),
        maximum=raw.get("max"),
        longest=raw.get("longest"),
        check=raw.get("check", ""),
        severity=Severity(raw.get("severity", "error")),
        rule=raw.get("rule", ""),
    )


def _query(raw: Mapping[str, Any]) -> QueryRule:
    return QueryRule(
        id=raw["id"],
        words=_words(raw["words"]),
        sql=raw["sql"],
        needs=tuple(raw.get("needs", ())),
        severity=Severity(raw.get("severity", "error")),
        table=raw.get("table", ""),
        needs_day=bool(raw.get("needs_day", False)),
        of=raw.get("of", ""),
        tolerance=float(raw.get("tolerance", 0)),
        points_into=raw.get("points_into", ""),
    )


def faults(profile: Profile) -> Iterator[str]:
    """What contradicts itself in a profile; SQL is tried by ``core.trial``."""
    names = [table.name for table in profile.tables]
    if len(set(names)) < len(names):
        yield "two tables have one name"
    if profile.shape is Shape.TABLE and len(names) != 1:
        yield "shape 'table' needs exactly one table"
    for table in profile.tables:
        yield from _table_faults(profile, table)
    for extract in profile.extracts:
        if (found := profile.table(extract.table)) is None:
            yield f"extract: no table '{extract.table}'"
        elif unknown := [name for name in extract.columns if found.column(name) is None]:
            yield f"extract '{extract.table}': no column {unknown[0]}"
    for query in profile.queries:
        if unknown_tables := [name for name in query.needs if name not in names]:
            yield f"query '{query.id}': no table '{unknown_tables[0]}'"


def _table_faults(profile: Profile, table: TableRule) -> Iterator[str]:
    known = {column.name for column in table.columns}
    if len(known) < len(table.columns):
        yield f"table '{table.name}': two columns have one name"
    wanted = [*(name for key in table.keys for name in key)]
    wanted += [name for each in table.references for name in each.columns]
    wanted += [column.codes_on for column in table.columns if column.codes_on]
    wanted += [each.column for each in table.statistics if each.column]
    for name in wanted:
        if name not in known:
            yield f"table '{table.name}': no column '{name}'"
    for reference in table.references:
        if profile.table(reference.table) is None:
            yield f"table '{table.name}': no table '{reference.table}'"
    for statistic in table.statistics:
        if statistic.measure not in MEASURES:
            yield f"table '{table.name}': no statistic '{statistic.measure}'"


MEASURES = frozenset({"rows", "sum", "mean", "missing"})
