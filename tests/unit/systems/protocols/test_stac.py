"""STAC: a dataset with pictures or footage is a collection, each such file an item."""

from datetime import date
from typing import Any

import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Description, Distribution
from naru.systems.protocols.core import stac
from tests.listed import AT, EVERYTHING, dataset, everything, little, written

CITY = Words("부산광역시", "Busan")


def filmed(*urls: str, said: Description = EVERYTHING) -> Listed:
    files = tuple(
        Distribution(id=f"f{n}", title=f"광장 {n}", format=url.rpartition(".")[2].upper(), url=url, bytes=None)
        for n, url in enumerate(urls)
    )
    return Listed(dataset=dataset(said), distributions=files)


def item(listed: Listed) -> dict[str, Any]:
    return stac.item(listed, next(stac.media(listed, AT)), AT.stac)


def test_a_collection_with_every_field_and_one_with_as_few_as_can_be() -> None:
    expected = written("stac.json")
    assert stac.collection(everything(), AT.stac, AT) == expected["everything"]
    assert stac.collection(little(), AT.stac, AT) == expected["little"]
    assert stac.landing(AT.stac, CITY, [everything()]) == expected["landing"]
    assert item(filmed("https://source.example/a.mp4")) == expected["item"]


def test_only_pictures_and_footage_with_an_address_are_items() -> None:
    listed = filmed("https://a.example/a.mp4", "https://a.example/b.csv", "file:///c.mp4", "https://a.example/d.png")
    assert [way.id for way in stac.media(listed, AT)] == ["f0", "f3"]


@pytest.mark.parametrize(
    ("start", "end", "properties"),
    [
        (date(2020, 1, 1), None, {"datetime": "2026-05-02T00:00:00Z"}),
        (None, date(2020, 1, 1), {"datetime": "2026-05-02T00:00:00Z"}),
        (
            date(2020, 1, 1),
            date(2020, 1, 1),
            {"datetime": None, "start_datetime": "2020-01-01T00:00:00Z", "end_datetime": "2020-01-01T23:59:59Z"},
        ),
    ],
)
def test_a_moment_is_the_period_where_both_ends_are_known(
    start: date | None, end: date | None, properties: dict[str, Any]
) -> None:
    said = Description(title="기간", period_start=start, period_end=end)
    made = item(filmed("https://a.example/a.mp4", said=said))["properties"]
    assert {name: value for name, value in made.items() if name != "title"} == properties
