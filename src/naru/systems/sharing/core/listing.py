"""Pages of names: ``maxResults`` of 0 is legal, and a page's token belongs to its list alone."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.base.kit.refusals import Refused
from naru.systems.sharing import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.sharing.core.names import folded

LARGEST = 1_000
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """``after`` is a key of the list, None for its beginning."""

    limit: int = LARGEST
    after: str | None = None


def page_asked(query: Mapping[str, str], *, of: str) -> PageAsked:
    """``maxResults`` and ``pageToken`` of an address. Raises ``Refused``: ``share_value_refused``, ``bad_cursor``."""
    limit = query.get("maxResults")
    if limit is not None and not (limit.isascii() and limit.isdigit() and len(limit) < 10):
        raise Refused("share_value_refused", name="maxResults", value=limit[:40], wanted="a whole number from 0 on.")
    token = query.get("pageToken")
    after = None if not token else str(decode_cursor(token, ordering=of)[0])
    return PageAsked(limit=min(LARGEST, LARGEST if limit is None else int(limit)), after=after)


def page(items: Sequence[Item], asked: PageAsked, *, of: str) -> dict[str, Any]:
    """The answer's body; ``items`` in any order. Those of one list differ in their keys."""
    ordered = sorted(items, key=_key)
    keys = [_key(item) for item in ordered]
    begin = 0 if asked.after is None else bisect_right(keys, asked.after)
    chosen = ordered[begin : begin + asked.limit]
    body: dict[str, Any] = {"items": chosen}
    if begin + len(chosen) < len(ordered):
        last = keys[begin + len(chosen) - 1] if begin + len(chosen) else ""
        body["nextPageToken"] = encode_cursor([last], ordering=of)
    return body


def _key(item: Item) -> str:
    return "\0".join(folded(item[part]) for part in ("share", "schema", "name") if part in item)
