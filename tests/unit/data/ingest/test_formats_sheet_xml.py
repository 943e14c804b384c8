"""Workbooks in one XML document of 2003, which older systems write under the ending .xls."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.formats.sheet_xml import read_sheet_xml
from naru.data.ingest.core.values import Cell, TableReport

BOOK = """<?xml version="1.0" encoding="EUC-KR"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="0.0%"/></Style></Styles>
<Worksheet ss:Name="세입"><Table>
<Row><Cell ss:MergeAcross="3"><Data ss:Type="String">세입 현황</Data></Cell></Row>
<Row ss:Index="3">{header}</Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="String">중구</Data><Comment><Data>메모</Data></Comment></Cell>
 <Cell><Data ss:Type="Number">1000</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.125</Data></Cell>
 <Cell><Data ss:Type="DateTime">2024-01-05T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">2500</Data></Cell>
 <Cell ss:Index="4"><Data ss:Type="DateTime">2024-01-06T00:00:00.000</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="계산"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
</Worksheet></Workbook>""".format(
    header="".join(
        f'<Cell><Data ss:Type="String">{name}</Data></Cell>' for name in ("구", "금액(원)", "비율", "기준일")
    )
)


def read(text: str, name: str, folder: Path, encoding: str = "utf-8") -> list[TableReport]:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    tables = parse({"path": str(path), "name": name, "out": str(folder / "out")})["tables"]
    return [TableReport.from_json(table) for table in tables]


def rows_of(report: TableReport) -> list[list[Any]]:
    return [list(row.values()) for row in pq.read_table(report.parquet).to_pylist()]


def refusal(text: str, name: str, folder: Path) -> str:
    with pytest.raises(Refused) as refused:
        read(text, name, folder)
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_workbook_in_one_xml_document_is_read(encoding: str, tmp_path: Path) -> None:
    [report] = read(BOOK, "세입.xls", tmp_path, encoding)
    assert [(column.name, column.unit) for column in report.columns[:3]] == [
        ("구", None), ("금액(원)", "원"), ("비율", "%"),
    ]  # fmt: skip
    assert [[str(value) for value in row] for row in rows_of(report)] == [
        ["중구", "1000", "12.5", "2024-01-05"],
        ["중구", "2500", "None", "2024-01-06"],
    ]
    assert (report.warnings, report.notes[0].text) == (("sheets_hidden:계산",), "세입 현황")


@pytest.mark.parametrize("begin", ["\n\n" + BOOK[: BOOK.index("<Workbook")], ""])
def test_workbook_in_xml_is_known_without_its_declaration_and_below_blank_lines(begin: str, tmp_path: Path) -> None:
    [report] = read(begin + BOOK[BOOK.index("<Workbook") :], "세입.xls", tmp_path)
    assert (report.format, report.rows) == ("spreadsheetml", 2)


def test_times_of_day_in_an_xml_workbook_are_times(tmp_path: Path) -> None:
    [report] = read(
        BOOK.replace("2024-01-05T00:00:00.000", "1899-12-31T09:30:00.000").replace(
            "2024-01-06T00:00:00.000", "1899-12-31T18:00:00.000"
        ),
        "개장.xls",
        tmp_path,
    )
    assert [row[3] for row in rows_of(report)] == ["09:30:00", "18:00:00"]


def test_place_of_thousands_of_digits_is_past_the_limits(tmp_path: Path) -> None:
    far = BOOK.replace('ss:Index="4"', f'ss:Index="{"9" * 5_000}"')
    assert refusal(far, "세입.xls", tmp_path) == "table_too_wide"


def test_xml_workbook_with_an_entity_is_refused(tmp_path: Path) -> None:
    bomb = BOOK.replace("<?mso-application", '<!DOCTYPE a [<!ENTITY b "c">]><?mso-application')
    assert refusal(bomb, "세입.xls", tmp_path) == "file_is_broken"


def test_xml_workbook_that_claims_far_corners_is_refused(tmp_path: Path) -> None:
    far = BOOK.replace('ss:Index="3"', 'ss:Index="1000000"').replace('ss:Index="4"', 'ss:Index="16000"')
    assert refusal(far, "세입.xls", tmp_path) == "sheet_too_large"


def cells(body: str, folder: Path) -> list[list[Cell]]:
    path = folder / "a.xml"
    xmlns = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<Workbook xmlns="{xmlns}" xmlns:ss="{xmlns}"><Worksheet ss:Name="자료">{body}</Worksheet></Workbook>'
    )
    [grid] = read_sheet_xml(path, "a.xml").grids
    assert grid.name == "자료"
    return [list(row) for row in grid.rows]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("Number", "3", 3), ("Number", "2.5", 2.5), ("Number", "가", "가"), ("Boolean", " 1 ", True), ("Boolean", "0", False),
        ("Error", "#N/A", None), ("String", "3", "3"), ("String", "", None), ("DateTime", "가", "가"), ("", "글", "글"),
    ],
)  # fmt: skip
def test_value_is_what_its_type_says(kind: str, text: str, value: Cell, tmp_path: Path) -> None:
    assert cells(f'<Row><Cell><Data ss:Type="{kind}">{text}</Data></Cell></Row>', tmp_path) == [[value]]


def test_cells_and_rows_stand_where_they_say(tmp_path: Path) -> None:
    cell = '<Cell ss:Index="{}"><Data ss:Type="Number">{}</Data></Cell>'
    rows = f'<Row ss:Index="2">{cell.format(3, 1)}{cell.format("x", 2)}</Row><Row>{cell.format(1, 3)}<Cell/></Row>'
    assert cells(rows, tmp_path) == [[], [None, None, 1, 2], [3, None]]


def test_damaged_workbook_is_told(tmp_path: Path) -> None:
    assert refusal(BOOK[:-20], "세입.xls", tmp_path) == "file_is_broken"
