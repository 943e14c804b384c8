"""Formats by their bytes: heads in, formats or refusals out."""

import io
import zipfile
from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats.register import FOREIGN, OLE, Format
from naru.data.ingest.core.formats.sniff import sniff

F = Format


def judged(body: bytes, folder: Path, name: str = "표.csv") -> str:
    """The format, or the refusal's code with what the file is instead."""
    path = folder / "bytes"
    path.write_bytes(body)
    try:
        return sniff(path, name)
    except Refused as refused:
        told = [refused.code, *([] if refused.facts["file"] == name else ["of another file"])]
        return " ".join([*told, str(refused.facts.get("format", ""))]).strip()


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return file.getvalue()


def typed(mimetype: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", "")
    return file.getvalue()


DBF = bytes([3, 124, 5, 1, 1, 0, 0, 0, 65, 0, 12, 0]) + bytes(20) + b"NAME" + bytes(7) + b"C" + bytes(20) + b"\r "


@pytest.mark.parametrize(
    ("body", "format"),
    [
        (b"", "file_is_empty"),
        (b"\0 \t\r\n", "file_is_blank"),
        (b"\x1f\x8b\x08", F.GZIP),
        (b"PAR1abc", F.PARQUET),
        (b"PAREabc", "file_is_encrypted"),
        (b"<DRMONE  This Document is encrypted", "file_is_encrypted"),
        (b"SCDSA002\0", "file_is_encrypted"),
        (DBF, F.DBF),
        (DBF[:2] + b"\x0d" + DBF[3:], "not_a_table_format binary"),  # no month
        (DBF.replace(b"C", b"?"), "not_a_table_format binary"),  # no type of a field
        (b"\x72\x02\x01\x00" + bytes(60), "not_a_table_format Stata"),
        (b"<stata_dta><header>", "not_a_table_format Stata"),
        (b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!\0", "not_a_table_format SAS XPT"),
        (bytes([1]) * 257 + b"ustar\0", "not_a_table_format tar"),
        (b"\0\0\0\x18ftypmp42", "not_a_table_format MP4"),
        (b'<?xml version="1.0"?><HWPML Version="2.1"><HEAD/>', "not_a_table_format HWPML"),
        (b'<?xml version="1.0"?><gpx version="1.1">', "not_a_table_format GPX"),
        (b'<?xml version="1.0"?><gml:FeatureCollection>', "not_a_table_format GML"),
        (b'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2">', F.KML),
        (b"<kml>", F.KML),
        (b'{"type":"Topology","objects":{}}', "not_a_table_format TopoJSON"),
        (b'{"type": "Point", "coordinates": [127, 37]}', F.GEOJSON),
        (b'{"type": "GeometryCollection", "geometries": []}', F.GEOJSON),
        (b'{"type": "Point", "x": 1}', F.JSON),
        (b"SQLite format 3\0", F.GEOPACKAGE),
        (b"\0\0\x27\x0a", F.SHAPEFILE),
        (b"PK\x03\x04", "archive_is_broken"),
        (packed("값.csv"), F.ZIP),
        (packed(), F.ZIP),
        (packed("xl/workbook.xml"), F.XLSX),
        (packed("xl/workbook.bin"), "not_a_table_format XLSB"),
        (packed("word/document.xml"), "not_a_table_format DOCX"),
        (packed("ppt/presentation.xml"), "not_a_table_format PPTX"),
        (packed("Contents/content.hpf"), "not_a_table_format HWPX"),
        (packed("META-INF/MANIFEST.MF"), "not_a_table_format JAR"),
        (typed("application/vnd.oasis.opendocument.text"), "not_a_table_format OpenDocument"),
        (typed("application/vnd.oasis.opendocument.spreadsheet"), F.ODS),
        (typed("application/hwp+zip\n"), "not_a_table_format HWPX"),
        (typed("application/epub+zip"), "not_a_table_format EPUB"),
        (packed("도시.gdb/a00000001.gdbtable"), "not_a_table_format File Geodatabase (GDB)"),
        (packed("content.xml", "mimetype"), F.ZIP),
        (packed("content.xml"), F.ZIP),
        (packed("mimetype"), F.ZIP),
        (OLE, F.XLS),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "file_is_encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "not_a_table_format DOC"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "not_a_table_format PPT"),
        (OLE + "BodyText".encode("utf-16-le"), "not_a_table_format HWP"),
        *((mark + b"\0\1\2", f"not_a_table_format {each.name}") for each in FOREIGN for mark in each.begins),
        *((mark + b"\0\1\2", f"not_a_table_format {name}") for mark, name in ((b"Rar!", "RAR"), (b"Obj\x01", "Avro"), (b"%PDF", "PDF"))),
        (b"BZh,a\n1,2\n", F.DELIMITED),
        (b"MZ\x1b,a\n", F.DELIMITED),
        (b"MZ\x1a,a\n", "not_a_table_format EXE"),
        (b"MZ\x0e,a\n", "not_a_table_format EXE"),
        (b"MZ\x0d\x09,a\n", F.DELIMITED),
        (b"MZ\x08,a\n", "not_a_table_format EXE"),
        (b"%PDF-1.7\n", "not_a_table_format PDF"),
        (b"\xff\xd8\xffa", "not_a_table_format JPEG"),
        (b"mime-version: 1.0\nContent-Type: multipart/related\n", "file_is_a_web_page"),
        (b"MIME-Version:" + b"x" * 401 + b"multipart/related", F.DELIMITED),
        (b"a,b\n" + b"\0" * 2 + b"x" * 194, F.DELIMITED),
        (b"a,b\n" + b"\0" * 3 + b"x" * 193, "not_a_table_format binary"),
        ("\ufeff구,수\n".encode("utf-16-le"), F.DELIMITED),
        ("\ufeff구,수\n".encode("utf-16-be"), F.DELIMITED),
        ("gu,su,name,memo\n".encode("utf-16-le"), F.DELIMITED),
        ("gu,su,name,memo\n".encode("utf-16-be"), F.DELIMITED),
        ("gu,su,na".encode("utf-16-le"), F.DELIMITED),
        ("동이름,상태\n우동,정상\n".encode("utf-16-be"), F.DELIMITED),
        ('[{"구": "중구"}]'.encode("utf-16"), F.JSON),
        ('[{"구": "중구"}]'.encode("utf-16-be"), F.JSON),
        ("\ufeff<html><table>".encode("utf-16-le"), "file_is_a_web_page"),
        ("<html><table><tr>".encode("utf-16-be"), "file_is_a_web_page"),
        (b"\xef\xbb\xbf\xef\xbb\xbf <html>", "file_is_a_web_page"),
        (b"<!DOCTYPE html>", "file_is_a_web_page"),
        *((f"<{tag}>".encode(), "file_is_a_web_page") for tag in ("head", "table", "meta", "script", "style", "body", "title", "div", "center")),
        (b"<Table 1> Population", F.DELIMITED),
        (b"<p><x:ExcelWorkbook><table>", F.WEB_TABLES),
        (b"<p Excel.Sheet><table>", F.WEB_TABLES),
        (("\ufeff" + "<html><table>").encode("utf-16-be"), "file_is_a_web_page"),
        (b"<?xml version='1.0'?><html>", "file_is_a_web_page"),
        (b"<?xml version='1.0'?><rows>", "not_a_table_format XML"),
        (b"<rows><row>", "not_a_table_format XML"),
        (b"<rows/>", "not_a_table_format XML"),
        (b"<Table 1> Population,\n", F.DELIMITED),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', F.SHEET_XML),
        (b'<?xml?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">', F.SHEET_XML),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", F.WEB_TABLES),
        (b"<table><td style='mso-number-format:x'>", F.WEB_TABLES),
        (b'{"a":1}\n{"a":2}\n', F.JSON_LINES),
        (b'{"a":1}\n\xef\xbb\xbf{"a":2}\n', F.JSON_LINES),
        (b'{"a":1}\n\n{"a":2}\n', F.JSON_LINES),
        (b'{"a":1}\r\n\r\n\r\n{"a":2}\r\n', F.JSON_LINES),
        (b'{"a":1}\n{"a":\n{"a":2}\n', F.JSON_LINES),
        (b'{"a":\n{"a":1}\n{"a":2}\n', F.JSON_LINES),
        (b'{"a":1}\nnull\n{"a":2}\n', F.JSON_LINES),
        (b'{"a":1},\n{"a":2},\n', F.JSON_LINES),
        (b'{"rows":[\n{"a":1},\n{"a":2}\n]}', F.JSON),
        ('{"가":1}\n\n{"가":2}\n'.encode("cp949"), F.JSON_LINES),
        (b'{"a": [\n{"b":1},\n{"b":2}]}', F.JSON),
        (b'{"type":"FeatureCollection","features":[\n{"type":"Feature"},\n{"type":"Feature"}\n]}', F.GEOJSON),
        (b'{"a":1}\n', F.JSON),
        (b'{"a":\n{"b":1}}', F.JSON),
        (b'{"a":1}\n[2]\n', F.JSON),
        (b'{"type":"FeatureCollection"', F.GEOJSON),
        (b'{"type": "Feature"}', F.GEOJSON),
        (b'{"kind": "Feature"}', F.JSON),
        (b'{"type": "x"}', F.JSON),
        (b'[{"a":1}]', F.JSON),
        (b"[1,2]", F.JSON),
        (b"[ [1]]", F.JSON),
        (b"[-1]", F.JSON),
        (b"[true]", F.JSON),
        (b"[null]", F.JSON),
        (b'["a", "b"]', F.JSON),
        (b"[abc]", F.DELIMITED),
        ("[표 1] 인구\n".encode(), F.DELIMITED),
        (b"[2021] Population\n", F.DELIMITED),
        (b"[2021],,\n", F.JSON),
        (b"[" + b"1" * 58 + b"] a\n", F.DELIMITED),
        (b"[" + b"1" * 59 + b"] a\n", F.JSON),
        (b'[[1] a\n', F.JSON),
        (b'[{"a":[1] a\n', F.JSON),
        ("구,수\n".encode("cp949"), F.DELIMITED),
    ],
)  # fmt: skip
def test_format_is_that_of_the_bytes(body: bytes, format: str, tmp_path: Path) -> None:
    assert judged(body, tmp_path) == format


@pytest.mark.parametrize(
    ("body", "name", "format"),
    [
        (b"<html><table>", "인구.XLS", F.WEB_TABLES),
        (b"<html><table>", "인구.xlsx", F.WEB_TABLES),
        (b"<html>", "인구.xls", F.WEB_TABLES),
        (b"<!-- a --><table>", "인구.xls", F.WEB_TABLES),
        (b"<?xml?><html><table>", "인구.xls", F.WEB_TABLES),
        (b"a <table>", "인구.xls", F.DELIMITED),
        (b"<?xml?><rows>", "인구.xls", "not_a_table_format XML"),
        (b"a,b\n", "인구.xls", F.DELIMITED),
    ],
)
def test_a_web_page_under_a_workbooks_name_is_read_for_its_tables(
    body: bytes, name: str, format: str, tmp_path: Path
) -> None:
    assert judged(body, tmp_path, name) == format


def test_only_the_first_eight_kibibytes_of_text_are_looked_at(tmp_path: Path) -> None:
    assert judged(b"a" * 8192 + b"\0" * 8192, tmp_path) == F.DELIMITED
    assert judged(b" " * 8192 + b"a", tmp_path) == "file_is_blank"


def test_broken_archives_reason_is_short(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x05\x06" + b"x" * 50)
    with pytest.raises(Refused) as refused:
        sniff(path, "a.zip")
    assert 0 < len(str(refused.value.facts["reason"])) <= 200
