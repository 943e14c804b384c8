"""A web folder's listing (Apache, nginx, IIS): files that describe datasets are read, data files are records themselves."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.values import Finding, Harvested, Page, SourceConfig
from naru.systems.harvest.core.xml import read_xml
from naru.systems.harvest.kinds.csw import ISO, iso_record
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session

HREF = re.compile(r"<a\b[^>]*?\bhref\s*=\s*[\"']([^\"'>]+)[\"']", re.IGNORECASE)
FILES = frozenset(
    [
        "csv",
        "tsv",
        "xls",
        "xlsx",
        "json",
        "jsonl",
        "geojson",
        "parquet",
        "zip",
        "shp",
        "gpkg",
        "xml",
        "pdf",
        "hwp",
        "hwpx",
    ]
)
LISTED = re.compile(rb"<title>\s*(index of|[^<]* - /)", re.IGNORECASE)
AT_ONCE = 50


class WebFolder:
    name = "web_folder"
    words = Words("웹 폴더", "Web folder")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        return answer.status == 200 and bool(
            LISTED.search(answer.body[:4000]) or b"[To Parent Directory]" in answer.body
        )

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        answer = session.get(config.address).accepted()
        names = files(answer)
        if not names and not self.fits(answer):
            raise Refused("harvest_not_understood", where=answer.where, kind=self.words.en)
        start = int(str(cursor["start"])) if isinstance(cursor, dict) else 0
        for begin in range(start, max(len(names), start + 1), AT_ONCE):
            part = names[begin : begin + AT_ONCE]
            is_last = begin + AT_ONCE >= len(names)
            read = [_record(each, session) for each in part]
            records = [each for each in read if isinstance(each, Harvested)]
            yield Page(
                address=answer.where,
                records=records,
                cursor=None if is_last else {"start": begin + AT_ONCE},
                total=len(names),
                unread=len(read) - len(records),
                findings=tuple(each for each in read if isinstance(each, Finding)),
                digest=digest(part),
            )


def files(answer: Answer) -> list[str]:
    """The addresses of the files listed, each once, none outside of the folder."""
    folder = answer.url.split("?")[0].rsplit("/", 1)[0] + "/"
    found = []
    for href in HREF.findall(answer.body.decode("utf-8", "replace")):
        url = urljoin(answer.url.split("?")[0], unescape(href))
        ending = urlsplit(url).path.rsplit(".", 1)[-1].lower()
        if url.startswith(folder) and ending in FILES and not urlsplit(url).query:
            found.append(url)
    return sorted(dict.fromkeys(found))


def _record(url: str, session: Session) -> Harvested | Finding:
    """A description in ISO 19139 is read; any other file is a dataset of one file. What cannot be read costs itself."""
    name = unquote(urlsplit(url).path.rsplit("/", 1)[-1])
    if url.lower().endswith(".xml"):
        try:
            root = read_xml(session.get(url).accepted().body, name)
        except Refused as refused:
            return Finding(code="record_unreadable", where=name, facts={"reason": str(refused)[:300]})
        if root.tag.rsplit("}", 1)[-1] in ISO:
            return iso_record(root)
    title = re.sub(r"[_\s]+", " ", name.rsplit(".", 1)[0]).strip()
    return harvested({"title": title}, [distribution(url, title=name)], identifier=name)
