"""What changed in the catalogue, as a feed: Atom (RFC 4287) and RSS 2.0."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.plain_text import web_iri, xml_text

EMPTY = datetime(2000, 1, 1, tzinfo=UTC)
TYPES = {"atom": "application/atom+xml; charset=utf-8", "rss": "application/rss+xml; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHead:
    """``address`` is the feed's own, ``page`` what it is about; ``next`` "" on the last page."""

    title: str
    address: str
    page: str
    next: str = ""


def write(kind: str, head: FeedHead, found: Sequence[Listed], at: Addresses) -> str:
    """``kind`` is one of ``TYPES``; newest first."""
    return atom(head, found, at) if kind == "atom" else rss(head, found, at)


def atom(head: FeedHead, found: Sequence[Listed], at: Addresses) -> str:
    updated = max((each.dataset.changed for each in found), default=EMPTY)
    following = f'<link rel="next" href="{xml_text(head.next)}"/>' if head.next else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko">'
        f"<id>{xml_text(head.page)}</id><title>{xml_text(head.title)}</title><updated>{_instant(updated)}</updated>"
        f'<link rel="self" href="{xml_text(head.address)}"/><link rel="alternate" href="{xml_text(head.page)}"/>{following}'
        f"<author><name>{xml_text(head.title)}</name></author>{''.join(_entry(each, at) for each in found)}</feed>\n"
    )


def _entry(listed: Listed, at: Addresses) -> str:
    it, said = listed.dataset, listed.dataset.description
    page = at.dataset(it.id)
    author = f"<author><name>{xml_text(it.publisher.ko)}</name></author>" if it.publisher.ko else ""
    rights = f"<rights>{xml_text(LICENCES[said.licence].url)}</rights>" if said.licence in LICENCES else ""
    terms = "".join(f'<category term="{xml_text(keyword)}"/>' for keyword in said.keywords)
    files = "".join(
        f'<link rel="enclosure" href="{xml_text(address)}" type="{xml_text(way.media_type or "application/octet-stream")}"/>'
        for way in entry.ways(listed, at)
        if (address := web_iri(way.url))
    )
    return (
        f"<entry><id>{xml_text(page)}</id><title>{xml_text(it.title)}</title><updated>{_instant(it.changed)}</updated>"
        f'<published>{_instant(it.created)}</published><link rel="alternate" type="text/html" href="{xml_text(page)}"/>'
        f"{author}{rights}{terms}{files}<summary>{xml_text(entry.description_text(said))}</summary></entry>"
    )


def rss(head: FeedHead, found: Sequence[Listed], at: Addresses) -> str:
    built = format_datetime(max((each.dataset.changed for each in found), default=EMPTY).astimezone(UTC))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{xml_text(head.title)}</title><link>{xml_text(head.page)}</link>"
        f"<description>{xml_text(head.title)}</description><language>ko</language><lastBuildDate>{built}</lastBuildDate>"
        f'<atom:link rel="self" type="application/rss+xml" href="{xml_text(head.address)}"/>'
        f"{''.join(_item(each, at) for each in found)}</channel></rss>\n"
    )


def _item(listed: Listed, at: Addresses) -> str:
    it, said = listed.dataset, listed.dataset.description
    page = at.dataset(it.id)
    publisher = f"<dc:publisher>{xml_text(it.publisher.ko)}</dc:publisher>" if it.publisher.ko else ""
    terms = "".join(f"<category>{xml_text(keyword)}</category>" for keyword in said.keywords)
    return (
        f'<item><guid isPermaLink="true">{xml_text(page)}</guid><title>{xml_text(it.title)}</title>'
        f"<link>{xml_text(page)}</link><pubDate>{format_datetime(it.changed.astimezone(UTC))}</pubDate>{publisher}{terms}"
        f"<description>{xml_text(entry.description_text(said))}</description></item>"
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
