"""Every format that is known: those that are read, each with how it is recognised and its reader, and those that are
refused by their name. A new format is an entry here and a reader; sniffing and parsing ask the register.

A reader is named, not imported: map readers are heavy, and a file of another kind never needs them.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from importlib import import_module
from typing import Any

from naru.data.ingest.core.formats.dbf import is_dbf

READERS = "naru.data.ingest.core.formats"


class Format(StrEnum):
    """What a file can be read as; the value is stored in reports."""

    DELIMITED = "csv"
    XLS = "xls"
    XLSX = "xlsx"
    ODS = "ods"
    JSON = "json"
    JSON_LINES = "jsonl"
    GEOJSON = "geojson"
    SHAPEFILE = "shp"
    GEOPACKAGE = "gpkg"
    KML = "kml"
    DBF = "dbf"
    PARQUET = "parquet"
    ZIP = "zip"
    GZIP = "gzip"
    WEB_TABLES = "html"
    SHEET_XML = "spreadsheetml"


class Reads(Enum):
    """What the parser does with a format."""

    OPENED = auto()  # an archive, or a part of a set: its files are read
    CUT = auto()  # text cut into cells
    GRIDS = auto()  # ``reader(path, file, format)`` gives a book of sheets
    GRIDS_OF_TEXT = auto()  # ``reader(path, file)`` of the file as UTF-8 does
    LAYERS = auto()  # ``reader(MapFile)`` gives layers
    LAYERS_OF_TEXT = auto()  # of the file as UTF-8
    DOCUMENT = auto()  # JSON
    LINES = auto()  # JSON lines
    COLUMNS = auto()  # Parquet


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a format is known: by the bytes it ``begins`` with or a test of its ``head``, by a ``member`` of it as a ZIP
    or its ``mimetype`` there, or by a pattern in its ``markup`` (in lower case)."""

    begins: tuple[bytes, ...] = ()
    head: Callable[[bytes], bool] | None = None
    member: str = ""
    mimetype: bytes = b""
    markup: re.Pattern[bytes] | None = None

    def begin(self, head: bytes) -> bool:
        """Whether a file with these first bytes is one."""
        return head.startswith(self.begins) or (self.head is not None and self.head(head))

    def are_packed(self, names: Collection[str], mimetype: bytes) -> bool:
        """Whether a ZIP with these members, that says this type of itself, is one."""
        return self.member in names if self.member else bool(self.mimetype) and mimetype.startswith(self.mimetype)

    def are_in(self, markup: bytes) -> bool:
        """Whether the beginning of a markup, in lower case, is one's."""
        return self.markup is not None and self.markup.search(markup) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatEntry(Marks):
    """A format that is read, by the function named ``module:function`` where the way of reading asks for one."""

    format: Format
    reads: Reads
    reader: str = ""

    def load(self) -> Callable[..., Any]:
        """The reader, imported when it is first needed."""
        module, _, function = self.reader.partition(":")
        loaded: Callable[..., Any] = getattr(import_module(f"{READERS}.{module}"), function)
        return loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign(Marks):
    """A format of which no table is read here; ``name`` is what people are told."""

    name: str


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

FORMATS: dict[Format, FormatEntry] = {
    entry.format: entry
    for entry in (
        FormatEntry(format=Format.XLSX, reads=Reads.GRIDS, reader="workbook:read_workbook", member="xl/workbook.xml"),
        FormatEntry(
            format=Format.ODS,
            reads=Reads.GRIDS,
            reader="workbook:read_workbook",
            mimetype=b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        FormatEntry(format=Format.XLS, reads=Reads.GRIDS, reader="workbook:read_workbook"),
        FormatEntry(format=Format.WEB_TABLES, reads=Reads.GRIDS_OF_TEXT, reader="web_tables:read_web_book"),
        FormatEntry(
            format=Format.SHEET_XML,
            reads=Reads.GRIDS_OF_TEXT,
            reader="sheet_xml:read_sheet_xml",
            markup=re.compile(rb"<(?:\w+:)?workbook\s[^<>]*urn:schemas-microsoft-com:office:spreadsheet"),
        ),
        FormatEntry(format=Format.JSON, reads=Reads.DOCUMENT),
        FormatEntry(format=Format.JSON_LINES, reads=Reads.LINES),
        FormatEntry(format=Format.GEOJSON, reads=Reads.LAYERS_OF_TEXT, reader="geo:read_geojson"),
        FormatEntry(
            format=Format.KML,
            reads=Reads.LAYERS_OF_TEXT,
            reader="kml:read_kml",
            markup=re.compile(rb"<(?:\w+:)?kml[\s>]"),
        ),
        FormatEntry(
            format=Format.GEOPACKAGE,
            reads=Reads.LAYERS,
            reader="geo:read_geopackage",
            begins=(b"SQLite format 3\x00",),
        ),
        FormatEntry(format=Format.DBF, reads=Reads.LAYERS, reader="geo:read_dbf", head=is_dbf),
        FormatEntry(format=Format.SHAPEFILE, reads=Reads.OPENED, begins=(b"\x00\x00\x27\x0a",)),
        FormatEntry(format=Format.PARQUET, reads=Reads.COLUMNS, begins=(b"PAR1",)),
        FormatEntry(format=Format.ZIP, reads=Reads.OPENED),
        FormatEntry(format=Format.GZIP, reads=Reads.OPENED, begins=(b"\x1f\x8b",)),
        FormatEntry(format=Format.DELIMITED, reads=Reads.CUT),
    )
}


def _has(mark: bytes, at: int) -> Callable[[bytes], bool]:
    return lambda head: head[at : at + len(mark)] == mark


def _is_old_stata(head: bytes) -> bool:
    """Release, byte order, 1 for a dataset, 0: Stata 4 to 12."""
    return len(head) > 3 and head[0] in {*range(102, 116)} and head[1] in {1, 2} and head[2:4] == b"\x01\x00"


FOREIGN: tuple[Foreign, ...] = (
    Foreign(name="PDF", begins=(b"%PDF",)),
    Foreign(name="PostScript", begins=(b"%!PS",)),
    Foreign(name="RTF", begins=(b"{\\rtf",)),
    Foreign(name="PNG", begins=(b"\x89PNG",)),
    Foreign(name="JPEG", begins=(b"\xff\xd8\xff",)),
    Foreign(name="GIF", begins=(b"GIF8",)),
    Foreign(name="TIFF", begins=(b"II*\x00", b"MM\x00*")),
    Foreign(name="RIFF (WAV/AVI)", begins=(b"RIFF",)),
    Foreign(name="MP4", head=_has(b"ftyp", 4)),
    Foreign(name="ELF", begins=(b"\x7fELF",)),
    Foreign(name="EXE", begins=(b"MZ",)),
    Foreign(name="7z", begins=(b"7z\xbc\xaf\x27\x1c",)),
    Foreign(name="RAR", begins=(b"Rar!",)),
    Foreign(name="ALZ", begins=(b"ALZ\x01",)),
    Foreign(name="EGG", begins=(b"EGGA",)),
    Foreign(name="CAB", begins=(b"MSCF",)),
    Foreign(name="bzip2", begins=(b"BZh",)),
    Foreign(name="xz", begins=(b"\xfd7zXZ\x00",)),
    Foreign(name="zstd", begins=(b"\x28\xb5\x2f\xfd",)),
    Foreign(name="tar", head=_has(b"ustar", 257)),
    Foreign(name="HWP", begins=(b"HWP Document File",)),
    Foreign(name="HWPML", markup=re.compile(rb"<hwpml[\s>]")),
    Foreign(name="HWPX", mimetype=b"application/hwp+zip"),
    Foreign(name="HWPX", member="Contents/content.hpf"),
    Foreign(name="Arrow IPC", begins=(b"ARROW1", b"FEA1")),
    Foreign(name="ORC", begins=(b"ORC",)),
    Foreign(name="Avro", begins=(b"Obj\x01",)),
    Foreign(name="DuckDB", head=_has(b"DUCK", 8)),
    Foreign(name="Access", begins=(b"\x00\x01\x00\x00Standard Jet DB", b"\x00\x01\x00\x00Standard ACE DB")),
    Foreign(name="Stata", head=_is_old_stata, markup=re.compile(rb"\A<stata_dta>")),
    Foreign(name="SPSS", begins=(b"$FL2", b"$FL3")),
    Foreign(name="SAS XPT", begins=(b"HEADER RECORD*******LIB",)),
    Foreign(name="SAS", begins=(b"\x00" * 12 + b"\xc2\xea\x81\x60",)),
    Foreign(name="R", begins=(b"RDX2\n", b"RDX3\n", b"RDA2\n", b"RDA3\n", b"X\n\x00\x00\x00", b"B\n\x00\x00\x00")),
    Foreign(name="HDF5", begins=(b"\x89HDF\r\n\x1a\n",)),
    Foreign(name="NetCDF", begins=(b"CDF\x01", b"CDF\x02", b"CDF\x05")),
    Foreign(name="MATLAB", begins=(b"MATLAB 5.0 MAT-file",)),
    Foreign(name="NumPy", begins=(b"\x93NUMPY",)),
    Foreign(name="FlatGeobuf", begins=(b"fgb\x03",)),
    Foreign(name="DWG", begins=(b"AC10",)),
    Foreign(name="GML", markup=re.compile(rb"<(?:gml|wfs):featurecollection[\s>]|opengis\.net/gml")),
    Foreign(name="GPX", markup=re.compile(rb"<gpx[\s>]")),
    Foreign(name="SVG", markup=re.compile(rb"<svg[\s>]")),
    Foreign(name="XLSB", member="xl/workbook.bin"),
    Foreign(name="DOCX", member="word/document.xml"),
    Foreign(name="PPTX", member="ppt/presentation.xml"),
    Foreign(name="Numbers", member="Index/Document.iwa"),
    Foreign(name="EPUB", mimetype=b"application/epub+zip"),
    Foreign(name="OpenDocument", mimetype=b"application/vnd.oasis.opendocument."),
    Foreign(name="JAR", member="META-INF/MANIFEST.MF"),
)

PROTECTED = (b"PARE", b"<DRMONE", b"SCDSA", b"<DOCUMENT SAFER", b"<## NASCA DRM")
"""How encrypted files begin: Parquet's, and those of the programs that lock documents in Korean offices."""
