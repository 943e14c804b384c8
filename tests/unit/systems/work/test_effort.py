"""Time at work is never more than really passed."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.systems.work.core.effort import counted_ms

SINCE = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("claimed", "passed_ms", "counted"),
    [(900, 1000, 900), (1000, 1000, 1000), (1001, 1000, 1000), (-5, 1000, 0), (500, -1000, 0), (0, 1000, 0)],
)
def test_what_can_be_true(claimed: int, passed_ms: int, counted: int) -> None:
    now = SINCE + timedelta(milliseconds=passed_ms)
    assert counted_ms(claimed, since=SINCE, now=now) == counted
