"""Which format a file is, by its bytes: a name may lie, and names of the city's files often do.

The name counts once: a web page is read for its tables only where it bears a workbook's name, or Excel's marks."""

import codecs
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import orjson

from naru.base.kit.refusals import Refused
from naru.data.ingest import refusals as _  # noqa: F401 - the sentences of the codes raised here
from naru.data.ingest.core.encoding import utf16_without_mark
from naru.data.ingest.core.formats.register import FOREIGN, FORMATS, OLE, PROTECTED, Format

HEAD_BYTES = 8192
LINES_PROBED = 50
MIMETYPE_BYTES = 100
NUMBERED_TITLE = re.compile(rb"<table\s+\d")
XML_ELEMENT = re.compile(rb"<[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>\s*(?:<|$)")  # "<Table 1> Population" is a title
WEB_PAGE = (
    b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<script", b"<style", b"<body", b"<title", b"<div", b"<center",
)  # fmt: skip
EXCEL_PAGE = (b"urn:schemas-microsoft-com:office:excel", b"excel.sheet", b"mso-number-format", b"<x:excelworkbook")
_WEB_ARCHIVE = re.compile(rb"MIME-Version:.{0,400}multipart/related", re.IGNORECASE | re.DOTALL)
TOPOLOGY = re.compile(rb'"type"\s*:\s*"Topology"')
BARE_SHAPE = re.compile(
    rb'\{\s*"type"\s*:\s*"(?:Multi)?(?:Point|LineString|Polygon|Geometry)(?:Collection)?"\s*,\s*"(?:coordinates|geometries)"'
)
TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
MARKS_AND_BLANKS = re.compile(rb"\A(?:\xef\xbb\xbf|\s)*+")  # programs that add a mark do so to what has one, too


def sniff(path: Path, file: str) -> Format:
    """The format of the bytes; raises ``Refused``, calling them ``file``, with what it is instead when no table can be in it."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip(b"\x00 \t\r\n"):
        raise Refused("file_is_empty" if not head else "file_is_blank", file=file)
    if head.startswith(PROTECTED):
        raise Refused("file_is_encrypted", file=file)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(path, file)
    if head.startswith(OLE):
        return _ole_format(path, file)
    if known := next((entry.format for entry in FORMATS.values() if entry.begin(head)), None):
        return known
    if not _reads_as_text(head):
        _refuse((entry.name for entry in FOREIGN if entry.begin(head)), file)
    if _WEB_ARCHIVE.match(head):
        raise Refused("file_is_a_web_page", file=file)
    return _text_format(head, file)


def _refuse(names: Iterator[str], file: str) -> None:
    """Refuse a file that one of these names is for, if any is."""
    if name := next(names, None):
        raise Refused("not_a_table_format", file=file, format=name)


def _zip_format(path: Path, file: str) -> Format:
    """Office files are ZIPs with members or a type of their own; those that are no tables are refused by name."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:10_000])
            mimetype = _mimetype(archive) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused("archive_is_broken", file=file, reason=str(error)[:200]) from error
    if known := next((entry.format for entry in FORMATS.values() if entry.are_packed(names, mimetype)), None):
        return known
    _refuse((entry.name for entry in FOREIGN if entry.are_packed(names, mimetype)), file)
    if any(".gdb/" in name.lower() for name in names):
        raise Refused("not_a_table_format", file=file, format="File Geodatabase (GDB)")
    return Format.ZIP


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as member:
        return member.read(MIMETYPE_BYTES).strip()


def _ole_format(path: Path, file: str) -> Format:
    """Old office files share one container; its directory, in UTF-16, names the streams that tell them apart."""
    with path.open("rb") as stream:
        body = stream.read(32 << 20)
    for entry, name in (
        ("EncryptedPackage", None),
        ("WordDocument", "DOC"),
        ("PowerPoint Document", "PPT"),
        ("BodyText", "HWP"),
    ):
        if entry.encode("utf-16-le") in body:
            if name is None:
                raise Refused("file_is_encrypted", file=file)
            raise Refused("not_a_table_format", file=file, format=name)
    return Format.XLS


def _reads_as_text(head: bytes) -> bool:
    """Whether bytes that begin like another format ("BZh…", "MZ…") are a text all the same: no control bytes in it."""
    return not any(byte < 9 or 13 < byte < 27 for byte in head) and not head.startswith((b"%PDF", b"\xff\xd8\xff"))


def _text_format(head: bytes, file: str) -> Format:
    if codec := _utf16(head):
        head = head.decode(codec, "ignore").encode()
    elif head.count(0) > len(head) // 100:
        raise Refused("not_a_table_format", file=file, format="binary")
    text = MARKS_AND_BLANKS.sub(b"", head, count=1)
    if markup := _markup_format(text, file):
        return markup
    if text.startswith(b"{"):
        if TOPOLOGY.search(text):
            raise Refused("not_a_table_format", file=file, format="TopoJSON")
        return Format.GEOJSON if BARE_SHAPE.match(text) else _object_format(text)
    if text.startswith(b"[") and text[1:].lstrip()[:1] in b'{[]"-0123456789tfn' and not _is_bracketed_title(text):
        return Format.JSON
    return Format.DELIMITED


def _markup_format(text: bytes, file: str) -> Format | None:
    """A workbook written as markup; other markup is refused by name."""
    start = text.lower()
    is_xml = start.startswith(b"<?xml")
    if start.startswith(b"<"):
        if known := next((entry.format for entry in FORMATS.values() if entry.are_in(start)), None):
            return known
        _refuse((entry.name for entry in FOREIGN if entry.are_in(start)), file)
    if is_xml and b"<html" in start:
        start = start[start.index(b"<html") :]
    is_workbook = file.lower().endswith((".xls", ".xlsx")) or any(mark in start for mark in EXCEL_PAGE)
    is_page = start.startswith(WEB_PAGE) and not NUMBERED_TITLE.match(start)
    if is_workbook and (is_page or (start.startswith(b"<") and b"<table" in start)):
        return Format.WEB_TABLES
    if is_page:
        raise Refused("file_is_a_web_page", file=file)
    if is_xml or XML_ELEMENT.match(text):
        raise Refused("not_a_table_format", file=file, format="XML")
    return None


def _object_format(text: bytes) -> Format:
    """An object on each of several lines, blank and broken ones among them, or commas behind them: JSON lines; a
    collection of features: GeoJSON; else a document."""
    lines = [line for part in text.split(b"\n")[:LINES_PROBED] if (line := part.strip().removeprefix(TEXT_MARKS[0]))]
    whole = sum(1 for line in lines if line.startswith(b"{") and line.endswith(b"}") and _is_object(line))
    if len(lines) > 1 and (whole > 1 or (lines[0].endswith(b"}") and lines[1].startswith(b"{"))):
        return Format.JSON_LINES
    if len(lines) > 1 and lines[0].endswith(b"},") and _is_object(lines[0][:-1]):
        return Format.JSON_LINES  # in a document the first line opens the list
    if b'"FeatureCollection"' in text or (b'"type"' in text and b'"Feature"' in text):
        return Format.GEOJSON
    return Format.JSON


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line.decode("utf-8", "replace")), dict)
    except orjson.JSONDecodeError:
        return False


def _is_bracketed_title(text: bytes) -> bool:
    """``[표 1] 인구`` and ``[2021] 통계`` begin a spreadsheet's export, not a JSON array."""
    first = text.split(b"\n", 1)[0]
    closing = first.find(b"]")
    return (
        0 < closing < 60
        and bool(first[closing + 1 :].strip(b' \t\r,";'))
        and not first[1:].lstrip().startswith((b"{", b"["))
    )


def _utf16(head: bytes) -> str | None:
    """The codec of a text in UTF-16, with a mark or without."""
    if head.startswith(TEXT_MARKS[1:]):
        return "utf-16-be" if head.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    return utf16_without_mark(head)
