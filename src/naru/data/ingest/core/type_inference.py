"""Types from every row: each column's type, the SQL that reads it, and the values that do not fit.

Theory of operation. A sample (a few thousand rows out of every part of the table) only orders the guesses: what it
rules out is ruled out for good, because it already holds more misfits than the whole column may have. The first guess
is then checked on all rows by one SQL aggregate over a strict expression, which reads the canonical writing of that
type ("1,395", "2021-08-12") and nothing else. The distinct values it leaves over go through `type_rules`, the pure ones;
they are few, so that "2,500천원", "오후 3:05" or any other form costs no more than its distinct values.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

import duckdb
import pyarrow as pa

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.missing_values import ALWAYS
from naru.data.ingest.core.padding import bare_fields
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.ingest.core.type_plan import ColumnPlan, Misfit, Panel, Remark, TypePlan, panels
from naru.data.ingest.core.type_remarks import remarks_on
from naru.data.ingest.core.type_rules import NUMBERS, Evidence, allowed, parsed, period_of, value_as
from naru.data.ingest.core.values import Hints
from naru.data.ingest.core.writing_styles import PLAIN, Style, styles
from naru.data.tables.core import lexicon

SAMPLE_BLOCKS, SAMPLE_BLOCK = 40, 250
_GROUPED = "(0|[1-9][0-9]{0,2}(,[0-9]{3}){0,5})"
# before a decimal mark, as many digits as a float surely holds
_DIGITS, _GROUPED_DIGITS = "(0|[1-9][0-9]{0,14})", "(0|[1-9][0-9]{0,2}(,[0-9]{3}){0,4})"
_POINTED_DIGITS = "(0|[1-9][0-9]{0,2}([.][0-9]{3}){0,4}|[1-9][0-9]{0,14})"
FAST = {  # strict: what these read, the pure parsers read alike (a property test holds them together)
    "integer": "CASE WHEN TRY_CAST({c} AS BIGINT)::VARCHAR = {c} THEN TRY_CAST({c} AS BIGINT) END",
    "grouped integer": "CASE WHEN regexp_full_match({c}, '-?" + _GROUPED + "')"
    " THEN TRY_CAST(replace({c}, ',', '') AS BIGINT) END",
    "decimal": "CASE WHEN regexp_full_match({c}, '-?" + _DIGITS + r"(\.[0-9]+)?') THEN TRY_CAST({c} AS DOUBLE) END",
    "grouped decimal": "CASE WHEN regexp_full_match({c}, '-?(" + _GROUPED_DIGITS + "|" + _DIGITS + r")(\.[0-9]+)?')"
    " THEN TRY_CAST(replace({c}, ',', '') AS DOUBLE) END",
    "comma integer": r"CASE WHEN regexp_full_match({c}, '-?(0|[1-9][0-9]{0,2}([.][0-9]{3}){0,5}|[1-9][0-9]{0,17})')"
    " THEN TRY_CAST(replace({c}, '.', '') AS BIGINT) END",
    "comma decimal": "CASE WHEN regexp_full_match({c}, '-?" + _POINTED_DIGITS + "(,[0-9]+)?')"
    " THEN TRY_CAST(replace(replace({c}, '.', ''), ',', '.') AS DOUBLE) END",
    "date": "CASE WHEN strlen({c}) = 10 AND TRY_CAST({c} AS DATE)::VARCHAR = {c} THEN TRY_CAST({c} AS DATE) END",
    # Seoul kept summer time until 1988 and half hours before 1961: earlier instants are left to the time zone's rules
    "datetime": "CASE WHEN regexp_full_match({c}, '(19(89|9[0-9])|20[0-9]{2})-[0-9-]{5}[ T][0-9:]{5,8}')"
    " THEN (TRY_CAST(CASE WHEN strlen({c}) = 16 THEN {c} || ':00' ELSE {c} END AS TIMESTAMP)"
    " - INTERVAL 9 HOUR)::TIMESTAMPTZ END",
}


COUNTED = {*NUMBERS, ColumnType.YEAR}
NEVER = "CAST(NULL AS VARCHAR)"  # reads nothing: every value is left to the pure rules
FEW = 40_000  # different values that these read faster than SQL reads all rows
GUESSED = 64  # different values that a first guess looks at


def over(sql: str, column: str) -> str:
    """The expression over a column (its braces are those of regular expressions, so no `str.format`)."""
    return sql.replace("{c}", column)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawColumn:
    """A column of text before its type is known."""

    field: str  # its name in the table `raw`
    name: str
    unit: str | None = None
    wanted: ColumnType | None = None  # as a person decided
    style: Style = PLAIN
    is_declared_text: bool = False
    is_no_number: bool = False

    def allowed(self, values: int) -> int:
        """How many of so many values may be put aside before the column is text: of declared text, none."""
        return 0 if self.is_declared_text or self.is_no_number else allowed(values)

    def possible(self, evidence: Evidence, values: int) -> list[ColumnType]:
        """The types that the evidence leaves to the column."""
        kinds = evidence.possible(self.allowed(values))
        return [kind for kind in kinds if kind not in COUNTED] if self.is_no_number else kinds


def infer(con: duckdb.DuckDBPyConnection, source: Source, hints: Hints) -> TypePlan:
    """A type for every column that no hint drops, and the rows that hold what their column's type does not."""
    parts, misfits = panels(source, hints), dict[int, Misfit]()
    for panel in parts:
        mount(con, source.raw, panel)
        panel.plans = _plans(con, panel.columns, source, hints)
        for n, misfit in chain(_misfits(con, panel), _totals(con, panel) if hints.drop_totals else ()):
            misfits.setdefault(n, misfit)
    return TypePlan(panels=parts, misfits=misfits)


def mount(con: duckdb.DuckDBPyConnection, raw: pa.Table | Path, panel: Panel) -> None:
    """The panel's columns and the rows' numbers as the relation ``raw``."""
    if isinstance(raw, Path):
        con.from_parquet(str(raw)).create_view("raw", replace=True)
    else:
        con.register("raw", raw.select([*(column.field for column in panel.columns), "n"]))


def _plans(
    con: duckdb.DuckDBPyConnection, columns: Sequence[SourceColumn], source: Source, hints: Hints
) -> list[ColumnPlan]:
    open_ = [column for column in columns if column.given_type is None]
    delimiter = source.report.get("delimiter")
    wanted = [_raw(column, hints) for column in open_]
    inferred = iter(
        infer_types(con, source.raw, wanted, source.rows, delimiter=delimiter if isinstance(delimiter, str) else None)
    )
    plans = []
    for column in columns:
        plan = _kept(con, column) if column.given_type else next(inferred)
        hint = hints.column(column.name)
        plans.append(replace(plan, unit=hint.unit) if hint and hint.unit else plan)
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
        is_declared_text=column.is_declared_text,
        is_no_number=column.is_no_number,
    )


def _misfits(con: duckdb.DuckDBPyConnection, panel: Panel) -> Iterator[tuple[int, Misfit]]:
    """The rows, by number, with a value that its column's type does not hold."""
    for column, plan, name in zip(panel.columns, panel.plans, panel.names, strict=True):
        if plan.misfits:
            con.register("misfits", pa.table({"v": pa.array(plan.misfits, pa.string())}))
            sql = f"SELECT n, {column.field} FROM raw WHERE {column.field} IN (SELECT v FROM misfits)"
            for n, value in con.execute(sql).fetchall():
                yield n, Misfit(column=name, value=value)


def _totals(con: duckdb.DuckDBPyConnection, panel: Panel) -> Iterator[tuple[int, Misfit]]:
    """The rows, by number, that a text column calls sums of others, where it calls not all of them so."""
    for column, plan, name in zip(panel.columns, panel.plans, panel.names, strict=True):
        if plan.type is not ColumnType.TEXT:
            continue
        values = _distinct(con, f"{column.field} IS NOT NULL AND {column.field} <> ''", column.field)
        words = {value for value in values if lexicon.TOTAL_VALUE.fullmatch(value.strip())}
        if words and len(words) < len(values):
            con.register("totals", pa.table({"v": pa.array(sorted(words), pa.string())}))
            sql = f"SELECT n, {column.field} FROM raw WHERE {column.field} IN (SELECT v FROM totals)"
            for n, value in con.execute(sql).fetchall():
                yield n, Misfit(column=name, value=value, reason="total")


def infer_types(
    con: duckdb.DuckDBPyConnection,
    raw: pa.Table | Path,
    columns: Sequence[RawColumn],
    rows: int,
    *,
    delimiter: str | None = None,
) -> list[ColumnPlan]:
    """A type for every column, in order, of the relation ``raw`` (which lies in ``raw``); its text holds no NULL.

    ``delimiter`` is what parted the cells in the file, None where nothing did."""
    if not columns:
        return []
    sample = _sample(con, raw, [column.field for column in columns])
    values = {column.field: sample.column(column.field).to_pylist() for column in columns}
    found = styles({column.field: (column.name, values[column.field]) for column in columns}, delimiter)
    columns = [replace(column, style=found[column.field]) for column in columns]
    guesses = {column.field: _guesses(column, values[column.field], rows) for column in columns}
    casts = {
        name: cast
        for name in guesses
        if (cast := _fast(guesses[name], values[name], rows, comma_decimals=found[name].comma_decimals)) is not None
    }
    left = _left_over(con, casts)
    plans = {
        column.field: _plan(con, column, guesses[column.field], casts.get(column.field), left, rows)
        for column in columns
    }
    texts = [name for name, plan in plans.items() if plan.type is ColumnType.TEXT]
    bare = bare_fields(con, raw, texts)
    trimmed = [
        _trimmed(plans[column.field], _whole_code(column, values[column.field], bare.get(column.field, "{c}")))
        for column in columns
    ]
    return [
        replace(plan, remarks=[*plan.remarks, *remarks_on(column.name, plan.type, column.style, values[column.field])])
        for column, plan in zip(columns, trimmed, strict=True)
    ]


def _whole_code(column: RawColumn, sample: list[str], text: str) -> str:
    """Codes that a program took for decimals because some are missing ("2611051000.0"), as they were."""
    held = [value for value in sample if value not in ALWAYS]
    if held and lexicon.OFFICIAL_CODE.search(column.name) and all(_DECIMAL_CODE.fullmatch(value) for value in held):
        return f"regexp_replace({text}, '^([0-9]+)[.]0$', '\\1')"
    return text


_DECIMAL_CODE = re.compile(r"\s*\d+\.0\s*", re.ASCII)


def _sample(con: duckdb.DuckDBPyConnection, raw: pa.Table | Path, fields: Sequence[str]) -> pa.Table:
    """Rows out of every part of the table (all of a small one)."""
    if isinstance(raw, Path):
        return con.sql(
            f"SELECT {', '.join(fields)} FROM raw USING SAMPLE {SAMPLE_BLOCKS * SAMPLE_BLOCK} ROWS"
        ).to_arrow_table()
    table = raw.select(fields)
    if table.num_rows <= SAMPLE_BLOCKS * SAMPLE_BLOCK:
        return table
    step = table.num_rows // SAMPLE_BLOCKS
    return pa.concat_tables([table.slice(start, SAMPLE_BLOCK) for start in range(0, table.num_rows, step)])


def _guesses(column: RawColumn, sample: list[str], rows: int) -> list[ColumnType]:
    if column.wanted is not None:
        return [column.wanted]
    if lexicon.OFFICIAL_CODE.search(column.name) and all(text in ALWAYS or text.strip().isdigit() for text in sample):
        return []  # no quantities: a district's code begins with its province, a firm's number with its tax office
    values = Counter(sample)
    few = dict(islice(values.items(), 0, None, max(1, len(values) // GUESSED)))
    guesses = column.possible(Evidence(few, name=column.name, unit=column.unit, style=column.style), 0)
    if guesses or _are_words(values, column.allowed(rows), column.style):
        return guesses
    return column.possible(Evidence(values, name=column.name, unit=column.unit, style=column.style), rows)


def _are_words(values: Mapping[str, int], limit: int, style: Style) -> bool:
    """Do more rows than may be put aside hold what is of no type? Told without reading all of them."""
    words = 0
    for text, count in values.items():
        words += count if text not in ALWAYS and parsed(text, style).is_plain else 0
        if words > limit:
            return True
    return False


def _fast(guesses: list[ColumnType], sample: list[str], rows: int, *, comma_decimals: bool = False) -> str | None:
    """The strict expression to try first, None for columns that are text for sure."""
    if not guesses or guesses[0] is ColumnType.TEXT:
        return None
    if guesses[0] not in NUMBERS and rows > len(sample) and _distinct_estimate(sample) < FEW:
        return NEVER
    grouped = "comma " if comma_decimals else "grouped " if any("," in text for text in sample) else ""
    return {
        ColumnType.INTEGER: FAST[f"{grouped}integer"],
        ColumnType.DECIMAL: FAST[f"{grouped}decimal"],
        ColumnType.DATE: FAST["date"],
        ColumnType.DATETIME: FAST["datetime"],
    }.get(guesses[0], NEVER)


def _distinct_estimate(sample: list[str]) -> float:
    """How many different values the whole column may have (Chao 1984, from those seen once and twice)."""
    times = Counter(Counter(sample).values())
    return sum(times.values()) + times[1] ** 2 / (2 * max(times[2], 1))


def _left_over(con: duckdb.DuckDBPyConnection, casts: Mapping[str, str]) -> dict[str, int]:
    """How many rows each strict expression leaves unread, all columns in one pass."""
    if not casts:
        return {}
    counts = ", ".join(f"count(*) FILTER (({over(sql, name)}) IS NULL)" for name, sql in casts.items())
    [found] = con.execute(f"SELECT {counts} FROM raw").fetchall()
    return dict(zip(casts, found, strict=True))


def _plan(
    con: duckdb.DuckDBPyConnection,
    column: RawColumn,
    guesses: list[ColumnType],
    cast: str | None,
    left: Mapping[str, int],
    rows: int,
) -> ColumnPlan:
    if cast is None:
        return _text()
    unread = left[column.field]
    values = _distinct(con, f"({over(cast, column.field)}) IS NULL", column.field) if unread else {}
    fitting = _fits_of(guesses[0], rows - unread)
    evidence = Evidence(values, fitting, name=column.name, unit=column.unit, wanted=column.wanted, style=column.style)
    if column.wanted is not None:
        return _read_as(column, column.wanted, cast, evidence)
    kinds = column.possible(evidence, evidence.held)
    if kinds and kinds[0] in fitting:
        return _read_as(column, kinds[0], cast, evidence)
    if not fitting and kinds:
        return _read_as(column, kinds[0], cast, evidence)
    rest = [kind for kind in guesses if kind not in fitting and kind is not guesses[0]]
    if not rest:
        return _text()
    return _again(con, column, rest, rows)


def _again(con: duckdb.DuckDBPyConnection, column: RawColumn, guesses: list[ColumnType], rows: int) -> ColumnPlan:
    """The sample's first guess failed on all rows: the next one, on its own."""
    cast = _fast(guesses, [","], 0, comma_decimals=column.style.comma_decimals)
    assert cast is not None
    left = _left_over(con, {column.field: cast})
    return _plan(con, column, guesses, cast, left, rows)


def _fits_of(kind: ColumnType, count: int) -> dict[ColumnType, int]:
    """What else the rows fit that a type's strict expression has read."""
    if not count:
        return {}
    if kind is ColumnType.INTEGER:
        return dict.fromkeys(NUMBERS, count)
    if kind is ColumnType.DATE:
        return dict.fromkeys((ColumnType.DATE, ColumnType.DATETIME), count)
    return {kind: count}


def _distinct(con: duckdb.DuckDBPyConnection, where: str, name: str) -> dict[str, int]:
    return dict(con.execute(f"SELECT {name}, count(*) FROM raw WHERE {where} GROUP BY 1").fetchall())


def _text() -> ColumnPlan:
    return ColumnPlan(type=ColumnType.TEXT, unit=None, sql=None)


def _trimmed(plan: ColumnPlan, text: str) -> ColumnPlan:
    """A text column's expression: marks for missing values become NULL, what stands around values goes."""
    if plan.type is not ColumnType.TEXT:
        return plan
    marks = ", ".join(f"'{mark}'" for mark in sorted(ALWAYS))
    longest = max(len(mark.encode()) for mark in ALWAYS)
    return replace(plan, sql=f"CASE WHEN strlen({text}) <= {longest} AND {text} IN ({marks}) THEN NULL ELSE {text} END")


def _read_as(column: RawColumn, kind: ColumnType, cast: str, evidence: Evidence) -> ColumnPlan:
    if kind is ColumnType.TEXT:
        return _text()
    scale = evidence.bare_scale() if kind in NUMBERS else 1
    misfits = set(evidence.misfits(kind))
    others = {
        text: value_as(kind, read, scale)
        for text, read in evidence.reads.items()
        if text not in misfits and value_as(kind, read, scale) is not None
    }
    return ColumnPlan(
        type=kind,
        unit=_unit(column, kind, evidence),
        sql=_converted(cast, kind, evidence.given, scale),
        others=others,
        misfits=tuple(misfits),
        remarks=_words_for_nothing(evidence),
    )


def _words_for_nothing(evidence: Evidence) -> list[Remark]:
    words = evidence.words_for_nothing()
    return (
        [Remark(code="words_for_nothing", what=", ".join(f"{word} {n}" for word, n in words.items()))] if words else []
    )


def _unit(column: RawColumn, kind: ColumnType, evidence: Evidence) -> str | None:
    if kind not in NUMBERS:
        return None
    return next(iter(evidence.units()), column.unit)


def _converted(cast: str, kind: ColumnType, given: Mapping[ColumnType, int], scale: int | None) -> str | None:
    if not given:
        return None
    sql = cast if scale in (None, 1) else f"({cast}) * {scale}"
    if kind is ColumnType.DECIMAL:
        return f"({sql})::DOUBLE"
    if kind is ColumnType.DATETIME and "AS DATE" in cast:
        return f"({sql})::TIMESTAMP::TIMESTAMPTZ - INTERVAL 9 HOUR"
    return sql
