"""Signs that free work looks like employment."""

from datetime import UTC, datetime, timedelta

from naru.systems.work.core.employment_signs import signs

MONDAY = datetime(2026, 3, 2, 0, tzinfo=UTC)  # 09:00 in the city


def taken(weeks: int, days: int = 5, *, hours: tuple[int, ...] = (0,)) -> list[datetime]:
    return [
        MONDAY + timedelta(weeks=week, days=day, hours=hours[day % len(hours)])
        for week in range(weeks)
        for day in range(days)
    ]


def names(found: list[datetime], week_hours: list[float] | None = None) -> list[str]:
    return [each.name for each in signs(found, week_hours=week_hours or [], hours_from=35)]


def test_the_same_hours_for_weeks() -> None:
    assert names(taken(4)) == ["fixed_hours"]
    assert names(taken(3)) == []
    assert names(taken(4, days=3)) == []
    assert names(taken(4, days=4)) == ["fixed_hours"]
    assert names(taken(4, hours=(0, 2))) == ["fixed_hours"]
    assert names(taken(4, hours=(0, 3))) == []
    assert names([]) == []


def test_full_weeks() -> None:
    assert names([], [35, 35, 35, 35]) == ["full_weeks"]
    assert names([], [35, 35, 35, 34.9]) == []
    assert names([], [35, 35, 35]) == []
    assert names([], [1, 40, 40, 40, 40]) == ["full_weeks"]
