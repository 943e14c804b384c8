"""What the doors have in common: who asks, this site's addresses, answers as bytes and as streams."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.protocols.core.addresses import Addresses

JSON = "application/json; charset=utf-8"
XML = "application/xml; charset=utf-8"


def addresses(request: HttpRequest) -> Addresses:
    """Of this site as the visitor reached it."""
    return Addresses(request.build_absolute_uri("/").rstrip("/"))


def city() -> Words:
    """Whose catalogue it is."""
    named: Words = settings.NARU_CITY
    return named


def given(request: HttpRequest) -> Mapping[str, str]:
    """The address's parameters, the last of each; ``lang`` is the site's own."""
    return {name: str(value) for name, value in request.GET.items() if name != "lang"}


def as_json(
    value: Any, *, status: int = 200, type_: str = JSON, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Korean as Korean, and nothing escaped for HTML."""
    return _open_to_all(
        HttpResponse(orjson.dumps(value), status=status, content_type=type_, headers=dict(headers or {}))
    )


def as_text(text: str, *, type_: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return _open_to_all(HttpResponse(text.encode(), content_type=type_, headers=dict(headers or {})))


def streamed(pieces: Iterator[bytes], *, type_: str, headers: Mapping[str, str] | None = None) -> StreamingHttpResponse:
    """Begun before it is answered: what is refused is refused with its status, not within a 200."""
    first = next(pieces, b"")
    response = StreamingHttpResponse(chain([first], pieces), content_type=type_, headers=dict(headers or {}))
    return _open_to_all(response)


def body_object(request: HttpRequest) -> dict[str, Any]:
    """A JSON object; {} without a body. Raises ``Refused``: ``json_body_wanted``."""
    if not request.body:
        return {}
    try:
        value = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        raise Refused("json_body_wanted") from None
    if not isinstance(value, dict):
        raise Refused("json_body_wanted")
    return value


def links_header(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """(address, relation) as HTTP says it (RFC 8288)."""
    said = ", ".join(f'<{address}>; rel="{relation}"' for address, relation in links if address)
    return {"Link": said} if said else {}


Response = TypeVar("Response", bound=HttpResponseBase)


def _open_to_all(response: Response) -> Response:
    """Pages elsewhere may read what anyone may read: no cookie is sent along from there."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, ("Authorization", "Cookie"))
    return response
