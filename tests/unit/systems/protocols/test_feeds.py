"""Atom and RSS of what changed."""

import pytest

from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Description, Distribution
from naru.systems.protocols.core import feeds
from naru.systems.protocols.core.feeds import FeedHead
from tests.listed import AT, dataset, everything, little, written

HEAD = FeedHead(title="부산 & 데이터", address=f"{AT.feeds}/datasets.atom?a=1&b=2", page=f"{AT.site}/search/")


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_every_field_and_as_few_as_can_be(kind: str) -> None:
    assert feeds.write(kind, HEAD, [everything(), little()], AT) == written(f"feed.{kind}")


def test_a_feed_without_entries_is_old_and_one_with_more_leads_there() -> None:
    more = FeedHead(title="가", address="https://a.example/", page="https://a.example/p", next="https://a.example/2")
    text = feeds.atom(more, [], AT)
    assert "<updated>2000-01-01T00:00:00Z</updated>" in text
    assert '<link rel="next" href="https://a.example/2"/>' in text
    assert 'rel="next"' not in feeds.atom(HEAD, [], AT)


@pytest.mark.parametrize(
    ("url", "enclosure"),
    [
        ("https://a.example/a b.csv", 'href="https://a.example/a%20b.csv" type="text/csv"'),
        ("", ""),
        ("file:///a.csv", ""),
    ],
)
def test_a_file_is_enclosed_where_it_has_an_address(url: str, enclosure: str) -> None:
    file = Distribution(id="f", title="", format="csv", url=url, bytes=None)
    text = feeds.atom(HEAD, [Listed(dataset=dataset(Description(title="가")), distributions=(file,))], AT)
    assert ('rel="enclosure"' in text) is bool(enclosure)
    assert enclosure in text
