"""Which cells of an XLSX people see otherwise than its reader hands them out: 12.5% for 0.125, a month for its first day,
01234 for 1234.

Read off the workbook's own XML by the few marks needed (number formats, cell styles, a sheet's file), never by a whole
XML parser: what does not look as expected is shown as it is.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from math import isfinite

from naru.data.ingest.core.formats.digit_masks import DigitMasks, digit_masks
from naru.data.ingest.core.values import Cell

CHUNK_BYTES = 1 << 20
PART_BYTES = 8 << 20  # of the styles and the list of sheets
_FORMAT = re.compile(rb'<(?:\w+:)?numFmt\b(?=[^<>]*?\bnumFmtId="(\d+)")(?=[^<>]*?\bformatCode="([^"]*)")')
_STYLES_BEGIN, _STYLES_END = (re.compile(rb"<%s(?:\w+:)?cellXfs\b" % end) for end in (b"", b"/"))
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^<>]*+>")
_FORMAT_OF = re.compile(rb'\bnumFmtId="(\d+)"')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b(?=[^<>]*?\bname="([^"]*)")(?=[^<>]*?\br:id="([^"]*)")')
_RELATION = re.compile(rb"<Relationship\b[^<>]*+>")
_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^<>]*?\br="([A-Z]{1,3})(\d{1,7})")(?=[^<>]*?\bs="(\d{1,5})")[^<>]*+>')
_ENTITIES = {b"&amp;": b"&", b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'"}

_WORDS = re.compile(r"\[[^\]]*\]|\\.|\"([^\"]*)\"|_.|\*.")  # of a number format: what it adds to the digits
_LITERAL = re.compile(r"\\%|\"[^\"]*%[^\"]*\"")


class Shown(Enum):
    """What a number format makes of a cell's value."""

    PERCENT = auto()  # a hundred times the value, with the sign
    PERCENT_SIGN = auto()  # the value with the sign: 0.0"%"
    MONTH = auto()  # the month of its first day
    YEAR = auto()  # the year of its first day


class Period(str):
    """A month or a year that a first day is shown as."""

    def day(self) -> date:
        """The first day that it stands for."""
        return date(int(self[:4]), int(self[5:] or 1), 1)


BUILT_IN = {9: Shown.PERCENT, 10: Shown.PERCENT, 17: Shown.MONTH}  # 0%, 0.00% and mmm-yy
Manner = Shown | DigitMasks
Place = tuple[int, int, Manner]  # row and column, from 0


class ShownCells:
    """Such cells of one workbook, sheet by sheet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._styles = _styles(_part(archive, "xl/styles.xml"))
        self._sheets = sheet_files(archive) if self._styles else {}

    def of(self, sheet: str) -> Iterator[Place]:
        """The sheet's cells of this kind one by one: there may be millions."""
        if file := self._sheets.get(sheet):
            yield from self._places(file)

    def _places(self, file: str) -> Iterator[Place]:
        with self._archive.open(file) as stream:
            rest = b""
            while chunk := stream.read(CHUNK_BYTES):
                window = rest + chunk
                end = max(window.rfind(b"<"), 0)
                for column, row, style in _CELL.findall(window[:end]):
                    if shown := self._styles.get(style):
                        yield int(row) - 1, column_number(column) - 1, shown
                rest = window[end:][:CHUNK_BYTES]


def shown_by(code: str) -> Manner | None:
    """What a number format shows that the value does not say itself, by its code."""
    bare = _WORDS.sub("", code).lower()
    if "%" in bare:
        return Shown.PERCENT
    if _LITERAL.search(code):
        return Shown.PERCENT_SIGN
    if "y" in bare and not set("dhs") & set(bare):
        return Shown.MONTH if "m" in bare else Shown.YEAR
    return digit_masks(code)


def as_shown(value: Cell, shown: Manner) -> Cell:
    """The value as people see it, without what binary fractions add; one of another kind stays as it is."""
    match value, shown:
        case bool(), _:
            return value
        case ((int() | float()), DigitMasks()) if isfinite(value) and 0 <= value == int(value):
            return shown.write(int(value)) or value
        case ((int() | float()), Shown.PERCENT) if isfinite(value):
            return f"{(Decimal(repr(value)) * 100).normalize():f}%"
        case ((int() | float()), Shown.PERCENT_SIGN) if isfinite(value):
            return f"{Decimal(repr(value)).normalize():f}%"
        case date(day=1), Shown.MONTH:
            return Period(f"{value:%Y-%m}")
        case date(month=1, day=1), Shown.YEAR:
            return Period(f"{value:%Y}")
        case _:
            return value


def column_number(letters: bytes) -> int:
    """ "A" → 1, "AB" → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _styles(styles: bytes) -> dict[bytes, Manner]:
    """The numbers of the cell styles whose number format shows something else, and what."""
    codes = {number: shown_by(_plain(code)) for number, code in _FORMAT.findall(styles)}
    built_in = {str(number).encode(): shown for number, shown in BUILT_IN.items()}
    formats: dict[bytes, Manner | None] = {**built_in, **codes}
    begin = _STYLES_BEGIN.search(styles)
    end = _STYLES_END.search(styles, begin.end()) if begin else None
    found = _STYLE.findall(styles, begin.end(), end.start()) if begin and end else []
    kinds = [match.group(1) if (match := _FORMAT_OF.search(style)) else b"" for style in found]
    return {str(i).encode(): shown for i, kind in enumerate(kinds) if (shown := formats.get(kind))}


def sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
    """Each sheet's name and the file that it lies in."""
    targets = {}
    for relation in _RELATION.findall(_part(archive, "xl/_rels/workbook.xml.rels")):
        identity, target = re.search(rb'\bId="([^"]*)"', relation), re.search(rb'\bTarget="([^"]*)"', relation)
        if identity and target:
            targets[identity.group(1)] = target.group(1).decode("utf-8", "replace")
    inside = set(archive.namelist())
    files = {
        _plain(name): posixpath.normpath(posixpath.join("/xl", targets[identity])).lstrip("/")
        for name, identity in _SHEET.findall(_part(archive, "xl/workbook.xml"))
        if identity in targets
    }
    return {name: file for name, file in files.items() if file in inside}


def _plain(name: bytes) -> str:
    for entity, letter in _ENTITIES.items():
        name = name.replace(entity, letter)
    return name.decode("utf-8", "replace")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as part:
            return part.read(PART_BYTES)
    except KeyError:
        return b""
