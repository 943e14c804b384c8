"""A question to one table's rows, as people write it: columns, filters, order, groups and measures.

Columns are named as people know them or by alias. Values come as text and are read by the column's type; nothing a
person writes becomes SQL. ``row_tables.py`` answers the question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.row_filters import Filter, Operator, find_column, parse_filter, read_value
from naru.data.query import refusals as _refusals  # noqa: F401 - declares the sentences

__all__ = [
    "Aggregate",
    "Filter",
    "Measure",
    "Operator",
    "RowSearch",
    "Selection",
    "Sort",
    "find_column",
    "parse_aggregate",
    "parse_filter",
    "parse_search",
    "parse_selection",
    "read_value",
]

PAGE_LIMIT = 10_000
GROUP_LIMIT = 100_000
SEARCH_WORDS = 10


class Measure(StrEnum):
    """As it is written in an address; of a column none of them counts empty cells."""

    COUNT = "count"
    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"
    MEDIAN = "median"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """Empty cells come last, whichever way it goes."""

    column: Column
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSearch:
    """Every one of ``words`` stands in some cell of the row, in any of ``columns``; letter case makes no difference."""

    words: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which cells are asked for, and in what order."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    sorts: tuple[Sort, ...] = ()
    search: RowSearch | None = None

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.filters or self.search)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Groups, and what is measured in each; a measure without a column counts rows."""

    groups: tuple[Column, ...]
    measures: tuple[tuple[Measure, Column | None], ...]
    filters: tuple[Filter, ...] = ()
    sort: str | None = None  # an output column's key, with "-" for descending
    limit: int = 1_000


def parse_selection(
    columns: Sequence[Column], *, names: str | None, filters: Sequence[str], sort: str | None, search: str = ""
) -> Selection:
    """``names`` and ``sort`` are comma-separated, ``-`` for descending; a filter reads ``column:operator:value``.

    Without ``names`` all columns; ``search`` looks into all of them too. Raises ``Refused`` as ``find_column`` and ``parse_filter``."""
    chosen = tuple(find_column(columns, name) for name in _listed(names)) or tuple(columns)
    return Selection(
        columns=tuple(dict.fromkeys(chosen)),
        filters=tuple(parse_filter(columns, text) for text in filters),
        sorts=_sorts(columns, sort),
        search=parse_search(columns, search),
    )


def parse_search(columns: Sequence[Column], text: str) -> RowSearch | None:
    """At most ten words, split at spaces, in the columns that can be read as text; None where nothing is looked for."""
    words = tuple(dict.fromkeys(text.replace("\0", "").casefold().split()))[:SEARCH_WORDS]
    searched = tuple(column for column in columns if column.type is not ColumnType.GEOMETRY)
    return RowSearch(words=words, columns=searched) if words and searched else None


def _sorts(columns: Sequence[Column], sort: str | None) -> tuple[Sort, ...]:
    """A column that is named again says nothing more."""
    sorts: dict[Column, Sort] = {}
    for name in _listed(sort):
        column = find_column(columns, name.removeprefix("-"))
        sorts.setdefault(column, Sort(column=column, descending=name.startswith("-")))
    return tuple(sorts.values())


def parse_aggregate(
    columns: Sequence[Column],
    *,
    groups: str | None,
    measures: Sequence[str],
    filters: Sequence[str],
    sort: str | None,
    limit: int,
) -> Aggregate:
    """A measure reads ``count`` or ``sum:요금``; without any, rows are counted.

    Raises ``Refused``: ``measure_unreadable``, ``measure_needs_numbers``, and as ``parse_filter``."""
    return Aggregate(
        groups=tuple(dict.fromkeys(find_column(columns, name) for name in _listed(groups))),
        measures=tuple(dict.fromkeys(_parse_measure(columns, text) for text in measures or ("count",))),
        filters=tuple(parse_filter(columns, text) for text in filters),
        sort=sort or None,
        limit=limit,
    )


def measure_key(measure: Measure, column: Column | None) -> str:
    """The output column of a measure: ``count``, ``sum_fee``."""
    return measure.value if column is None else f"{measure}_{column.alias}"


NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.YEAR})


def _parse_measure(columns: Sequence[Column], text: str) -> tuple[Measure, Column | None]:
    word, _, name = text.partition(":")
    if word not in set(Measure) or (not name and word != Measure.COUNT):
        raise Refused("measure_unreadable", measure=text, measures=", ".join(Measure))
    column = find_column(columns, name) if name else None
    if column is not None and not _measures(Measure(word), column.type):
        raise Refused("measure_needs_numbers", measure=word, column=column.name)
    return Measure(word), column


def _measures(measure: Measure, type_: ColumnType) -> bool:
    match measure:
        case Measure.SUM | Measure.AVG | Measure.MEDIAN:
            return type_ in NUMERIC
        case Measure.MIN | Measure.MAX:
            return type_ is not ColumnType.GEOMETRY
        case _:
            return True


def measure_label(measure: Measure, column: Column | None) -> str:
    """As the measure is asked for: ``count``, ``sum:요금``."""
    return measure.value if column is None else f"{measure}:{column.name}"


def _listed(text: str | None) -> list[str]:
    return [name.strip() for name in (text or "").split(",") if name.strip()]
