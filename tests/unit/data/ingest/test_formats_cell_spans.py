"""Cells with spans laid out in rows."""

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats import cell_spans
from naru.data.ingest.core.formats.cell_spans import Laid, as_cell, check_extent
from naru.data.ingest.core.values import Cell, Merge


def test_cells_stand_one_after_another_over_as_many_places_as_they_say() -> None:
    laid = Laid("표", "표.xls")
    laid.row()
    laid.cell("가", across=2)
    laid.cell("나")
    laid.row()
    laid.cell("다")
    grid = laid.grid("이름")
    assert (grid.name, grid.rows, grid.merges) == ("이름", [["가", None, "나"], ["다"]], [Merge(0, 0, 0, 1)])
    assert laid.width == 3


def test_a_cell_gives_way_to_what_reaches_down_from_above() -> None:
    laid = Laid("표", "표.xls")
    laid.row()
    laid.cell("가", down=2)
    laid.cell("나", across=2, down=3)
    laid.cell("다")
    for text in ("라", "마", "바"):
        laid.row()
        laid.cell(text)
        laid.cell(text)
    assert laid.grid("").rows == [
        ["가", "나", None, "다"], [None, None, None, "라", "라"], ["마", None, None, "마"], ["바", "바"],
    ]  # fmt: skip


def test_a_cell_without_a_row_begins_the_first() -> None:
    laid = Laid("표", "표.xls")
    laid.cell("가")
    assert laid.rows == [["가"]]


def test_rows_and_cells_stand_where_they_say_but_never_back() -> None:
    laid = Laid("표", "표.xls")
    laid.row(2)
    laid.cell("가", at=1)
    laid.cell("나", at=0)
    laid.row(1)
    laid.cell("다")
    assert laid.rows == [[], [], [None, "가", "나"], ["다"]]


def test_nothing_reaches_over_the_end_of_a_section() -> None:
    laid = Laid("표", "표.xls")
    laid.row()
    laid.cell("가", down=5)
    laid.end_section()
    laid.row()
    laid.cell("나", down=9)
    laid.row()
    assert (laid.grid("").merges, laid.rows[1]) == ([Merge(0, 0, 0, 0), Merge(1, 0, 2, 0)], ["나"])


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (3.0, 3), (-3.0, -3), (3.5, 3.5), (float(2**53 - 1), 2**53 - 1), (float(2**53), float(2**53)), ("", None),
        ("가", "가"), (None, None), (True, True), (7, 7), (float("inf"), float("inf")),
    ],
)  # fmt: skip
def test_number_that_a_person_typed_whole_is_whole(value: Cell, cell: Cell) -> None:
    assert (as_cell(value), type(as_cell(value))) == (cell, type(cell))


@pytest.mark.parametrize(
    ("height", "width", "code"),
    [(3_000, 4_000, ""), (3_001, 4_000, "sheet_too_large"), (1, 4_096, ""), (1, 4_097, "table_too_wide")],
)
def test_extent_has_its_limits(height: int, width: int, code: str) -> None:
    if not code:
        check_extent("표.xls", "표", height, width)
        return
    with pytest.raises(Refused) as refused:
        check_extent("표.xls", "표", height, width)
    assert (refused.value.code, refused.value.facts["file"], refused.value.facts["columns"]) == (code, "표.xls", width)


def test_layout_is_refused_as_soon_as_it_outgrows_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_spans, "CELLS_LIMIT", 12)
    laid = Laid("표", "표.xls")
    laid.row()
    laid.cell("가", across=4)
    laid.row(2)
    with pytest.raises(Refused, match="표"):
        laid.row(3)
    with pytest.raises(Refused):
        laid.cell("나", across=5)
    with pytest.raises(Refused):
        Laid("표", "표.xls").row(12)
    Laid("표", "표.xls").row(11)


@pytest.mark.parametrize(("down", "fits"), [(3, True), (4, False)])
def test_area_of_all_spans_is_limited_too(down: int, fits: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_spans, "CELLS_LIMIT", 12)
    laid = Laid("표", "표.xls")
    laid.row(down - 1)
    laid.merges[:] = [Merge(0, 0, down - 1, 1), Merge(0, 2, down - 1, 3)]
    if fits:
        assert laid.grid("").rows
    else:
        with pytest.raises(Refused):
            laid.grid("")
