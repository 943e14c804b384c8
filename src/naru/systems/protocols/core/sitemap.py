"""Sitemaps (sitemaps.org 0.9): every page of what everyone may read, in files of at most 50,000 addresses."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from naru.systems.protocols.core.plain_text import xml_text

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
FILE = 20_000  # addresses in one file; the protocol's most is 50,000 and 50 MB
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def index(addresses: Iterable[str]) -> str:
    listed = "".join(f"<sitemap><loc>{xml_text(address)}</loc></sitemap>" for address in addresses)
    return f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">{listed}</sitemapindex>\n'


def urls(found: Iterable[tuple[str, datetime]]) -> Iterator[bytes]:
    """(address, when it last changed)."""
    yield f'{HEAD}<urlset xmlns="{NAMESPACE}">\n'.encode()
    for address, changed in found:
        day = changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield f"<url><loc>{xml_text(address)}</loc><lastmod>{day}</lastmod></url>\n".encode()
    yield b"</urlset>\n"
