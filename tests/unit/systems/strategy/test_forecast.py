"""A line through what was measured, and what it says of a target."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from naru.systems.strategy.core.forecast import Forecast, Outlook, forecast
from naru.systems.strategy.core.progress import Direction
from naru.systems.strategy.core.series import Point

DAY = date(2026, 1, 1)


def points(*values: float, definition: str = "a") -> list[Point]:
    return [
        Point(
            on=DAY + timedelta(days=n),
            value=Decimal(str(value)),
            definition=definition,
            known=datetime(2027, 1, 1, tzinfo=UTC),
        )
        for n, value in enumerate(values)
    ]


def test_a_straight_line_goes_on_without_doubt() -> None:
    found = forecast(points(0, 2, 4, 6), DAY + timedelta(days=10))
    assert found is not None
    assert (found.low, found.middle, found.high) == pytest.approx((20, 20, 20))


def test_the_interval_is_that_of_a_new_observation() -> None:
    """Worked by hand: y = 1, 3, 2, 4 at x = 0..3; slope 0.8, intercept 1.3, s² = 0.9, at x = 4: 4.5 ± 4.303 · √(0.9 · 2.5)."""
    found = forecast(points(1, 3, 2, 4), DAY + timedelta(days=4))
    assert found is not None
    half = 4.303 * (0.9 * (1 + 1 / 4 + 2.5**2 / 5)) ** 0.5
    assert (found.low, found.middle, found.high) == pytest.approx((4.5 - half, 4.5, 4.5 + half))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_points_forecast_nothing(count: int) -> None:
    assert forecast(points(*range(count)), DAY) is None


def test_many_points_on_one_day_forecast_nothing() -> None:
    assert forecast(points(1)[:1] * 5, DAY) is None


def test_no_line_goes_through_two_definitions() -> None:
    with pytest.raises(AssertionError):
        forecast([*points(1, 2, 3), *points(4, definition="b")], DAY)


@pytest.mark.parametrize(
    ("target", "direction", "outlook"),
    [
        (5, Direction.UP, Outlook.REACHES),
        (5.1, Direction.UP, Outlook.MAY),
        (9, Direction.UP, Outlook.MAY),
        (9.1, Direction.UP, Outlook.MISSES),
        (9, Direction.DOWN, Outlook.REACHES),
        (8.9, Direction.DOWN, Outlook.MAY),
        (5, Direction.DOWN, Outlook.MAY),
        (4.9, Direction.DOWN, Outlook.MISSES),
    ],
)
def test_a_target_is_judged_by_the_interval(target: float, direction: Direction, outlook: Outlook) -> None:
    assert Forecast(on=DAY, low=5, middle=7, high=9).outlook(target, direction) is outlook
