"""JSON lines, a record a line, packed by gzip or not: the portal's own dump of its catalogue. Read part by part."""

import gzip
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

import orjson

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.values import Finding, Harvested, Page, SourceConfig
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session

AT_ONCE = 500
IDS, TITLES = ("id", "identifier", "list_id", "source_id"), ("title", "list_title", "name")
PUBLISHERS = ("organisation", "organization", "publisher", "org_nm")
UNPACKED_MOST = 1 << 30


class JsonLines:
    name = "json_lines"
    words = Words("JSON 줄 파일", "JSON lines")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        try:
            lines = list(islice(_lines(answer), 3))
        except Refused:
            return False
        values = [_object(line) for line in lines]
        return bool(values) and all(value is not None and _first(value, TITLES) for value in values)

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        answer = session.get(config.address).accepted()
        done = int(str(cursor["line"])) if isinstance(cursor, dict) else 0
        lines = _lines(answer)
        for _ in range(done):
            next(lines, None)
        while True:
            part = list(islice(lines, AT_ONCE))
            yield _page(answer, part, done)
            done += len(part)
            if len(part) < AT_ONCE:
                return


def _page(answer: Answer, part: list[bytes], done: int) -> Page:
    values = [(number, _object(line)) for number, line in enumerate(part, done + 1)]
    bad = [Finding(code="row_unreadable", where=str(number)) for number, value in values if value is None]
    records = [record(value) for _, value in values if value is not None]
    return Page(
        address=answer.where,
        records=records,
        cursor={"line": done + len(part)} if len(part) == AT_ONCE else None,
        unread=len(bad),
        findings=tuple(bad[:20]),
        digest=digest([str(done), *(each.remote_id for each in records)]),
    )


def _lines(answer: Answer) -> Iterator[bytes]:
    body = answer.data()
    if body[:2] == b"\x1f\x8b":
        try:
            body = zlib.decompressobj(wbits=31).decompress(body, UNPACKED_MOST)
        except (zlib.error, gzip.BadGzipFile) as error:
            raise Refused("harvest_json_broken", where=answer.where, line=1, column=1, near=str(error)) from None
    start = 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        if line := body[start:end].strip():
            yield line
        start = end + 1


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def record(value: dict[str, Any]) -> Harvested:
    """A line as Korean portals and ours write it."""
    urls = value.get("download_urls") or value.get("end_point_url") or []
    formats = value.get("formats") or value.get("ext") or ""
    named = formats if isinstance(formats, list) else str(formats).split(",")
    links = urls if isinstance(urls, list) else [urls]
    files = [
        distribution(url, format=(named[min(place, len(named) - 1)],) if named else ())
        for place, url in enumerate(links)
    ] or [distribution("", title=each, format=(each,)) for each in named if each]
    return harvested(
        {
            "title": _first(value, TITLES),
            "description": value.get("description") or value.get("desc"),
            "publisher": _first(value, PUBLISHERS),
            "keywords": value.get("tags") or value.get("keywords"),
            "licence": value.get("licence") or value.get("license"),
            "frequency": value.get("update_cycle") or value.get("frequency"),
            "contact": value.get("department") or value.get("contact"),
            "landing_page": value.get("landing_page") or value.get("url") or value.get("meta_url"),
            "issued": value.get("published") or value.get("issued"),
            "modified": value.get("modified") or value.get("updated") or value.get("updated_at"),
        },
        files,
        identifier=_first(value, IDS),
    )


def _first(value: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((value[name] for name in names if value.get(name)), "")
