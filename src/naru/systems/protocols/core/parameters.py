"""Parameters of addresses, read: numbers within bounds, days and instants."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.listing import ListingFilter
from naru.systems.protocols import refusals as _refusals  # noqa: F401 - declares the sentences

Given = Mapping[str, str]


def number(given: Given, name: str, *, default: int, least: int = 0, most: int) -> int:
    """More than ``most`` is taken as that. Raises ``Refused``: ``parameter_unreadable``."""
    said = given.get(name, "").strip()
    if not said:
        return default
    if not (said.isascii() and said.removeprefix("-").isdigit() and len(said) <= 18) or int(said) < least:
        raise unreadable(name, said, f"{least}…{most}")
    return min(int(said), most)


def instant(name: str, said: str, *, is_end: bool = False) -> datetime:
    """A day (its first instant in the city, its last where ``is_end``) or an instant, which is UTC without an offset; in the
    city's time.

    Raises ``Refused``: ``parameter_unreadable``, also where it has no time in the city or in UTC (the ends of the calendar)."""
    try:
        return _read(said, is_end=is_end).astimezone(UTC).astimezone(CITY_ZONE)
    except (ValueError, OverflowError):
        raise unreadable(name, said, "2026-11-03, 2026-11-03T00:00:00Z") from None


def _read(said: str, *, is_end: bool) -> datetime:
    if len(said) <= 10:
        start = datetime.combine(date.fromisoformat(said), time(), CITY_ZONE)
        return start + timedelta(days=1, microseconds=-1) if is_end else start
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def unreadable(name: str, said: str, wanted: str) -> Refused:
    return Refused("parameter_unreadable", name=name, value=said[:100], wanted=wanted)


def only_known(given: Given, known: frozenset[str]) -> None:
    """A filter that is overlooked because it is misspelt would answer with the wrong things.

    Raises ``Refused``: ``parameter_not_known``."""
    for name in given:
        if name not in known:
            raise Refused("parameter_not_known", name=name[:100], names=", ".join(sorted(known)))


LISTING = frozenset({"modified_since", "publisher", "theme", "licence", "keyword", "format"})


def listing_filter(given: Given) -> ListingFilter:
    """What of the catalogue is asked for. Raises ``Refused``: ``parameter_unreadable``."""
    since = given.get("modified_since", "")

    def said(name: str) -> str:
        return given.get(name, "").replace("\0", "")

    return ListingFilter(
        since=instant("modified_since", since) if since else None,
        publisher=said("publisher"),
        theme=said("theme"),
        licence=said("licence"),
        keyword=said("keyword"),
        format=said("format").lower(),
    )
