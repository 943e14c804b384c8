"""Tables that stand below each other in one sheet, parted by blank rows.

A block is a table of its own where it brings a header of labels over numbers, as the block above it does. Whatever comes
after a blank row without one (more rows, a footnote, a group's name) stays with the table above; in a column that the
table leaves empty it is a footnote.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from naru.data.ingest.core.cells import as_text, filled
from naru.data.ingest.core.column_names import distinct
from naru.data.ingest.core.layout import Layout, find_layout, footer_rows
from naru.data.ingest.core.side_by_side import parted
from naru.data.ingest.core.values import Cell, Grid, Merge

LOOKED_AT = 60  # rows of a block
GAPS_MAX = 50  # a sheet with more blank rows is one table with gaps
FEWEST_ROWS = 2
TITLE_LONGEST = 60


def tables_in(grid: Grid) -> list[Grid]:
    """The sheet's tables from left to right and from top to bottom; the first keeps the sheet's name, the others take
    their titles."""
    beside = parted(grid)
    below = [part for side in beside for part in _stacked(side)]
    tables = below if len(beside) > 1 else [part for stack in below for part in parted(stack)]
    return titled([_without_margin_notes(table) for table in tables], grid.name)


def _stacked(grid: Grid) -> list[Grid]:
    starts = _starts(grid)
    if not 1 < len(starts) <= GAPS_MAX:
        return [grid]
    found, last = [0], _layout(grid, starts[0], starts[1])
    for start, end in zip(starts[1:], [*starts[2:], len(grid.rows)], strict=True):
        layout = _layout(grid, start, end)
        if last is not None and layout is not None and layout.names != last.names:
            found.append(start)
            last = layout
    if len(found) == 1:
        return [grid]
    parts = [_part(grid, start, end) for start, end in zip(found, [*found[1:], len(grid.rows)], strict=True)]
    return [*parts[:-1], replace(parts[-1], below=grid.below)]


def _without_margin_notes(grid: Grid) -> Grid:
    """The table without the last block where that begins in columns left of it: numbered notes under a table that
    starts in column B."""
    starts = _starts(grid)
    if not 1 < len(starts) <= GAPS_MAX:
        return grid
    above, block = grid.rows[: starts[-1]], grid.rows[starts[-1] :]
    if len(block) >= len(above) or not _left(block) < _left(above):
        return grid
    notes = [" ".join(as_text(cell) for cell in row if cell not in (None, "")) for row in block]
    part = _part(grid, 0, starts[-1])
    return replace(part, below=[*(note for note in notes if note), *grid.below])


def _left(rows: Sequence[Sequence[Cell]]) -> int:
    """The first column in use."""
    return min((i for row in rows for i, cell in enumerate(row) if cell not in (None, "")), default=0)


def titled(parts: Sequence[Grid], first: str) -> list[Grid]:
    """The tables with names: the first has this one, the others their titles."""
    names = distinct([first, *(_title(part) or first for part in parts[1:])])
    return [replace(part, name=name) for part, name in zip(parts, names, strict=True)]


def _starts(grid: Grid) -> list[int]:
    """The rows with which blocks begin."""
    blank = [all(cell is None or cell == "" for cell in row) for row in grid.rows]
    return [i for i, is_blank in enumerate(blank) if not is_blank and (i == 0 or blank[i - 1])]


def _layout(grid: Grid, start: int, end: int) -> Layout | None:
    """The block's layout if it is a table with a header over numbers."""
    rows = [row for row in filled(_part(grid, start, min(end, start + LOOKED_AT))) if any(cell.strip() for cell in row)]
    rows = rows[: len(rows) - footer_rows(rows, len(rows[0]))]
    layout = find_layout(rows)
    is_table = layout.width > 1 and layout.header and layout.has_data and len(rows) - layout.first >= FEWEST_ROWS
    return layout if is_table else None


def _part(grid: Grid, start: int, end: int) -> Grid:
    return replace(
        grid,
        rows=grid.rows[start:end],
        merges=list(_within(grid.merges, start, end)),
        above=grid.above + start,
        below=(),
    )


def _within(merges: Sequence[Merge], start: int, end: int) -> Iterator[Merge]:
    for merge in merges:
        if start <= merge.top < end:
            yield Merge(merge.top - start, merge.left, min(merge.bottom, end - 1) - start, merge.right)


def _title(grid: Grid) -> str | None:
    """The text that stands alone in the block's first row."""
    texts = {str(cell).strip() for cell in grid.rows[0] if cell not in (None, "")}
    title = texts.pop() if len(texts) == 1 else ""
    return title if 0 < len(title) <= TITLE_LONGEST else None
