"""A dataset in figures, out of what is known of its tables: for a list, where nothing is read or counted anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning

TIMES = (ColumnType.DATE, ColumnType.DATETIME, ColumnType.MONTH, ColumnType.QUARTER, ColumnType.YEAR)
NO_PICTURE = frozenset(
    {Meaning.IDENTIFIER, Meaning.LATITUDE, Meaning.LONGITUDE, Meaning.EASTING, Meaning.NORTHING, Meaning.PHONE}
)
BARS_LEAST = 3  # of a histogram that is worth a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFigures:
    """A live table as its version describes it; ``bytes`` are of the file that it was read from, 0 where there is none."""

    name: str
    sql_name: str
    rows: int
    quarantined: int
    bytes: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFigures:
    """Sums over the dataset's live tables.

    ``filled`` is the share of cells that hold a value, None of no cells; ``since`` and ``until`` are the first and last
    day, month or year that stand in the tables, as ISO 8601 has them, "" where no column tells time. ``pictured`` is the
    column whose histogram shows most, of the table with most rows, whose SQL name is ``largest``.
    """

    tables: int
    rows: int
    quarantined: int
    bytes: int
    filled: float | None
    since: str
    until: str
    pictured: Column | None
    largest: str
    largest_rows: int
    names: tuple[str, ...]  # of tables and columns


def figures_of(tables: Sequence[TableFigures]) -> DatasetFigures | None:
    """None of a dataset without a live table."""
    if not tables:
        return None
    largest = max(tables, key=lambda table: table.rows)
    cells = sum(table.rows * len(table.columns) for table in tables)
    empty = sum(column.nulls for table in tables for column in table.columns)
    times = [ends for table in tables for column in table.columns if (ends := _ends(column))]
    return DatasetFigures(
        tables=len(tables),
        rows=sum(table.rows for table in tables),
        quarantined=sum(table.quarantined for table in tables),
        bytes=sum(table.bytes for table in tables),
        filled=1 - empty / cells if cells else None,
        since=min((first for first, _ in times), default=""),
        until=max((last for _, last in times), default=""),
        pictured=_pictured(largest.columns),
        largest=largest.sql_name,
        largest_rows=largest.rows,
        names=tuple(name for table in tables for name in (table.name, *(column.name for column in table.columns))),
    )


def _ends(column: Column) -> tuple[str, str] | None:
    profile = column.profile
    if column.type not in TIMES or profile is None or profile.minimum is None or profile.maximum is None:
        return None
    length = 7 if column.type in (ColumnType.MONTH, ColumnType.QUARTER) else 10
    return str(profile.minimum)[:length], str(profile.maximum)[:length]


def _pictured(columns: Sequence[Column]) -> Column | None:
    """A column of time before one of numbers; of numbers the one with most different values."""
    shown = [
        column
        for column in columns
        if column.profile and len(column.profile.histogram) >= BARS_LEAST and column.meaning not in NO_PICTURE
    ]
    return max(shown, key=lambda column: (column.type in TIMES, column.distinct), default=None)
