"""Which cells of an XLS people see otherwise than they are kept, off its own records ([MS-XLS]); older books than
Excel 97's too."""

import struct
from collections.abc import Iterator
from pathlib import Path

from naru.data.ingest.core.formats.compound import read_stream
from naru.data.ingest.core.formats.number_formats import BUILT_IN, Manner, Place, shown_by

BEGIN, END = 0x0809, 0x000A
FORMAT, STYLE, SHEET = 0x041E, 0x00E0, 0x0085
NUMBER, SHORT_NUMBER, SHORT_NUMBERS, FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
EXCEL_97 = 0x0600
WIDE = 1  # the flag of texts in two bytes a letter

Found = tuple[int, int, int]  # a record's kind, where it begins and how long it is


class OldShownCells:
    """Such cells of one workbook, sheet by sheet; none of one that does not look as expected."""

    def __init__(self, path: Path) -> None:
        self._styles: dict[int, Manner] = {}
        self._sheets: dict[str, int] = {}
        try:
            self._book = read_stream(path, ("Workbook", "Book"))
            self._look()
        except (ValueError, struct.error, IndexError):
            self._styles = {}
        if not self._styles:
            self._book = b""

    def of(self, sheet: str) -> Iterator[Place]:
        """As ``ShownCells.of``; nothing for a sheet that the book does not name."""
        if self._styles and sheet in self._sheets:
            for kind, at, size in _records(self._book, self._sheets[sheet]):
                yield from self._places(kind, at, size)

    def _look(self) -> None:
        """Number formats, cell styles and sheets, all of which the book begins with."""
        is_97 = len(self._book) > 6 and struct.unpack_from("<H", self._book, 4)[0] == EXCEL_97
        formats: dict[int, Manner | None] = {**BUILT_IN}
        number = 0
        for kind, at, size in _records(self._book, 0):
            body = self._book[at : at + size]
            if kind == FORMAT:
                formats[struct.unpack_from("<H", body)[0]] = shown_by(_text(body[2:], 2 if is_97 else 1, is_97))
            elif kind == STYLE:
                if shown := formats.get(struct.unpack_from("<H", body, 2)[0]):
                    self._styles[number] = shown
                number += 1
            elif kind == SHEET:
                self._sheets[_text(body[6:], 1, is_97)] = struct.unpack_from("<I", body)[0]

    def _places(self, kind: int, at: int, size: int) -> Iterator[Place]:
        if kind in (NUMBER, SHORT_NUMBER, FORMULA) and size >= 6:
            row, column, style = struct.unpack_from("<HHH", self._book, at)
            if style in self._styles:
                yield row, column, self._styles[style]
        elif kind == SHORT_NUMBERS and size >= 12:
            row, first = struct.unpack_from("<HH", self._book, at)
            for i in range((size - 6) // 6):
                [style] = struct.unpack_from("<H", self._book, at + 4 + 6 * i)
                if style in self._styles:
                    yield row, first + i, self._styles[style]


def _records(book: bytes, at: int) -> Iterator[Found]:
    """The records from here to the end that belongs to this beginning, without those of charts in between."""
    depth = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        depth += (kind == BEGIN) - (kind == END)
        if depth == 1:
            yield kind, at + 4, min(size, len(book) - at - 4)
        elif depth < 1:
            return
        at += 4 + size


def _text(body: bytes, counted: int, is_97: bool) -> str:
    """A text behind its length, of one or two bytes, and (since 1997) its flags."""
    length = int.from_bytes(body[:counted], "little")
    if not is_97:
        return body[counted : counted + length].decode("cp949", "replace")
    if body[counted : counted + 1] and body[counted] & WIDE:
        return body[counted + 1 : counted + 1 + 2 * length].decode("utf-16-le", "replace")
    return body[counted + 1 : counted + 1 + length].decode("latin-1")
