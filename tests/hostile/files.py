"""Hostile files, made when asked for: bombs, slips, claims, torn ends."""

import gzip
import io
import struct
import zipfile
from functools import cache
from pathlib import Path

WORKBOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="표" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
)


def workbook(rows: str) -> bytes:
    """A workbook of one sheet whose rows are given as XML."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows=rows))
    return packed.getvalue()


def workbook_of_a_billion_cells() -> bytes:
    """Two filled cells at opposite corners: under 1.5 kB that ask a careless reader for half a terabyte."""
    return workbook('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def workbook_of_wide_rows() -> bytes:
    cells = "".join(f'<c r="{_letters(column)}1"><v>{column}</v></c>' for column in range(1, 16_001))
    return workbook(f'<row r="1">{cells}</row>')


def zip_of(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return packed.getvalue()


def zip_named(name: str, body: bytes = b"a,b\n1,2\n") -> bytes:
    return zip_of(**{name: body})


def zip_bomb() -> bytes:
    """300 MB of zeros in 300 kB."""
    return zip_named("영.csv", b"0" * (300 << 20))


def nested_zip(depth: int) -> bytes:
    body = zip_named("표.csv")
    for level in range(depth):
        body = zip_named(f"{level}.zip", body)
    return body


@cache
def gzip_bomb() -> bytes:
    return gzip.compress(b"1,2\n" * (80 << 20))


def zip_that_lies() -> bytes:
    """Its directory says one kilobyte; more comes out."""
    body = bytearray(zip_named("표.csv", b"a,b\n" + b"1,2\n" * 100_000))
    entry = body.rfind(b"PK\x01\x02")
    body[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    return bytes(body)


def zip_link() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("표.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return packed.getvalue()


def zip_of_many() -> bytes:
    return zip_of(**{f"{number}.csv": b"a\n1\n" for number in range(2_100)})


def write(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
