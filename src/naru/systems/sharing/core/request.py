"""What a client asks of a table, taken out of its address, body and headers, or refused with the reason.

Source: Delta Sharing protocol, "Read Data from a Table" and "Read Change Data Feed from a Table". Every refusal here is a
400: a client repeats a 429 or a 5xx ten times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson

from naru.base.kit.refusals import Refused
from naru.systems.sharing import refusals as _refusals  # noqa: F401 - declares the sentences

BODY_BYTES = 1 << 20
WHOLE = "a whole number from 0 on."
INSTANT = "an instant with its zone in ISO 8601, like 2026-05-01T09:00:00+09:00 (a + in an address is written %2B)."


class ResponseFormat(StrEnum):
    PARQUET = "parquet"
    DELTA = "delta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a client can read, and what it wants beside the rows; ``said`` where it sent the header at all."""

    formats: tuple[ResponseFormat, ...] = (ResponseFormat.PARQUET,)
    features: frozenset[str] = frozenset()
    end_stream: bool = False
    said: bool = False

    def response_format(self) -> ResponseFormat:
        """Parquet wherever it will do: the plainest answer, and the quickest to read."""
        return ResponseFormat.PARQUET if ResponseFormat.PARQUET in self.formats else ResponseFormat.DELTA


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Versions from one on to another, both included, each by its number or by an instant."""

    first: int | None = None
    first_at: datetime | None = None
    last: int | None = None
    last_at: datetime | None = None
    with_metadata: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuery:
    """One question to a table: its newest version, one by number or instant, or a span of changes."""

    version: int | None = None
    timestamp: datetime | None = None
    span: Span | None = None
    limit: int | None = None
    hints: tuple[str, ...] = ()
    json_hints: str = ""
    max_files: int | None = None
    page_token: str = ""
    refresh_token: str = ""
    wants_refresh: bool = False


def capabilities(header: str | None) -> Capabilities:
    """``delta-sharing-capabilities``: what is not known is passed over, as the protocol asks."""
    if header is None:
        return Capabilities()
    said = dict(part.strip().lower().partition("=")[::2] for part in header.split(";") if part.strip())
    names = [name.strip() for name in said.get("responseformat", "").split(",")]
    formats = tuple(each for each in ResponseFormat if each.value in names)
    return Capabilities(
        formats=formats or (ResponseFormat.PARQUET,),
        features=frozenset(filter(None, (name.strip() for name in said.get("readerfeatures", "").split(",")))),
        end_stream=said.get("includeendstreamaction", "").strip() == "true",
        said=True,
    )


def table_query(body: bytes) -> TableQuery:
    """Raises ``Refused``: ``share_body_malformed``, ``share_value_refused``, ``share_together``."""
    said = _object(body)
    version, timestamp = _whole(said, "version"), _instant_of(said, "timestamp")
    span = _span(said)
    _only_one(said, ("version", "timestamp", "startingVersion"))
    if said.get("refreshToken") is not None:
        _only_one(said, ("refreshToken", "version", "timestamp", "startingVersion"))
    return TableQuery(
        version=version,
        timestamp=timestamp,
        span=span,
        limit=_whole(said, "limitHint"),
        hints=_texts(said, "predicateHints"),
        json_hints=_text(said, "jsonPredicateHints"),
        max_files=_whole(said, "maxFiles", least=1),
        page_token=_text(said, "pageToken"),
        refresh_token=_text(said, "refreshToken"),
        wants_refresh=said.get("includeRefreshToken") is True,
    )


def metadata_query(query: Mapping[str, str]) -> TableQuery:
    """``version`` or ``timestamp`` of an address. Raises as ``table_query``."""
    said = _numbers(query, ("version",))
    _only_one(said, ("version", "timestamp"))
    return TableQuery(version=_whole(said, "version"), timestamp=_instant_of(said, "timestamp"))


def changes_query(query: Mapping[str, str]) -> Span:
    """The span of a change feed. Raises as ``table_query``."""
    said = _numbers(query, ("startingVersion", "endingVersion"))
    _only_one(said, ("startingVersion", "startingTimestamp"))
    _only_one(said, ("endingVersion", "endingTimestamp"))
    span = _span(said, with_metadata=query.get("includeHistoricalMetadata", "").lower() == "true")
    if span is None:
        wanted = "say where the changes begin."
        raise Refused("share_value_refused", name="startingVersion", value="missing", wanted=wanted)
    return span


def instant(text: str, *, name: str) -> datetime:
    """In UTC. Raises ``Refused``: ``share_value_refused``, for a day or an instant without a zone too."""
    try:
        moment = datetime.fromisoformat(text)
        if len(text) <= len("2026-05-01") or moment.tzinfo is None:
            raise ValueError(text)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused("share_value_refused", name=name, value=text[:40], wanted=INSTANT) from None


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        said = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        raise Refused("share_body_malformed") from None
    if said is not None and not isinstance(said, dict):
        raise Refused("share_body_malformed")
    return said or {}


def _span(said: Mapping[str, Any], *, with_metadata: bool = False) -> Span | None:
    if said.get("startingVersion") is None and said.get("startingTimestamp") is None:
        return None
    span = Span(
        first=_whole(said, "startingVersion"),
        first_at=_instant_of(said, "startingTimestamp"),
        last=_whole(said, "endingVersion"),
        last_at=_instant_of(said, "endingTimestamp"),
        with_metadata=with_metadata,
    )
    if span.first is not None and span.last is not None and span.first > span.last:
        wanted = f"it may not come after endingVersion, {span.last}."
        raise Refused("share_value_refused", name="startingVersion", value=span.first, wanted=wanted)
    return span


def _numbers(query: Mapping[str, str], names: Sequence[str]) -> dict[str, Any]:
    """An address's parameters with those named as numbers, where they are written as such."""
    return {
        name: int(text) if name in names and text.isascii() and text.isdigit() and len(text) < 19 else text
        for name, text in query.items()
    }


def _whole(said: Mapping[str, Any], name: str, *, least: int = 0) -> int | None:
    value = said.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        wanted = WHOLE if not least else f"a whole number from {least} on."
        raise Refused("share_value_refused", name=name, value=str(value)[:40], wanted=wanted)
    return value


def _instant_of(said: Mapping[str, Any], name: str) -> datetime | None:
    value = said.get(name)
    return None if value is None else instant(str(value), name=name)


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused("share_value_refused", name=name, value=str(value)[:40], wanted="a text.")
    return value or ""


def _texts(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = said.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refused("share_value_refused", name=name, value=str(value)[:40], wanted="a list of texts.")
    return tuple(value)


def _only_one(said: Mapping[str, Any], names: Sequence[str]) -> None:
    if sum(said.get(name) is not None for name in names) > 1:
        raise Refused("share_together", names=", ".join(names))
