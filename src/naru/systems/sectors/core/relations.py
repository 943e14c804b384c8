"""Tables under check, as relations of one engine: their text, their lines, and their values as the profile types them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

import ibis
import ibis.expr.types as ir

from naru.base.kit.sql import literal, quoted
from naru.systems.sectors.core import column_types
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import TableRule, Type
from naru.systems.sectors.core.values import Finding

LINE = "_line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A table as it was read: ``name`` in the engine has ``_line`` and its own columns, as text or typed already."""

    name: str
    columns: tuple[str, ...]  # as written in the file
    rows: int
    widths: tuple[Finding, ...] = ()  # rows that are shorter or longer than the header
    width_faults: int = 0
    broken: tuple[Finding, ...] = ()  # letters that could not be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A relation seen through a profile: ``text`` has the profile's column names, missing columns are NULL."""

    rule: TableRule
    relation: Relation
    found: Mapping[str, str]  # profile's name → the file's
    text: ir.Table


def bind(engine: Engine, rule: TableRule, relation: Relation) -> Bound:
    """Columns are found by name, then by alias; blanks around a heading and its Unicode form do not count."""
    known = {_key(each): each for each in reversed(relation.columns)}
    found = {}
    for column in rule.columns:
        for name in (column.name, *column.aliases):
            if (actual := known.get(_key(name))) is not None:
                found[column.name] = actual
                break
    raw = engine.table(relation.name)
    types = {each.name: each.type for each in rule.columns}
    columns = {name: _as_text(raw[actual], types[name]) for name, actual in found.items()}
    columns |= {each.name: ibis.null("string") for each in rule.columns if each.name not in found}
    return Bound(rule=rule, relation=relation, found=found, text=raw.select(raw[LINE], **columns))


def _key(name: str) -> str:
    return normalize("NFC", name).strip().removeprefix("\ufeff").casefold()


def _as_text(column: ir.Value, type: Type) -> ir.StringValue:
    """As the profile would have it written, where the lake keeps it as a value already."""
    kind = column.type()
    if kind.is_string():
        return column
    if kind.is_temporal() and not kind.is_time() and type in _FORMATS:
        return column.strftime(_FORMATS[type])
    if kind.is_floating() and type is Type.INTEGER:
        return (column == column.floor()).ifelse(column.try_cast("int64").cast("string"), column.cast("string"))
    return column.cast("string")


_FORMATS = {Type.MONTH: "%Y-%m", Type.COMPACT_DATE: "%Y%m%d", Type.DATE: "%Y-%m-%d"}


def create_typed_view(engine: Engine, bound: Bound) -> None:
    """For SQL rules, under the table's own name: each column as its type, NULL where it is none or blank."""
    text = bound.text
    columns = {}
    for column in bound.rule.columns:
        value = text[column.name]
        is_blank = value.strip() == ""
        columns[column.name] = (
            is_blank.ifelse(ibis.null("string"), value)
            if column.type is Type.TEXT
            else column_types.as_value(is_blank.ifelse(ibis.null("string"), value), column.type)
        )
    engine.create_view(bound.rule.name, text.select(text[LINE], **columns))


def create_empty_view(engine: Engine, rule: TableRule) -> None:
    """A table that is not there, for queries that look at it all the same."""
    columns = ", ".join(f"CAST(NULL AS {_SQL_TYPES[each.type]}) AS {quoted(each.name)}" for each in rule.columns)
    engine.run(
        f"CREATE OR REPLACE VIEW {quoted(rule.name)} AS SELECT CAST(NULL AS BIGINT) AS {LINE}, {columns} WHERE false"
    )


def create_day_view(engine: Engine, day: date | None) -> None:
    """``_as_of``: one row with the day of checking, NULL where there is none."""
    said = f"DATE {literal(day.isoformat())}" if day else "CAST(NULL AS DATE)"
    engine.run(f"CREATE OR REPLACE VIEW _as_of AS SELECT {said} AS day")


_SQL_TYPES = {
    Type.TEXT: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.DECIMAL: "DOUBLE",
    Type.DATE: "DATE",
    Type.COMPACT_DATE: "DATE",
    Type.MONTH: "DATE",
    Type.TIME: "BIGINT",
    Type.DATETIME: "TIMESTAMP",
    Type.BOOLEAN: "BOOLEAN",
}
