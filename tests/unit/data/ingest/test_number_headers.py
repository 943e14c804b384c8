"""Numbers that name columns, and numbers that are their values: a row and what lies below, in; yes or no, out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.ingest.core.layout import find_layout
from naru.data.ingest.core.number_headers import is_range, names_columns, stands_over

BELOW = "중구|12|7|9|4|8\n서구|3|14|5|6|1"
CASES = [
    ("hours in steps", "역|0|1|2|3|4", BELOW, True),
    ("ages in steps of ten", "구|0|10|20|30|40", BELOW, True),
    ("five in steps over rows in steps", "구|0|1|2|3|4", "중구|0|2|4|6|8\n서구|1|4|7|10|13", True),
    ("four in steps over rows in steps", "구|0|1|2|3|", "중구|0|2|4|6|\n서구|1|4|7|10|", False),
    ("four in steps", "구|1|2|3|4|", "중구|12|7|9|4|\n서구|3|14|5|6|", True),
    ("in no steps and near", "구|10|12|9|14|8", BELOW, False),
    ("all alike", "구|5|5|5|5|5", BELOW, False),
    ("codes ten times apart", "구|141|251|161|371|911", BELOW, True),
    ("codes hardly ten times apart", "구|120|251|161|371|911", BELOW, False),
    ("codes of different lengths", "구|1410|251|161|371|911", BELOW, False),
    ("codes far below", "구|11|12|17|19|25", "중구|512|417|519|614|718", True),
    ("sums", "구|141|251|161|371|911", "중구|100|200|100|300|900\n서구|41|51|61|71|11", False),
    ("totals", "합계|141|251|161|371|911", BELOW, False),
    ("the whole country", "전국|141|251|161|371|911", BELOW, False),
    ("nothing beside", "|0|1|2|3|4", BELOW, True),
    ("a total among the names", "구|계|10|20|30|40", BELOW, True),
    ("a decimal among them", "구|0.5|10|20|30|40", BELOW, False),
    ("grouped digits are values", "구|1,410|2,511|1,611|3,711|9,111", BELOW, False),
    ("one number", "구|2023||||", BELOW, False),
    ("nothing below", "구|141|251|161|371|911", "", False),
]  # fmt: skip


def cells(line: str) -> list[str]:
    return line.split("|")


@pytest.mark.parametrize(("head", "below", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_row_of_numbers_names_columns(head: str, below: str, expected: bool) -> None:
    rows = [cells(line) for line in below.splitlines()]
    assert names_columns(cells(head), rows, {1, 2, 3, 4, 5}) is expected


def test_row_without_any_name_is_data() -> None:
    assert not names_columns(["0", "1", "2"], [["7", "5", "9"]], {0, 1, 2})


@pytest.mark.parametrize(
    ("head", "expected"),
    [("구|2016|2016|2016|2016", True), ("구|2016||2017|", True), ("구|2016|2017|2018|", False), ("구||||", False), ("구|2016|계||", False)],
)  # fmt: skip
def test_upper_row_repeats_or_leaves_out(head: str, expected: bool) -> None:
    assert stands_over(cells(head), {1, 2, 3, 4}) is expected


@pytest.mark.parametrize(
    ("cell", "below", "expected"),
    [("20-24", ["5", "6"], True), ("5~9", ["5"], True), ("20-24", ["5-6", "7-8"], False), ("20", ["5"], False), ("1-2-3", ["5"], False)],
)  # fmt: skip
def test_range_over_numbers_is_a_name(cell: str, below: list[str], expected: bool) -> None:
    assert is_range(cell, below) is expected


@given(
    first=st.integers(0, 30),
    step=st.integers(1, 10),
    counts=st.lists(st.lists(st.integers(100, 9999), min_size=6, max_size=6), min_size=3, max_size=8),
)
def test_hours_and_ages_over_counts_are_always_the_header(first: int, step: int, counts: list[list[int]]) -> None:
    head = ["구분", *(str(first + step * i) for i in range(6))]
    layout = find_layout([head, *([f"동{i}", *map(str, row)] for i, row in enumerate(counts))])
    assert (layout.header, layout.names) == ((0,), tuple(head))
