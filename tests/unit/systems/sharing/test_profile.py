"""The profile file, as the protocol's version 1 has it."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from naru.systems.sharing.core.profile import profile

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("endpoint", "expires", "expected"),
    [
        ("https://city.kr/share/", NOON, ("https://city.kr/share", "2026-03-01T12:00:00.000Z")),
        ("https://city.kr/share", NOON + timedelta(seconds=0.9), ("https://city.kr/share", "2026-03-01T12:00:00.000Z")),
        (
            "https://city.kr",
            NOON.astimezone(timezone(timedelta(hours=9))),
            ("https://city.kr", "2026-03-01T12:00:00.000Z"),
        ),
    ],
)
def test_a_profile_says_where_by_what_and_until_when(
    endpoint: str, expires: datetime, expected: tuple[str, str]
) -> None:
    written = json.loads(profile(endpoint=endpoint, token="narushare_x", expires=expires))
    assert written == {
        "shareCredentialsVersion": 1,
        "endpoint": expected[0],
        "bearerToken": "narushare_x",
        "expirationTime": expected[1],
    }
