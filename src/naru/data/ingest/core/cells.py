"""A sheet's cells as text: merged ranges filled, numbers and dates in their plainest writing."""

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from naru.data.ingest.core.values import Cell, Grid


def filled(grid: Grid) -> list[list[str]]:
    """Rows of equal length; every cell of a merged range says what its first cell says, unless the range is of data."""
    width = max((len(row) for row in grid.rows), default=0)
    rows = [[as_text(cell) for cell in row] + [""] * (width - len(row)) for row in grid.rows]
    for merge in grid.merges:
        if merge.top >= len(rows) or merge.left >= width:
            continue
        text = rows[merge.top][merge.left]
        for row in rows[merge.top : merge.bottom + 1]:
            for column in range(merge.left, min(merge.right + 1, width)):
                row[column] = row[column] or text
    return rows


def as_text(cell: Cell) -> str:
    """The cell as a person would type it: 3.0 is "3", midnight without a zone is its day, a span of time is "25:30:00";
    "" for None, NaN and the infinities. Instants keep their zone."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str() | int():
            return str(cell)
        case float():
            return _number(cell)
        case Decimal():
            return format(cell, "f")
        case datetime():
            return _instant(cell)
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat(timespec="seconds")
        case timedelta():
            return _duration(cell)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _instant(value: datetime) -> str:
    """Sheets have no dates without a time: midnight is a day."""
    if value.time() == time() and value.tzinfo is None:
        return value.date().isoformat()
    return value.isoformat(sep=" ", timespec="seconds")


def _duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
