"""Where one is in a numbered list, and which numbers a pager shows."""

import pytest

from naru.base.kit.pager import Pages


@pytest.mark.parametrize(
    ("total", "number", "pages"),
    [
        (0, 1, (1, 1)),
        (1, 1, (1, 1)),
        (20, 1, (1, 1)),
        (21, 1, (1, 2)),
        (40, 2, (2, 2)),
        (41, 3, (3, 3)),
        (41, 4, (3, 3)),
        (41, 99, (3, 3)),
        (41, 0, (1, 3)),
        (41, -1, (1, 3)),
    ],
)
def test_a_number_outside_becomes_the_nearest_inside(total: int, number: int, pages: tuple[int, int]) -> None:
    assert Pages.of(total, size=20, number=number) == Pages(number=pages[0], last=pages[1])


@pytest.mark.parametrize(("number", "previous", "following"), [(1, 1, 2), (2, 1, 3), (3, 2, 3)])
def test_neighbours_stay_inside(number: int, previous: int, following: int) -> None:
    pages = Pages(number=number, last=3)
    assert (pages.previous, pages.next) == (previous, following)


@pytest.mark.parametrize(
    ("number", "last", "around"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 4, [1, 2, 3, 4]),
        (1, 5, [1, 2, 3, None, 5]),
        (1, 9, [1, 2, 3, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, 6, None, 9]),
        (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]),
        (6, 9, [1, None, 4, 5, 6, 7, 8, 9]),
        (9, 9, [1, None, 7, 8, 9]),
    ],
)
def test_a_pager_shows_the_ends_and_the_neighbours(number: int, last: int, around: list[int | None]) -> None:
    assert Pages(number=number, last=last).around == around
