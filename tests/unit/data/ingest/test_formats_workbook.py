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
from naru.data.ingest.core.formats import workbook
from naru.data.ingest.core.formats.sniff import Format
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
def test_far_corners_of_a_sheet_are_refused_before_it_is_opened(
    row: int, column: int, code: str, scan_bytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "SCAN_BYTES", scan_bytes)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("자료")
        sheet.write(row, 0, 1)
        sheet.write(0, column, 1)
    refused = ""
    try:
        workbook._check_extents(path, "a.xlsx")
    except Refused as error:
        refused = error.code
    assert refused == code


@pytest.mark.parametrize(("format", "body"), [(Format.XLS, b"no workbook"), (Format.XLSX, b"no archive")])
def test_what_is_no_workbook_is_refused(format: Format, body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(body)
    with pytest.raises(Refused) as refused:
        read_workbook(path, "a", format)
    assert refused.value.code in {"file_is_broken", "archive_is_broken"}
