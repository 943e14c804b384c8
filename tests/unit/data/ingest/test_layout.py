"""Where the table lies: rows in, layout out."""

import pytest

from naru.data.ingest.core import layout as module
from naru.data.ingest.core.layout import Layout, find_layout, footer_rows, is_datum, is_label


def rows_of(text: str) -> list[list[str]]:
    """Rows of a small drawing: lines, and cells between bars."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]


def layout_of(text: str, **hints: int) -> Layout:
    return find_layout(rows_of(text), **hints)


@pytest.mark.parametrize(
    ("cell", "datum", "label"),
    [
        ("1,395", True, False), ("△3.2", True, False), ("2024-05-01", True, False), ("051 123-4567", True, False),
        ("051-", True, False), ("12가", False, True), ("가", False, True), ("", False, False), ("-", False, False), (" … ", False, False),
    ],
)  # fmt: skip
def test_cell_is_datum_or_label(cell: str, datum: bool, label: bool) -> None:
    assert (is_datum(cell), is_label(cell)) == (datum, label)


BODY = "\n중구|1|2\n서구|3|4\n동구|5|6"
CASES = [
    ("plain header", "구|남|여" + BODY, (0,), 1),
    ("title and unit above", "인구||\n(단위: 명)||\n구|남|여" + BODY, (2,), 3),
    ("no header", "1|2|3\n4|5|6\n7|8|9", (), 0),
    ("no header with texts", "중구|1|2\n서구|3|4\n동구|5|6", (), 0),
    ("two levels", "구|인구|\n|남|여" + BODY, (0, 1), 2),
    ("years over parts", "구|2022|2023\n|남(명)|남(명)" + BODY, (0, 1), 2),
    ("years as names", "구|2022|2023" + BODY, (0,), 1),
    ("years downwards", "구|2023|2022" + BODY, (0,), 1),
    ("years in no order", "구|2023|2021|2022\n중구|1|2|3\n서구|3|4|5\n동구|5|6|7", (0,), 1),
    ("years in no order among such", "구|2023|2021|2022\n중구|1998|2002|2003\n서구|3|4|5\n동구|5|6|7", (), 0),
    ("one year over its parts", "구|2016|2016|2016\n구|계|남|여\n중구|9|5|4\n서구|7|3|4\n동구|8|6|2", (0, 1), 2),
    ("codes over counts", "연월|11010|11020\n2023-01|5|6\n2023-02|8|9\n2023-03|1|2", (0,), 1),
    ("ranges of ages over counts", "구|0-9|10-19\n중구|55|66\n서구|38|49\n동구|21|32", (0,), 1),
    ("units row", "구|수|넓이\n|명|㎡" + BODY, (0,), 2),
    ("units row among three", "구|수|넓이\n구|남|넓이\n|명|㎡" + BODY, (0, 1), 3),
    ("only texts", "이름|주소\n가|나\n다|라", (0,), 1),
    ("only texts with repetition", "가|나\n다|라\n가|마", (), 0),
    ("pair above", "기관|부산|\n구|남|여" + BODY, (0, 1), 2),
    ("date pair above", "조사일|2024-03-01|\n구|남|여" + BODY, (1,), 2),
    ("two levels of texts", "구군|시설|시설|비고\n구군|공원|하천|비고" + "\n가|Y|N|x\n나|N|N|y\n다|Y|N|x", (0, 1), 2),
    (
        "two levels of texts, merged cells left empty",
        "구군|시설||비고\n|공원|하천|" + "\n가|Y|N|x\n나|N|N|y\n다|Y|N|x",
        (0, 1),
        2,
    ),
    ("texts below that are no parts", "구군|시설||비고\n가|공원|하천|x\n나|Y|N|x\n다|N|N|x", (0,), 1),
    (
        "a level of few cells",
        "구분|인구||||\n|남|여|수|합|계" + "\n중구|1|2|3|4|5\n서구|2|3|4|5|6\n동구|2|3|4|5|6",
        (0, 1),
        2,
    ),
    (
        "a pair of few cells",
        "기관|부산||||\n구|남|여|수|합|계" + "\n중구|1|2|3|4|5\n서구|2|3|4|5|6\n동구|2|3|4|5|6",
        (1,),
        2,
    ),
    ("two rows above a gap", "A|B|C\np|q|r\n||\n||\nx|y|1\nz|w|2\nv|u|3", (0, 1), 2),
    ("words above no gap", "A|B|C\np|q|r\nx|y|1\nz|w|2\nv|u|3", (0,), 1),
    ("words in the first row of data", "이름|요금|층\n가|미정|X\n나|2|3\n다|3|4\n라|4|5\n마|5|6", (0,), 1),
    (
        "a header of two rows that comes again",
        "구|2022|2023\n|남(명)|남(명)\n중구|1|2\n구|2022|2023\n서구|3|4",
        (0, 1),
        2,
    ),
    ("a remark far above", "○ 설명: 가||||\n구|남|여|수|합\n중구|1|2|3|4\n서구|2|3|4|5\n동구|3|4|5|6", (1,), 2),
    ("repeated whole header below", "구|남|여\n중구|1|2\n구|남|여\n서구|3|4\n동구|5|6", (0,), 1),
]


@pytest.mark.parametrize(("text", "header", "first"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_header_and_first_row_are_found(text: str, header: tuple[int, ...], first: int) -> None:
    layout = layout_of(text)
    assert (layout.header, layout.first) == (header, first)


def test_whole_layout_of_a_table_with_everything() -> None:
    layout = layout_of(
        "구별 인구|||\n(단위: 명)|||\n구||인구|\n||남|여(%)\n중구|x|1|2\n서구|y|3|4\n동구|z|5|6\n북구|z|5|6"
    )
    assert layout == Layout(
        width=4,
        header=(2, 3),
        first=4,
        names=("구", "열 2", "인구 / 남", "인구 / 여(%)"),
        nameless=frozenset({1}),
        units=(None, None, None, "%"),
        stated_unit="명",
        notes=(0, 1),
        has_data=True,
    )


def test_persons_word_is_taken() -> None:
    text = "제목|a|b\n구|남|여" + BODY
    assert (layout_of(text, header_at=1).header, layout_of(text, header_at=0, header_rows=2).header) == ((1,), (0, 1))
    bare = layout_of(text, header_at=1, header_rows=0)
    assert (bare.header, bare.first, bare.names, bare.nameless) == ((), 1, ("열 1", "열 2", "열 3"), frozenset())


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("a|b|c\n1|2|3\n1|2", 3), ("a|b\n1|2\n1|2|3", 2), ("a|b|\n1|2|", 2), ("|a|b\n|1|2", 3), ("가||\na|b|\n1|2|", 2), ("||가\na|b|\n1|2|", 2), ("a\n1", 1),
        ("○ 가\n○ 나\n○ 다\na|b\n1|2\n○ 라", 2), ("○ 가\n○ 나\n○ 다\na|b\n○ 라", 1), ("○ 가\na|b\n○ 나\n1|2\n○ 다", 1),
        ("\n", 0),
    ],
)  # fmt: skip
def test_width_is_the_commonest(text: str, width: int) -> None:
    rows = [line.split("|") if line else [""] for line in text.split("\n")]
    assert find_layout(rows).width == width


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("중구|1|2\n※ 자료||", 1), ("중구|1|2\n||\n※ 자료||\n주) 설명||", 3), ("중구|1|2", 0), ("※ 자료||\n중구|1|2", 0),
        ("중구|1|2\n합계||", 0), ("중구|1|2\n" + "가" * 20 + "||", 0), ("중구|1|2\n" + "가" * 21 + "||", 1),
        ("중구|1\n" + "가" * 21 + "|", 0), ("중구|1\n※ 자료|", 1), ("중구\n※ 자료", 0), ("중구|1|2\n1|※|", 0),
        ("중구|1|2|3\n자료 : 통계청|||Source : KOSTAT", 1), ("중구|1|2\n자료 : 통계청||Source : KOSTAT", 0),
        ("중구|1\n자료 : 통계청|Source : KOSTAT", 0), ("중구|1|2|3\n자료 : 통계청|||한국", 0), ("중구|1|2\n※ 가|※ 가|※ 가", 1),
        ("중구|1|2|3|4\n자료 : 가|주 : 나|출처 : 다|source : a|", 0), ("||\n※ 가||", 2),
    ],
)  # fmt: skip
def test_remarks_at_the_end_are_counted(text: str, count: int) -> None:
    rows = rows_of(text)
    assert footer_rows(rows, len(rows[0])) == count


@pytest.mark.parametrize("rows", [6, 7])
def test_a_header_has_at_most_six_rows(rows: int) -> None:
    upper = "\n".join(f"|단{i}|" for i in range(rows - 1))
    found = layout_of(f"{upper}\n구|남|여" + BODY * 5)
    assert len(found.header) <= 6


@pytest.mark.parametrize(
    ("groups", "header"),
    [("10대|20대", (0,)), ("3대|5대", ())],
)
def test_groups_counted_over_numbers_are_names(groups: str, header: tuple[int, ...]) -> None:
    body = BODY if header else "\n중구|1대|2대\n서구|3대|4대\n동구|5대|6대"
    assert layout_of(f"구|{groups}" + body).header == header


@pytest.mark.parametrize(
    ("upper", "is_title"),
    [("부산|부산|부산", True), ("|인구|인구", False), ("부산|부산|", True), ("부산||부산", False)],
)
def test_one_text_merged_over_the_rows_beginning_is_a_title(upper: str, is_title: bool) -> None:
    layout = layout_of(f"{upper}\n구|남|여" + BODY)
    assert (0 in layout.notes) is is_title


@pytest.mark.parametrize(
    ("second", "rows"), [("sido_nm|popltn_cnt|y", 2), ("sido nm|popltn|y", 1), ("시도|popltn|y", 1)]
)
def test_field_names_under_names_are_header_too(second: str, rows: int) -> None:
    assert len(layout_of(f"시도명|인구|여\n{second}" + BODY).header) == rows


@pytest.mark.parametrize(("data", "has"), [(6, True), (5, False)])
def test_columns_of_six_data_in_ten_are_data(data: int, has: bool) -> None:
    body = "\n".join(f"구{i}|{i if (i - 6) % 10 < data else '가나'}" for i in range(26))
    assert layout_of(f"구|값\n{body}").has_data is has


def test_a_row_of_units_may_have_a_label_of_its_own() -> None:
    text = "구|수|넓이\n단위|명|㎡" + BODY
    found = layout_of(text)
    assert (found.header, found.first, found.units) == ((0,), 2, (None, "명", "㎡"))
    told = layout_of(text, header_at=0, header_rows=1)
    assert (told.header, told.first, told.units) == ((0,), 1, (None, None, None))


def test_a_header_written_twice_is_one() -> None:
    found = layout_of("구|남(명)|남(명)\n구|남(명)|남(명)" + BODY)
    assert (found.header, found.first) == ((0,), 1)


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("(단위: 명)||", "명"),
        ("(단위: 명)||\n(단위: 명)||", "명"),
        ("(단위: 명)||\n(단위: 원)||", None),
        ("인구||", None),
    ],
)
def test_one_unit_is_stated_or_none(above: str, unit: str | None) -> None:
    assert layout_of(f"{above}\n구|남|여{BODY}").stated_unit == unit


@pytest.mark.parametrize(
    ("text", "width"), [("a|b\n1|2|3", 3), ("1|2|3\na|b", 3), ("가||\n||나", 3), ("가||\n나||", 3)]
)
def test_the_wider_of_two_is_taken_and_lone_cells_say_nothing(text: str, width: int) -> None:
    assert layout_of(text).width == width


# --- what a row is ---


@pytest.mark.parametrize(
    ("row", "width", "reaches"),
    [
        ("a|b|", 3, True),
        ("a||", 3, False),
        ("a|b||", 4, True),
        ("a|b|||", 5, False),
        ("a|", 2, False),
        ("a|b", 2, True),
        ("a", 1, True),
        ("", 1, False),
        ("a|b|c|d", 3, True),
        ("a|b|c|d|e", 3, False),
    ],
)
def test_a_row_filled_by_half_reaches_across(row: str, width: int, reaches: bool) -> None:
    assert module._reaches(rows_of(row)[0], width) is reaches


@pytest.mark.parametrize(
    ("rows", "width", "is_pair"),
    [
        ("기관|부산||\n구|남|여|수", 4, True),
        ("기관|부산|\n구|남|여", 3, False),
        ("조사일|2024-03-01|\n구|남|여", 3, True),
        ("조사일|2024-03-01\n구|남", 2, False),
        ("기관|부산\n구|남|여|수", 4, True),
        ("기관\n구|남|여|수", 4, False),
        ("기관|||\n구|남|여|수", 4, False),
        ("|부산||\n구|남|여|수", 4, False),
        ("기관|부산|x|\n구|남|여|수", 4, False),
        ("기관|부산||\n기관|남|여|수", 4, False),
        ("기관|부산||\n|남|여|수", 4, False),
        ("기관|부산||\n|||\n구|남|여|수", 4, True),
        ("기관|부산||", 4, False),
    ],
)
def test_a_name_and_a_value_alone_are_a_pair(rows: str, width: int, is_pair: bool) -> None:
    assert module._is_pair(rows_of(rows), 0, width) is is_pair


@pytest.mark.parametrize(
    ("rows", "width", "is_title"),
    [
        ("부산|부산|부산\na|b|c\nd|e|f", 3, True),
        ("부산|부산|\na|b|c\nd|e|f", 3, True),
        ("부산|부산\na|b\nd|e", 2, False),
        ("부산||\na|b|c\nd|e|f", 3, False),
        ("부산|구|\na|b|c\nd|e|f", 3, False),
        ("부산||부산\na|b|c\nd|e|f", 3, False),
        ("|부산|부산\na|b|c\nd|e|f", 3, False),
        ("|부산|부산\n|b|c\n|e|f", 3, True),
        ("|부산|부산\na|b|c\n|e|f", 3, True),
        ("부산|부산|부산", 3, True),
        ("부산|부산|", 3, False),
    ],
)
def test_a_merged_text_over_the_rows_beginning_is_a_title(rows: str, width: int, is_title: bool) -> None:
    assert module._is_merged_title(rows_of(rows), 0, width) is is_title


@pytest.mark.parametrize(
    ("row", "width", "is_level"),
    [
        ("구분|인구|||", 5, True),
        ("구분|구분", 2, False),
        ("구분|인구", 4, False),
        ("구분|인구", 3, True),
        ("2022|인구", 2, False),
        ("2022|2023", 2, True),
        ("2022|2023|인구", 3, True),
        ("2022년 1분기|2022년 2분기", 2, True),
        ("2022-01|2022-02", 2, True),
        ("2022-01-01|2022-01-02", 2, False),
        ("가:|나", 2, False),
        ("구분|" + "가" * 29, 2, True),
        ("구분|" + "가" * 30, 2, False),
        ("구분|12", 2, False),
    ],
)
def test_an_upper_header_row_has_few_different_labels(row: str, width: int, is_level: bool) -> None:
    assert module._is_level(rows_of(row)[0], width) is is_level


@pytest.mark.parametrize(
    ("row", "is_units"),
    [
        ("명", True),
        ("|명|㎡", True),
        ("단위|명|㎡", True),
        ("단위|명", False),
        ("이름|남녀|명|㎡", False),
        ("구|남녀", False),
        ("", False),
    ],
)
def test_a_row_of_units_has_little_else(row: str, is_units: bool) -> None:
    assert module._is_units(rows_of(row)[0]) is is_units


@pytest.mark.parametrize(
    ("below", "are_parts"),
    [
        ("|공원|하천|", True),
        ("구군|공원|하천|비고", True),
        ("구|공원|하천|", False),
        ("|공원||", False),
        ("|공원|하천|x", False),
    ],
)
def test_parts_stand_under_what_spans_several_columns(below: str, are_parts: bool) -> None:
    for above in ("구군|시설||비고", "구군|시설|시설|비고"):
        assert module._parts(rows_of(f"{above}\n{below}"), 1, 4) is are_parts
    assert not module._parts(rows_of("a|b\n|"), 1, 2)
    assert not module._parts(rows_of("a|\nb|c"), 1, 2)


# --- what the rows below say of one ---


@pytest.mark.parametrize(
    ("rows", "header", "says_all"),
    [
        ("구|남|\n가|1|", (0,), True),
        ("구|남|\n가|1|2", (0,), False),
        ("구|남|남\n가|1|2", (0,), False),
        ("구|남|\n가|1|2\n나|1|", (0,), False),
        ("||제목\n구|남|\n가|1|", (1,), True),
        ("구|인구|\n|남|여\n가|1|2", (0, 1), True),
    ],
)
def test_a_header_says_all_where_each_used_column_has_a_name(
    rows: str, header: tuple[int, ...], says_all: bool
) -> None:
    assert module._says_all(rows_of(rows), header, 3) is says_all


@pytest.mark.parametrize(
    ("rows", "goes_on"),
    [
        ("행정구역|2022\n행정구역|총인구", True),
        ("행정구역|2022\n|총인구", True),
        ("|2022\n|총인구", False),
        ("구|2022\n동|총인구", False),
        ("구|인구\ngu|popltn", True),
    ],
)
def test_a_header_goes_on_where_its_labels_do(rows: str, goes_on: bool) -> None:
    assert module._goes_on(rows_of(rows), 0, 1, {1}) is goes_on


@pytest.mark.parametrize(
    ("rows", "again", "whole"),
    [
        ("가|나\n다|나", True, False),
        ("가|나\n다|라", False, False),
        ("가|나\n가|나", False, True),
        ("가|나\n가|나\n가|다", True, True),
        ("가|\n다|", False, False),
        ("가|나\n나|가", False, False),
    ],
)
def test_a_cell_or_a_whole_row_comes_again(rows: str, again: bool, whole: bool) -> None:
    found = module._comes_again(rows_of(rows), 0), module._comes_again(rows_of(rows), 0, whole=True)
    assert found == (again, whole)


def column(*cells: str) -> list[list[str]]:
    return [[cell] for cell in cells]


DAY = "2021-01-01"


@pytest.mark.parametrize(
    ("below", "holds"),
    [
        ([DAY, "가"], True),
        ([DAY, "가", "나"], False),
        ([DAY, "가", "", " "], True),
        (["가", "나", DAY], False),
        ([*[DAY] * 14, *["가"] * 15, DAY], False),
        ([*[DAY] * 15, *["가"] * 14, "가", "가"], True),
    ],
)
def test_a_column_of_moments_has_them_in_half_its_cells(below: list[str], holds: bool) -> None:
    assert module._holds_moments(column("2022", *below), 0, 0) is holds


@pytest.mark.parametrize(
    ("cells", "is_group"),
    [
        (["10대", "1", "2"], True),
        (["3대", "1대", "2"], False),
        (["3대", "1대", "2", "3"], True),
        (["3대", "1", "2대", "3대"], False),
        (["3", "1"], False),
        (["3대", "가"], False),
        (["가", "1"], False),
        (["3대", *["1"] * 14, *["1대"] * 15, "1", "1"], False),
        (["3대", *["1"] * 15, *["1대"] * 14, "1대", "1대"], True),
    ],
)
def test_a_counted_number_over_bare_ones_is_a_group(cells: list[str], is_group: bool) -> None:
    assert module._is_group(column(*cells), 0, 0) is is_group


@pytest.mark.parametrize(
    ("rows", "share"),
    [
        ("구|2022|2023\n중구|1|2", 1.0),
        ("구|2023|2022\n중구|1|2", 1.0),
        ("구|2023|2021|2022\n중구|1|2|3", 0.0),
        ("구|2022|2022|2023\n중구|1|2|3", 1.0),
        ("구|2022\n중구|1", 0.0),
        ("구|2022년\n중구|1", 1.0),
        ("구|남|3\n중구|1|2", 0.5),
        ("일자|2022년 1월\nx|2022년 2월", 0.0),
        ("구|10대|3\n중구|1|2", 0.5),
        ("구||\n중구|1|2", 0.0),
    ],
)
def test_names_over_data_are_labels_periods_in_order_and_groups(rows: str, share: float) -> None:
    drawn = rows_of(rows)
    assert module._labelled(drawn, 0, set(range(1, len(drawn[0])))) == share


@pytest.mark.parametrize(
    ("cells", "is_data"),
    [
        (["가"] * 2 + ["1"] * 2, True),
        (["가"] * 6 + ["1"] * 7, True),
        (["가"] * 7 + ["1"] * 6, True),
        (["가"] * 6 + ["1"] * 72 + ["가"] * 48 + ["가"], True),
        (["가"] * 6 + ["1"] * 71 + ["가"] * 49 + ["1"], False),
        (["-", "-", "1", "-"], True),
        (["-", "-", "-", "-"], False),
        (["1", "1", "가", "가"], False),
    ],
)
def test_a_data_column_is_judged_below_the_headers_likely_end(cells: list[str], is_data: bool) -> None:
    assert module._data_columns(column(*cells), 1) == ({0} if is_data else set())
