"""Tables as people wrote them: titles, headers, units, footnotes, types, and the rows that do not fit."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.ingest.core import delimited
from naru.data.ingest.core.values import ColumnHint, Hints, Merge
from tests.tables_read import aside_of, column, read_cells, read_text, rows_of


def test_table_is_found_under_title_and_unit_and_above_a_footnote(tmp_path: Path) -> None:
    report = read_text(
        '부산시 구별 인구,,\n(단위: 명),,\n구군,남자,여자\n중구,"20,100","21,395"\n서구,"50,200","52,001"\n'
        '동구,"41,000",-\n※ 자료: 통계청,,\n',
        tmp_path,
    )
    assert (report.header_line, report.header_rows, report.rows, report.quarantined) == (3, 1, 3, 0)
    assert [note.text for note in report.notes] == ["부산시 구별 인구", "(단위: 명)", "※ 자료: 통계청"]
    assert rows_of(report)[2] == {"구군": "동구", "남자": 41_000, "여자": None}
    assert column(report, "여자").unit == "명"
    assert column(report, "구군").meaning is Meaning.DISTRICT_NAME


def test_small_table_among_many_remarks_is_found(tmp_path: Path) -> None:
    above = "".join(f'"○ {name} : {name}"\n' for name in ("통계표명", "통계표ID", "조회기간", "출처", "자료다운일자"))
    below = '"○ 주석"\n"1. 잠정치"\n"2) 2010년 이후 거주불명자 포함"\n"주1) 외국인 제외"\n"출처: 행정안전부"\n'
    table = '"행정구역","2021","2022"\n"서울","9,509","9,428"\n"부산","3,350","-"\n'
    report = read_text(f"{above}\n{table}{below}", tmp_path)
    assert (report.header_line, report.rows, report.quarantined, len(report.notes)) == (7, 2, 0, 10)
    assert rows_of(report)[1] == {"행정구역": "부산", "2021": 3350, "2022": None}


@pytest.mark.parametrize("years", [("2022", "2023"), ("2022년", "2023년"), ("2023.1/4", "2023.2/4")])
def test_years_of_merged_cells_over_their_parts_are_a_header(years: tuple[str, str], tmp_path: Path) -> None:
    first, second = years
    report = read_text(
        f"구별 인구,,,,,,\n구군,{first},,,{second},,\n,남(명),여(명),세대(세대),남(명),여(명),세대(세대)\n"
        "중구,201,204,120,198,200,121\n서구,520,532,300,510,529,302\n",
        tmp_path,
    )
    assert [(c.name, c.unit) for c in report.columns[:2]] == [("구군", None), (f"{first} / 남(명)", "명")]
    assert [(c.name, c.unit) for c in report.columns[-1:]] == [(f"{second} / 세대(세대)", "세대")]
    assert (report.header_line, report.header_rows, report.rows) == (2, 2, 2)


@pytest.mark.parametrize("above", ["기간,2024.01,", "기준년도,2024,", "조사일,2024-01-05,"])
def test_the_date_of_a_whole_table_is_no_header(above: str, tmp_path: Path) -> None:
    report = read_text(f"{above}\n구,인구,면적\n중구,100,2.5\n서구,200,3.5\n", tmp_path)
    assert [c.name for c in report.columns] == ["구", "인구", "면적"]


def test_money_stated_above_the_table_is_money_in_every_column(tmp_path: Path) -> None:
    report = read_text("(단위: 백만원),,\n세목,징수,비율(%)\n취득세,100,10.5\n재산세,200,20.1\n", tmp_path)
    assert [(c.unit, c.meaning) for c in report.columns[1:]] == [("백만원", Meaning.MONEY), ("%", Meaning.PERCENTAGE)]


@pytest.mark.parametrize(("name", "warned"), [("합 계", True), ("소계", True), ("TOTAL", True), ("계산동", False)])
def test_totals_among_the_rows_are_told(name: str, warned: bool, tmp_path: Path) -> None:
    report = read_text(f"구,인구\n{name},300\n중구,100\n서구,200\n", tmp_path)
    assert ("totals_among_rows" in report.warnings) is warned


@pytest.mark.parametrize(
    ("name", "values", "warned"),
    [
        ("법정동코드", ("2.635E+09", "2.644E+09"), True),
        ("관리번호", ("2.02401E+13", "2.02402E+13"), True),
        ("관리번호", ("202401000001", "202401000002"), False),
        ("예산액", ("2.02401E+13", "2.02402E+13"), False),
    ],
)
def test_numbers_that_a_spreadsheet_shortened_are_told(
    name: str, values: tuple[str, str], warned: bool, tmp_path: Path
) -> None:
    report = read_text(f"{name},이름\n{values[0]},가\n{values[1]},나\n", tmp_path)
    assert (f"numbers_shortened:{name}" in report.warnings) is warned


@pytest.mark.parametrize("write", ['="{}"', '"=""{}"""'])
@pytest.mark.parametrize(("rows", "in_memory"), [(2, True), (30_000, True), (30_000, False)])
def test_formulas_that_keep_a_codes_zeros_are_taken_off(
    write: str, rows: int, in_memory: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not in_memory:
        monkeypatch.setattr(delimited, "IN_MEMORY", 0)
    lines = [f"{i},{write.format(f'00{i}')},{write.format(f'051-123-{1000 + i % 9000}')}" for i in range(1, rows + 1)]
    report = read_text("번호,코드,전화\n" + "\n".join(lines) + "\n", tmp_path)
    assert rows_of(report)[1] == {"번호": 2, "코드": "002", "전화": "051-123-1002"}
    assert column(report, "전화").meaning is Meaning.PHONE


def test_codes_that_a_program_took_for_decimals_are_codes_again(tmp_path: Path) -> None:
    report = read_text("행정동코드,이름,값\n2611051000.0,중앙동,1.0\n,미상,2.0\n2611052000.0,동광동,3.5\n", tmp_path)
    assert [list(row.values()) for row in rows_of(report)] == [
        ["2611051000", "중앙동", 1.0],
        [None, "미상", 2.0],
        ["2611052000", "동광동", 3.5],
    ]
    assert report.columns[0].meaning is Meaning.ADMIN_DISTRICT_CODE


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("준공일", ("2001.03", "1999년 5월", "2010-07"), "month"),
        ("기준", ("20240131", "2024-02-29", "2024.3.31."), "date"),
        ("계수", ("2001.03", "1999.5", "2010.7"), "decimal"),
    ],
)
def test_writings_that_leave_no_doubt_decide_for_those_that_do(
    name: str, values: tuple[str, ...], kind: str, tmp_path: Path
) -> None:
    report = read_text(f"이름,{name}\n" + "".join(f"가{i},{value}\n" for i, value in enumerate(values)), tmp_path)
    assert column(report, name).type == kind


def test_closing_words_of_an_office_below_a_table_are_notes(tmp_path: Path) -> None:
    rows: list[list[str | int | None]] = [["연번", "사업명", "국비"], *([i, f"사업{i}", 100 * i] for i in range(1, 6))]
    report = read_cells([*rows, [], ["※ 확정내시 기준"], ["붙임  세부내역 1부.  끝."]], tmp_path)
    assert (report.rows, len(report.notes), column(report, "연번").type) == (5, 2, "integer")


def test_a_formula_that_is_no_text_stays_as_it_is(tmp_path: Path) -> None:
    report = read_text('이름,식\n가,=A1+B1\n나,"=SUM(A1,B1)"\n다,"=""A""&B1"\n', tmp_path)
    assert [row["식"] for row in rows_of(report)] == ["=A1+B1", "=SUM(A1,B1)", '="A"&B1']


@pytest.mark.parametrize("name", ["구군", None])
def test_two_level_header_over_nothing_but_texts_is_found(name: str | None, tmp_path: Path) -> None:
    rows = [["구군", "시설", "시설" if name else None, "비고"], [name, "공원", "하천", None]]
    body = [[f"구{i}", "Y" if i % 2 else "N", "N", "x" if i % 3 else "y"] for i in range(8)]
    report = read_cells([*rows, *body], tmp_path)
    assert [c.name for c in report.columns] == ["구군", "시설 / 공원", "시설 / 하천", "비고"]
    assert report.rows == 8


def test_title_merged_beside_and_over_a_table_is_no_header(tmp_path: Path) -> None:
    rows = [["부산 현황", None, None, None], [None, "구", "남", "여"], [None, "중구", 3, 1], [None, "서구", 4, 2]]
    report = read_cells(rows, tmp_path, [Merge(0, 0, 0, 2)])
    assert [c.name for c in report.columns] == ["구", "남", "여"]
    assert [note.text for note in report.notes] == ["부산 현황"]


def test_one_upper_header_over_its_parts_is_a_header(tmp_path: Path) -> None:
    rows = [[None, "인구", None, None], ["구", "계", "남", "여"], ["중구", 3, 1, 2], ["서구", 4, 2, 2]]
    report = read_cells(rows, tmp_path, [Merge(0, 1, 0, 3)])
    assert [c.name for c in report.columns] == ["구", "인구 / 계", "인구 / 남", "인구 / 여"]


def test_margins_beside_a_table_are_no_columns(tmp_path: Path) -> None:
    report = read_cells([[], [None, None, "시설", "수량"], [None, None, "공원", 3], [None, None, "하천", 4]], tmp_path)
    assert [c.name for c in report.columns] == ["시설", "수량"]
    assert rows_of(report) == [{"시설": "공원", "수량": 3}, {"시설": "하천", "수량": 4}]


def test_facts_above_a_table_are_not_its_header(tmp_path: Path) -> None:
    report = read_text(
        "□ 조사개요,,,\n조사기관,부산광역시,,\n조사일,2024-03-01,,\n,,,\n연번,구군,응답수,비율(%)\n"
        "1,중구,120,10.5\n2,서구,98,8.6\n3,동구,77,6.8\n",
        tmp_path,
    )
    assert [c.name for c in report.columns] == ["연번", "구군", "응답수", "비율(%)"]
    assert [note.text for note in report.notes] == ["□ 조사개요", "조사기관 부산광역시", "조사일 2024-03-01"]


def test_source_in_two_languages_is_a_footnote(tmp_path: Path) -> None:
    report = read_text(
        "구,계,남,여\n중구,3,1,2\n서구,5,2,3\n자료 : 행정안전부,,,Source : Ministry of the Interior\n", tmp_path
    )
    assert (report.rows, report.columns[3].type) == (2, ColumnType.INTEGER)
    assert [note.text for note in report.notes] == ["자료 : 행정안전부 Source : Ministry of the Interior"]


def test_two_level_header_joins_its_names(tmp_path: Path) -> None:
    report = read_text("구분,2005,,2006,\n,남자,여자,남자,여자\n중구,1,2,3,4\n서구,5,6,7,8\n동구,5,6,7,8\n", tmp_path)
    assert [c.name for c in report.columns] == ["구분", "2005 / 남자", "2005 / 여자", "2006 / 남자", "2006 / 여자"]
    assert (report.header_rows, report.rows) == (2, 3)


@pytest.mark.parametrize("words", ["가,미정,X", "가,무료,비공개", "가,해당없음,2층 이하"])
def test_words_in_the_first_row_of_data_are_no_header(words: str, tmp_path: Path) -> None:
    report = read_text(f"이름,요금,층\n{words}\n나,2,3\n다,3,4\n라,4,5\n마,5,6\n", tmp_path)
    assert [c.name for c in report.columns] == ["이름", "요금", "층"]
    assert (report.header_rows, report.rows) == (1, 5)


@pytest.mark.parametrize("first", ["행정구역별", ""])
def test_one_item_under_every_year_is_part_of_the_header(first: str, tmp_path: Path) -> None:
    report = read_text(
        f"행정구역별,2022,2023\n{first},총인구 (명),총인구 (명)\n부산,3,4\n대구,2,5\n인천,3,6\n", tmp_path
    )
    assert [c.name for c in report.columns] == ["행정구역별", "2022 / 총인구 (명)", "2023 / 총인구 (명)"]


def test_field_names_below_names_are_part_of_the_header(tmp_path: Path) -> None:
    report = read_text("시도명,인구\nsido_nm,popltn_cnt\n부산,3\n대구,2\n인천,3\n", tmp_path)
    assert [c.name for c in report.columns] == ["시도명 / sido_nm", "인구 / popltn_cnt"]


def test_merged_ranges_of_a_sheet_are_filled(tmp_path: Path) -> None:
    report = read_cells(
        [
            ["인구 현황", None, None],
            ["구분", "인구", None],
            [None, "남자", "여자"],
            ["중구", 1.0, 2.5],
            ["서구", 3.0, None],
        ],
        tmp_path,
        [Merge(0, 0, 0, 2), Merge(1, 0, 2, 0), Merge(1, 1, 1, 2)],
    )
    assert [c.name for c in report.columns] == ["구분", "인구 / 남자", "인구 / 여자"]
    assert [c.type for c in report.columns] == [ColumnType.TEXT, ColumnType.INTEGER, ColumnType.DECIMAL]


def test_years_across_are_names(tmp_path: Path) -> None:
    report = read_text("구분,2019,2020,2021\n중구,10,20,30\n서구,40,50,60\n", tmp_path)
    assert [c.name for c in report.columns] == ["구분", "2019", "2020", "2021"]


def test_groups_counted_across_are_names(tmp_path: Path) -> None:
    report = read_text("구군,동,0-9세,10대,20대,30대\n중구,남포동,15,20,30,44\n서구,암남동,40,50,60,71\n", tmp_path)
    assert [c.name for c in report.columns] == ["구군", "동", "0-9세", "10대", "20대", "30대"]
    assert [c.unit for c in report.columns] == [None] * 6
    assert report.rows == 2


def test_counted_values_are_no_header(tmp_path: Path) -> None:
    report = read_text("가,3대\n나,5대\n다,7대\n", tmp_path)
    assert (report.header_rows, report.rows) == (0, 3)


def test_file_without_header_gets_clear_names(tmp_path: Path) -> None:
    report = read_text("1,0-4,*\n2,0-4,*\n3,5-9,*\n", tmp_path)
    assert [c.name for c in report.columns] == ["열 1", "열 2", "열 3"]
    assert (report.header_rows, report.rows) == (0, 3)


def test_units_row_becomes_units(tmp_path: Path) -> None:
    report = read_text("지역,수,면적\n,명,㎡\n중구,1,2\n서구,3,4\n동구,5,6\n", tmp_path)
    assert [c.unit for c in report.columns] == [None, "명", "㎡"]


def test_empty_and_repeated_names_are_made_unique(tmp_path: Path) -> None:
    report = read_text("값,,값\n1,2,3\n4,5,6\n", tmp_path)
    assert [c.name for c in report.columns] == ["값", "열 2", "값 (2)"]
    assert len({c.alias for c in report.columns}) == 3


def test_ragged_rows_go_aside_with_line_and_text(tmp_path: Path) -> None:
    report = read_text("a,b\n1,2\n3\n4,5,6\n7,8\n", tmp_path)
    assert [(row["line"], row["raw"], row["reason"]) for row in aside_of(report)] == [
        (3, "3", "too_few_cells"),
        (4, "4,5,6", "too_many_cells"),
    ]
    assert report.rows == 2


def test_line_numbers_count_lines_not_rows(tmp_path: Path) -> None:
    text = "id,memo\n" + "".join(f'{i},"두\n줄"\n' for i in range(300)) + "1,2,3\n"
    [aside] = aside_of(read_text(text, tmp_path))
    assert aside["line"] == 602


def test_few_rubbish_values_go_aside_and_the_column_stays_numeric(tmp_path: Path) -> None:
    rows = [f"{i},{i * 3}" for i in range(3000)]
    rows[1234] = "1234,오류"
    report = read_text("번호,값\n" + "\n".join(rows) + "\n", tmp_path)
    assert column(report, "값").type is ColumnType.INTEGER
    assert report.rows == 2999
    assert aside_of(report) == [
        {"line": 1236, "raw": "1234,오류", "reason": "wrong_type", "column": "값", "value": "오류"}
    ]


def test_an_impossible_day_among_days_goes_aside(tmp_path: Path) -> None:
    days = [f"2024{i % 12 + 1:02}{i % 28 + 1:02}" for i in range(500)]
    report = read_text("신고일자\n" + "\n".join([*days, "20240231"]) + "\n", tmp_path)
    assert (report.columns[0].type, report.rows) == (ColumnType.DATE, 500)
    assert [(row["line"], row["value"]) for row in aside_of(report)] == [(502, "20240231")]


def test_mixed_column_stays_text_and_loses_no_row(tmp_path: Path) -> None:
    rows = "\n".join("12-1" if i % 20 == 0 else str(i) for i in range(500))
    report = read_text(f"번지\n{rows}\n", tmp_path)
    assert (report.columns[0].type, report.rows, report.quarantined) == (ColumnType.TEXT, 500, 0)


def test_one_leading_zero_keeps_a_code_text(tmp_path: Path) -> None:
    rows = "\n".join(str(10_000 + i) for i in range(5000))
    report = read_text(f"관리번호\n{rows}\n00123\n", tmp_path)
    assert report.columns[0].type is ColumnType.TEXT
    assert rows_of(report)[-1]["관리번호"] == "00123"


def test_digits_beyond_64_bits_keep_every_digit(tmp_path: Path) -> None:
    report = read_text("키,값\n12345678901234567891,1\n12345678901234567892,2\n", tmp_path)
    assert rows_of(report)[0]["키"] == "12345678901234567891"


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["9007199254740993.1234", "1.5"], ColumnType.TEXT),
        (["9,007,199,254,740,993.1234", "1.5"], ColumnType.TEXT),
        (["9007199254740993", "1.5"], ColumnType.TEXT),
        (["9007199254740993", "1"], ColumnType.INTEGER),
        (["4503599627370497.5", "1.5"], ColumnType.DECIMAL),
        (["35.17981234567890123", "35.1"], ColumnType.DECIMAL),  # no place is measured so finely
    ],
)
def test_no_digit_of_an_amount_is_lost(values: list[str], kind: ColumnType, tmp_path: Path) -> None:
    report = read_text("키;값\n" + "".join(f"{i};{value}\n" for i, value in enumerate(values)), tmp_path)
    assert report.columns[1].type is kind
    if kind is ColumnType.TEXT:
        assert [row["값"] for row in rows_of(report)] == values


@pytest.mark.parametrize(
    ("name", "values", "kind"),
    [
        ("시점", ["2005.01", "2005.02", "2005.10"], ColumnType.MONTH),
        ("기간", ["2017.1/4", "2017.2/4", "2017.3/4"], ColumnType.QUARTER),
        ("시점", ["2021년 3분기", "2021년 4분기", "-"], ColumnType.QUARTER),
        ("금액", ["2005.01", "13.5", "7.25"], ColumnType.DECIMAL),
        ("연도", ["2019", "2020", "2021"], ColumnType.YEAR),
        ("건수", ["2019", "2020", "2021"], ColumnType.INTEGER),
        ("일자", ["20210812", "20210813", "20210814"], ColumnType.DATE),
        ("개업일", ["21.8.12.", "2021-08-13", "2021년 8월 14일"], ColumnType.DATE),
        ("시각", ["오후 3:05", "오전 9:00", "15:30"], ColumnType.TIME),
        ("일시", ["2021-08-12 15:05", "2021-08-12", "2021-08-12 오후 3:05"], ColumnType.DATETIME),
        ("개방여부", ["Y", "N", "Y"], ColumnType.BOOLEAN),
        ("지하철", ["있음", "없음", "있음"], ColumnType.TEXT),
        ("증감", ["△3.2", "1.5", "…"], ColumnType.DECIMAL),
        ("비고", ["", "x", ""], ColumnType.TEXT),
        ("분류코드", ["1.1", "1.10", "1.2"], ColumnType.TEXT),
        ("축", ["X", "Y", "X"], ColumnType.TEXT),
        ("예약", ["O", "X", "○"], ColumnType.BOOLEAN),
        ("장애인용", ["X", "X", "X"], ColumnType.TEXT),
        ("접수번호", ["202401011230", "202401021315", "202401030900"], ColumnType.INTEGER),
        ("측정일시", ["2024050101", "2024050112", "2024050124"], ColumnType.DATETIME),
        ("관리", ["2024050101", "2024050112", "2024050123"], ColumnType.INTEGER),
        ("dataTime", ["2024-05-01 23:00", "2024-05-01 24:00", "-"], ColumnType.DATETIME),
        ("종료시각", ["18:00", "24:00", "23:30"], ColumnType.TIME),
        ("설치일자", ["45292", "45300", "2024-02-01"], ColumnType.DATE),
        ("설치일자", ["45292", "45300", "3"], ColumnType.INTEGER),
        ("이용객", ["45292", "45300", "45310"], ColumnType.INTEGER),
        ("사업자등록번호", ["1248100998", "1208147521", "2208162517"], ColumnType.TEXT),
    ],
)
def test_type_follows_from_name_and_values(name: str, values: list[str], kind: ColumnType, tmp_path: Path) -> None:
    lines = "\n".join(f"{i},{value}" for i, value in enumerate(values))
    assert column(read_text(f"n,{name}\n{lines}\n", tmp_path), name).type is kind


def test_days_of_a_spreadsheet_become_dates(tmp_path: Path) -> None:
    report = read_text("n,설치일\n1,45292\n2,2024-02-01\n", tmp_path)
    assert [row["설치일"] for row in rows_of(report)] == [date(2024, 1, 1), date(2024, 2, 1)]


def test_mixed_money_is_scaled_to_won(tmp_path: Path) -> None:
    report = read_text('이름,매출\n가,"2,500천원"\n나,3억 2천만원\n다,0\n라,12만원\n', tmp_path)
    assert [row["매출"] for row in rows_of(report)] == [2_500_000, 320_000_000, 0, 120_000]
    assert (column(report, "매출").unit, column(report, "매출").meaning) == ("원", Meaning.MONEY)


def test_money_in_words_stands_beside_money_with_its_unit(tmp_path: Path) -> None:
    report = read_text('사업,예산액\n가,"2,500천원"\n나,3억 2천만\n다,"1,000원"\n', tmp_path)
    assert [row["예산액"] for row in rows_of(report)] == [2_500_000, 320_000_000, 1_000]
    assert column(report, "예산액").unit == "원"


def test_absent_is_missing_among_numbers_and_a_word_in_text(tmp_path: Path) -> None:
    report = read_text("수,시설\n1,없음\n없음,화장실\n3,-\n", tmp_path)
    assert rows_of(report) == [{"수": 1, "시설": "없음"}, {"수": None, "시설": "화장실"}, {"수": 3, "시설": None}]


def test_hints_are_obeyed(tmp_path: Path) -> None:
    hints = Hints(
        header_line=2,
        header_rows=1,
        columns=(
            ColumnHint(source="b", name="금액", alias="amount", type=ColumnType.TEXT),
            ColumnHint(source="c", drop=True),
        ),
    )
    report = read_text("제목,x,y\na,b,c\n1,2,3\n4,5,6\n", tmp_path, hints=hints)
    assert [(c.name, c.alias, c.type) for c in report.columns] == [
        ("a", "a", ColumnType.INTEGER),
        ("금액", "amount", ColumnType.TEXT),
    ]
    assert Hints.from_json(hints.to_json()) == hints


def test_type_asked_for_puts_what_does_not_fit_aside(tmp_path: Path) -> None:
    hints = Hints(columns=(ColumnHint(source="날짜", type=ColumnType.DATE),))
    report = read_text("날짜,값\n2021-08-12,1\n미상일,2\n2021-08-14,3\n", tmp_path, hints=hints)
    assert [row["날짜"] for row in rows_of(report)] == [date(2021, 8, 12), date(2021, 8, 14)]
    assert [row["value"] for row in aside_of(report)] == ["미상일"]


def test_repeated_header_is_kept_aside(tmp_path: Path) -> None:
    report = read_text("이름,값\n가,1\n이름,값\n나,2\n", tmp_path)
    assert [row["reason"] for row in aside_of(report)] == ["repeated_header"]
    assert column(report, "값").type is ColumnType.INTEGER


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end(delimiter: str, end: str, tmp_path: Path) -> None:
    text = end.join(delimiter.join(row) for row in [("이름", "값", "비고"), ("가", "1", "x"), ("나", "2", "y")]) + end
    report = read_text(text, tmp_path)
    assert [c.name for c in report.columns] == ["이름", "값", "비고"]
    assert report.rows == 2


def test_backslash_escapes_a_quote(tmp_path: Path) -> None:
    report = read_text('a,b\n1,"say \\"hi\\", ok"\n2,"plain"\n', tmp_path)
    assert rows_of(report)[0]["b"] == 'say "hi", ok'


def test_open_quote_costs_its_row_and_no_other(tmp_path: Path) -> None:
    report = read_text('a,b\n1,"열린\n2,다음\n3,또\n', tmp_path)
    assert [row["a"] for row in rows_of(report)] == [1, 2, 3]


def test_file_of_blank_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No table"):
        read_text("\n\n  \n", tmp_path)


def test_report_survives_its_json(tmp_path: Path) -> None:
    report = read_text("이름,값\n가,1\n나,x\n", tmp_path)
    assert type(report).from_json(report.to_json()) == report


@pytest.mark.parametrize("in_memory", [1 << 30, -1])
def test_large_files_are_read_like_small_ones(in_memory: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f'{i:05d},"{i * 7:,}", 우동 {i % 9} ,2021-08-{i % 28 + 1:02d},{i % 5}.5%' for i in range(3000)]
    rows[10], rows[20], rows[1500] = "잘린,줄", "00020,오류, 우동 ,2021-08-01,1.5%", "번호,값,동,날짜,비율"
    text = "번호,값,동,날짜,비율\n" + "\n".join(rows) + "\n,,,,\n※ 자료: 나루,,,,\n"
    small = read_text(text, tmp_path)
    small_rows, small_aside = rows_of(small), aside_of(small)
    monkeypatch.setattr(delimited, "SMALL", -1)
    monkeypatch.setattr(delimited, "IN_MEMORY", in_memory)
    large = read_text(text, tmp_path)
    assert (rows_of(large), aside_of(large)) == (small_rows, small_aside)
    assert [(c.type, c.nulls, c.distinct, c.unit) for c in large.columns] == [
        (c.type, c.nulls, c.distinct, c.unit) for c in small.columns
    ]
    assert (large.notes, large.quarantine_reasons, large.rows) == (small.notes, small.quarantine_reasons, 2997)


@pytest.mark.parametrize("in_memory", [1 << 30, 0])
def test_rows_stay_in_the_files_order(in_memory: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "IN_MEMORY", in_memory)
    lines = [f'{i},오후 {i % 11 + 1}:{i % 60:02}:{i // 60 % 60:02},구{i % 7},"{i % 9999:,}"' for i in range(300_000)]
    lines[77_777] = "77777,오전 1:00:00,구1,오류"
    report = read_text("n,시각,구,건수\n" + "\n".join(lines) + "\n", tmp_path)
    assert [column.type for column in report.columns] == [
        ColumnType.INTEGER, ColumnType.TIME, ColumnType.TEXT, ColumnType.INTEGER
    ]  # fmt: skip
    assert report.quarantined == 1
    numbers = pq.read_table(report.parquet, columns=["n"])["n"].to_pylist()
    assert numbers == [i for i in range(300_000) if i != 77_777]


def test_odd_writings_do_not_move_the_rows_of_a_small_table(tmp_path: Path) -> None:
    times = ["오후 9:18", "오전 6:42", "오전 1:02", "오후 11:54", "오후 11:26", "오전 12:25", "오전 2:30", "오전 6:37"]
    changes = ["△12.3", "△39.9", "△35.2", "△4.4", "△30.8", "△40.7", "-", ""]
    lines = [f"항목{i},{time},{change}" for i, (time, change) in enumerate(zip(times, changes, strict=True))]
    report = read_text("이름,시각,증감\n" + "\n".join(lines) + "\n", tmp_path)
    assert [row["이름"] for row in rows_of(report)] == [f"항목{i}" for i in range(8)]


def test_very_wide_table_is_read_whole(tmp_path: Path) -> None:
    width = 450
    header = ",".join(f"값{i}" for i in range(width))
    rows = [",".join(str(i * row) for i in range(width)) for row in range(300)]
    rows[7] = rows[7].replace(",7,", ",오류,", 1)
    report = read_text(f"{header}\n" + "\n".join(rows) + "\n", tmp_path)
    assert (len(report.columns), report.rows, report.quarantined) == (width, 299, 1)
    assert rows_of(report)[-1]["값449"] == 449 * 299


def test_blank_row_repeated_header_and_broken_bytes_in_one_block(tmp_path: Path) -> None:
    lines = ["이름,값", *(f"가{i},{i}" for i in range(300)), ",", "이름,값", "나,1"]
    report = read_text("\n".join(lines).encode() + b"\n\xff,2\n", tmp_path)
    assert [row["reason"] for row in aside_of(report)] == ["repeated_header", "broken_bytes"]
    assert report.rows == 301
