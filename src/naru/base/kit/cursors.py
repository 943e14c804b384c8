"""Keyset paging: a cursor says after which row the next page begins, so that no page is slower than the first.

A cursor is opaque to clients and belongs to one ordering: given back for another it is refused rather than misread.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.refusals import Refused, Sentence, declare

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """Rows of one page and the cursor of the next; ``next`` is None on the last page."""

    rows: Sequence[Row]
    next: str | None


def encode_cursor(after: Sequence[JSON], *, ordering: str) -> str:
    """``after`` holds the ordering's values of the last row seen; ``ordering`` names question and order."""
    token = orjson.dumps([_mark(ordering), *after])
    return base64.urlsafe_b64encode(token).rstrip(b"=").decode("ascii")


def decode_cursor(cursor: str, *, ordering: str) -> list[Any]:
    """The values given to ``encode_cursor``; refused with ``bad_cursor`` if it is not one of this ordering."""
    try:
        raw = cursor.encode("ascii")
        token = orjson.loads(base64.b64decode(raw + b"=" * (-len(raw) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error):
        raise Refused("bad_cursor") from None
    if not isinstance(token, list) or not token or token[0] != _mark(ordering):
        raise Refused("bad_cursor")
    return token[1:]


def _mark(ordering: str) -> str:
    return sha256_of(ordering)[:8]


declare(
    {
        "bad_cursor": Sentence(
            ko="쪽을 가리키는 값이 이 목록의 것이 아닙니다. 첫 쪽부터 다시 열어 주세요.",
            en="That page marker does not belong to this list. Start again from the first page.",
            status=400,
        ),
    }
)
