"""Which places lie in the country: both sides of each of its four edges."""

import numpy as np
import pytest

from naru.data.ingest.core.formats.country import in_country, share_in_country

INSIDE = (127.4, 36.3)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (INSIDE, True),
        ((124.0, 36.3), True),
        ((123.999, 36.3), False),
        ((132.1, 36.3), True),
        ((132.101, 36.3), False),
        ((127.4, 32.0), True),
        ((127.4, 31.999), False),
        ((127.4, 39.0), True),
        ((127.4, 39.001), False),
        ((36.3, 127.4), False),  # exchanged
        ((0.0, 0.0), False),
    ],
)
def test_a_place_is_inside_or_not(place: tuple[float, float], expected: bool) -> None:
    assert in_country(np.array([place])).tolist() == [expected]


@pytest.mark.parametrize(
    ("places", "share"),
    [
        ([INSIDE, INSIDE, (0.0, 0.0), INSIDE], 0.75),
        ([INSIDE, (np.nan, 36.3), (127.4, np.inf)], 1.0),
        ([(np.nan, np.nan)], None),
    ],
)
def test_the_share_is_of_places_that_are_said(places: list[tuple[float, float]], share: float | None) -> None:
    assert share_in_country(np.array(places)) == share


def test_no_places_have_no_share() -> None:
    assert share_in_country(np.empty((0, 2))) is None
