"""A question to one table's rows, as people write it: columns, filters, order, groups and measures.

Columns are named as people know them or by alias. Values come as text and are read by the column's type; nothing a
person writes becomes SQL. ``row_tables.py`` answers the question.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, placing
from naru.data.catalogue.core.row_filters import Filter, Operator, find_column, parse_filter, read_value
from naru.data.query import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.query.core.date_parts import with_part_columns

__all__ = [
    "Aggregate",
    "Filter",
    "Having",
    "Measure",
    "Operator",
    "RowBox",
    "RowSearch",
    "Selection",
    "Sort",
    "find_column",
    "parse_aggregate",
    "parse_box",
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
    P5 = "p5"  # so many per cent of the values are at most this
    P10 = "p10"
    P25 = "p25"
    P75 = "p75"
    P90 = "p90"
    P95 = "p95"
    P99 = "p99"

    @property
    def share(self) -> float | None:
        """Of a percentile, how many of the values lie below it: 0 to 1."""
        return int(self.value[1:]) / 100 if self.value[1:].isdigit() else None


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
class RowBox:
    """Rows whose place lies in a box of degrees. ``placed`` is a geometry's column, or longitude's and latitude's."""

    west: float
    south: float
    east: float
    north: float
    placed: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which cells are asked for, and in what order. Every one of ``filters`` holds, and one at least of ``either``."""

    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    either: tuple[Filter, ...] = ()
    box: RowBox | None = None
    sorts: tuple[Sort, ...] = ()
    search: RowSearch | None = None

    @property
    def narrows(self) -> bool:
        """Whether some rows may be left out."""
        return bool(self.filters or self.search or self.either or self.box)

    @property
    def asked(self) -> tuple[Column, ...]:
        """Every column that the question names."""
        conditions = (one.column for one in (*self.filters, *self.either))
        return (*self.columns, *conditions, *(sort.column for sort in self.sorts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Groups, and what is measured in each; a measure without a column counts rows."""

    groups: tuple[Column, ...]
    measures: tuple[tuple[Measure, Column | None], ...]
    filters: tuple[Filter, ...] = ()
    either: tuple[Filter, ...] = ()
    having: tuple["Having", ...] = ()
    sort: str | None = None  # an output column's key, with "-" for descending
    limit: int = 1_000

    @property
    def asked(self) -> tuple[Column, ...]:
        """Every column that the question names."""
        measured = (column for _, column in self.measures if column is not None)
        return (*self.groups, *measured, *(one.column for one in (*self.filters, *self.either)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Having:
    """A condition on a measure of each group; ``key`` is ``measure_key``'s."""

    key: str
    operator: Operator
    value: float


def parse_selection(
    columns: Sequence[Column],
    *,
    names: str | None,
    filters: Sequence[str],
    sort: str | None,
    search: str = "",
    either: Sequence[str] = (),
    box: str | None = None,
) -> Selection:
    """``names`` and ``sort`` are comma-separated, ``-`` for descending; a filter reads ``column:operator:value``, and a
    date's part is a column of its own (``일자.month``).

    Without ``names`` all columns; ``search`` looks into all of them too. Raises ``Refused`` as ``find_column``,
    ``parse_filter`` and ``parse_box``."""
    known = with_part_columns(columns)
    chosen = tuple(find_column(known, name) for name in _listed(names)) or tuple(columns)
    return Selection(
        columns=tuple(dict.fromkeys(chosen)),
        filters=tuple(parse_filter(known, text) for text in filters),
        either=tuple(parse_filter(known, text) for text in either),
        box=parse_box(columns, box) if box else None,
        sorts=_sorts(known, sort),
        search=parse_search(columns, search),
    )


def parse_box(columns: Sequence[Column], text: str) -> RowBox:
    """``west,south,east,north`` in degrees. Raises ``Refused``: ``box_unreadable``, ``box_without_degrees``."""
    try:
        west, south, east, north = (float(side) for side in text.split(","))
    except ValueError:
        raise Refused("box_unreadable", box=text[:100]) from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise Refused("box_unreadable", box=text[:100])
    placed = placing(columns)
    if not placed or placed[0].meaning is Meaning.EASTING:
        raise Refused("box_without_degrees")
    return RowBox(west=west, south=south, east=east, north=north, placed=placed)


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
    either: Sequence[str] = (),
    having: Sequence[str] = (),
) -> Aggregate:
    """A measure reads ``count`` or ``sum:요금``; without any, rows are counted. ``having`` reads ``sum:요금:gte:1000``.

    Raises ``Refused``: ``measure_unreadable``, ``measure_needs_numbers``, ``having_unreadable``, and as ``parse_filter``."""
    known = with_part_columns(columns)
    measured = tuple(dict.fromkeys(_parse_measure(known, text) for text in measures or ("count",)))
    return Aggregate(
        groups=tuple(dict.fromkeys(find_column(known, name) for name in _listed(groups))),
        measures=measured,
        filters=tuple(parse_filter(known, text) for text in filters),
        either=tuple(parse_filter(known, text) for text in either),
        having=tuple(_parse_having(text, measured) for text in having),
        sort=sort or None,
        limit=limit,
    )


COMPARED = (Operator.EQ, Operator.NE, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE)


def _parse_having(text: str, measures: Sequence[tuple[Measure, Column | None]]) -> Having:
    keys = {measure_label(measure, column): measure_key(measure, column) for measure, column in measures}
    label, operator, value = ["", "", *text.rsplit(":", 2)][-3:]
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if operator not in set(COMPARED) or label not in keys or not math.isfinite(number):
        raise Refused("having_unreadable", having=text[:100], measures=", ".join(keys), operators=", ".join(COMPARED))
    return Having(key=keys[label], operator=Operator(operator), value=number)


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
        case _ if measure.share is not None:
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
