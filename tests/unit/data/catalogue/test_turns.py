"""Several ranked lists read as one."""

import pytest

from naru.data.catalogue.core.turns import in_turns


@pytest.mark.parametrize(
    ("first", "lists", "read"),
    [
        ([], [[1, 2, 3], [4, 5]], [1, 4, 2, 5, 3]),
        ([9], [[1, 9], [2]], [9, 1, 2]),
        ([], [[1, 2], [2, 1]], [1, 2]),
        ([3], [], [3]),
        ([], [[], [1]], [1]),
    ],
)
def test_each_list_has_its_turn_and_each_item_stands_once(
    first: list[int], lists: list[list[int]], read: list[int]
) -> None:
    assert in_turns(first, lists) == read
