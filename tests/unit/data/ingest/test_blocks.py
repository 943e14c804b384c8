"""Tables below each other in one sheet."""

import pytest

from naru.data.ingest.core.blocks import tables_in, titled
from naru.data.ingest.core.values import Cell, Grid, Merge

UPPER: list[list[Cell]] = [["구", "수"], ["중구", 1], ["서구", 2]]
LOWER: list[list[Cell]] = [["연도", "합"], [2020, 5], [2021, 6]]
BLANK: list[list[Cell]] = [[None, ""]]


def parts(rows: list[list[Cell]], **about: object) -> list[Grid]:
    return tables_in(Grid(name="자료", rows=rows, **about))  # type: ignore[arg-type]


def names(rows: list[list[Cell]]) -> list[str]:
    return [part.name for part in parts(rows)]


def test_a_sheet_without_gaps_is_one_table() -> None:
    assert parts(UPPER) == [Grid(name="자료", rows=UPPER)]


def test_a_block_with_another_header_is_a_table() -> None:
    first, second = parts([*UPPER, *BLANK, *LOWER], below=["끝"], above=10)
    assert (first.rows, first.above, first.below) == ([*UPPER, *BLANK], 10, ())
    assert (second.rows, second.above, second.below) == (LOWER, 14, ["끝"])
    assert (first.name, second.name) == ("자료", "자료 (2)")


def test_blank_rows_above_the_first_block_stay_with_it() -> None:
    first, second = parts([*BLANK, *UPPER, *BLANK, *LOWER])
    assert ([*first.rows], second.above) == ([*BLANK, *UPPER, *BLANK], 5)


@pytest.mark.parametrize(
    ("title", "name"),
    [("표 2", "표 2"), ("가" * 60, "가" * 60), ("가" * 61, "자료 (2)"), ("자료", "자료 (2)")],
)
def test_a_lower_table_bears_its_title(title: str, name: str) -> None:
    assert names([*UPPER, *BLANK, [title, None], *LOWER]) == ["자료", name]


def test_a_merged_title_said_twice_is_one() -> None:
    assert titled([Grid(name="", rows=UPPER), Grid(name="", rows=[[" 표 ", "표"], *LOWER])], "첫")[1].name == "표"


@pytest.mark.parametrize(
    "block",
    [
        UPPER,
        [["동구", 3], ["남구", 4]],
        [["연도", "합"], [2020, 5]],
        [["연도"], [2020], [2021]],
        [["연도", "합"], ["가", "나"], ["다", "라"]],
    ],
)
def test_a_block_without_a_header_of_its_own_over_numbers_stays(block: list[list[Cell]]) -> None:
    assert names([*UPPER, *BLANK, *block]) == ["자료"]


def test_what_comes_before_the_first_table_is_part_of_it() -> None:
    assert names([["제목", None], *BLANK, *UPPER, *BLANK, *LOWER]) == ["자료"]


def test_a_third_block_is_compared_with_the_second() -> None:
    assert len(parts([*UPPER, *BLANK, *LOWER, *BLANK, *LOWER, *BLANK, *UPPER])) == 3


@pytest.mark.parametrize(("gaps", "count"), [(49, 2), (50, 1)])
def test_a_sheet_of_more_than_fifty_blocks_is_one_table_with_gaps(gaps: int, count: int) -> None:
    rows = [*UPPER, *([*BLANK, ["중구", 1]] * (gaps - 1)), *BLANK, *LOWER]
    assert len(parts(rows)) == count


def test_merged_ranges_go_with_their_block() -> None:
    upper, lower = Merge(0, 0, 1, 1), Merge(5, 0, 6, 1)
    first, second = parts([*UPPER, *BLANK, ["표 2", "표 2"], *LOWER], merges=[upper, Merge(4, 0, 4, 1), lower])
    assert (first.merges, second.merges) == ([upper], [Merge(0, 0, 0, 1), Merge(1, 0, 2, 1)])


def test_a_range_that_reaches_over_the_gap_ends_with_its_block() -> None:
    first, _ = parts([*UPPER, *BLANK, *LOWER], merges=[Merge(2, 0, 9, 0)])
    assert first.merges == [Merge(2, 0, 3, 0)]


@pytest.mark.parametrize(
    ("block", "notes"),
    [
        ([[1, "통계청 기준", None]], ["1 통계청 기준"]),
        ([["주", "가", None], ["자료", "나", None]], ["주 가", "자료 나"]),
        ([[None, "pop", "인구"]], []),  # one more row of the table
        ([["가", "나", "다"], ["라", "마", "바"], ["사", "아", "자"], ["차", "카", "타"]], []),  # as much as the table
    ],
)
def test_what_stands_in_the_margin_below_a_table_is_a_note(block: list[list[Cell]], notes: list[str]) -> None:
    table: list[list[Cell]] = [[None, "항목", "설명"], [None, "hh", "세대"], [None, "area", "면적"]]
    [part] = parts([*table, *BLANK, *block])
    assert list(part.below) == notes
    assert len(part.rows) == len(table) + (1 if notes else 1 + len(block))
