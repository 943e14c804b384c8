"""Which version a question is about, with both sides of every edge."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.sharing.core.request import Span
from naru.systems.sharing.core.values import SharedVersion
from naru.systems.sharing.core.versions import asked_version, earliest_since, span_of

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
VERSIONS = [
    SharedVersion(
        number=number,
        at=FIRST + timedelta(days=number),
        lake_table="l",
        lake_version=number,
        version_number=number + 1,
        configuration={},
    )
    for number in (0, 2, 3)
]
NOW = FIRST + timedelta(days=9)


@pytest.mark.parametrize(
    ("version", "timestamp", "number"),
    [
        (None, None, 3),
        (0, None, 0),
        (1, None, None),
        (3, None, 3),
        (4, None, None),
        (None, FIRST - SECOND, None),
        (None, FIRST, 0),
        (None, FIRST + timedelta(days=2) - SECOND, 0),
        (None, FIRST + timedelta(days=2), 2),
        (None, NOW, 3),
        (None, NOW + SECOND, None),
    ],
)
def test_by_number_or_instant(version: int | None, timestamp: datetime | None, number: int | None) -> None:
    if number is not None:
        assert asked_version(VERSIONS, version=version, timestamp=timestamp, now=NOW).number == number
        return
    with pytest.raises(Refused):
        asked_version(VERSIONS, version=version, timestamp=timestamp, now=NOW)


def test_the_first_since_an_instant() -> None:
    assert earliest_since(VERSIONS, FIRST).number == 0
    assert earliest_since(VERSIONS, FIRST + SECOND).number == 2
    assert earliest_since(VERSIONS, FIRST + timedelta(days=3)).number == 3
    with pytest.raises(Refused):
        earliest_since(VERSIONS, FIRST + timedelta(days=3) + SECOND)


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        (Span(first=0), [0, 2, 3]),
        (Span(first=2, last=2), [2]),
        (Span(first_at=FIRST + SECOND, last_at=FIRST + timedelta(days=3) - SECOND), [2]),
        (Span(first=1), None),
        (Span(first=0, last=1), None),
        (Span(first=0, last_at=FIRST - SECOND), None),
        (Span(first=3, last_at=FIRST + timedelta(days=2)), None),
    ],
)
def test_a_span(span: Span, numbers: list[int] | None) -> None:
    if numbers is not None:
        assert [version.number for version in span_of(VERSIONS, span)] == numbers
        return
    with pytest.raises(Refused):
        span_of(VERSIONS, span)
