"""The city's time of an instant."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from naru.base.kit.clock import CITY_ZONE, LAST_INSTANT, SYSTEM_CLOCK, FrozenClock, in_city


@pytest.mark.parametrize(
    ("instant", "in_seoul"),
    [
        (datetime(2026, 11, 22, 15, 0, tzinfo=UTC), "2026-11-23T00:00:00+09:00"),
        (datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC), "2026-11-22T23:59:59+09:00"),
        (datetime(1988, 7, 1, 0, 0, tzinfo=UTC), "1988-07-01T10:00:00+10:00"),  # the last summer time
        (datetime(1988, 12, 1, 0, 0, tzinfo=UTC), "1988-12-01T09:00:00+09:00"),
        (datetime(1960, 1, 1, 0, 0, tzinfo=UTC), "1960-01-01T08:30:00+08:30"),
        (datetime(9999, 12, 31, 14, 59, 59, 999999, tzinfo=UTC), "9999-12-31T23:59:59.999999+09:00"),
        (datetime(9999, 12, 31, 15, 0, tzinfo=UTC), "9999-12-31T23:59:59.999999+09:00"),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))), "9999-12-31T23:59:59.999999+09:00"),
    ],
)
def test_an_instant_in_city_time(instant: datetime, in_seoul: str) -> None:
    assert in_city(instant).isoformat() == in_seoul


def test_the_last_instant_is_the_last_that_can_be_written() -> None:
    assert datetime.max.replace(tzinfo=CITY_ZONE) == LAST_INSTANT
    assert LAST_INSTANT.tzinfo is CITY_ZONE


def test_a_frozen_clock_moves_when_it_is_told_to() -> None:
    clock = FrozenClock(datetime(2026, 11, 22, 14, 59, tzinfo=UTC))
    assert clock.today() == date(2026, 11, 22)
    clock.advance(timedelta(minutes=1))
    assert clock.now() == datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    assert clock.today() == date(2026, 11, 23)


def test_the_systems_clock_tells_the_present_and_the_citys_day() -> None:
    before = datetime.now(UTC)
    now, today = SYSTEM_CLOCK.now(), SYSTEM_CLOCK.today()
    after = datetime.now(UTC)
    assert before <= now <= after
    assert now.utcoffset() == timedelta(0)
    assert today in {in_city(before).date(), in_city(after).date()}
