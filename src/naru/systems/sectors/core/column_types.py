"""Text as a profile's types: is it one, and as which value do SQL rules see it. Pure Ibis expressions."""

import ibis
import ibis.expr.types as ir

from naru.base.kit.words import Words
from naru.systems.sectors.core.profiles import Type

_PATTERNS = {
    Type.INTEGER: r"^[+-]?[0-9]{1,18}$",
    Type.DECIMAL: r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$",
    Type.DATE: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    Type.COMPACT_DATE: r"^[0-9]{8}$",
    Type.MONTH: r"^[0-9]{4}-(0[1-9]|1[0-2])$",
    Type.TIME: r"^ ?[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]$",
    Type.DATETIME: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}",
    Type.BOOLEAN: r"^(true|false|TRUE|FALSE|0|1|Y|N)$",
}
WORDS = {
    Type.TEXT: Words("글자", "text"),
    Type.INTEGER: Words("정수", "a whole number"),
    Type.DECIMAL: Words("수", "a number"),
    Type.DATE: Words("날짜(2026-11-29)", "a date (2026-11-29)"),
    Type.COMPACT_DATE: Words("날짜(20261129)", "a date (20261129)"),
    Type.MONTH: Words("연월(2026-11)", "a month (2026-11)"),
    Type.TIME: Words("시각(25:10:00)", "a time (25:10:00)"),
    Type.DATETIME: Words("일시", "a date and time"),
    Type.BOOLEAN: Words("참·거짓", "true or false"),
}


def is_of(text: ir.StringValue, type: Type) -> ir.BooleanValue:
    """30 February is no date."""
    if type is Type.TEXT:
        return ibis.literal(value=True)
    matches = text.re_search(_PATTERNS[type])
    if type in (Type.DATE, Type.COMPACT_DATE, Type.DATETIME):
        return matches & as_value(text, type).notnull()
    return matches


def as_value(text: ir.StringValue, type: Type) -> ir.Value:
    """NULL where the text is no such value. Times are seconds from midnight, months their first day."""
    match type:
        case Type.INTEGER:
            return text.try_cast("int64")
        case Type.DECIMAL:
            return text.try_cast("float64")
        case Type.DATE:
            return text.try_cast("date")
        case Type.COMPACT_DATE:
            return _dashed(text).try_cast("date")
        case Type.MONTH:
            return (text + "-01").try_cast("date")
        case Type.TIME:
            parts = text.strip()
            hours, minutes, seconds = (
                parts.re_extract(r"^([0-9]+):([0-9]+):([0-9]+)$", at).try_cast("int64") for at in (1, 2, 3)
            )
            return hours * 3600 + minutes * 60 + seconds
        case Type.DATETIME:
            return text.try_cast("timestamp")
        case Type.BOOLEAN:
            return ibis.cases((text.isin(["true", "TRUE", "1", "Y"]), True), (text == "", None), else_=False)
        case _:
            return text


def as_date(text: ir.StringValue, type: Type) -> ir.DateValue:
    """The day of a record, whichever way its column writes it."""
    if type is Type.TEXT:
        return ibis.coalesce(text.try_cast("date"), _dashed(text).try_cast("date"))
    return as_value(text, type).cast("date")


def _dashed(text: ir.StringValue) -> ir.StringValue:
    return text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2)
