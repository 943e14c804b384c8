"""Tables that stand beside each other in one sheet, parted by empty columns.

What lies right of an empty column is a table of its own where it begins with a column that names its rows, under a header
of its own: "구 | 인구 |  | 시설 | 좌석". A column left empty for the eye alone, within one table, has a figure or a remark
right of it, or lies under a merged name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from naru.data.ingest.core.cells import filled
from naru.data.ingest.core.layout import Layout, find_layout, footer_rows, is_label
from naru.data.ingest.core.values import Grid, Merge
from naru.data.tables.core import lexicon

LOOKED_AT = 60  # rows
FEWEST_ROWS = 2


def parted(grid: Grid) -> list[Grid]:
    """The sheet's tables from left to right; the sheet itself where there is but one."""
    cuts = [part for part in _between(_gaps(grid)) if part]
    if len(cuts) < 2:
        return [grid]
    parts = [_columns(grid, cuts[0].start, cuts[0].stop)]
    begin = cuts[0].start
    for cut in cuts[1:]:
        right = _columns(grid, cut.start, cut.stop)
        if _stand_apart(parts[-1], right) and not _is_merged_over(grid, cut.start - 1):
            parts.append(right)
            begin = cut.start
        else:
            parts[-1] = _columns(grid, begin, cut.stop)
    return parts if len(parts) > 1 else [grid]


def _gaps(grid: Grid) -> list[bool]:
    """Which columns hold nothing."""
    width = max((len(row) for row in grid.rows), default=0)
    empty = set(range(width))
    for row in grid.rows:
        empty = {i for i in empty if i >= len(row) or row[i] is None or row[i] == ""}
        if not empty:
            break
    return [i in empty for i in range(width)]


def _between(gaps: Sequence[bool]) -> Iterator[range]:
    """The runs of columns between empty ones."""
    start = 0
    for i, is_empty in enumerate([*gaps, True]):
        if is_empty:
            yield range(start, i)
            start = i + 1


def _stand_apart(left: Grid, right: Grid) -> bool:
    one_side, other_side = _layout(left), _layout(right)
    if one_side is None or other_side is None:
        return False
    (one, rows), (other, rows_of_other) = one_side, other_side
    if not (one.has_data and other.has_data) and len(rows) == len(rows_of_other):
        return False
    return one.names[0] == other.names[0] or (_names_rows(one, rows) and _names_rows(other, rows_of_other))


def _layout(grid: Grid) -> tuple[Layout, Sequence[Sequence[str]]] | None:
    """The part's layout and its rows of data, if it is a table with a header."""
    cells = filled(replace(grid, rows=grid.rows[:LOOKED_AT]))
    rows = [row for row in cells if any(cell.strip() for cell in row)]
    rows = rows[: len(rows) - footer_rows(rows, len(rows[0]))] if rows else rows
    layout = find_layout(rows)
    is_table = layout.width > 1 and layout.header and len(rows) - layout.first >= FEWEST_ROWS
    return (layout, rows[layout.first :]) if is_table else None


def _names_rows(layout: Layout, rows: Sequence[Sequence[str]]) -> bool:
    """Does its first column tell its rows apart, and is it no address or telephone of another's?"""
    name, values = layout.names[0], [row[0].strip() for row in rows if row]
    is_about_another = lexicon.ADDRESS.search(name) or lexicon.PHONE.search(name) or "비고" in name
    return not is_about_another and all(map(is_label, values)) and len(set(values)) == len(values)


def _is_merged_over(grid: Grid, column: int) -> bool:
    """Is the empty column under a merged cell that has others beside it, as a header has?"""
    return any(
        merge.left <= column <= merge.right
        and sum(cell is not None and cell != "" for cell in grid.rows[merge.top]) > 1
        for merge in grid.merges
    )


def _columns(grid: Grid, start: int, end: int) -> Grid:
    """The sheet's columns from ``start`` to before ``end``, without the rows in which they hold nothing at its end."""
    rows = [row[start:end] for row in grid.rows]
    while rows and all(cell is None or cell == "" for cell in rows[-1]):
        rows.pop()
    merges = [
        Merge(merge.top, max(merge.left, start) - start, merge.bottom, min(merge.right, end - 1) - start)
        for merge in grid.merges
        if merge.left < end and merge.right >= start and merge.top < len(rows)
    ]
    return replace(grid, rows=rows, merges=merges)
