"""XLS and XLSX: every visible sheet as a grid, its real extent measured before the workbook is opened.

calamine lays a sheet out densely from the first cell to the last: two cells at opposite corners of a sheet ask for
half a terabyte. So the places of an XLSX's filled cells are read from its XML first, and a sheet past the limit is
refused; the old XLS format ends at 65,536 × 256 by itself.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.containers import broken_is_refused, check_zip
from naru.data.ingest.core.formats.cell_spans import Book, as_cell, check_extent
from naru.data.ingest.core.formats.number_formats import Period, Place, ShownCells, as_shown, column_number
from naru.data.ingest.core.formats.number_formats_xls import OldShownCells
from naru.data.ingest.core.formats.sniff import Format
from naru.data.ingest.core.values import Cell, Grid, Merge

PANIC = "pyo3_runtime"  # where the exception lives with which calamine gives up on a damaged file; no name imports it
SCAN_BYTES = 1 << 20

FILLED_CELL = re.compile(rb'<(?:x:)?c\b(?>[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")[^<>]*+(?<!/)>')


def read_workbook(path: Path, name: str, format: Format) -> Book:
    """The visible sheets with cells in them, in the workbook's order.

    Raises ``Refused``: ``file_is_encrypted``, ``file_is_broken``, for an XLSX as
    ``check_zip``, for sheets as ``check_extent``."""
    if format is Format.XLSX:
        check_zip(path, name)
        _check_extents(path, name)
    grids: list[Grid] = []
    hidden: list[str] = []
    try:
        with CalamineWorkbook.from_path(path) as book, _shown(path, name, format) as shown:
            for about in book.sheets_metadata:
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if about.visible is not SheetVisibleEnum.Visible:
                    hidden.append(about.name)
                    continue
                grids += _grid(book.get_sheet_by_name(about.name), about.name, name, shown.of(about.name))
            return Book(grids=grids, hidden=hidden)
    except PasswordError as error:
        raise Refused("file_is_encrypted", file=name) from error
    except CalamineError as error:
        raise _broken(error, name, format) from error
    except BaseException as error:
        if type(error).__module__ != PANIC:
            raise
        raise _broken(error, name, format) from error


def _broken(error: BaseException, name: str, format: Format) -> Refused:
    reason = str(error).partition("\n")[0][:200]
    return Refused("file_is_broken", file=name, format=format.upper(), reason=reason)


def _grid(sheet: CalamineSheet, sheet_name: str, name: str, shown: Iterable[Place]) -> Iterator[Grid]:
    """The sheet's cells from its very first row, so that line numbers are the spreadsheet's own."""
    if sheet.end is None:
        return
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    check_extent(name, sheet_name, height, width)
    rows: list[list[Cell]] = [[as_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    _show(rows, shown)
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        if top < height
    )
    yield Grid(name=sheet_name, rows=rows, merges=merges)


@contextmanager
def _shown(path: Path, name: str, format: Format) -> Iterator[ShownCells | OldShownCells]:
    """What the workbook's number formats make of its values."""
    if format is not Format.XLSX:
        yield OldShownCells(path)
        return
    with zipfile.ZipFile(path) as archive:
        with broken_is_refused(name):
            shown = ShownCells(archive)
        yield shown


def _show(rows: list[list[Cell]], places: Iterable[Place]) -> None:
    """Cells as people see them; first days stay days in a column that has others under the same format."""
    with_days = set[int]()
    for row, column, shown in places:
        if row < len(rows) and column < len(rows[row]):
            value = rows[row][column] = as_shown(rows[row][column], shown)
            if isinstance(value, date):
                with_days.add(column)
    for cells in rows if with_days else ():
        for column in with_days.intersection(range(len(cells))):
            if isinstance(value := cells[column], Period):
                cells[column] = value.day()


def _check_extents(path: Path, name: str) -> None:
    with broken_is_refused(name), zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                height, width = _extent(archive, entry)
                check_extent(name, Path(entry.filename).stem, height, width)


def _extent(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """The last row and column with a value, from the cells' own places; what the sheet claims of itself is not asked."""
    height = 0
    widest = b""
    rest = b""
    with archive.open(entry) as sheet:
        while chunk := sheet.read(SCAN_BYTES):
            window = rest + chunk
            for column, row in FILLED_CELL.findall(window):
                height = max(height, int(row))
                if (len(column), column) > (len(widest), widest):
                    widest = column
            rest = window[max(window.rfind(b"<"), len(window) - 4096) :]
    return height, column_number(widest)
