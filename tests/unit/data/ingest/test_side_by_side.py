"""Tables beside each other: a drawing in, the columns of each table out."""

from dataclasses import replace

import pytest

from naru.data.ingest.core.blocks import tables_in
from naru.data.ingest.core.side_by_side import parted
from naru.data.ingest.core.values import Cell, Grid, Merge


def cell_of(text: str) -> Cell:
    text = text.strip()
    return int(text) if text.isdigit() else text or None


def grid_of(text: str) -> Grid:
    rows = [[cell_of(cell) for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    return Grid(name="표", rows=rows)


def heads(grids: list[Grid]) -> list[list[str]]:
    return [
        [str(cell) for cell in next(row for row in grid.rows if sum(c is not None for c in row) > 1)] for grid in grids
    ]


CASES = [
    ("two tables", "구|인구||시설|좌석\n중구|1||도서관|12\n동구|2||체육관|13\n서구|3||회관|14", [["구", "인구"], ["시설", "좌석"]]),
    ("of different heights", "구|인구||시설|좌석\n중구|1||도서관|12\n동구|2||체육관|13\n서구|3|||", [["구", "인구"], ["시설", "좌석"]]),
    ("three tables", "구|인구||동|집||시설|좌석\n가|1||라|4||도|7\n나|2||마|5||체|8\n다|3||바|6||회|9", [["구", "인구"], ["동", "집"], ["시설", "좌석"]]),
    ("one that goes on", "구|인구||구|인구\n중구|1||남구|4\n동구|2||북구|5\n서구|3||강서구|6", [["구", "인구"], ["구", "인구"]]),
    ("texts of different heights", "구|동||코드|뜻\n중구|가||a|공공\n동구|나||b|민간\n서구|다||||", [["구", "동"], ["코드", "뜻"]]),
    ("figures right of the gap", "구|남||여|계\n중구|1||2|3\n동구|2||3|5\n서구|3||4|7", None),
    ("an address right of the gap", "시설|좌석||주소|넓이\n도|1||가로 1|3\n체|2||나로 2|5\n회|3||다로 3|7", None),
    ("remarks right of the gap", "시설|좌석||비고|넓이\n도|1||가|3\n체|2||나|5\n회|3||다|7", None),
    ("names that come again", "구|인구||구분|집\n중구|1||가|4\n동구|2||가|5\n서구|3||나|6", None),
    ("one column right of the gap", "구|인구||시설\n중구|1||도\n동구|2||체\n서구|3||회", None),
    ("no gap", "구|인구|시설|좌석\n중구|1|도|12\n동구|2|체|13\n서구|3|회|14", None),
    ("texts of one height", "구|동||코드|뜻\n중구|가||a|공공\n동구|나||b|민간\n서구|다||c|기타", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_columns_that_name_rows_begin_a_table(text: str, names: list[list[str]] | None) -> None:
    grid = grid_of(text)
    found = parted(grid)
    assert found == [grid] if names is None else heads(found) == names


def test_a_name_merged_over_the_gap_keeps_a_table_whole() -> None:
    grid = grid_of("구|시설|||계\n중구|1||도서관|12\n동구|2||체육관|13\n서구|3||회관|14")
    whole = replace(grid, merges=[Merge(0, 1, 0, 3)])
    assert parted(whole) == [whole]


def test_merged_ranges_and_names_go_with_their_table() -> None:
    grid = grid_of("|||시설 현황|\n구|인구||시설|좌석\n중구|1||도|12\n동구|2||체|13\n서구|3||회|14")
    left, right = tables_in(replace(grid, merges=[Merge(0, 3, 0, 4)], is_typed=True, warnings=("rows_hidden:1",)))
    assert (left.name, right.name) == ("표", "시설 현황")
    assert (left.merges, right.merges) == ([], [Merge(0, 0, 0, 1)])
    assert all(side.is_typed and side.warnings for side in (left, right))


def test_tables_below_each_other_may_have_others_beside_them() -> None:
    side = "구|인구||시설|좌석\n중구|1||도|12\n동구|2||체|13\n서구|3||회|14"
    below = "품목|값|||\n쌀|5|||\n콩|6|||\n팥|7|||"
    names = heads(tables_in(grid_of(f"{side}\n||||\n{below}")))
    assert [name[:2] for name in names] == [["구", "인구"], ["품목", "값"], ["시설", "좌석"]]
