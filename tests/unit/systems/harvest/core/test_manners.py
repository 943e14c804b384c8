"""When a host is asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.systems.harvest.core.manners import back_off, next_seoul_midnight, retry_after

NOW = datetime(2026, 11, 3, 14, 59, tzinfo=UTC)
SAID = {
    "120": timedelta(seconds=120),
    "0": timedelta(0),
    "99999999": timedelta(hours=24),
    "Tue, 03 Nov 2026 15:00:00 GMT": timedelta(minutes=1),
    "Tue, 03 Nov 2026 14:00:00 GMT": timedelta(0),
    "soon": None,
    "": None,
    "-5": None,
}


@pytest.mark.parametrize("said", SAID)
def test_retry_after(said: str) -> None:
    assert retry_after(said, NOW) == SAID[said]


@pytest.mark.parametrize(("tries", "seconds"), [(1, 1), (2, 2), (3, 4), (7, 64), (20, 64)])
def test_back_off(tries: int, seconds: int) -> None:
    assert back_off(tries) == timedelta(seconds=seconds)


def test_a_quota_begins_anew_at_midnight_in_seoul() -> None:
    assert next_seoul_midnight(NOW) == datetime(2026, 11, 3, 15, tzinfo=UTC)
    assert next_seoul_midnight(NOW + timedelta(minutes=1)) == datetime(2026, 11, 4, 15, tzinfo=UTC)
