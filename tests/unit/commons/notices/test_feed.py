"""An inbox as Atom: titles and addresses, well formed whatever they hold."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from naru.base.kit.words import Words
from naru.commons.notices.core.feed import ATOM, Entry, atom

NAME = f"{{{ATOM}}}"


def parsed(*entries: Entry, language: str = "ko") -> ElementTree.Element:
    body = atom(entries, title=Words("알림", "Notices"), site="https://city.example", language=language)
    return ElementTree.fromstring(body)


def test_an_empty_inbox_is_a_whole_feed() -> None:
    feed = parsed()
    assert [feed.findtext(NAME + each) for each in ("id", "title", "updated")] == [
        "https://city.example/inbox/",
        "알림",
        "2000-01-01T00:00:00Z",
    ]


def test_an_entry_has_title_address_and_instant_and_markup_stays_text() -> None:
    told = datetime(2026, 11, 29, 3, 4, 5, tzinfo=UTC)
    feed = parsed(Entry(id="n1", title=Words("<b>&결과", "Result"), told=told))
    (entry,) = feed.findall(NAME + "entry")
    link = entry.find(NAME + "link")
    assert entry.findtext(NAME + "title") == "<b>&결과"
    assert entry.findtext(NAME + "updated") == feed.findtext(NAME + "updated") == "2026-11-29T03:04:05Z"
    assert link is not None
    assert link.get("href") == "https://city.example/inbox/n1/"


def test_the_feed_speaks_the_readers_language() -> None:
    assert parsed(language="en").findtext(NAME + "title") == "Notices"
