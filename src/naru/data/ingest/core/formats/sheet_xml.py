"""SpreadsheetML of 2003: a whole workbook as one XML document, which older systems write under the ending ``.xls``.

Read by expat as it comes. A document that declares an entity is refused: no spreadsheet needs one, and bombs do.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from xml.parsers import expat

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats.cell_spans import Book, Laid, as_cell
from naru.data.ingest.core.formats.number_formats import Manner, as_shown, shown_by
from naru.data.ingest.core.values import COLUMNS_LIMIT, Cell

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
CHUNK_CHARACTERS = 1 << 20
ROWS_LIMIT = 1 << 20
DIGITS_MAX = 9  # of a place or a span
DAY_OF_TIMES = date(1899, 12, 31)  # the day before the first one, on which a time alone is written
SHEET, ROW, CELL, DATA, STYLE, FORMAT, COMMENT = (
    f"{NAMESPACE} {tag}" for tag in ("Worksheet", "Row", "Cell", "Data", "Style", "NumberFormat", "Comment")
)
VISIBLE = "urn:schemas-microsoft-com:office:excel Visible"


def read_sheet_xml(path: Path, name: str) -> Book:
    """The workbook's sheets; the file is UTF-8. Raises ``Refused``
    ``file_is_broken``, also where it holds an entity."""
    reader = _Reader(name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            chunk = text.read(CHUNK_CHARACTERS).lstrip()  # blank lines above a declaration are an error to parsers
            while chunk:
                reader.parser.Parse(chunk, False)
                chunk = text.read(CHUNK_CHARACTERS)
        reader.parser.Parse("", True)
    except expat.ExpatError as error:
        raise Refused("file_is_broken", file=name, format="SpreadsheetML", reason=str(error)[:160]) from error
    hidden = [laid.sheet for laid in reader.sheets if laid in reader.hidden]
    grids = [laid.grid(laid.sheet) for laid in reader.sheets if laid.rows and laid not in reader.hidden]
    return Book(grids=grids, hidden=hidden)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: list[Laid] = []
        self.hidden: list[Laid] = []
        self.shown: dict[str, Manner] = {}  # what the styles show that the values do not say themselves
        self.style = ""
        self.cell: Mapping[str, str] = {}
        self.kind = ""
        self.text: list[str] | None = None  # of the value or the word that is being read
        self.value: Cell = None
        self.in_comment = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.entity

    def entity(self, *_: object) -> None:
        raise Refused("file_is_broken", file=self.file, format="SpreadsheetML", reason="an entity is declared")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == SHEET:
            self.sheets.append(Laid(_said(attributes, "Name") or self.file, self.file))
        elif tag == STYLE:
            self.style = _said(attributes, "ID")
        elif tag == FORMAT and (shown := shown_by(_said(attributes, "Format").replace("Percent", "%"))):
            self.shown[self.style] = shown
        elif tag == ROW and self.sheets:
            self.sheets[-1].row(_place(attributes, ROWS_LIMIT))
        elif tag == CELL:
            self.cell, self.value = attributes, None
        elif tag == COMMENT:
            self.in_comment = True
        elif tag == DATA and not self.in_comment:
            self.kind, self.text = _said(attributes, "Type"), []
        elif tag == VISIBLE:
            self.text = []

    def characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, tag: str) -> None:
        if tag == DATA and self.text is not None:
            self.value, self.text = _value(self.kind, "".join(self.text)), None
        elif tag == COMMENT:
            self.in_comment = False
        elif tag == CELL and self.sheets:
            self._lay()
        elif tag == VISIBLE and self.text is not None:
            if self.sheets and "".join(self.text) in {"SheetHidden", "SheetVeryHidden"}:
                self.hidden.append(self.sheets[-1])
            self.text = None

    def _lay(self) -> None:
        said, value = self.cell, self.value
        if shown := self.shown.get(_said(said, "StyleID")):
            value = as_shown(value, shown)
        self.sheets[-1].cell(
            value,
            across=_number(said, "MergeAcross", COLUMNS_LIMIT) + 1,
            down=_number(said, "MergeDown", ROWS_LIMIT) + 1,
            at=_place(said, COLUMNS_LIMIT),
        )


def _said(attributes: Mapping[str, str], name: str) -> str:
    return attributes.get(f"{NAMESPACE} {name}", "")


def _place(attributes: Mapping[str, str], most: int) -> int | None:
    """The place from 0 at which a row or cell stands, where it says so."""
    return _number(attributes, "Index", most + 1) - 1 if _said(attributes, "Index") else None


def _number(attributes: Mapping[str, str], name: str, most: int) -> int:
    text = _said(attributes, name)
    return min(int(text[:DIGITS_MAX]), most) if text.isdecimal() else 0


def _value(kind: str, text: str) -> Cell:
    """A value as its type says; what does not read so stays the text that it is."""
    with suppress(ValueError):
        match kind:
            case "Number":
                return as_cell(float(text))
            case "DateTime":
                moment = datetime.fromisoformat(text)
                return moment.time() if moment.date() == DAY_OF_TIMES else moment
            case "Boolean":
                return text.strip() == "1"
            case "Error":
                return None
    return text or None
