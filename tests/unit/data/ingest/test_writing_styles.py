"""What "1.613", "1,5" and "02/03/2024" mean is told by their column, and by the other columns of the file."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.ingest.core.writing_styles import PLAIN, Style, reads_as_number, styles, with_point
from naru.data.tables.core import numbers
from tests.tables_read import read_text, rows_of

COMMA = Style(comma_decimals=True)
DAY, MONTH = Style(day_first=True), Style(day_first=False)


def style(texts: list[str], *, name: str = "값", delimiter: str | None = ",", beside: list[str] | None = None) -> Style:
    columns: Mapping[str, tuple[str, list[str]]] = {"c0": (name, texts), "c1": ("다른 열", beside or [])}
    return styles(columns, delimiter)["c0"]


NUMBERS = [
    # a column, what parts the file's cells, another column, the style
    (["1.234,56", "12,5"], ",", [], COMMA),
    (["0,75", "12,50"], ",", [], COMMA),
    (["0,7", "1,2"], ",", [], PLAIN),  # lists of codes as likely
    (["0,7", "1,2"], ";", [], COMMA),
    (["12,5", "3,75"], "\t", [], COMMA),
    (["12,5", "3,75"], ",", [], PLAIN),
    (["12,5", "3,75"], None, [], PLAIN),
    (["12,5", "3,75"], "|", [], PLAIN),
    (["12,5", "3.75"], ";", [], PLAIN),
    (["12,5", "가"], ";", [], PLAIN),
    (["12,5", "1,2,3"], ";", [], PLAIN),
    (["12,5", "점검중", "-"], ";", [], COMMA),
    (["1,2층", "3,4층"], ";", [], PLAIN),
    (["23,78%", "1,20 %"], "\t", [], COMMA),
    (["1.234.567", "12"], ",", [], COMMA),
    (["1,234,567", "12"], ";", [], PLAIN),
    (["1,234", "12,345"], ";", [], PLAIN),
    (["1,234", "12,345"], ";", ["19,47"], PLAIN),  # nothing says it surely
    (["1,234", "12,345"], ";", ["0,75"], COMMA),
    (["1.613", "2.155"], ";", ["1.234,5"], COMMA),
    (["1.613", "2.155"], ";", [], PLAIN),
    (["1.613", "2.155", "379"], ",", [], COMMA),
    (["1.613", "379"], ",", [], PLAIN),  # one may be chance
    (["1.613", "2.155", "99"], ",", [], PLAIN),
    (["1.613", "2.155", "100"], ",", [], COMMA),
    (["1,2", "3,5"], "\t", [], PLAIN),
    (["1,2", "3,5"], "\t", ["0,75"], COMMA),
    (["1,2", "3,55"], "\t", [], COMMA),
    (["1.613", "2.155", "1379"], ",", [], PLAIN),
    (["1.613", "2.155", "379", "0.5"], ",", [], PLAIN),
    (["1.613", "2.155", "379", "12.25"], ",", [], PLAIN),
    (["0.613", "2.155", "379"], ",", [], PLAIN),
    (["37.5665", "35.1798"], ";", ["1.234,5"], PLAIN),
    (["100", "200"], ";", ["1.234,5"], PLAIN),
    (["1 234,50", "12,30"], ";", [], COMMA),
    (["1 234,50", "2 345", "12\u00a0345,75"], ";", [], COMMA),
    (["1 234", "2 345"], ";", ["0,75"], PLAIN),  # blanks before threes say nothing of commas
]  # fmt: skip


@pytest.mark.parametrize(("texts", "delimiter", "beside", "wanted"), NUMBERS)
def test_numbers_are_of_the_style_that_column_and_file_speak_for(
    texts: list[str], delimiter: str | None, beside: list[str], wanted: Style
) -> None:
    assert style(texts, delimiter=delimiter, beside=beside) == wanted


def test_an_averages_three_decimals_part_no_thousands() -> None:
    texts = ["1.613", "2.155", "379"]
    assert (style(texts, name="인구"), style(texts, name="평균 농도")) == (COMMA, PLAIN)
    assert {style(["126.978", "129.075", "129"], name=name, beside=["0,75"]) for name in ("경도", "lon", "X좌표")} == {
        PLAIN
    }


DATES = [
    (["13/01/2024", "02/03/2024"], [], DAY),
    (["01/13/2024", "02/03/2024"], [], MONTH),
    (["13/01/2024", "01/13/2024"], [], PLAIN),
    (["02/03/2024"], [], PLAIN),
    (["02/03/2024"], ["13/01/2024"], DAY),
    (["02/03/2024"], ["01/13/2024"], MONTH),
    (["02/03/2024"], ["01/13/2024", "13/01/2024"], PLAIN),
    (["02/03/2024"], ["1.234,56"], DAY),
    (["13.01.2024 14:30"], [], DAY),
    (["1-13-2024 2:05:00 PM"], [], MONTH),
    (["12/12/2024"], [], PLAIN),
    (["2024/01/13"], ["13/01/2024"], PLAIN),
]


@pytest.mark.parametrize(("texts", "beside", "wanted"), DATES)
def test_dates_have_one_order_a_column(texts: list[str], beside: list[str], wanted: Style) -> None:
    assert style(texts, beside=beside) == wanted


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1.234,50", "1234.50"), ("-1,2", "-1.2"), ("0,0", "0.0"), ("1.613", "1613"), ("379", "379"), ("12,5 %", "12.5%"),
        ("(1.234,5)", "(1234.5)"), ("1 234,5", "1234.5"), ("1.000.000,00", "1000000.00"), ("12.5", None), ("1,234.5", None),
        ("1.2345", None), ("가", None), ("", None), ("1,2,3", None), ("12가", None), ("△1,5", "△1.5"),
    ],
)  # fmt: skip
def test_a_number_with_a_comma_is_written_with_a_point(text: str, written: str | None) -> None:
    assert with_point(text) == written
    assert reads_as_number(text) is (written is not None)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_every_number_survives_the_other_style(value: object) -> None:
    written = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    number = numbers.parse(with_point(written) or "")
    assert number is not None
    assert number.value == value


def test_the_style_is_told_and_rows_beyond_the_sample_are_read_by_it(tmp_path: Path) -> None:
    rows = "".join(f"{i};{i // 1000}.{i % 1000:03},{i % 100:02}\n" for i in range(1_000, 40_000))
    report = read_text(f"번호;금액\n{rows}", tmp_path)
    assert [column.type for column in report.columns] == ["integer", "decimal"]
    assert (report.rows, report.quarantined, report.warnings) == (39_000, 0, ("comma_decimals:금액",))
    assert rows_of(report)[-1] == {"번호": 39_999, "금액": 39_999.99}


def test_dates_of_no_order_stay_text_and_that_is_told(tmp_path: Path) -> None:
    report = read_text("번호,등록일\n1,02/03/2024\n2,01/02/2024\n", tmp_path)
    assert [column.type for column in report.columns] == ["integer", "text"]
    assert report.warnings == ("date_order_unknown:등록일",)


@pytest.mark.parametrize(
    ("odd", "warnings"),
    [
        (["l2", "3O"], ("nearly_numbers:값 (l2, 3O)",)),
        (["12.", "1O"], ("nearly_numbers:값 (12., 1O)",)),
        (["2A", "3O"], ()),
        (["가"], ()),
        (["l2", "3O", "l3", "l4", "l5"], ()),  # too many for slips
    ],
)
def test_slips_of_the_finger_among_numbers_are_told(odd: list[str], warnings: tuple[str, ...], tmp_path: Path) -> None:
    values = [*map(str, range(30)), *odd]
    report = read_text("이름,값\n" + "".join(f"가{i},{value}\n" for i, value in enumerate(values)), tmp_path)
    assert (report.columns[1].type, report.warnings, report.rows) == ("text", warnings, len(values))


def test_codes_are_no_slips(tmp_path: Path) -> None:
    report = read_text("관리번호,값\n" + "".join(f"{i},1\n" for i in [*range(30), "3O"]), tmp_path)
    assert report.warnings == ()
