"""An indicator's breakdown as columns: named by its code list, kept back where rows are few."""

from naru.base.kit.words import Words
from naru.systems.sectors import figures, pictures
from naru.systems.sectors.core.code_lists import code_list_of
from naru.systems.sectors.core.indicators import Cell, Figure

DISTRICTS = code_list_of(
    {"name": "d", "edition": "1", "complete": True, "codes": [["26110", "중구", "Jung"], ["26140", "서구", "Seo"]]}
)


def drawn(*cells: tuple[str, float | None], named: bool = True) -> pictures.FigurePicture:
    indicator = next(each for each in figures.indicators() if each.by_codes)
    found = Figure(
        indicator=indicator,
        value=1.0,
        rows=9,
        datasets=1,
        digest="",
        cells=tuple(Cell(label=label, value=value, rows=None if value is None else 9) for label, value in cells),
    )
    return pictures.figure(found, DISTRICTS if named else None)


def test_ends_are_named_by_the_code_list_and_by_the_code_where_it_has_none() -> None:
    found = drawn(("26110", 1.0), ("26140", 3.0), ("99999", 2.0))
    assert (found.highest, found.lowest) == (Words("서구 3.0", "Seo 3.0"), Words("중구 1.0", "Jung 1.0"))
    assert [each.label.ko for each in found.columns] == ["중구", "서구", "99999"]
    assert [each.height for each in found.columns] == [33, 100, 67]


def test_without_a_code_list_the_code_stands() -> None:
    assert drawn(("26110", 1.0), named=False).highest == Words("26110 1.0", "26110 1.0")


def test_where_every_cell_is_kept_back_no_end_is_told() -> None:
    found = drawn(("26110", None), ("26140", None))
    assert (found.highest, found.lowest) == (None, None)
    assert {each.height for each in found.columns} == {6}
