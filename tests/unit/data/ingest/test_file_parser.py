"""Whole files as the city has them, from their bytes to reports: workbooks, documents, archives, maps."""

import json
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.file_parser import parse
from naru.data.ingest.core.origins import find_files
from naru.data.ingest.core.source_settings import SourceSettings, TableSettings
from naru.data.ingest.core.values import Hints, TableReport
from naru.data.ingest.report_view import reason_words

POINT = {"type": "Point", "coordinates": [129.1, 35.1]}


def read(path: Path, folder: Path, settings: SourceSettings | None = None) -> list[TableReport]:
    asked = {
        "path": str(path),
        "name": path.name,
        "out": str(folder / "out"),
        "settings": (settings or SourceSettings()).to_json(),
    }
    return [TableReport.from_json(table) for table in parse(asked)["tables"]]


def read_text(text: str, name: str, folder: Path, *, encoding: str = "utf-8") -> list[TableReport]:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read(path, folder)


def told_encoding(encoding: str) -> SourceSettings:
    return SourceSettings(tables={"": TableSettings(hints=Hints(encoding=encoding))})


def rows_of(report: TableReport) -> list[list[Any]]:
    return [list(row.values()) for row in pq.read_table(report.parquet).to_pylist()]


def write_workbook(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def test_covers_and_explanations_are_no_tables(tmp_path: Path) -> None:
    table = [["구", "개수"], ["중구", 1], ["서구", 2]]
    words = [["이 파일은 매년 갱신됩니다."], [], ["문의: 통계담당관"]]
    about = [["○ 통계표ID", "DT_1"], ["○ 출처", "통계청"]]
    sheets = {"표지": [["통계연보"]], "자료": table, "알림": words, "메타정보": about}
    path = write_workbook(tmp_path / "통계.xlsx", sheets)
    [report] = read(path, tmp_path)
    assert (report.rows, report.warnings) == (2, ("sheets_passed_over",))


def test_hidden_sheets_are_not_read_and_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "통계.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("자료", "원본", "계산"):
            sheet = book.add_worksheet(name)
            for number, row in enumerate([["구", "개수"], ["중구", 1], ["서구", 2]]):
                sheet.write_row(number, 0, row)
        book.get_worksheet_by_name("원본").hide()
        book.get_worksheet_by_name("계산").very_hidden()
    [report] = read(path, tmp_path)
    assert (report.name, report.warnings) == ("통계", ("sheets_hidden:원본, 계산",))
    assert "원본, 계산" in reason_words(report.warnings[0]).ko


def test_workbook_whose_values_are_all_on_hidden_sheets_says_so(tmp_path: Path) -> None:
    path = tmp_path / "통계.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("표지")
        sheet = book.add_worksheet("원본")
        sheet.write_row(0, 0, ["구", "개수"])
        sheet.hide()
    with pytest.raises(Refused, match="원본"):
        read(path, tmp_path)


def test_a_list_in_one_column_is_a_table(tmp_path: Path) -> None:
    table = [["구", "개수"], ["중구", 1], ["서구", 2]]
    path = write_workbook(tmp_path / "통계.xlsx", {"자료": table, "동": [["동명"], ["광복동"], ["남포동"]]})
    assert [report.name for report in read(path, tmp_path)] == ["자료", "동"]


def test_first_lines_of_a_sheet_are_shown_as_people_see_them(tmp_path: Path) -> None:
    path = tmp_path / "참가.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["행사", "참가율", "일자"])
        sheet.write(1, 0, "축제")
        sheet.write(1, 1, 0.125, book.add_format({"num_format": "0.0%"}))
        sheet.write_datetime(1, 2, date(2024, 5, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    answer = parse({"path": str(path), "name": path.name, "out": str(tmp_path / "out")})
    assert answer["previews"]["참가"][1] == "축제 │ 12.5% │ 2024-05-01"


def test_tables_below_each_other_are_parted(tmp_path: Path) -> None:
    rows = [
        ["표 1. 구별 현황"], ["구", "개수"], ["중구", 1], ["서구", 2], ["※ 2024년 기준"], [],
        ["표 2. 연도별 현황"], ["연도", "합", "비고"], [2020, 5, "x"], [2021, 6, "y"], [], ["자료: 통계과"],
    ]  # fmt: skip
    first, second = read(write_workbook(tmp_path / "통계.xlsx", {"자료": rows}), tmp_path)
    assert (first.name, first.header_line, rows_of(first)) == ("통계", 2, [["중구", 1], ["서구", 2]])
    assert (second.name, second.header_line) == ("표 2. 연도별 현황", 8)
    assert rows_of(second) == [[2020, 5, "x"], [2021, 6, "y"]]
    assert [(note.line, note.text) for note in second.notes] == [(7, "표 2. 연도별 현황"), (12, "자료: 통계과")]


@pytest.mark.parametrize(
    "below",
    [
        [["동구", 3], ["남구", 4]],
        [["구", "개수"], ["동구", 3], ["남구", 4]],
        [["남부"], ["동구", 3], ["남구", 4]],
        [["※ 자료: 통계과"], ["※ 2024년 기준"]],
    ],
)
def test_what_follows_a_blank_row_stays_with_its_table(below: list[list[Any]], tmp_path: Path) -> None:
    rows = [["구", "개수"], ["중구", 1], ["서구", 2], [], *below]
    assert len(read(write_workbook(tmp_path / "통계.xlsx", {"자료": rows}), tmp_path)) == 1


def test_json_lines_of_old_systems_are_read(tmp_path: Path) -> None:
    [report] = read_text('{"이름": "뷁", "값": 1}\n{"이름": "햏", "값": 2}\n', "목록.jsonl", tmp_path, encoding="cp949")
    assert (report.encoding, rows_of(report)) == ("CP949", [["뷁", 1], ["햏", 2]])


def test_json_lines_put_together_one_after_another_are_read(tmp_path: Path) -> None:
    [report] = read_text('\ufeff{"값": 1}\n\ufeff{"값": 2}\n', "목록.jsonl", tmp_path)
    assert (rows_of(report), report.quarantined) == ([[1], [2]], 0)


def test_json_lines_with_commas_behind_them_are_read(tmp_path: Path) -> None:
    [report] = read_text('{"값": 1},\n{"값": 2},\n\n{"값": 3}\n', "목록.json", tmp_path)
    assert (rows_of(report), report.quarantined) == ([[1], [2], [3]], 0)


@pytest.mark.parametrize("marks", ["\ufeff", "\ufeff\ufeff", "\n\ufeff"])
def test_document_under_more_marks_than_one_is_still_a_document(marks: str, tmp_path: Path) -> None:
    [report] = read_text(marks + '[{"구": "중구"}, {"구": "서구"}]', "구.json", tmp_path)
    assert (report.format, rows_of(report)) == ("json", [["중구"], ["서구"]])


def test_json_line_with_broken_bytes_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "목록.jsonl"
    good = [json.dumps({"이름": "가나다라마바사아자차카타파하", "값": i}, ensure_ascii=False) for i in range(20)]
    path.write_bytes("\n".join(good).encode() + b'\n{"\xff": 1}\n')
    [report] = read(path, tmp_path)
    assert (report.encoding, report.rows, report.quarantined) == ("UTF-8", 20, 1)


def test_records_under_their_keys_are_read(tmp_path: Path) -> None:
    [report] = read_text('{"중구": {"인구": 1, "면적": 2.5}, "서구": {"인구": 3, "면적": 1}}', "구.json", tmp_path)
    assert ([column.name for column in report.columns], rows_of(report)) == (
        ["key", "인구", "면적"],
        [["중구", 1, 2.5], ["서구", 3, 1.0]],
    )


def test_every_list_of_records_in_a_document_is_a_table(tmp_path: Path) -> None:
    document = {
        "기준일": "2024-01-01",
        "주차장": {"row": [{"이름": "가", "면수": 10}]},
        "요금": {"row": [{"이름": "가", "요금": "1,000"}, {"이름": "나", "요금": "500"}]},
    }
    lots, fees = read_text(json.dumps(document), "주차.json", tmp_path)
    assert (lots.name, rows_of(lots)) == ("주차장", [["가", 10]])
    assert (fees.name, rows_of(fees)) == ("요금", [["가", 1000], ["나", 500]])


def test_lists_that_only_describe_the_records_are_no_tables(tmp_path: Path) -> None:
    document = {"fields": [{"id": "구"}, {"id": "인구"}, {"id": "면적"}], "records": [{"구": "중구"}, {"구": "서구"}]}
    [report] = read_text(json.dumps(document), "구.json", tmp_path)
    assert (report.name, rows_of(report)) == ("구", [["중구"], ["서구"]])


def test_lists_of_one_kind_under_their_groups_are_one_table(tmp_path: Path) -> None:
    document = {"중구": [{"시설": "공원", "수": 1}, {"시설": "하천", "수": 2}], "서구": [{"시설": "공원", "수": 3}]}
    [report] = read_text(json.dumps(document), "구.json", tmp_path)
    assert rows_of(report) == [["중구", "공원", 1], ["중구", "하천", 2], ["서구", "공원", 3]]


def test_answer_that_comes_as_a_list_of_its_parts_is_read(tmp_path: Path) -> None:
    head = [{"list_total_count": 2}, {"RESULT": {"CODE": "INFO-000"}}, {"api_version": "1.0"}]
    document = {"ParkingPlace": [{"head": head}, {"row": [{"SIGUN": "수원시"}, {"SIGUN": "성남시"}]}]}
    [report] = read_text(json.dumps(document), "주차.json", tmp_path)
    assert rows_of(report) == [["수원시"], ["성남시"]]


def test_what_is_no_record_among_records_is_kept_aside(tmp_path: Path) -> None:
    [report] = read_text('[{"구": "중구"}, "메모", {"구": "서구"}, {"구": "동구"}, []]', "구.json", tmp_path)
    assert (report.rows, report.quarantined) == (3, 2)
    assert report.quarantine is not None
    rows = pq.read_table(report.quarantine).to_pylist()
    assert [(row["line"], row["raw"]) for row in rows] == [(2, '"메모"'), (5, "[]")]


def test_syllables_that_a_mac_took_apart_are_put_together(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "이름,금액\n가,1\n")
    [report] = read_text(text, unicodedata.normalize("NFD", "요금표.csv"), tmp_path)
    assert (report.name, [column.name for column in report.columns]) == ("요금표", ["이름", "금액"])


def test_dos_end_of_file_is_no_row(tmp_path: Path) -> None:
    [report] = read_text("이름,값\r\n가,1\r\n\x1a", "값.csv", tmp_path)
    assert (report.rows, report.quarantined) == (1, 0)


def test_words_about_an_archive_are_passed_over(tmp_path: Path) -> None:
    archive = tmp_path / "자료.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("읽어주세요.txt", "자료 설명입니다.\n문의 바랍니다.\n")
        packed.writestr("값.csv", "이름,값\n가,1\n")
    assert [report.name for report in read(archive, tmp_path)] == ["값"]


def test_files_of_one_name_in_an_archive_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    archive, body = tmp_path / "자료.zip", "구,인구\n중구,1\n"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("2023/인구.csv", "2024/인구.csv", "2024/인구.tsv", "면적.csv"):
            packed.writestr(f"자료/{name}", body)
    assert [report.name for report in read(archive, tmp_path)] == ["2023 인구", "2024 인구", "2024 인구 (2)", "면적"]


def test_folders_that_a_mac_took_apart_name_their_tables_in_whole_syllables(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "인구.zip", "w") as archive:
        for folder in ("중구", "서구"):
            archive.writestr(f"{unicodedata.normalize('NFD', folder)}/인구.csv", "연도,명\n2023,1\n")
    assert [report.name for report in read(tmp_path / "인구.zip", tmp_path)] == ["중구 인구", "서구 인구"]


def test_sheets_of_one_name_in_an_archive_are_told_apart_by_their_files(tmp_path: Path) -> None:
    sheets = {name: [["구", "개수"], ["중구", 1], ["서구", 2]] for name in ("현황", "실적")}
    archive = tmp_path / "자료.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("1월", "2월"):
            packed.write(write_workbook(tmp_path / f"{name}.xlsx", sheets), f"{name}.xlsx")
    names = [report.name for report in read(archive, tmp_path)]
    assert names == ["1월 현황", "1월 실적", "2월 현황", "2월 실적"]


def test_links_out_of_a_folder_and_styles_of_maps_are_no_files_to_load(tmp_path: Path) -> None:
    folder = tmp_path / "자료"
    folder.mkdir()
    for name in ("값.csv", "공원.qml", "공원.shp.xml", "README.md", ".hidden.csv"):
        (folder / name).write_text("이름,값\n")
    (tmp_path / "비밀.csv").write_text("이름,값\n")
    (folder / "밖.csv").symlink_to(tmp_path / "비밀.csv")
    (folder / "안.csv").symlink_to(folder / "값.csv")
    assert [found.path.name for found in find_files(folder)] == ["값.csv", "안.csv"]


@pytest.mark.parametrize("text", ["<qgis/>", '<metadata xml:lang="ko">\n  <Esri>', "<items><item>"])
def test_xml_without_a_declaration_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"XML|web page"):
        read_text(text, "속성.csv", tmp_path)


def test_title_in_angle_brackets_is_no_xml(tmp_path: Path) -> None:
    [report] = read_text("<Figure 1> Population,\n구,인구\n중구,1\n서구,2\n", "인구.csv", tmp_path)
    assert (report.rows, report.header_line) == (2, 2)


def test_header_without_rows_is_told(tmp_path: Path) -> None:
    [report] = read_text("이름,주소\n", "시설.csv", tmp_path)
    assert report.warnings == ("no_rows",)


def test_documents_say_their_encoding(tmp_path: Path) -> None:
    document = json.dumps([{"구": "중구"}, {"구": "뷁"}], ensure_ascii=False)
    [report] = read_text(document, "구.json", tmp_path, encoding="cp949")
    assert (report.encoding, rows_of(report)) == ("CP949", [["중구"], ["뷁"]])


def test_encoding_a_person_names_is_taken_for_documents_too(tmp_path: Path) -> None:
    path = tmp_path / "구.json"
    path.write_bytes('[{"구": "중구"}]'.encode("cp949"))
    [report] = read(path, tmp_path, told_encoding("cp949"))
    assert (report.encoding_grounds, rows_of(report)) == ("as_told", [["중구"]])


def test_document_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "깨짐.json"
    path.write_bytes('[{"이름": "'.encode() + "가나다라마바사아자차카타파하".encode() * 20 + b'\xb0"}]')
    with pytest.raises(Refused, match="is not valid JSON"):
        read(path, tmp_path)
