"""A column's words unfolded into checks: each an expression that is true where a text breaks the rule."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from naru.base.kit.words import Words
from naru.systems.sectors.core import check_digits, column_types
from naru.systems.sectors.core.code_lists import BEGINNING, END, CodeList
from naru.systems.sectors.core.profiles import ColumnRule, TableRule, Type
from naru.systems.sectors.core.values import RuleResult

Breaks = Callable[[ir.Table, ir.StringValue], ir.BooleanValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnCheck:
    """``breaks`` sees the table and the column's text; blank texts are passed over unless ``sees_blanks``."""

    result: RuleResult  # as it stands before it is run
    column: ColumnRule
    breaks: Breaks
    expected: str = ""
    sees_blanks: bool = False
    widths: tuple[int, ...] = ()  # how long a good text is, where that is known


def checks_of(table: TableRule, column: ColumnRule, lists: Mapping[str, CodeList]) -> Iterator[ColumnCheck]:
    """In the order in which a person would look: is it there, is it of its type, is it a value that may stand there."""
    if column.required:
        yield _check(
            table,
            column,
            "required",
            Words("값이 있어야 합니다.", "must have a value."),
            lambda _, text: _blank(text),
            sees_blanks=True,
        )
    if column.type is not Type.TEXT:
        words = column_types.WORDS[column.type]
        yield _check(
            table,
            column,
            column.rule or "type",
            Words(f"값의 형식: {words.ko}", f"must be {words.en}."),
            lambda _, text: ~column_types.is_of(text, column.type),
            expected=words.ko,
        )
    if column.pattern:
        yield _check(
            table,
            column,
            column.rule or "pattern",
            Words(f"값의 모양: {column.pattern}", f"must look like {column.pattern}"),
            lambda _, text: ~text.re_search(column.pattern),
            expected=column.pattern,
            widths=_pattern_widths(column.pattern),
        )
    if column.longest is not None:
        most = column.longest
        yield _check(
            table,
            column,
            "length",
            Words(f"길이: {most}자까지", f"must be at most {most} characters long."),
            lambda _, text: text.length() > most,
            expected=f"<= {most}",
        )
    if column.minimum is not None or column.maximum is not None:
        yield _range(table, column)
    if column.check:
        holds, words = check_digits.CHECKS[column.check]
        yield _check(
            table,
            column,
            f"check_{column.check}",
            Words(f"검증번호가 맞아야 합니다: {words.ko}", f"must be a {words.en} whose check digit agrees."),
            lambda _, text: ~holds(text),
            expected=words.ko,
        )
    if column.codes:
        yield _codes(table, column, lists.get(column.codes))


def _check(
    table: TableRule,
    column: ColumnRule,
    kind: str,
    words: Words,
    breaks: Breaks,
    *,
    expected: str = "",
    sees_blanks: bool = False,
    widths: tuple[int, ...] = (),
    reason: Words | None = None,
) -> ColumnCheck:
    named = Words(f"{column.words.ko}: {words.ko}", f"{column.words.en}: {words.en}")
    result = RuleResult(
        rule=f"{table.name}.{column.name}.{kind}",
        words=named,
        severity=column.severity,
        table=table.name,
        column=column.name,
        reason=reason,
    )
    return ColumnCheck(
        result=result, column=column, breaks=breaks, expected=expected, sees_blanks=sees_blanks, widths=widths
    )


def _range(table: TableRule, column: ColumnRule) -> ColumnCheck:
    low, high = column.minimum, column.maximum
    said = f"{'' if low is None else f'{low:g}'} – {'' if high is None else f'{high:g}'}".strip()
    unit = f" {column.unit}" if column.unit else ""

    def breaks(_: ir.Table, text: ir.StringValue) -> ir.BooleanValue:
        number = text.try_cast("float64")
        below = number < low if low is not None else ibis.literal(value=False)
        return below | (number > high if high is not None else ibis.literal(value=False))

    words = Words(f"값의 범위: {said}{unit}", f"must lie within {said}{unit}.")
    return _check(table, column, "range", words, breaks, expected=said + unit)


def _codes(table: TableRule, column: ColumnRule, known: CodeList | None) -> ColumnCheck:
    if known is None:
        reason = Words(
            f"코드표 {column.codes}: 설치되어 있지 않습니다. naru sectors install 명령으로 설치합니다.",
            f"The code list {column.codes} is not installed; install it with naru sectors install.",
        )
        words = Words(f"코드표에 있는 코드: {column.codes}", f"must be a code of {column.codes}.")
        return _check(table, column, "codes", words, lambda _, __: ibis.literal(value=False), reason=reason)
    on = table.column(column.codes_on) if column.codes_on else None
    kind = column.rule if column.rule and not column.pattern else "codes"
    name = f"{known.name} {known.edition}"
    words = Words(f"코드표에 있는 코드: {name}", f"must be a code of {name}.")
    if on:
        words = Words(
            f"코드표에 있는 코드: {name} ({on.words.ko} 기준)", f"must be a code of {name} on its {on.words.en}."
        )
    return _check(
        table,
        column,
        kind,
        words,
        lambda rows, text: ~_is_code(rows, text, known, on),
        expected=name,
        widths=tuple(sorted({len(each.code) for each in known.codes})[:4]),
        reason=None if known.is_complete else _only_a_part(name),
    )


def _only_a_part(name: str) -> Words:
    return Words(
        f"코드표 {name}: 일부만 있어 없는 코드를 가려낼 수 없습니다.",
        f"The code list {name} is only a part: what it lacks cannot be judged.",
    )


def _is_code(rows: ir.Table, text: ir.StringValue, known: CodeList, on: ColumnRule | None) -> ir.BooleanValue:
    """A code is judged on the day of its record; a record without a day, by whether the code ever was."""
    codes = code_table(known)
    if on is None:
        return text.isin(codes.code)
    day = column_types.as_date(rows[on.name], on.type)
    good = day.isnull() & text.isin(codes.code)
    for since, until in sorted(known.windows()):
        valid = codes.filter((codes.since == since) & (codes.until == until))
        good = good | (text.isin(valid.code) & _within(day, since, until))
    return good


def code_table(known: CodeList) -> ir.Table:
    """As ``create_code_tables`` of the engine's side makes it."""
    return ibis.table({"code": "string", "since": "date", "until": "date"}, name=f"_codes_{known.name}")


def _within(day: ir.DateValue, since: date, until: date) -> ir.BooleanValue:
    begun = day >= since if since != BEGINNING else day.notnull()
    return begun & (day < until) if until != END else begun


def _blank(text: ir.StringValue) -> ir.BooleanValue:
    return text.isnull() | (text.strip() == "")


def _pattern_widths(pattern: str) -> tuple[int, ...]:
    """How long a match of the whole text is, where that is one length."""
    from re import _parser  # type: ignore[attr-defined]  # the standard library's own measure of a pattern

    low, high = _parser.parse(pattern).getwidth()
    return (low,) if low == high and pattern.startswith("^") and pattern.endswith("$") else ()
