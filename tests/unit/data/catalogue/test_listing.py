"""Where a listing goes on: behind when a dataset changed, then its id."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from naru.data.catalogue.core.listing import Listed, ListingFilter, Place


@dataclass(frozen=True)
class ChangedThing:
    id: str
    changed: datetime


def test_a_listed_dataset_is_a_place_in_the_listing() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    thing: Any = ChangedThing("d", at)
    assert Listed(dataset=thing).place == Place(at, "d")


def test_nothing_asked_is_everything_published() -> None:
    everything = ListingFilter()
    assert (everything.since, everything.until, everything.ids, everything.formats) == (None, None, None, ())
    assert not everything.with_withdrawn
