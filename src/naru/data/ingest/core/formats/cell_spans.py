"""Cells laid out in rows as markup gives them, one after another, each over as many places as it says."""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.values import COLUMNS_LIMIT, Cell, Grid, Merge

CELLS_LIMIT = 12_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook's visible sheets, and the names of those that it hides."""

    grids: Sequence[Grid]
    hidden: Sequence[str] = ()


class Laid:
    """One sheet or table being laid out. Raises ``Refused`` as soon as it outgrows the limits."""

    def __init__(self, sheet: str, file: str) -> None:
        self.sheet, self.file = sheet, file
        self.rows: list[list[Cell]] = []
        self.merges: list[Merge] = []
        self._width = 0
        self._covered: dict[int, int] = {}  # columns under a cell from above, and the last row that it reaches
        self._section = 0  # the first merge of the section being laid

    def row(self, at: int | None = None) -> None:
        """Begin a row, the next one or that of number ``at`` from 0."""
        number = len(self.rows) if at is None else max(at, len(self.rows))
        check_extent(self.file, self.sheet, number + 1, max(self._width, 1))
        self.rows += [[] for _ in range(number + 1 - len(self.rows))]

    def cell(self, value: Cell, *, across: int = 1, down: int = 1, at: int | None = None) -> None:
        """Put the row's next cell, or that of column ``at`` from 0, beside what stands there and what reaches down."""
        if not self.rows:
            self.row()
        top, row = len(self.rows) - 1, self.rows[-1]
        left = len(row) if at is None else max(at, len(row))
        while self._covered.get(left, -1) >= top:
            left += 1
        right, bottom = left + across - 1, top + down - 1
        self._width = max(self._width, right + 1)
        check_extent(self.file, self.sheet, len(self.rows), self._width)
        row += [*[None] * (left - len(row)), value, *[None] * (across - 1)]
        if across > 1 or down > 1:
            self.merges.append(Merge(top, left, bottom, right))
            self._covered.update(dict.fromkeys(range(left, right + 1), bottom))

    def end_section(self) -> None:
        """No cell reaches down from what has been laid so far: a header's cells end with the header."""
        last = len(self.rows) - 1
        self.merges[self._section :] = [
            Merge(m.top, m.left, min(m.bottom, last), m.right) for m in self.merges[self._section :]
        ]
        self._section = len(self.merges)
        self._covered.clear()

    def grid(self, name: str) -> Grid:
        """What was laid, as a sheet of this name. Raises ``Refused`` where merged ranges cover too many cells."""
        self.end_section()
        area = sum((m.bottom - m.top + 1) * (m.right - m.left + 1) for m in self.merges)
        if area > CELLS_LIMIT:
            raise _too_large(self.file, self.sheet, len(self.rows), self._width)
        return Grid(name=name, rows=self.rows, merges=self.merges)

    @property
    def width(self) -> int:
        return self._width


def as_cell(value: Cell) -> Cell:
    """Sheets keep every number as a float: 3.0 is the integer a person typed; an empty text is no value."""
    match value:
        case float() if value.is_integer() and abs(value) < 2**53:
            return int(value)
        case "":
            return None
        case _:
            return value


def check_extent(file: str, sheet: str, height: int, width: int) -> None:
    """Raises ``Refused``: ``sheet_too_large`` for more than 12 million cells, ``table_too_wide``."""
    if height * width > CELLS_LIMIT:
        raise _too_large(file, sheet, height, width)
    if width > COLUMNS_LIMIT:
        raise Refused("table_too_wide", file=file, columns=width, limit=COLUMNS_LIMIT)


def _too_large(file: str, sheet: str, height: int, width: int) -> Refused:
    return Refused("sheet_too_large", file=file, sheet=sheet, rows=height, columns=width, limit=CELLS_LIMIT)
