"""Which cells of an XLSX are shown as percentages: its reader hands out 0.125 where people see 12.5%.

Read off the workbook's own XML by the few marks needed (number formats, cell styles, a sheet's file), never by a whole
XML parser: what does not look as expected has no percentages.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal

BUILT_IN = {b"9", b"10"}  # 0% and 0.00%
CHUNK_BYTES = 1 << 20
PART_BYTES = 8 << 20  # of the styles and the list of sheets
_FORMAT = re.compile(rb'<(?:\w+:)?numFmt\b[^>]*?\bnumFmtId="(\d+)"[^>]*?\bformatCode="([^"]*)"')
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_FORMAT_OF = re.compile(rb'\bnumFmtId="(\d+)"')
_SHEET = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*?\br="([A-Z]{1,3})(\d{1,7})")(?=[^>]*?\bs="(\d{1,5})")[^>]*>')
_ENTITIES = {b"&amp;": b"&", b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'"}

_WORDS = re.compile(r"\[[^\]]*\]|\\.|\"([^\"]*)\"|_.|\*.")  # of a number format: what it adds to the digits
_LITERAL = re.compile(r"\\%|\"[^\"]*%[^\"]*\"")

Place = tuple[int, int, int]  # row and column, from 0, and how many times its value the cell shows


class Percents:
    """The percentages of one workbook, sheet by sheet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._styles = _percent_styles(_part(archive, "xl/styles.xml"))
        self._sheets = _sheet_files(archive) if self._styles else {}

    def of(self, sheet: str) -> Iterator[Place]:
        """The sheet's percentages one by one: there may be millions."""
        if file := self._sheets.get(sheet):
            yield from self._places(file)

    def _places(self, file: str) -> Iterator[Place]:
        with self._archive.open(file) as stream:
            rest = b""
            while chunk := stream.read(CHUNK_BYTES):
                window = rest + chunk
                end = max(window.rfind(b"<"), 0)
                for column, row, style in _CELL.findall(window[:end]):
                    if times := self._styles.get(style):
                        yield int(row) - 1, column_number(column) - 1, times
                rest = window[end:][:CHUNK_BYTES]


def times_shown(code: str) -> int:
    """How many times its value a number format shows as per cent: 100 times for ``0.0%``, once for ``0.0"%"``, else 0."""
    if "%" in _WORDS.sub("", code):
        return 100
    return 1 if _LITERAL.search(code) else 0


def as_percent(value: float, times: int = 100) -> str:
    """12.5% for 0.125, without what binary fractions add."""
    return f"{(Decimal(repr(value)) * times).normalize():f}%"


def column_number(letters: bytes) -> int:
    """ "A" → 1, "AB" → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _percent_styles(styles: bytes) -> dict[bytes, int]:
    """The numbers of the cell styles whose number format shows per cent, and how many times the value."""
    formats = dict.fromkeys(BUILT_IN, 100) | {
        number: times_shown(_plain(code)) for number, code in _FORMAT.findall(styles) if b"%" in code
    }
    block = _STYLES.search(styles)
    found = _STYLE.findall(block.group()) if block else []
    kinds = [match.group(1) if (match := _FORMAT_OF.search(style)) else b"" for style in found]
    return {str(i).encode(): times for i, kind in enumerate(kinds) if (times := formats.get(kind, 0))}


def _sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
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
