"""Columns at fixed places are found, whether a Hangul letter takes two of them or one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.ingest.core.fixed_width import Places, find_places
from tests.tables_read import read_text, rows_of

ROWS = [
    ["코드", "이름", "인구", "면적"],
    ["11010", "종로구", "139417", "23.91"],
    ["11020", "중구", "1", "9.96"],
    ["11030", "용산구", "21", "1.8"],
]
WIDTHS = (8, 12, 8, 8)


def padded(cell: str, width: int, *, is_wide: bool, right: bool = False) -> str:
    blanks = " " * (width - len(cell) - (sum("가" <= letter <= "힣" for letter in cell) if is_wide else 0))
    return blanks + cell if right else cell + blanks


def written(rows: list[list[str]], *, is_wide: bool, right: bool = False) -> str:
    return "".join(
        "".join(padded(cell, w, is_wide=is_wide, right=right) for cell, w in zip(row, WIDTHS, strict=True)).rstrip()
        + "\n"
        for row in rows
    )


@pytest.mark.parametrize("is_wide", [True, False])
@pytest.mark.parametrize("right", [True, False])
def test_columns_are_cut_at_their_places(is_wide: bool, right: bool) -> None:
    text = written(ROWS, is_wide=is_wide, right=right)
    places = find_places(text)
    assert places is not None
    assert [places.cells_of(line) for line in text.splitlines()] == ROWS


@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
def test_a_file_of_fixed_width_is_a_table_and_that_is_told(codec: str, tmp_path: Path) -> None:
    report = read_text(written(ROWS, is_wide=True), tmp_path, encoding=codec)
    assert [(column.name, column.type) for column in report.columns] == [
        ("코드", "integer"), ("이름", "text"), ("인구", "integer"), ("면적", "decimal"),
    ]  # fmt: skip
    assert (report.rows, report.quarantined, report.warnings) == (3, 0, ("fixed_width",))
    assert rows_of(report)[0] == {"코드": 11010, "이름": "종로구", "인구": 139417, "면적": 23.91}


@pytest.mark.parametrize("rule", ["-", "=", "─"])
def test_a_line_that_rules_off_the_header_is_no_row(rule: str, tmp_path: Path) -> None:
    ruled = [ROWS[0], [rule * 6] * 4, *ROWS[1:]]
    report = read_text(written(ruled, is_wide=True), tmp_path)
    assert (report.rows, report.quarantined) == (3, 0)
    assert rows_of(report)[0] == {"코드": 11010, "이름": "종로구", "인구": 139417, "면적": 23.91}


@pytest.mark.parametrize(
    "text",
    [
        "이름\n도서관\n체육관\n", "가  나\n다  라\n", "가 나 다\n라 마 바\n사 아 자\n", "가\t나  다\n라\t마  바\n사\t아  자\n",
        "첫 줄이  있고\n둘째도\n셋째 줄이 조금 더 깁니다\n넷\n", "",
    ],
)  # fmt: skip
def test_other_text_has_no_places(text: str) -> None:
    assert find_places(text) is None


def test_what_is_behind_the_last_place_is_its_cell() -> None:
    assert Places(starts=(0, 4), is_wide=True).cells_of("가  나다 라") == ["가", "나다 라"]


CELLS = st.text(st.sampled_from("가나다라abc123"), min_size=1, max_size=3)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=3, max_size=8), st.booleans())
def test_cells_come_back_from_their_places(rows: list[list[str]], is_wide: bool) -> None:
    text = written(rows, is_wide=is_wide)
    places = find_places(text)
    assert places is not None
    assert [places.cells_of(line) for line in text.splitlines()] == rows
