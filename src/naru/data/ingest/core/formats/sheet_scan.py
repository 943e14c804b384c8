"""What a sheet's XML says beside its values: how far it reaches, what it hides, which formulas were never calculated.

One pass over the bytes by the few marks needed. A cell or two far beyond everything else (a slip of the hand in row
1,048,576) would make a sheet of three rows span millions of cells; they are cut off before the workbook is opened.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from naru.data.ingest.core.formats.number_formats import column_number

SCAN_BYTES = 1 << 20
GAP_ROWS, GAP_COLUMNS = 1_000, 100  # empty ones between the table and what is far from it
STRAYS_MAX = 10  # cells; more of them are no slip
STRAYS_SHARE = 0.25  # of all cells
SHOWN_MAX = 5

_FILLED = re.compile(rb'<(?:x:)?c\b(?>[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")[^<>]*+(?<!/)>')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^<>]*?\bhidden="(?:1|true)")[^<>]*+(?<!/)>')
_HIDDEN_COLUMN = re.compile(
    rb'<(?:\w+:)?col\b(?=[^<>]*?\bhidden="(?:1|true)")(?=[^<>]*?\bmin="(\d+)")(?=[^<>]*?\bmax="(\d+)")'
)
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b(?![^<>]*?\bt="str")[^<>]*+>\s*'
    rb"<(?:\w+:)?f\b(?:[^<>]*+(?<=/)>|[^<>]*+(?<!/)>[^<>]*+</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL = re.compile(
    rb'<((?:\w+:)?)c\b(?=[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")(?:[^<>]*+(?<=/)>|[^<>]*+(?<!/)>.*?</\1c>)', re.DOTALL
)


@dataclass(slots=True, kw_only=True)
class SheetScan:
    """``height`` and ``width`` reach to the last cells with a value."""

    height: int = 0
    width: int = 0
    hidden_rows: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    uncalculated: int = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """The report's codes for what people do not see or the file does not hold."""
        said = []
        if self.hidden_rows:
            said.append(f"rows_hidden:{self.hidden_rows}")
        if hidden := [letters for letters in self.hidden_columns if column_number(letters.encode()) <= self.width]:
            said.append(f"columns_hidden:{', '.join(hidden[:SHOWN_MAX])}")
        if self.uncalculated:
            said.append(f"formulas_uncalculated:{self.uncalculated}")
        return tuple(said)


def scan_sheet(archive: zipfile.ZipFile, entry: str) -> SheetScan:
    """Read one sheet's file through once."""
    scan = SheetScan()
    widest = b""
    for window in _windows(archive, entry):
        for column, row in _FILLED.findall(window):
            scan.height = max(scan.height, int(row))
            if (len(column), column) > (len(widest), widest):
                widest = column
        if b"hidden=" in window:
            scan.hidden_rows += len(_HIDDEN_ROW.findall(window))
            scan.hidden_columns += _hidden_columns(window)
        if b"<f" in window or b":f" in window:
            scan.uncalculated += len(_UNCALCULATED.findall(window))
    scan.width = column_number(widest)
    return scan


def _hidden_columns(window: bytes) -> Iterator[str]:
    for low, high in _HIDDEN_COLUMN.findall(window):
        for number in range(int(low), min(int(high), int(low) + SHOWN_MAX) + 1):
            yield column_letters(number)


def core_extent(archive: zipfile.ZipFile, entry: str) -> tuple[int, int]:
    """The sheet's height and width without a few cells that lie far beyond all others."""
    in_rows, in_columns = Counter[int](), Counter[int]()
    for window in _windows(archive, entry):
        for column, row in _FILLED.findall(window):
            in_rows[int(row)] += 1
            in_columns[column_number(column)] += 1
    return _without_strays(in_rows, GAP_ROWS), _without_strays(in_columns, GAP_COLUMNS)


def without_far_cells(
    archive: zipfile.ZipFile, cores: Mapping[str, tuple[int, int]]
) -> tuple[io.BytesIO, Mapping[str, Sequence[str]]]:
    """The workbook without the cells beyond these heights and widths, and the places that were cut off, by the sheet's
    file."""
    copy, cut = io.BytesIO(), dict[str, list[str]]()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for entry in archive.infolist():
            if entry.filename not in cores:
                target.writestr(entry, archive.read(entry))
                continue
            height, width = cores[entry.filename]
            places = cut[entry.filename] = []

            def kept(
                found: re.Match[bytes], height: int = height, width: int = width, places: list[str] = places
            ) -> bytes:
                if int(found[3]) <= height and column_number(found[2]) <= width:
                    return found[0]
                places.append((found[2] + found[3]).decode())
                return b""

            with target.open(entry.filename, "w") as sheet:
                for window in _windows(archive, entry.filename):
                    sheet.write(_CELL.sub(kept, window))
    copy.seek(0)
    return copy, cut


def column_letters(number: int) -> str:
    """1 → "A", 28 → "AB"."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _windows(archive: zipfile.ZipFile, entry: str) -> Iterator[bytes]:
    """The sheet's bytes in pieces that end with a cell, or with the file."""
    with archive.open(entry) as sheet:
        rest = b""
        while chunk := sheet.read(SCAN_BYTES):
            window = rest + chunk
            end = max(window.rfind(b"</c>"), window.rfind(b":c>"), window.rfind(b"</row>"))
            end = window.find(b">", end) + 1 if end >= 0 else 0
            if not end and len(window) > 64 * SCAN_BYTES:
                end = len(window)
            yield window[:end]
            rest = window[end:]
        yield rest


def _without_strays(counts: Mapping[int, int], gap: int) -> int:
    """The last place before a gap behind which only a few cells lie."""
    places = sorted(counts, reverse=True)
    core, strays = max(places, default=0), 0
    most = min(STRAYS_MAX, STRAYS_SHARE * sum(counts.values()))
    for far, near in pairwise(places):
        strays += counts[far]
        if strays > most:
            break
        if far - near > gap:
            core = near
    return core
