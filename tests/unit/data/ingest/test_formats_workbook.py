"""Workbooks as people see them: number formats, dates, hidden sheets, far corners."""

import warnings
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import xlsxwriter
import xlwt

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.formats import sheet_scan, workbook
from naru.data.ingest.core.formats.register import Format
from naru.data.ingest.core.formats.workbook import read_workbook
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.values import Merge, TableReport


def read(path: Path, folder: Path, settings: SourceSettings | None = None) -> list[TableReport]:
    asked = {
        "path": str(path),
        "name": path.name,
        "out": str(folder / "out"),
        "settings": (settings or SourceSettings()).to_json(),
    }
    return [TableReport.from_json(table) for table in parse(asked)["tables"]]


def rows_of(report: TableReport) -> list[list[Any]]:
    return [list(row.values()) for row in pq.read_table(report.parquet).to_pylist()]


def test_percentages_of_a_sheet_are_read_as_people_see_them(tmp_path: Path) -> None:
    path = tmp_path / "참가.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("A & B")
        formats = [book.add_format({"num_format": code}) for code in ("0.0%", '0.0"%"')]
        sheet.write_row(0, 0, ["행사", "참가율", "응답률", "비"])
        for number, share in enumerate([0.125, 0.07, 1, "-"], start=1):
            sheet.write_row(number, 0, [f"행사{number}"])
            for column, format in enumerate([*formats, None], start=1):
                sheet.write(number, column, share, format)
    check_percentages(read(path, tmp_path))


@pytest.mark.parametrize("rows", [4, 3_000])
def test_percentages_of_an_old_sheet_are_read_as_people_see_them(rows: int, tmp_path: Path) -> None:
    path = tmp_path / "참가.xls"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = xlwt.Workbook(encoding="utf-8")
        percent, literal = (xlwt.easyxf(num_format_str=code) for code in ("0.0%", '0.0"%"'))
        for title in ("자료", "둘째"):
            sheet = book.add_sheet(title)
            for column, name in enumerate(["행사", "참가율", "응답률", "비"]):
                sheet.write(0, column, name)
            for number, share in enumerate([0.125, 0.07, 1, "-", *[0.5] * (rows - 4)], start=1):
                sheet.write(number, 0, f"행사{number}")
                sheet.write(number, 1, share, percent)
                sheet.write(number, 2, share, literal)
                sheet.write(number, 3, share)
        book.save(str(path))
    first, second = read(path, tmp_path)
    check_percentages([first])
    assert rows_of(first) == rows_of(second)


def check_percentages(reports: Sequence[TableReport]) -> None:
    [report] = reports
    assert [row[1:] for row in rows_of(report)[:4]] == [
        [12.5, 0.125, 0.125], [7.0, 0.07, 0.07], [100.0, 1.0, 1.0], [None, None, None],
    ]  # fmt: skip
    assert [column.unit for column in report.columns[1:]] == ["%", "%", None]


@pytest.mark.parametrize(("day", "kind"), [(1, "month"), (15, "date")])
def test_days_shown_as_months_are_months_where_all_are_first_days(day: int, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "실적.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, month = book.add_worksheet(), book.add_format({"num_format": 'yyyy"년" m"월"'})
        sheet.write(0, 0, "기준")
        for column in range(1, 4):
            sheet.write_datetime(0, column, date(2024, column, 1), month)
        for row in range(1, 5):
            sheet.write_datetime(row, 0, date(2023, row, day if row == 3 else 1), month)
            sheet.write_row(row, 1, [row, row * 2, row * 3])
    [report] = read(path, tmp_path)
    assert [column.name for column in report.columns] == ["기준", "2024-01", "2024-02", "2024-03"]
    assert report.columns[0].type == kind
    assert [row[0] for row in rows_of(report)][2] == date(2023, 3, day)


@pytest.mark.parametrize("attack", ["<c " * 60_000, "<c " + 'r="A1" ' * 30_000])
def test_workbook_made_to_be_slow_is_judged_at_once(attack: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "느림.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", attack)
    with pytest.raises(Refused) as refused:
        read(tmp_path / "느림.xlsx", tmp_path)
    assert refused.value.code == "file_is_broken"


def test_dates_of_an_old_sheet_are_dates_whatever_their_format(tmp_path: Path) -> None:
    path = tmp_path / "일정.xls"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("자료")
        for column, code in enumerate(["yyyy-mm-dd", 'yyyy"년" m"월" d"일"', '[$-412]yyyy"년" m"월" d"일" dddd']):
            sheet.write(0, column, f"일자{column}")
            for day in range(1, 4):
                sheet.write(day, column, date(2024, 5, day), xlwt.easyxf(num_format_str=code))
        book.save(str(path))
    [report] = read(path, tmp_path)
    assert rows_of(report) == [[date(2024, 5, day)] * 3 for day in range(1, 4)]


def test_sheets_come_with_their_cells_from_the_first_row_and_their_merged_ranges(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("자료")
        sheet.write(2, 1, 3)
        sheet.merge_range(2, 2, 3, 3, "가")
        book.add_worksheet("빈")
        book.add_worksheet("숨김").hide()
    found = read_workbook(path, "a.xlsx", Format.XLSX)
    [grid] = found.grids
    assert (grid.name, found.hidden) == ("자료", ["숨김"])
    assert [list(row)[1:3] for row in grid.rows] == [[None, None], [None, None], [3, "가"]]
    assert grid.merges == (Merge(2, 2, 3, 3),)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [(2_999, 3_999, ""), (3_000, 3_999, "sheet_too_large"), (0, 4_095, ""), (0, 4_096, "table_too_wide")],
)
@pytest.mark.parametrize("scan_bytes", [64, 1 << 20])
def test_wide_and_long_sheets_are_refused_before_they_are_opened(
    row: int, column: int, code: str, scan_bytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_scan, "SCAN_BYTES", scan_bytes)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("자료")
        for number in range(sheet_scan.STRAYS_MAX + 1):  # too many for slips of the hand
            sheet.write(max(row - number, 0), 0, 1)
            sheet.write(0, max(column - number, 0), 1)
    refused = ""
    try:
        workbook._scanned(path, "a.xlsx")
    except Refused as error:
        refused = error.code
    assert refused == code


def table_with(path: Path, strays: Sequence[tuple[int, int]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("자료")
        sheet.write_row(0, 0, ["구", "인구"])
        for row in range(1, 21):
            sheet.write_row(row, 0, [f"{row}구", row])
        for row, column in strays:
            sheet.write(row, column, "메모")


@pytest.mark.parametrize(
    ("strays", "warnings"),
    [
        ([(1_048_575, 200)], ("cells_far_away:GS1048576",)),
        ([(2, 16_383)], ("cells_far_away:XFD3",)),
        ([(1_048_575, 30), (3, 16_383)], ("cells_far_away:XFD4, AE1048576",)),
        ([(1_048_575, column) for column in range(20, 30)], None),
        ([], ()),
    ],
)
def test_cells_far_from_the_table_are_left_out_and_said(
    strays: Sequence[tuple[int, int]], warnings: tuple[str, ...] | None, tmp_path: Path
) -> None:
    path = tmp_path / "먼 칸.xlsx"
    table_with(path, strays)
    [report] = read(path, tmp_path)
    assert rows_of(report) == [[f"{row}구", row] for row in range(1, 21)]
    assert warnings is None or report.warnings == warnings


def test_what_people_do_not_see_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "숨김.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("자료")
        for row, cells in enumerate([["구", "인구", "키"], ["중구", 1, "a"], ["동구", 2, "b"], ["서구", 3, "c"]]):
            sheet.write_row(row, 0, cells)
        sheet.set_row(2, options={"hidden": True})
        sheet.set_column(2, 2, options={"hidden": True})
        sheet.set_column(7, 16_383, options={"hidden": True})  # nothing lies there
    [report] = read(path, tmp_path)
    assert report.rows == 3
    assert report.warnings == ("rows_hidden:1", "columns_hidden:C")


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ('<c r="C2"><f>B2*2</f><v></v></c>', 1), ('<c r="C2"><f>B2*2</f><v/></c>', 1), ('<c r="C2"><f>B2*2</f></c>', 1),
        ('<c r="C2"><f t="shared" si="0"/></c>', 1), ('<c r="C2"><f>B2*2</f><v>4</v></c>', 0),
        ('<c r="C2" t="str"><f>""</f><v></v></c>', 0), ('<c r="C2"><v>4</v></c>', 0),
    ],
)  # fmt: skip
def test_formulas_that_were_never_calculated_are_counted(cell: str, count: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("sheet1.xml", f'<sheetData><row r="2"><c r="B2"><v>2</v></c>{cell}</row></sheetData>')
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert sheet_scan.scan_sheet(archive, "sheet1.xml").uncalculated == count


MASKED = [("00000", 1234, "01234"), ("000-0000", 5551234, "555-1234"), ('"제"00"호"', 7, "제07호")]


@pytest.mark.parametrize(("mask", "value", "seen"), MASKED)
def test_masks_are_part_of_the_value(mask: str, value: int, seen: str, tmp_path: Path) -> None:
    path = tmp_path / "서식.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, format = book.add_worksheet("자료"), book.add_format({"num_format": mask})
        sheet.write_row(0, 0, ["값", "부호"])
        for row in range(1, 4):
            sheet.write(row, 0, row)
            sheet.write(row, 1, value + row - 1, format)
    [report] = read(path, tmp_path)
    assert (report.columns[1].type.value, rows_of(report)[0]) == ("text", [1, seen])


@pytest.mark.parametrize(("typed", "kind", "rows"), [(True, "text", 300), (False, "integer", 299)])
def test_no_text_cell_is_put_aside_for_a_guess(typed: bool, kind: str, rows: int, tmp_path: Path) -> None:
    path = tmp_path / "호수.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("자료")
        sheet.write_row(0, 0, ["호수", "값"])
        for row in range(1, 301):
            whole = row != 150
            sheet.write(row, 0, (str(row) if typed else row) if whole else "2A")
            sheet.write(row, 1, row)
    [report] = read(path, tmp_path)
    assert (report.columns[0].type.value, report.rows) == (kind, rows)


@pytest.mark.parametrize(("format", "body"), [(Format.XLS, b"no workbook"), (Format.XLSX, b"no archive")])
def test_what_is_no_workbook_is_refused(format: Format, body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(body)
    with pytest.raises(Refused) as refused:
        read_workbook(path, "a", format)
    assert refused.value.code in {"file_is_broken", "archive_is_broken"}


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="자료">
{rows}</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_sheets_of_an_open_document_are_read(tmp_path: Path) -> None:
    def cell(value: str | int) -> str:
        kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
        return f'<table:table-cell office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'

    lines: list[list[str | int]] = [["구", "인구"], ["중구", 1], ["동구", 2], ["서구", 3]]
    rows = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in lines)
    path = tmp_path / "자료.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(rows=rows))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    [report] = read(path, tmp_path)
    assert (report.format, rows_of(report)) == ("ods", [["중구", 1], ["동구", 2], ["서구", 3]])
