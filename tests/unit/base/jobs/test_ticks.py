"""The instants of a schedule: the latest one at or before now."""

import itertools
from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from naru.base.jobs.core.ticks import Daily, Every


@pytest.mark.parametrize(
    ("now", "tick"),
    [
        ("2026-11-22T19:00:00+00:00", "2026-11-22T19:00:00+00:00"),
        ("2026-11-22T18:59:59.999999+00:00", "2026-11-21T19:00:00+00:00"),
        ("2026-11-22T19:00:00.000001+00:00", "2026-11-22T19:00:00+00:00"),
        ("2026-11-23T00:30:00+09:00", "2026-11-21T19:00:00+00:00"),
    ],
)
def test_a_daily_tick_is_a_time_of_the_citys_day(now: str, tick: str) -> None:
    last = Daily(time(4, 0)).last_tick(datetime.fromisoformat(now))
    assert last == datetime.fromisoformat(tick)
    assert last.tzinfo is UTC


def test_a_daily_tick_keeps_the_citys_hour_through_summer_time() -> None:
    paris = Daily(time(4, 0), ZoneInfo("Europe/Paris"))
    assert paris.last_tick(datetime(2026, 7, 1, 12, tzinfo=UTC)) == datetime(2026, 7, 1, 2, tzinfo=UTC)
    assert paris.last_tick(datetime(2026, 12, 1, 12, tzinfo=UTC)) == datetime(2026, 12, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "tick"),
    [
        (datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)),
        (datetime(2020, 1, 1, 0, 6, 59, 999999, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)),
        (datetime(2020, 1, 1, 0, 7, tzinfo=UTC), datetime(2020, 1, 1, 0, 7, tzinfo=UTC)),
        (datetime(2019, 12, 31, 23, 59, tzinfo=UTC), datetime(2019, 12, 31, 23, 53, tzinfo=UTC)),
        (datetime(2020, 1, 1, 9, 15, tzinfo=timezone(timedelta(hours=9))), datetime(2020, 1, 1, 0, 14, tzinfo=UTC)),
    ],
)
def test_a_rhythm_ticks_from_one_instant_on(now: datetime, tick: datetime) -> None:
    assert Every(timedelta(minutes=7)).last_tick(now) == tick


def test_ticks_do_not_depend_on_when_one_looks() -> None:
    rhythm = Every(timedelta(minutes=7))
    start = datetime(2026, 11, 22, tzinfo=UTC)
    ticks = sorted({rhythm.last_tick(start + timedelta(seconds=s)) for s in range(0, 7 * 60 * 10, 13)})
    assert len(ticks) == 11
    assert {later - sooner for sooner, later in itertools.pairwise(ticks)} == {rhythm.step}
