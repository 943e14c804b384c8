"""Parameters of addresses: each bound from both sides, and what is misspelt is refused."""

from datetime import UTC, datetime

import pytest

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.listing import ListingFilter
from naru.systems.protocols.core import parameters


@pytest.mark.parametrize(
    ("said", "read"),
    [("", 5), (" ", 5), ("1", 1), ("9", 9), ("10", 9), ("0", None), ("-1", None), ("x", None), ("1.5", None),
     ("٣", None), ("9" * 18, 9), ("9" * 19, None), ("-", None)],
)  # fmt: skip
def test_a_number_within_bounds(said: str, read: int | None) -> None:
    if read is not None:
        assert parameters.number({"limit": said}, "limit", default=5, least=1, most=9) == read
        return
    with pytest.raises(Refused) as found:
        parameters.number({"limit": said}, "limit", default=5, least=1, most=9)
    assert (found.value.code, found.value.facts["wanted"]) == ("parameter_unreadable", "1…9")


def test_below_zero_is_a_number_where_it_may_be() -> None:
    assert parameters.number({"a": "-3"}, "a", default=0, least=-3, most=9) == -3
    assert parameters.number({"a": "0"}, "a", default=7, most=9) == 0


@pytest.mark.parametrize(
    ("said", "is_end", "read"),
    [
        ("2026-11-03", False, datetime(2026, 11, 3, tzinfo=CITY_ZONE)),
        ("2026-11-03", True, datetime(2026, 11, 3, 23, 59, 59, 999_999, CITY_ZONE)),
        ("2026-11-03T01:02:03Z", True, datetime(2026, 11, 3, 1, 2, 3, tzinfo=UTC)),
        ("2026-11-03T01:02:03", False, datetime(2026, 11, 3, 1, 2, 3, tzinfo=UTC)),
        ("2026-11-03T10:02:03+09:00", False, datetime(2026, 11, 3, 1, 2, 3, tzinfo=UTC)),
        ("2026-13-03", False, None),
        ("어제", False, None),
        ("9999-12-31", True, datetime(9999, 12, 31, 23, 59, 59, 999_999, CITY_ZONE)),
        ("0001-01-01", False, None),
        ("9999-12-31T15:00:00Z", False, None),
        ("9999-12-31T23:59:59-09:00", False, None),
    ],
)
def test_a_day_is_the_citys_and_an_instant_without_offset_utc(said: str, is_end: bool, read: datetime | None) -> None:
    if read is not None:
        found = parameters.instant("since", said, is_end=is_end)
        assert (found, found.tzinfo) == (read, CITY_ZONE)
        return
    with pytest.raises(Refused) as found:
        parameters.instant("since", said, is_end=is_end)
    assert found.value.code == "parameter_unreadable"


def test_what_is_not_known_is_refused_by_name() -> None:
    parameters.only_known({"a": "1"}, frozenset({"a", "b"}))
    with pytest.raises(Refused) as found:
        parameters.only_known({"c": "1"}, frozenset({"b", "a"}))
    assert found.value.facts == {"name": "c", "names": "a, b"}


def test_a_filter_is_read_whole_or_is_empty() -> None:
    assert parameters.listing_filter({}) == ListingFilter()
    given = {
        "modified_since": "2026-11-03",
        "publisher": "a\0",
        "theme": "b",
        "licence": "c",
        "keyword": "d",
        "format": "CSV",
    }
    assert given.keys() == parameters.LISTING
    since = datetime(2026, 11, 3, tzinfo=CITY_ZONE)
    assert parameters.listing_filter(given) == ListingFilter(
        since=since, publisher="a", theme="b", licence="c", keyword="d", format="csv"
    )
