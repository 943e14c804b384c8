"""RSS 2.0 and Atom: each entry is a record."""

from collections.abc import Iterator
from contextlib import suppress
from xml.etree.ElementTree import Element

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.values import Harvested, Page, SourceConfig
from naru.systems.harvest.core.xml import every, first, local, read_xml, said, says_each
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session

MONTHS = {name: number for number, name in enumerate(
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1)}  # fmt: skip


class Rss:
    name = "rss"
    words = Words("RSS·Atom 소식", "RSS or Atom")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        with suppress(Refused):
            return local(read_xml(answer.body, answer.where)) in {"rss", "feed"}
        return False

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        url = str(cursor["next"]) if isinstance(cursor, dict) else config.address
        while url:
            answer = session.get(url, accept="application/atom+xml, application/rss+xml")
            root = answer.xml()
            if local(root) not in {"rss", "feed"}:
                raise Refused("harvest_not_understood", where=answer.where, kind="RSS")
            records = [entry(each) for each in root.iter() if local(each) in {"item", "entry"}]
            url = next(
                (link.get("href", "") for link in root if local(link) == "link" and link.get("rel") == "next"), ""
            )
            yield Page(
                address=answer.where,
                records=records,
                cursor={"next": url} if url else None,
                digest=digest(each.remote_id for each in records),
            )


def entry(element: Element) -> Harvested:
    """An item of RSS or an entry of Atom."""
    links = [each for each in element if local(each) == "link"]
    page = next((each.get("href", "") for each in links if each.get("rel", "alternate") == "alternate"), "")
    page = page or said(first(element, "link"))
    files = [
        distribution(each.get("url") or each.get("href"), format=(each.get("type"),), size=each.get("length"))
        for each in element
        if local(each) == "enclosure" or (local(each) == "link" and each.get("rel") == "enclosure")
    ]
    terms = [each.get("term", "") for each in every(element, "category")]
    return harvested(
        {
            "title": said(first(element, "title")),
            "description": said(first(element, "description")) or said(first(element, "summary")),
            "publisher": says_each(element, "publisher")[:1] or said(first(element, "author", "name")),
            "keywords": [each for each in [*terms, *says_each(element, "category")] if each],
            "licence": said(first(element, "rights")),
            "landing_page": page,
            "issued": said(first(element, "published")) or _day(said(first(element, "pubDate"))),
            "modified": said(first(element, "updated")),
        },
        [each for each in files if each.url],
        identifier=said(first(element, "guid")) or said(first(element, "id")) or page,
    )


def _day(text: str) -> str:
    """RFC 822's "Tue, 03 Nov 2026 …" as a date."""
    parts = text.replace(",", " ").split()
    for day, month, year in zip(parts, parts[1:], parts[2:], strict=False):
        if month[:3] in MONTHS and day.isdigit() and year.isdigit():
            return f"{int(year):04}-{MONTHS[month[:3]]:02}-{int(day):02}"
    return text
