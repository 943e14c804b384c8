"""A dataset in figures, out of what is known of its tables."""

from dataclasses import replace

import pytest

from naru.data.catalogue.core.columns import Bin, Column, ColumnType, Meaning, Profile
from naru.data.catalogue.core.dataset_figures import TableFigures, figures_of


def histogram(bars: int) -> tuple[Bin, ...]:
    return tuple(Bin(low=place, high=place + 1, count=1) for place in range(bars))


def column(name: str, type_: ColumnType, *, bars: int = 0, distinct: int = 0, **more: object) -> Column:
    ends = {name: more.pop(name, None) for name in ("minimum", "maximum")}
    profile = Profile(histogram=histogram(bars), **ends)  # type: ignore[arg-type]
    return Column(name=name, alias=name, type=type_, distinct=distinct, profile=profile, **more)  # type: ignore[arg-type]


FEE = column("요금", ColumnType.INTEGER, bars=5, distinct=9, nulls=2)
DAY = column("날짜", ColumnType.DATE, bars=3, distinct=2, minimum="2024-01-31", maximum="2024-05-01")
MONTH = column("월", ColumnType.MONTH, minimum="2023-11-01", maximum="2023-12-01")
YEAR = column("연도", ColumnType.YEAR, minimum=2021, maximum=2026)
FEES = TableFigures(name="요금표", sql_name="fees", rows=10, quarantined=1, bytes=100, columns=(FEE, DAY))
PLACES = TableFigures(name="위치", sql_name="places", rows=4, quarantined=0, bytes=0, columns=(MONTH,))


def test_without_a_table_there_are_no_figures() -> None:
    assert figures_of([]) is None


def test_figures_are_sums_over_the_tables() -> None:
    found = figures_of([PLACES, FEES])
    assert found is not None
    assert (found.tables, found.rows, found.quarantined, found.bytes) == (2, 14, 1, 100)
    assert found.filled == 1 - 2 / 24
    assert (found.since, found.until) == ("2023-11", "2024-05-01")
    assert (found.largest, found.largest_rows) == ("fees", 10)
    assert found.names == ("위치", "월", "요금표", "요금", "날짜")


@pytest.mark.parametrize(
    ("columns", "ends"),
    [((YEAR,), ("2021", "2026")), ((FEE,), ("", "")), ((replace(DAY, profile=None),), ("", "")), ((), ("", ""))],
)
def test_the_period_is_of_columns_that_tell_time(columns: tuple[Column, ...], ends: tuple[str, str]) -> None:
    found = figures_of([replace(FEES, columns=columns)])
    assert found is not None
    assert (found.since, found.until) == ends


@pytest.mark.parametrize(
    ("columns", "pictured"),
    [
        ((FEE, DAY), DAY),  # time before numbers
        ((FEE, column("면수", ColumnType.INTEGER, bars=5, distinct=10)), "면수"),  # more values
        ((column("적음", ColumnType.INTEGER, bars=2),), None),
        ((column("번호", ColumnType.INTEGER, bars=5, meaning=Meaning.IDENTIFIER),), None),
        ((column("이름", ColumnType.TEXT),), None),
        ((), None),
    ],
)
def test_the_picture_is_of_the_column_that_shows_most(
    columns: tuple[Column, ...], pictured: Column | str | None
) -> None:
    found = figures_of([replace(FEES, columns=columns)])
    assert found is not None
    shown = found.pictured.name if isinstance(pictured, str) and found.pictured else found.pictured
    assert shown == pictured


def test_of_no_cells_none_is_filled() -> None:
    found = figures_of([replace(FEES, rows=0, columns=())])
    assert found is not None
    assert found.filled is None
