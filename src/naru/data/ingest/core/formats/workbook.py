"""XLS, XLSX and ODS: every visible sheet as a grid, its real extent measured before the workbook is opened.

calamine lays a sheet out densely from the first cell to the last: two cells at opposite corners of a sheet ask for
half a terabyte. So the places of an XLSX's filled cells are read from its XML first; a sheet past the limit loses the
few cells that lie far from all others, or is refused. The old XLS format ends at 65,536 × 256 by itself.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
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
from naru.data.ingest.core.formats.cell_spans import CELLS_LIMIT, Book, as_cell, check_extent
from naru.data.ingest.core.formats.number_formats import Period, Place, ShownCells, as_shown, sheet_files
from naru.data.ingest.core.formats.number_formats_xls import OldShownCells
from naru.data.ingest.core.formats.register import Format
from naru.data.ingest.core.formats.sheet_scan import core_extent, scan_sheet, without_far_cells
from naru.data.ingest.core.values import COLUMNS_LIMIT, Cell, Grid, Merge

PANIC = "pyo3_runtime"  # where the exception lives with which calamine gives up on a damaged file; no name imports it


def read_workbook(path: Path, name: str, format: Format) -> Book:
    """The visible sheets with cells in them, in the workbook's order.

    Raises ``Refused``: ``file_is_encrypted``, ``file_is_broken``, for an XLSX as
    ``check_zip``, for sheets as ``check_extent``."""
    grids: list[Grid] = []
    hidden: list[str] = []
    source, said = _scanned(path, name) if format is Format.XLSX else (path, {})
    if format is Format.ODS:
        check_zip(path, name)
    try:
        with CalamineWorkbook.from_object(source) as book, _shown(path, name, format) as shown:
            for about in book.sheets_metadata:
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                if about.visible is not SheetVisibleEnum.Visible:
                    hidden.append(about.name)
                    continue
                sheet = _grid(book.get_sheet_by_name(about.name), about.name, name, shown.of(about.name))
                grids += (replace(grid, warnings=said.get(about.name, ())) for grid in sheet)
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
    yield Grid(name=sheet_name, rows=rows, merges=merges, is_typed=True)


@contextmanager
def _shown(path: Path, name: str, format: Format) -> Iterator[ShownCells | OldShownCells]:
    """What the workbook's number formats make of its values."""
    if format is not Format.XLSX:
        yield OldShownCells(path)  # of an ODS, none
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


def _scanned(path: Path, name: str) -> tuple[Path | io.BytesIO, Mapping[str, tuple[str, ...]]]:
    """The workbook as it may be opened, and what is to be said of its sheets, by their names."""
    check_zip(path, name)
    with broken_is_refused(name), zipfile.ZipFile(path) as archive:
        titles = {file: title for title, file in sheet_files(archive).items()}
        said, cores = dict[str, tuple[str, ...]](), dict[str, tuple[int, int]]()
        for entry in archive.namelist():
            if entry.startswith("xl/worksheets/") and entry.endswith(".xml"):
                scan = scan_sheet(archive, entry)
                said[entry] = scan.warnings
                if not _fits(scan.height, scan.width):
                    cores[entry] = core_extent(archive, entry)
                    check_extent(name, titles.get(entry, Path(entry).stem), *cores[entry])
        source: Path | io.BytesIO = path
        if cores:
            source, cut = without_far_cells(archive, cores)
            for entry, places in cut.items():
                said[entry] += (f"cells_far_away:{', '.join(places)}",)
        return source, {titles[entry]: codes for entry, codes in said.items() if entry in titles}
    raise AssertionError("a broken workbook was refused")


def _fits(height: int, width: int) -> bool:
    return height * width <= CELLS_LIMIT and width <= COLUMNS_LIMIT
