"""A sample that gives nothing away: chosen once, generalised, and free of rows that stand alone.

*Theory of operation.* Every cell is generalised first (a number to a band of its two leading digits, a day to its month, a long text to
its length). A row may be shown only where each value, and each pair of values, of its shown columns is shared by at least ``k``
rows of the table. Beside the rows stand figures of each column, as coarse: the band in which nine of ten values lie, how many
different ones there are to two digits, shares to the next twentieth, values that at least ``k`` rows have. Where too few rows pass, the column with the most different values is hidden and the choice is made anew. Which
of the rows that pass are shown depends on the table's content alone, and the result is stored with the offer: asking again, or
differently, shows nothing new.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any

from naru.base.kit.canonical import JSON

K = 5
ROWS = 8
TEXT_LONGEST = 20
HIDDEN = "—"
COMMON = 3  # values of a column that are named
TAIL = 20  # one in so many values at each end is left out of a column's band


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """``rows`` hold texts, HIDDEN for cells of ``hidden`` columns (places)."""

    rows: tuple[tuple[str, ...], ...]
    hidden: frozenset[int]
    table_rows: int  # rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFigures:
    """``filled`` and the shares of ``common`` are percents to the next five; ``low`` and ``high`` are bands, "" for texts."""

    filled: int
    different: int  # rounded to two digits
    low: str
    high: str
    common: tuple[tuple[str, int], ...]  # generalised values and their shares

    def to_json(self) -> dict[str, JSON]:
        return {
            "filled": self.filled,
            "different": self.different,
            "low": self.low,
            "high": self.high,
            "common": [[value, share] for value, share in self.common],
        }


def figures(rows: Sequence[Sequence[Any]], *, k: int = K) -> list[ColumnFigures]:
    """Of each column of a table's rows; a table of fewer than ``k`` rows has none."""
    return [_figures(column, k) for column in zip(*rows, strict=True)] if len(rows) >= k else []


def _figures(column: Sequence[Any], k: int) -> ColumnFigures:
    values = [value for value in column if value is not None and value == value]
    ordered = sorted(value for value in values if isinstance(value, int | float | date) and not isinstance(value, bool))
    cut = len(ordered) // TAIL
    ends = (ordered[cut], ordered[-1 - cut]) if len(ordered) >= k * 2 and len(ordered) == len(values) else None
    counts = Counter(generalised(value) for value in values)
    common = [(value, count) for value, count in counts.most_common(COMMON) if count >= k and value != HIDDEN]
    return ColumnFigures(
        filled=_percent(len(values), len(column)),
        different=rounded(len(set(map(str, values)))),
        low=generalised(ends[0]) if ends else "",
        high=generalised(ends[1]) if ends else "",
        common=tuple((value, _percent(count, len(column))) for value, count in common) if not ends else (),
    )


def _percent(part: int, whole: int) -> int:
    """To the next five."""
    return round(part * 20 / whole) * 5


def preview(rows: Sequence[Sequence[Any]], *, total: int, k: int = K, count: int = ROWS) -> Preview:
    """Of a table's rows (all of them, or as many as are looked at); ``total`` is how many the table has."""
    general = [tuple(generalised(value) for value in row) for row in rows]
    width = len(general[0]) if general else 0
    shown = list(range(width))
    while shown:
        passing = _passing(general, shown, k)
        if len(passing) >= count:
            break
        shown.remove(max(shown, key=lambda place: (len({row[place] for row in general}), place)))
    else:
        passing = []
    chosen = sorted(sorted(set(passing), key=_rank)[:count])
    return Preview(rows=tuple(chosen), hidden=frozenset(range(width)) - set(shown), table_rows=rounded(total))


def _passing(rows: Sequence[tuple[str, ...]], shown: Sequence[int], k: int) -> list[tuple[str, ...]]:
    """The rows, with what is not shown hidden, of which every value and pair of values is shared by ``k`` rows."""
    sets = [*((place,) for place in shown), *combinations(shown, 2), tuple(shown)]
    counts = {places: Counter(tuple(row[place] for place in places) for row in rows) for places in sets}
    return [
        tuple(value if place in shown else HIDDEN for place, value in enumerate(row))
        for row in rows
        if all(counts[places][tuple(row[place] for place in places)] >= k for places in sets)
    ]


def _rank(row: tuple[str, ...]) -> str:
    return hashlib.sha256("\x1f".join(row).encode()).hexdigest()


def generalised(value: Any) -> str:
    """A value as coarsely as a sample shows it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return band(value)
        case datetime() | date():
            return f"{value:%Y-%m}"
        case bytes():
            return HIDDEN
        case _:
            text = str(value)
            return text if len(text) <= TEXT_LONGEST else HIDDEN


def band(value: float) -> str:
    """``1234`` → ``1,200–1,300``: the band of its two leading digits."""
    if value != value or value in (float("inf"), float("-inf")):
        return HIDDEN
    size = 10 ** max(len(str(int(abs(value)))) - 2, 0)
    low = int(value // size * size)
    return f"{low:,}" if size == 1 and value == low else f"{low:,}–{low + size:,}"


def rounded(count: int) -> int:
    """To two leading digits."""
    size: int = 10 ** max(len(str(count)) - 2, 0)
    return count // size * size
