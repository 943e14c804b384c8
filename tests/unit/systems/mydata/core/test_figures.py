"""Public figures: nobody can be told from them."""

import pytest
from hypothesis import given as sampled
from hypothesis import strategies as st

from naru.systems.mydata.core.figures import Counts, figures


@pytest.mark.parametrize(
    ("agreed", "withdrew", "said"),
    [
        (0, 0, (0, 0, 0)),
        (4, 0, (None, None, None)),
        (5, 0, (5, 0, 5)),
        (5, 5, (5, 5, 0)),
        (20, 4, (None, None, None)),
        (20, 5, (20, 5, 15)),
        (20, 16, (None, None, None)),
        (20, 15, (20, 15, 5)),
    ],
)
def test_a_small_cell_withholds_what_would_give_it_away(
    agreed: int, withdrew: int, said: tuple[int | None, int | None, int | None]
) -> None:
    answer = figures(Counts(agreed=agreed, withdrew=withdrew), smallest=5)
    assert (answer.agreed, answer.withdrew, answer.sharing) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [([], None), ([1.0] * 4, None), ([1.0] * 5, 1), ([0.1, 0.2, 0.3, 8, 9], 1), ([1, 2, 3.5, 4, 90], 4)],
)
def test_how_fast_is_a_median_in_whole_hours_of_enough_people(hours: list[float], said: int | None) -> None:
    assert figures(Counts(agreed=9, withdrew=9, deletion_hours=hours), smallest=5).deletion_hours == said


@sampled(st.integers(0, 60), st.integers(0, 60), st.integers(1, 12))
def test_no_figure_is_of_fewer_people_than_may_be_told(agreed: int, withdrew: int, smallest: int) -> None:
    answer = figures(Counts(agreed=agreed, withdrew=min(agreed, withdrew)), smallest=smallest)
    said = [answer.agreed, answer.withdrew, answer.sharing]
    assert all(each is None for each in said) or all(each == 0 or each >= smallest for each in said if each is not None)
    assert answer.is_withheld == (answer.agreed is None)
