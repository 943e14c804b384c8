"""What says that an answer has not changed: a version never does, so its number and the question are enough."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from naru import __version__
from naru.base.kit.guard import person_of
from naru.base.kit.person import ANONYMOUS
from naru.data.query.core.values import OpenTable

OPEN_CACHE = "public, no-cache"  # kept by whoever likes, and asked again each time: a new version may have come


def etag(request: HttpRequest, table: OpenTable) -> str:
    """A strong validator (RFC 9110, 8.8.3) of the answer to this question on this version by this program."""
    asked = (table.id, table.version, table.scope.key(), __version__, request.get_full_path())
    return f'"{hashlib.sha256(repr(asked).encode()).hexdigest()[:32]}"'


def names(request: HttpRequest, table: OpenTable) -> set[str]:
    """What a part of this answer may be known by."""
    instant = _instant(table)
    return {etag(request, table), *([http_date(instant)] if instant is not None else [])}


def unchanged(request: HttpRequest, table: OpenTable) -> Any:
    """304 where the asker has this answer already (RFC 9110, 13.2), 412 where a condition fails; None where it is to be made."""
    return get_conditional_response(request, etag=etag(request, table), last_modified=_instant(table))


def stamped(response: Any, request: HttpRequest, table: OpenTable) -> Any:
    """The answer with its validators; what is open to everyone may be kept by whoever passes it on."""
    response.headers["ETag"] = etag(request, table)
    if (instant := _instant(table)) is not None:
        response.headers["Last-Modified"] = http_date(instant)
    if table.is_open and person_of(request) == ANONYMOUS:
        response.headers["Cache-Control"] = OPEN_CACHE
    return response


def with_next(response: HttpResponse, request: HttpRequest, cursor: str | None) -> HttpResponse:
    """With the next page's address (RFC 8288)."""
    if cursor:
        asked = request.GET.copy()
        asked.pop("offset", None)
        asked["cursor"] = cursor
        response.headers["Link"] = f'<{request.build_absolute_uri(request.path)}?{asked.urlencode()}>; rel="next"'
    return response


def _instant(table: OpenTable) -> int | None:
    return int(table.at.timestamp()) if table.at is not None else None
