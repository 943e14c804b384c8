"""Rows that are all wider than their header: nothing comes under another column's name."""

from pathlib import Path

import pytest

from tests.tables_read import aside_of, read_text, rows_of

JOINED = [
    ("id,등록일,값\n1,Fri, 11 Oct 2024 14:30:00 +0000,5\n2,Sat, 12 Oct 2024 14:30:00 +0000,6\n", "등록일", "datetime"),
    ("id,등록일,값\n1,Oct 11, 2024,5\n2,Oct 12, 2024,6\n", "등록일", "date"),
    ("날짜,값\nMonday, October 14, 2024,5\nTuesday, October 15, 2024,6\n", None, None),  # two cells too many
    ("id,값,등록일\n1,5,Oct 11, 2024\n2,6,Oct 12, 2024\n", "등록일", "date"),
]


@pytest.mark.parametrize(("text", "name", "kind"), JOINED)
def test_a_date_with_a_comma_is_put_together(text: str, name: str | None, kind: str | None, tmp_path: Path) -> None:
    report = read_text(text, tmp_path)
    assert [column.name for column in report.columns] == text.splitlines()[0].split(",")
    if name is None:
        assert (report.rows, report.quarantined, report.warnings[:1]) == (0, 2, ("header_too_short",))
    else:
        assert {column.name: column.type for column in report.columns}[name] == kind
        assert (report.rows, report.quarantined, report.warnings) == (2, 0, ("dates_put_together",))


def test_rows_that_begin_with_their_numbers_keep_them_under_no_name(tmp_path: Path) -> None:
    report = read_text("구,인구\n1,중구,100\n2,동구,200\n3,서구,300\n", tmp_path)
    assert [column.name for column in report.columns] == ["열 1", "구", "인구"]
    assert rows_of(report)[2] == {"열 1": 3, "구": "서구", "인구": 300}


def test_rows_of_which_nobody_can_tell_are_kept_aside(tmp_path: Path) -> None:
    report = read_text("시설,주소,좌석\n도서관,부산, 중구,100\n체육관,부산, 동구,200\n회관,서울,300\n", tmp_path)
    assert [column.name for column in report.columns] == ["시설", "주소", "좌석"]
    assert [row["시설"] for row in rows_of(report)] == ["회관"]
    assert [(row["line"], row["reason"]) for row in aside_of(report)] == [(2, "too_many_cells"), (3, "too_many_cells")]
    assert "header_too_short" in report.warnings


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        (
            "번호,이름,주소\n1,가,대구 중구, 3층\n2,나,대구 동구, 2층\n3,다,대구 서구, 1층\n",
            3,
        ),  # the numbers have a name
        ("순위,이름,주소\n1,가,대구 중구, 3층\n2,나,대구 동구, 2층\n3,다,대구 서구\n", 2),  # a row fits the header
        ("id,주소\n1,중구, 3층\n2,동구, 2층\n", 2),
    ],
)
def test_a_cell_too_many_behind_numbers_shifts_nothing(text: str, aside: int, tmp_path: Path) -> None:
    report = read_text(text, tmp_path)
    assert [column.name for column in report.columns] == text.splitlines()[0].split(",")
    assert (report.quarantined, "header_too_short" in report.warnings) == (aside, True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a,b\n1,2,\n3,4,\n", ["a", "b"]),  # the delimiter at the line's end
        ("a,b,\n1,2,3\n3,4,5\n", ["a", "b", "열 3"]),  # as wide as its rows
        ("a,b,c\n1,2,3\n1,2,3,4\n1,2,3\n", ["a", "b", "c"]),
    ],
)
def test_a_header_that_is_as_wide_as_its_rows_stands(text: str, names: list[str], tmp_path: Path) -> None:
    report = read_text(text, tmp_path)
    assert [column.name for column in report.columns] == names
    assert "header_too_short" not in report.warnings


@pytest.mark.parametrize(
    ("text", "names", "rows", "aside"),
    [
        ("구분,내용\n구분,가\n유형,나\n구분,다\n기타,내용\n", ["구분", "내용"], 4, 0),
        ("시설\n도서관\n시설\n체육관\n회관\n시설\n", ["시설"], 5, 0),
        ("이름,구분\n가,나\n이름,구분\n다,라\n", ["이름", "구분"], 2, 1),  # a page's header
        ("서울,강남\n서울,서초\n부산,중구\n", ["열 1", "열 2"], 3, 0),
        ("유형,강남\n유형,서초\n기타,중구\n", ["유형", "강남"], 2, 0),
        ("서울,강남,x\n서울,서초,유형\n부산,중구,y\n", ["열 1", "열 2", "열 3"], 3, 0),
    ],
)
def test_a_header_may_stand_among_its_values(
    text: str, names: list[str], rows: int, aside: int, tmp_path: Path
) -> None:
    report = read_text(text, tmp_path)
    assert ([column.name for column in report.columns], report.rows, report.quarantined) == (names, rows, aside)
