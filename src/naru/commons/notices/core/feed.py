"""An inbox as an Atom feed (RFC 4287): titles and addresses, no texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

from naru.base.kit.words import Words

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    id: str
    title: Words
    told: datetime


def atom(entries: Iterable[Entry], *, title: Words, site: str, language: str) -> bytes:
    """``entries`` come newest first; ``site`` is its origin, without a slash at the end."""
    listed = list(entries)
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    updated = max((each.told for each in listed), default=datetime(2000, 1, 1, tzinfo=UTC))
    _say(feed, id=f"{site}/inbox/", title=title.in_(language), updated=_instant(updated))
    ElementTree.SubElement(ElementTree.SubElement(feed, "author"), "name").text = title.in_(language)
    for each in listed:
        entry = ElementTree.SubElement(feed, "entry")
        address = f"{site}/inbox/{each.id}/"
        _say(entry, id=address, title=each.title.in_(language), updated=_instant(each.told))
        ElementTree.SubElement(entry, "link", {"rel": "alternate", "href": address})
    text: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def _say(parent: ElementTree.Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(parent, name).text = text


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
