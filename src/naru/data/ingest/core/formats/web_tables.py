"""Tables of a web page that bears a workbook's name: what many public systems export as ``.xls``.

Each innermost table of at least two rows and columns is a grid. What stands above it, be it text or a table of one row
or column (a title, a unit, the conditions of a query), are its first rows, so that the header is found as on a sheet;
what stands below the last one are remarks. A header that lies in a table of its own, and a report cut into pages, are
put together again. What the page hides from people is passed over.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from pathlib import Path

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.blocks import titled
from naru.data.ingest.core.formats.cell_spans import Book, Laid
from naru.data.ingest.core.formats.tags import tags
from naru.data.ingest.core.layout import is_label
from naru.data.ingest.core.table_names import stem
from naru.data.ingest.core.values import Cell, Grid, Merge

PAGE_BYTES = 160 << 20
LINES_ABOVE = 20
FEWEST = 2  # rows and columns of a table; a web page's frame has fewer
SPAN_MAX = {"col": 1_000, "row": 65_534}  # as browsers take it
BREAKS = {
    *("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "center", "hr"),
    *("/p", "/div", "/li", "/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "/caption", "/center"),
}
BREAK = "\x00"
SECTIONS = {"thead", "tbody", "tfoot", "/thead", "/tbody", "/tfoot"}
_PAGE_MARK = re.compile(
    r"[-–\s]*+(?:page|쪽|페이지)?\s*+\d*+\s*+(?:/\s*+\d++)?\s*+(?:쪽|페이지)?[-–\s]*+", re.IGNORECASE
)
_SPAN = re.compile(r"(?<![\w-])(col|row)span\s*+=\s*+[\"']?\s*+(\d{1,9})", re.IGNORECASE)
_HIDES = re.compile(r"(?<![\w-])display\s*+:\s*+none\b", re.IGNORECASE)
_PASSWORD = re.compile(r"\btype\s*=\s*[\"']?\s*password", re.IGNORECASE)


def read_web_tables(path: Path, name: str) -> Book:
    """The page's tables as grids; the file is UTF-8.

    Raises ``Refused``: ``file_too_large``, and ``file_is_a_web_page`` for one without
    tables, or that asks for a password."""
    size = path.stat().st_size
    if size > PAGE_BYTES:
        raise Refused("file_too_large", file=name, megabytes=size >> 20, limit_megabytes=PAGE_BYTES >> 20)
    page = _Page(name)
    for text, tag, attributes in tags(path.read_text(encoding="utf-8-sig")):
        page.see(text, tag, attributes)
    grids = page.finished()
    if not grids:
        raise Refused("file_is_a_web_page", file=name)
    return Book(grids=grids)


def read_web_book(path: Path, name: str) -> Book:
    """As ``read_web_tables``, the tables called by their titles."""
    book = read_web_tables(path, name)
    return replace(book, grids=titled(book.grids, stem(name)))


class _Open:
    """A table whose end has not come yet."""

    def __init__(self, file: str, *, is_hidden: bool = False) -> None:
        self.laid = Laid(file, file)
        self.spans: tuple[int, int] | None = None  # across and down, of the cell that is being read
        self.text: list[str] = []
        self.is_hidden = self.row_is_hidden = self.cell_is_hidden = is_hidden

    def row(self, attributes: str) -> None:
        self.row_is_hidden = self.cell_is_hidden = self.is_hidden or _hides(attributes)
        if not self.row_is_hidden:
            self.laid.row()

    def cell(self, attributes: str) -> None:
        self.cell_is_hidden = self.row_is_hidden or _hides(attributes)
        self.spans = _spans(attributes)


class _Table:
    """A table that has ended, under the lines that stand above it."""

    def __init__(self, lines: list[str], grid: Grid) -> None:
        self.rows: list[Sequence[Cell]] = [*([line] for line in lines), *grid.rows]
        self.merges = _moved(grid.merges, len(lines))
        self._begins = grid.rows

    def grid(self, name: str, below: Sequence[str]) -> Grid:
        return Grid(name=name, rows=self.rows, merges=self.merges, below=below)

    def goes_on(self, grid: Grid) -> bool:
        """Take in the next page of a table that a report has cut into pages: one that begins with the same header."""
        same = takewhile(lambda pair: pair[0] == pair[1], zip(self._begins, grid.rows, strict=False))
        header = sum(1 for _ in same)
        if not header or not all(is_label(str(cell)) for cell in grid.rows[0] if cell):
            return False
        below = [merge for merge in grid.merges if merge.top >= header]
        self.merges += _moved(below, len(self.rows) - header)
        self.rows += grid.rows[header:]
        return True


class _Page:
    def __init__(self, file: str) -> None:
        self.file = file
        self.tables: list[_Table] = []
        self.lines: list[str] = []  # since the last table
        self.header: tuple[int, list[Cell]] | None = None  # a row alone in its table, and how many lines it ends
        self.open: list[_Open] = []
        self.beside: list[str] = []  # text outside of tables, up to where its line ends

    def see(self, text: str, tag: str, attributes: str) -> None:
        """One tag, and the text before it."""
        if text:
            (self.open[-1].text if self.open else self.beside).append(text)
        match tag:
            case "td" | "th" if self.open:
                self._end_cell()
                self.open[-1].cell(attributes)
            case "/td" | "/th" | "/tr" if self.open:
                self._end_cell()
            case "tr" if self.open:
                self._end_cell()
                self.open[-1].row(attributes)
            case _ if self.open and tag in SECTIONS:
                self._end_cell()
                self.open[-1].laid.end_section()
            case "table":
                is_hidden = _hides(attributes) or (bool(self.open) and self.open[-1].cell_is_hidden)
                self._set_apart()
                self.open.append(_Open(self.file, is_hidden=is_hidden))
            case "/table" if self.open:
                self._end_cell()
                self._end_table(self.open.pop().laid)
            case "input" if _PASSWORD.search(attributes):
                raise Refused("file_is_a_web_page", file=self.file)
            case _ if tag in BREAKS:
                self._break()

    def finished(self) -> list[Grid]:
        """All tables, with the text below the last one."""
        while self.open:
            self.see("", "/table", "")
        self._end_line()
        below = [line for line in self.lines if not _PAGE_MARK.fullmatch(line)]
        last = len(self.tables) - 1
        return [table.grid(self.file, below if i == last else ()) for i, table in enumerate(self.tables)]

    def _break(self) -> None:
        if self.open:
            self.open[-1].text.append(BREAK)
        else:
            self._end_line()

    def _end_line(self) -> None:
        self.lines += _plain(self.beside).splitlines()
        self.beside.clear()

    def _end_cell(self) -> None:
        table = self.open[-1]
        text = "" if table.cell_is_hidden else _plain(table.text)
        if table.spans is not None and not table.cell_is_hidden:
            table.laid.cell(text or None, across=table.spans[0], down=table.spans[1])
        else:
            self.lines += text.splitlines()
        table.spans = None
        table.cell_is_hidden = table.row_is_hidden
        table.text.clear()

    def _set_apart(self) -> None:
        """A table with a table in it only places it: what it holds itself is text."""
        if not self.open:
            self._end_line()
            return
        self._end_cell()
        self._as_lines(self.open[-1].laid)
        self.open[-1].laid = Laid(self.file, self.file)

    def _end_table(self, laid: Laid) -> None:
        filled = list(islice(filter(any, laid.rows), FEWEST))
        if len(filled) < FEWEST or laid.width < FEWEST:
            self._as_lines(laid)
            self.header = (len(self.lines), filled[0]) if len(filled) == 1 else None
            return
        table = self._under_its_header(laid.grid(self.file), laid.width)
        marks_alone = all(_PAGE_MARK.fullmatch(line) for line in self.lines)
        if not (self.tables and marks_alone and self.tables[-1].goes_on(table)):
            self.tables.append(_Table(self.lines[-LINES_ABOVE:], table))
        self.lines.clear()

    def _under_its_header(self, table: Grid, width: int) -> Grid:
        """With the header that lies right above it in a table of its own: a name for each of the columns."""
        if self.header is None or self.header[0] != len(self.lines):
            return table
        header = self.header[1]
        if len(header) != width or not all(is_label(str(cell or "")) for cell in header):
            return table
        self.lines.pop()
        return replace(table, rows=[header, *table.rows], merges=_moved(table.merges, 1))

    def _as_lines(self, laid: Laid) -> None:
        texts = (" ".join(str(cell) for cell in row if cell) for row in laid.rows)
        self.lines += [text for text in texts if text]


def _hides(attributes: str) -> bool:
    return bool(attributes) and _HIDES.search(attributes) is not None


def _spans(attributes: str) -> tuple[int, int]:
    said = {axis.lower(): int(number) for axis, number in _SPAN.findall(attributes)} if attributes else {}
    across, down = (min(max(said.get(axis, 1), 1), most) for axis, most in SPAN_MAX.items())
    return across, down


def _plain(parts: list[str]) -> str:
    """The text as a browser shows it: white space is one space, a break is a line's end."""
    if len(parts) == 1:
        return " ".join(parts[0].split())
    lines = (" ".join(line.split()) for line in "".join(parts).split(BREAK))
    return "\n".join(line for line in lines if line)


def _moved(merges: Iterable[Merge], down: int) -> list[Merge]:
    return [Merge(merge.top + down, merge.left, merge.bottom + down, merge.right) for merge in merges]
