"""What a sheet's XML says beside its values."""

import zipfile
from pathlib import Path

import pytest

from naru.data.ingest.core.formats import sheet_scan
from naru.data.ingest.core.formats.number_formats import column_number
from naru.data.ingest.core.formats.sheet_scan import column_letters, core_extent, scan_sheet, without_far_cells


def archive_of(tmp_path: Path, cells: str) -> zipfile.ZipFile:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("s.xml", f"<sheetData>{cells}</sheetData>")
        archive.writestr("other.xml", "<a/>")
    return zipfile.ZipFile(tmp_path / "a.zip")


TABLE = [f"{letter}{row}" for row in range(1, 21) for letter in "ABC"]


def cells(*places: str) -> str:
    return "".join(f'<c r="{place}"><v>1</v></c>' for place in places)


@pytest.mark.parametrize("scan_bytes", [40, 1 << 20])
@pytest.mark.parametrize(
    ("places", "core"),
    [
        (("A1", "A2", "A3"), (3, 1)),
        (("A1", "A2", "A3", "A1004"), (3, 1)), (("A1", "A2", "A3", "A1003"), (1003, 1)),  # a gap of a thousand is none
        (("A1", "B1", "C1", "DA1"), (1, 3)), (("A1", "B1", "C1", "CY1"), (1, 103)),
        (("A1", "B1", "A2", "B2", "A3", "B3", "B9000", "ZZ3"), (3, 2)),
        (("A1", "A2", "A9000"), (9000, 1)),  # one of three is no slip
        ((*TABLE, *(f"A{row}" for row in range(5_000, 5_010))), (20, 3)),
        ((*TABLE, *(f"A{row}" for row in range(5_000, 5_011))), (5_010, 3)),  # nor are eleven of many
    ],
)  # fmt: skip
def test_core_ends_before_a_few_far_cells(
    places: tuple[str, ...], core: tuple[int, int], scan_bytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_scan, "SCAN_BYTES", scan_bytes)
    with archive_of(tmp_path, cells(*places)) as archive:
        assert core_extent(archive, "s.xml") == core


def test_far_cells_are_cut_off_and_named(tmp_path: Path) -> None:
    body = cells("A1", "B2") + '<c r="XFD2" t="inlineStr"><is><t>가</t></is></c><c r="A9" s="1"/>'
    with archive_of(tmp_path, body) as archive:
        copy, cut = without_far_cells(archive, {"s.xml": (2, 2)})
    with zipfile.ZipFile(copy) as trimmed:
        assert trimmed.read("s.xml").decode() == f"<sheetData>{cells('A1', 'B2')}</sheetData>"
        assert trimmed.read("other.xml") == b"<a/>"
    assert cut == {"s.xml": ["XFD2", "A9"]}


@pytest.mark.parametrize(
    ("markup", "warnings"),
    [
        ('<row r="1" hidden="1">' + cells("A1") + "</row>", ("rows_hidden:1",)),
        ('<row r="1" hidden="0">' + cells("A1") + "</row>", ()),
        ('<row r="9" hidden="1"/>' + cells("A1"), ()),  # an empty row
        ('<col hidden="true" min="1" max="1"/>' + cells("A1"), ("columns_hidden:A",)),
        ('<col min="2" max="16384" hidden="1"/>' + cells("A1"), ()),
        ('<col min="1" max="1"/>' + cells("A1"), ()),
        ('<c r="A1"><f>1+1</f></c>', ("formulas_uncalculated:1",)),
    ],
)
def test_what_is_hidden_or_missing_is_said(markup: str, warnings: tuple[str, ...], tmp_path: Path) -> None:
    with archive_of(tmp_path, markup) as archive:
        assert scan_sheet(archive, "s.xml").warnings == warnings


@pytest.mark.parametrize("number", [1, 26, 27, 52, 702, 703, 16_384])
def test_letters_say_the_number_back(number: int) -> None:
    assert column_number(column_letters(number).encode()) == number
