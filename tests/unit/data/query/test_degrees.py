"""Plane coordinates become degrees of WGS 84."""

import math

import pytest

from naru.data.query.core.degrees import degrees


def test_the_origin_of_a_projection_is_where_it_says() -> None:
    assert degrees([200_000.0], [600_000.0], epsg=5186).tolist() == [[127.0, 38.0]]
    assert degrees([1_000_000.0], [2_000_000.0], epsg=5179).tolist() == [[127.5, 38.0]]


def test_degrees_have_seven_places() -> None:
    [[x, y]] = degrees([389_000.123], [287_000.456], epsg=5186).tolist()
    assert (x, y) == (round(x, 7), round(y, 7))
    assert (x, y) == pytest.approx((129.0743025, 35.1616595), abs=2e-7)


@pytest.mark.parametrize(
    ("x", "y"),
    [(None, 600_000.0), (200_000.0, None), (math.nan, 600_000.0), (math.inf, 600_000.0), (200_000.0, -math.inf), (1e300, 1.0)],
)  # fmt: skip
def test_what_has_no_place_is_nowhere(x: float | None, y: float | None) -> None:
    first, second = degrees([x, 200_000.0], [y, 600_000.0], epsg=5186).tolist()
    assert all(math.isnan(side) for side in first)
    assert second == [127.0, 38.0]


def test_no_rows_are_no_places() -> None:
    assert degrees([], [], epsg=5186).shape == (0, 2)
