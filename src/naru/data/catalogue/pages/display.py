"""Values and columns as people see them on a dataset's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naru.base.kit.clock import in_city
from naru.base.kit.words import Words
from naru.data.catalogue.core.column_words import MEANING_WORDS, TYPE_WORDS
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, written_day
from naru.data.catalogue.core.public_card import CardField

TEXT_LONGEST = 120

NUMERIC = {ColumnType.INTEGER, ColumnType.DECIMAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    text: str
    css: str  # number, null or nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class TopValue:
    """``share`` is of the most frequent value's count, 0 to 1."""

    text: str
    count: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """One column with its picture: a histogram, or its most frequent values."""

    column: Column
    type: Words
    meaning: Words | None
    filled: float  # share of rows with a value
    heights: tuple[int, ...]
    titles: tuple[str, ...]
    low: str
    high: str
    top: tuple[TopValue, ...]
    examples: tuple[str, ...]  # where no value stands twice
    picture: Words  # what the histogram shows, for those who do not see it


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A column by what it is called and what it holds."""

    field: CardField
    type: Words
    meaning: Words | None


def field_view(field: CardField) -> FieldView:
    meaning = MEANING_WORDS.get(field.meaning) if field.meaning else None
    return FieldView(field=field, type=TYPE_WORDS[field.type], meaning=meaning)


def rows_shown(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[list[Cell]]:
    """Each row in the order of ``columns``, as far as it goes."""
    return [[cell(column, value) for column, value in zip(columns, row, strict=False)] for row in rows]


def cell(column: Column, value: Any) -> Cell:
    """A value of the lake as a person reads it: city time, thousands apart, long texts cut."""
    match value:
        case None:
            return Cell(text="–", css="number null" if column.type in NUMERIC else "null")
        case bool():
            return Cell(text="✓" if value else "✗", css="")
        case int() | float() if column.type in NUMERIC and column.meaning is not Meaning.IDENTIFIER:
            return Cell(text=_number(value), css="number")
        case datetime():
            return Cell(text=f"{in_city(value):%Y-%m-%d %H:%M}", css="")
        case date():
            return Cell(text=written_day(column.type, value), css="")
        case bytes():
            return Cell(text="◇", css="")
        case _:
            text = str(value)
            return Cell(text=text if len(text) <= TEXT_LONGEST else text[:TEXT_LONGEST] + "…", css="")


def _number(value: float) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:g}"


def column_view(column: Column, rows: int) -> ColumnView:
    """``rows``: how many the version has, those without a value too."""
    profile = column.profile
    bins = profile.histogram if profile and column.distinct > 1 else ()
    frequent = profile.top[:4] if profile and not bins else ()
    low, high = (_end(column, profile.minimum), _end(column, profile.maximum)) if profile else ("", "")
    most = max((count for _, count in frequent), default=1)
    return ColumnView(
        column=column,
        type=TYPE_WORDS[column.type],
        meaning=MEANING_WORDS.get(column.meaning) if column.meaning else None,
        filled=1 - column.nulls / rows if rows else 0,
        heights=tuple(each.count for each in bins),
        titles=tuple(f"{_end(column, each.low)} – {_end(column, each.high)}: {each.count:,}" for each in bins),
        low=low,
        high=high,
        top=tuple(TopValue(text=str(text)[:60], count=count, share=count / most) for text, count in frequent),
        examples=_examples(frequent, low, column.distinct),
        picture=Words(
            f"{column.name}의 분포, {low}부터 {high}까지", f"Distribution of {column.name} from {low} to {high}"
        ),
    )


def _examples(frequent: Sequence[tuple[Any, int]], only: str, distinct: int) -> tuple[str, ...]:
    """Values to read where a picture says nothing: none of them stands twice, or there is but one."""
    if distinct == 1 and not frequent:
        return (only,)
    return tuple(str(text)[:60] for text, _ in frequent) if all(count == 1 for _, count in frequent) else ()


def _end(column: Column, value: float | str | None) -> str:
    match value:
        case None:
            return ""
        case bool() | int() | float() if column.type in NUMERIC:
            whole = float(value)
            return f"{int(whole):,}" if whole.is_integer() else f"{whole:,.4g}" if abs(whole) < 1e6 else f"{whole:,.0f}"
        case _ if column.type in (ColumnType.MONTH, ColumnType.QUARTER):
            return written_day(column.type, date.fromisoformat(str(value)[:10]))
        case _:
            return str(value)[:19].replace("T", " ")
