"""Which cells of an XLSX people see otherwise than they are kept."""

import io
import zipfile
from datetime import date, datetime

import pytest

from naru.data.ingest.core.formats import number_formats
from naru.data.ingest.core.formats.number_formats import Period, Shown, ShownCells, as_shown, column_number, shown_by
from naru.data.ingest.core.values import Cell


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.0%", Shown.PERCENT), ('0.0"%"', Shown.PERCENT_SIGN), ("0.0\\%", Shown.PERCENT_SIGN), ("0.0", None),
        ('"100%"0', Shown.PERCENT_SIGN), ("[Red]0%", Shown.PERCENT), ("_%0", None), ("General", None),
        ("yyyy-mm", Shown.MONTH), ("mmm-yy", Shown.MONTH), ("yyyy", Shown.YEAR), ("YYYY", Shown.YEAR),
        ("yyyy-mm-dd", None), ("yyyy hh", None), ("yyyy ss", None), ("mm", None), ('yyyy"년" m"월"', Shown.MONTH),
        ('yyyy"day"', Shown.YEAR), ("[$-412]yyyy", Shown.YEAR),
    ],
)  # fmt: skip
def test_format_shows_what_a_value_does_not_say(code: str, shown: Shown | None) -> None:
    assert shown_by(code) is shown


@pytest.mark.parametrize(
    ("value", "shown", "seen"),
    [
        (0.125, Shown.PERCENT, "12.5%"), (1, Shown.PERCENT, "100%"), (0.07, Shown.PERCENT, "7%"),
        (12.50, Shown.PERCENT_SIGN, "12.5%"), (100, Shown.PERCENT_SIGN, "100%"), ("-", Shown.PERCENT, "-"),
        (float("inf"), Shown.PERCENT, float("inf")), (float("inf"), Shown.PERCENT_SIGN, float("inf")),
        (date(2024, 5, 1), Shown.MONTH, "2024-05"), (datetime(2024, 5, 1), Shown.MONTH, "2024-05"),  # noqa: DTZ001
        (date(2024, 5, 2), Shown.MONTH, date(2024, 5, 2)), (date(2024, 1, 1), Shown.YEAR, "2024"),
        (date(2024, 2, 1), Shown.YEAR, date(2024, 2, 1)), (date(2024, 1, 2), Shown.YEAR, date(2024, 1, 2)),
        (None, Shown.MONTH, None), (3, Shown.MONTH, 3),
    ],
)  # fmt: skip
def test_value_as_people_see_it(value: Cell, shown: Shown, seen: Cell) -> None:
    assert as_shown(value, shown) == seen


@pytest.mark.parametrize(("text", "day"), [("2024-05", date(2024, 5, 1)), ("2024", date(2024, 1, 1))])
def test_period_has_a_first_day(text: str, day: date) -> None:
    assert Period(text).day() == day


@pytest.mark.parametrize(
    ("letters", "number"), [(b"", 0), (b"A", 1), (b"Z", 26), (b"AA", 27), (b"AB", 28), (b"XFD", 16384)]
)
def test_columns_letters_are_a_number(letters: bytes, number: int) -> None:
    assert column_number(letters) == number


STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;년&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="17"/><xf/><xf numFmtId="10"/></cellXfs>'
    '<cellStyles><xf numFmtId="9"/></cellStyles></styleSheet>'
)
BOOK = '<workbook><sheets><sheet name="가 &amp; 나" sheetId="1" r:id="rId1"/><sheet name="없음" r:id="rId9"/><sheet name="빈" r:id="rId2"/></sheets></workbook>'
RELATIONS = '<Relationships><Relationship Target="worksheets/a.xml" Id="rId1"/><Relationship Id="rId2" Target="/xl/worksheets/none.xml"/><Relationship Id="x"/></Relationships>'
CELLS = '<c r="A1" s="1"><v>1</v></c><c r="B2" s="2"/><x:c s="3" r="AB10"/><c r="C1" s="0"/><c r="D1"/><c r="E1" s="4"/><c r="F1" s="5"/></sheetData>'


def shown_cells(sheet: str = CELLS, **parts: str | None) -> ShownCells:
    texts = {"xl/styles.xml": STYLES, "xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in {**texts, "xl/worksheets/a.xml": sheet, **parts}.items():
            if text is not None:
                archive.writestr(name, text)
    return ShownCells(zipfile.ZipFile(file))


def test_cells_of_such_styles_are_found_by_their_place() -> None:
    cells = shown_cells()
    assert list(cells.of("가 & 나")) == [
        (0, 0, Shown.PERCENT), (1, 1, Shown.YEAR), (9, 27, Shown.MONTH), (0, 5, Shown.PERCENT),
    ]  # fmt: skip
    assert [list(cells.of(name)) for name in ("없음", "빈", "다른")] == [[], [], []]


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lacks_a_part_is_shown_as_it_is(part: str) -> None:
    assert list(shown_cells(**{part: None}).of("가 & 나")) == []
    assert list(shown_cells(**{part: "<x>"}).of("가 & 나")) == []


@pytest.mark.parametrize("size", range(20, 60))
def test_cells_are_found_wherever_the_sheet_is_cut(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(shown_cells().of("가 & 나"))
    monkeypatch.setattr(number_formats, "CHUNK_BYTES", size)
    assert list(shown_cells().of("가 & 나")) == whole
