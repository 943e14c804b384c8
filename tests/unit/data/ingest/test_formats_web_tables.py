"""Web pages that older systems write under the ending .xls."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.values import TableReport

PAGE = """
<html><head><meta http-equiv="Content-Type" content="text/html; charset=euc-kr"><title>통계표</title>
<style>td { mso-number-format:"\\@" }</style></head><body><!-- <table><tr><td>옛 표 -->
<h3>구별 인구</h3><p align=right>(단위 : 명)</p>
<table border=1><thead>
<tr><th rowspan=2>구군</th><th colspan="2">2022</th><th colspan='2'>2023</th></tr>
<tr><th>남</th><th>여</th><th>남</th><th>여</th></tr></thead>
<tr><td rowspan=2>중구</td><td align=right>20,123</td><td>20,456&nbsp;</td><td>19,800</td><td>20,100</td></tr>
<tr><td>1</td><td>2</td><td>3</td><td>4</td>
<tr><td>서구 &amp; 사하구</td><td>52,001</td><td>53,222</td><td>51,000</td><td>52,999</td></tr>
</table><script>if (a < b) document.write("<table>")</script>
<p>자료: 통계청</p></body></html>"""


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


@pytest.mark.parametrize(("encoding", "told"), [("utf-8-sig", "UTF-8"), ("cp949", "EUC-KR"), ("utf-16", "UTF-16LE")])
def test_web_page_under_a_workbooks_name_is_read_as_a_sheet(encoding: str, told: str, tmp_path: Path) -> None:
    [report] = read(PAGE, "인구.xls", tmp_path, encoding)
    assert (report.name, report.encoding, report.header_rows) == ("인구", told, 2)
    assert [column.name for column in report.columns] == [
        "구군", "2022 / 남", "2022 / 여", "2023 / 남", "2023 / 여",
    ]  # fmt: skip
    assert {column.unit for column in report.columns[1:]} == {"명"}
    assert rows_of(report) == [
        ["중구", 20123, 20456, 19800, 20100],
        ["중구", 1, 2, 3, 4],
        ["서구 & 사하구", 52001, 53222, 51000, 52999],
    ]
    assert [note.text for note in report.notes] == ["구별 인구", "(단위 : 명)", "자료: 통계청"]


def test_web_pages_tables_are_parted_and_those_that_only_place_or_name_are_text(tmp_path: Path) -> None:
    frame = "<table><tr><td>{}</td></tr></table>"
    first = "<table><tr><th>세목<th>건수<tr><td>취득세<td>10<tr><td>재산세<td>20</table>"
    second = "<table><tr><th>연도<th>금액<tr><td>2022<td>10<br>만<tr><td>2023<td>20만</table>"
    page = frame.format("지방세 현황" + first) + frame.format("연도별 추이") + second
    one, two = read(page, "지방세.xls", tmp_path)
    assert (one.name, rows_of(one)) == ("지방세", [["취득세", 10], ["재산세", 20]])
    assert (two.name, rows_of(two)) == ("연도별 추이", [[2022, 100_000], [2023, 200_000]])
    assert [note.text for note in one.notes] == ["지방세 현황"]


def test_report_cut_into_pages_is_one_table(tmp_path: Path) -> None:
    def page(number: int) -> str:
        rows = "".join(f"<tr><td>{i}<td>상호{i}" for i in range(number * 10, number * 10 + 10))
        return f"<table><tr><th>연번<th>상호</tr>{rows}</table><p>- {number + 1}/3 -</p>"

    [report] = read("<h1>계약 현황</h1>" + "".join(map(page, range(3))), "계약.xls", tmp_path)
    assert rows_of(report) == [[i, f"상호{i}"] for i in range(30)]
    assert ([note.text for note in report.notes], report.quarantined) == (["계약 현황"], 0)


def test_tables_alike_under_titles_of_their_own_stay_apart(tmp_path: Path) -> None:
    page = "".join(f"<h2>{year}년</h2><table><tr><th>구<th>인구<tr><td>중구<td>{year}</table>" for year in (2022, 2023))
    reports = read(page, "인구.xls", tmp_path)
    assert [(report.name, rows_of(report)) for report in reports] == [
        ("인구", [["중구", 2022]]),
        ("2023년", [["중구", 2023]]),
    ]


def test_header_in_a_table_of_its_own_names_the_columns_of_the_next(tmp_path: Path) -> None:
    header = "<table><tr><th>연번<th>업체명<th>금액</table>"
    rows = "".join(f"<tr><td>{i}<td>업체{i}<td>{i}000" for i in range(1, 4))
    [report] = read(f"<p>계약 현황</p>{header}<div><table>{rows}</table></div>", "계약.xls", tmp_path)
    assert [column.name for column in report.columns] == ["연번", "업체명", "금액"]
    assert (report.rows, [note.text for note in report.notes]) == (3, ["계약 현황"])


def test_conditions_of_a_query_above_a_table_are_no_header(tmp_path: Path) -> None:
    conditions = "<table><tr><td>기간<td>2024-01-01<td>2024-12-31</table>"
    [report] = read(
        f"{conditions}<table><tr><th>구<th>동<th>수<tr><td>중구<td>대청동<td>1</table>", "조회.xls", tmp_path
    )
    assert [column.name for column in report.columns] == ["구", "동", "수"]
    assert [note.text for note in report.notes] == ["기간 2024-01-01 2024-12-31"]


def test_text_below_a_table_is_a_remark_whatever_it_says(tmp_path: Path) -> None:
    frame = "<TABLE><TR><TD><TABLE><TR><TH>연번<TH>업체<TR><TD>1<TD>가<TR><TD>2<TD>나</TABLE><TR><TD>{}</TABLE>"
    [report] = read(frame.format("합계 2건") + "출력 : 홍길동<br>1 / 3", "계약.xls", tmp_path)
    assert rows_of(report) == [[1, "가"], [2, "나"]]
    assert [(note.line, note.text) for note in report.notes] == [(4, "합계 2건"), (5, "출력 : 홍길동")]


def test_cells_and_rows_that_a_web_page_hides_are_passed_over(tmp_path: Path) -> None:
    hidden = ('<td style="display:none">K{0}</td>', "<TD STYLE='color:red; DISPLAY : NONE'>K{0}</TD>")
    rows = "".join(f"<tr>{hidden[i % 2].format(i)}<td>{i}</td><td>상호{i}</td></tr>" for i in range(4))
    template = "<tr style='display:none'><td>{no}<td>{name}</tr>"
    beside = "<table style='display:none'><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>"
    page = f"{beside}<table><tr><th>번호<th>상호</tr>{template}{rows}</table>"
    [report] = read(page, "상호.xls", tmp_path)
    assert ([column.name for column in report.columns], report.header_rows) == (["번호", "상호"], 1)
    assert rows_of(report) == [[i, f"상호{i}"] for i in range(4)]


def test_headers_cells_do_not_reach_into_the_rows_below_the_header(tmp_path: Path) -> None:
    header = "<thead><tr><th rowspan=3>구분<th colspan=2>인구<tr><th>남<th>여</thead>"
    rows = "".join(f"<tr><td>구역{i}<td>{i}<td>{i * 2}" for i in range(10, 18))
    [report] = read(f"<table>{header}<tbody>{rows}</tbody></table>", "인구.xls", tmp_path)
    assert [column.name for column in report.columns] == ["구분", "인구 / 남", "인구 / 여"]
    assert rows_of(report)[0] == ["구역10", 10, 20]


@pytest.mark.parametrize(
    "attack",
    [
        "<tr><td>3<td>4</table><" + "a" * 100_000,
        "<tr><td>3<td>4</table>" + "-" * 100_000 + "x<table><tr><td>1<td>2<tr><td>3<td>4</table>",
        "<tr><td>3<td colspan=" + " " * 100_000 + "x>4</table>",
    ],
)
def test_page_made_to_be_slow_is_read_at_once(attack: str, tmp_path: Path) -> None:
    assert read("<table><tr><td>1<td>2" + attack, "느림.xls", tmp_path)


@pytest.mark.parametrize(
    "page",
    [
        '<html><script>alert("로그인이 필요합니다")</script></html>',
        "<table><tr><td>아이디<td><input><tr><td>비밀번호<td><input type='password'></table>",
        "<table><tr><td>잠시 후 다시 시도해 주세요</td></tr></table>",
        "<table>" + "<!--" * 100,
        'MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related; boundary="a"\n\n--a\n',
    ],
)
def test_web_page_without_a_table_is_still_named_as_one(page: str, tmp_path: Path) -> None:
    assert refusal(page, "인구.xls", tmp_path) == "file_is_a_web_page"


def test_web_page_under_another_name_is_no_table(tmp_path: Path) -> None:
    assert refusal("<table><tr><td>a<td>b<tr><td>1<td>2</table>", "인구.csv", tmp_path) == "file_is_a_web_page"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<table>" + "<tr><td colspan=1000 rowspan=65534>a" + "<td>b" * 3_000 + "<tr><td>c" * 3_000, "sheet_too_large"),
        ("<table><tr>" + "<td colspan=1000>a" * 5, "table_too_wide"),
    ],
)
def test_spans_past_the_limits_are_refused(page: str, code: str, tmp_path: Path) -> None:
    assert refusal(page, "넓은.xls", tmp_path) == code


def test_broken_bytes_of_a_web_page_keep_their_row_aside(tmp_path: Path) -> None:
    page = PAGE.replace("옛 표", "옛 표" * 100).encode("cp949").replace("서구".encode("cp949"), b"\xbc\xad\xff")
    path = tmp_path / "인구.xls"
    path.write_bytes(page)
    [table] = parse({"path": str(path), "name": path.name, "out": str(tmp_path / "out")})["tables"]
    assert (table["rows"], table["quarantined"], table["quarantine_reasons"][0]["code"]) == (2, 1, "broken_bytes")
