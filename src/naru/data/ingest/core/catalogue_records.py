"""A feed of catalogue records: JSON lines with an id and a title each, normalised before the catalogue sees them.

``read_feed`` runs in the limited child; nothing here needs more than a fraction of a second to be loaded there.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.containers import Member, unpack_gzip
from naru.data.ingest.core.formats.json_lines import json_lines
from naru.data.ingest.core.formats.register import Format
from naru.data.ingest.core.formats.sniff import sniff

ID_KEYS = ("id", "identifier", "source_id")
TITLE_KEYS = ("title", "name")
PUBLISHER_KEYS = ("organisation", "organization", "publisher")
LEFT_OUT_KEPT = 1_000
TEXT_LONGEST = 20_000
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line that made no record: its 1-based number, what it lacks ("id", "title" or "JSON"), its first 500 bytes."""

    line: int
    field: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """How many records came through and how many lines did not, with the first 1,000 of those."""

    records: int
    left_out: int
    examples: Sequence[LeftOut]

    def to_json(self) -> dict[str, Any]:
        """``{records, left_out, examples: [{line, field, raw}]}``."""
        examples = [{"line": e.line, "field": e.field, "raw": e.raw} for e in self.examples]
        return {"records": self.records, "left_out": self.left_out, "examples": examples}


def is_record(value: Any) -> bool:
    """Whether an object is a catalogue record rather than a row: an id, a title and who issues it or where it lies."""
    if not isinstance(value, Mapping):
        return False
    has = [any(value.get(key) for key in keys) for keys in (ID_KEYS, TITLE_KEYS, PUBLISHER_KEYS)]
    return all(has) and any(key in value for key in ("description", "download_urls", "formats", "tags", "keywords"))


def looks_like_feed(first_lines: Sequence[bytes]) -> bool:
    """Whether a file's first lines are all catalogue records as JSON; False for none, and for one cut off."""
    values = []
    for line in first_lines:
        try:
            values.append(orjson.loads(line))
        except orjson.JSONDecodeError:
            return False
    return bool(values) and all(is_record(value) for value in values)


def read_feed(payload: Mapping[str, Any]) -> dict[str, Any]:
    """``{path, name, out}`` → ``{records, left_out, examples}``, and the records in ``out/records.jsonl``.

    Raises ``Refused`` when no line is a record, or a GZIP is broken or a bomb."""
    out = Path(payload["out"])
    out.mkdir(parents=True, exist_ok=True)
    member = Member(name=payload["name"], path=Path(payload["path"]))
    if sniff(member.path, member.name) is Format.GZIP:
        member = unpack_gzip(member.path, member.name, out / "unpacked")
    return normalise(member.path, member.name, out / "records.jsonl").to_json()


def normalise(path: Path, name: str, out: Path) -> Normalised:
    """Write every usable record of the file as one line of the shape that ``harvest.record_of`` takes.

    Raises ``Refused``: ``feed_is_empty`` when no line is a record, ``json_is_broken`` for a line too long."""
    records, left_out, examples = 0, 0, list[LeftOut]()
    with out.open("wb") as file:
        for number, line in json_lines(path, name):
            found = _record(line)
            if isinstance(found, str):
                left_out += 1
                if len(examples) < LEFT_OUT_KEPT:
                    examples.append(
                        LeftOut(line=number, field=found, raw=line[:500].decode("utf-8", "replace").strip())
                    )
                continue
            file.write(orjson.dumps(found) + b"\n")
            records += 1
    if not records:
        raise Refused("feed_is_empty", file=name)
    return Normalised(records=records, left_out=left_out, examples=examples)


def _record(line: bytes) -> dict[str, Any] | str:
    """The record, or the name of what it lacks."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return "JSON"
    if not isinstance(value, dict):
        return "JSON"
    identity, title = _first(value, ID_KEYS), _first(value, TITLE_KEYS)
    if not identity or len(identity) > 200:
        return "id"
    if not title:
        return "title"
    formats = [text.lower()[:20] for text in _texts(value.get("formats"))]
    urls = [url for url in _texts(value.get("download_urls")) if url.startswith(("http://", "https://"))]
    return {
        "id": identity,
        "title": title[:500],
        "description": _text(value.get("description"))[:TEXT_LONGEST],
        "publisher": _first(value, PUBLISHER_KEYS)[:200],
        "contact": _text(value.get("department"))[:300],
        "keywords": [text[:100] for text in _texts(value.get("tags") or value.get("keywords"))][:50],
        "licence": _text(value.get("licence") or value.get("license"))[:200],
        "landing_page": _text(value.get("landing_page") or value.get("url"))[:2000],
        "issued": _day(value.get("published") or value.get("issued")),
        "modified": _day(value.get("modified") or value.get("updated") or value.get("published")),
        "distributions": [
            {"format": formats[min(index, len(formats) - 1)] if formats else "", "url": url[:2000]}
            for index, url in enumerate(urls)
        ]
        or [{"format": text, "url": ""} for text in formats],
    }


def _first(value: Mapping[str, Any], keys: Sequence[str]) -> str:
    return next((text for key in keys if (text := _text(value.get(key)))), "")


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else str(value).split(",") if isinstance(value, str) else []
    return [text for item in items if (text := _text(item))]


def _day(value: Any) -> str | None:
    found = DAY.match(_text(value))
    return found.group() if found else None
