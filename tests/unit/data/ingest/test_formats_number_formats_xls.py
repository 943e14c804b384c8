"""Which cells of an XLS people see otherwise, off the records of books that xlwt writes or that are laid by hand."""

import struct
import warnings
from pathlib import Path

import pytest
import xlwt

from naru.data.ingest.core.formats import number_formats_xls as module
from naru.data.ingest.core.formats.number_formats import Shown
from naru.data.ingest.core.formats.number_formats_xls import OldShownCells


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def numbered(kind: int, row: int, column: int, style: int) -> bytes:
    return record(kind, struct.pack("<HHH", row, column, style) + b"\0" * 8)


def many(row: int, first: int, styles: list[int]) -> bytes:
    cells = b"".join(struct.pack("<HI", style, 0) for style in styles)
    return record(0x00BD, struct.pack("<HH", row, first) + cells + struct.pack("<H", first + len(styles) - 1))


def styles(*formats: int) -> bytes:
    return b"".join(record(0x00E0, struct.pack("<HH", 0, number) + b"\0" * 16) for number in formats)


def book(*, is_97: bool, sheet: bytes, name: bytes, code: bytes) -> bytes:
    begin = record(0x0809, struct.pack("<HH", 0x0600 if is_97 else 0x0500, 5) + b"\0" * 4)
    head = begin + record(0x041E, struct.pack("<H", 164) + code) + styles(0, 9, 164)
    end = record(0x000A)
    at = len(head) + 4 + 6 + len(name) + len(end)
    return (
        head
        + record(0x0085, struct.pack("<I", at) + b"\0\0" + name)
        + end
        + begin
        + sheet
        + end
        + numbered(0x0203, 9, 9, 1)
    )


SHEET = (
    numbered(0x0203, 1, 2, 1) + numbered(0x027E, 2, 3, 2) + numbered(0x0006, 3, 4, 1) + numbered(0x0203, 4, 5, 0)
    + many(5, 6, [0, 1, 2]) + many(6, 1, [1]) + numbered(0x9999, 7, 7, 1)
    + record(0x0809, b"\0" * 8) + numbered(0x0203, 8, 8, 1) + record(0x000A) + record(0x0203, b"\0") + record(0x00BD, b"\0" * 6)
)  # fmt: skip
PLACES = [
    (1, 2, Shown.PERCENT), (2, 3, Shown.MONTH), (3, 4, Shown.PERCENT), (5, 7, Shown.PERCENT), (5, 8, Shown.MONTH),
    (6, 1, Shown.PERCENT),
]  # fmt: skip


@pytest.mark.parametrize(
    ("is_97", "name", "code"),
    [
        (True, b"\x02\0ab", b"\x07\0\0yyyy-mm"),
        (True, b"\x02\x01a\0b\0", b"\x07\0\x01" + "yyyy-mm".encode("utf-16-le")),
        (False, b"\x02ab", b"\x07yyyy-mm"),
    ],
)
def test_cells_are_found_by_their_records(
    is_97: bool, name: bytes, code: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = book(is_97=is_97, sheet=SHEET, name=name, code=code)
    monkeypatch.setattr(module, "read_stream", lambda *_: body)
    cells = OldShownCells(tmp_path)
    assert (list(cells.of("ab")), list(cells.of("c"))) == (PLACES, [])


@pytest.mark.parametrize("length", range(0, 400, 7))
def test_a_book_cut_off_anywhere_is_shown_as_far_as_it_goes(
    length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = book(is_97=True, sheet=SHEET, name=b"\x02\0ab", code=b"\x07\0\0yyyy-mm")
    monkeypatch.setattr(module, "read_stream", lambda *_: body[:length])
    found = list(OldShownCells(tmp_path).of("ab"))
    assert found == PLACES[: len(found)]


def test_what_is_no_book_is_shown_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"no container")
    assert list(OldShownCells(path).of("ab")) == []


def test_korean_names_of_old_books_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = book(is_97=False, sheet=SHEET, name=b"\x04" + "자료".encode("cp949"), code=b"\x07yyyy-mm")
    monkeypatch.setattr(module, "read_stream", lambda *_: body)
    assert list(OldShownCells(tmp_path).of("자료")) == PLACES


@pytest.mark.parametrize("rows", [3, 3_000])
def test_books_that_a_program_writes_are_read_short_and_long(rows: int, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = xlwt.Workbook(encoding="utf-8")
        percent = xlwt.easyxf(num_format_str="0.0%")
        for name in ("자료", "plain"):
            sheet = made.add_sheet(name)
            for row in range(rows):
                sheet.write(row, 1, 0.5, percent)
        made.save(str(path))
    cells = OldShownCells(path)
    for name in ("자료", "plain"):
        assert list(cells.of(name)) == [(row, 1, Shown.PERCENT) for row in range(rows)]
