"""Sitemaps as the protocol has them."""

from datetime import datetime

from naru.base.kit.clock import CITY_ZONE
from naru.systems.protocols.core import sitemap

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def test_an_index_names_its_files() -> None:
    assert sitemap.index(["https://a.example/?a=1&b=2"]) == (
        f'{HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>https://a.example/?a=1&amp;b=2</loc></sitemap></sitemapindex>\n"
    )


def test_a_file_names_pages_and_when_they_changed_in_utc() -> None:
    changed = datetime(2026, 5, 6, 3, tzinfo=CITY_ZONE)
    assert b"".join(sitemap.urls([("https://a.example/d/", changed)])).decode() == (
        f'{HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://a.example/d/</loc><lastmod>2026-05-05T18:00:00Z</lastmod></url>\n</urlset>\n"
    )
    assert sitemap.FILE <= 50_000  # the protocol's most
