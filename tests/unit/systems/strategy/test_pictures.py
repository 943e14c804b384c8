"""Small pictures as coordinates."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.strategy.core.pictures import HEIGHT, WIDTH, bar, line, sparkline
from naru.systems.strategy.core.series import Point

D = Decimal


@pytest.mark.parametrize(
    ("value", "baseline", "target", "places"),
    [
        (5000, 2500, 10000, (500, 250, 1000)),
        (59, 2500, 10000, (6, 250, 1000)),
        (20000, 0, 10000, (1000, 0, 500)),
        (-10, 0, 10, (0, 500, 1000)),
        (0, None, None, (0, None, None)),
    ],
)
def test_a_bar_holds_all_that_it_shows(
    value: int, baseline: int | None, target: int | None, places: tuple[int | None, ...]
) -> None:
    found = bar(
        D(value), baseline=None if baseline is None else D(baseline), target=None if target is None else D(target)
    )
    assert (found.value, found.baseline, found.target) == places


def runs(*values: list[int]) -> list[list[Point]]:
    day, found = date(2026, 1, 1), []
    for name, run in enumerate(values):
        found.append([])
        for value in run:
            found[-1].append(
                Point(on=day, value=D(value), definition=str(name), known=datetime(2027, 1, 1, tzinfo=UTC))
            )
            day += timedelta(days=10)
    return found


def test_a_line_breaks_with_its_definition() -> None:
    found = line(runs([0, 10], [5, 10]), target=D(10))
    assert found is not None
    assert len(found.paths) == 2
    assert found.breaks == [500]
    assert found.target == 12
    assert [dot.y for dot in found.dots] == [228, 12, 120, 12]


def test_a_single_point_stands_in_the_middle_without_a_way() -> None:
    found = line(runs([5]), target=None)
    assert found is not None
    assert (found.paths, found.breaks, found.dots[0].x) == ([], [], WIDTH // 2)


def test_nothing_measured_draws_nothing() -> None:
    assert line([], target=D(5)) is None


@given(st.lists(st.lists(st.integers(-100, 100), min_size=1, max_size=5), min_size=1, max_size=4))
def test_every_dot_lies_inside(values: list[list[int]]) -> None:
    found = line(runs(*values), target=None)
    assert found is not None
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in found.dots)


@pytest.mark.parametrize(
    ("amounts", "drawn"),
    [([], ""), ([1, 2], ""), ([3, 3, 3], ""), ([0, 5, 10], "0,22 50,12 100,2"), ([10, 0, 10], "0,2 50,22 100,2")],
)
def test_a_sparkline_shows_only_what_moved(amounts: list[int], drawn: str) -> None:
    assert sparkline(amounts) == drawn
