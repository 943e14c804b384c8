"""What programs expect of every answer: that other sites' pages may read what is open, and that text comes compressed."""

import re
from collections.abc import Callable

import pyarrow as pa
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]

# Where data leaves: an answer here is the same for every page that asks, since no browser sends cookies along with "*".
_OPEN = re.compile(r"/api/|/maps/[^/]+$|/maps/[^/]+/places$|/charts/[^/]+/figures$")
ALLOWED_METHODS = "GET, HEAD, POST, OPTIONS"
ALLOWED_HEADERS = (
    "Authorization, Content-Type, Accept, Accept-Language, If-None-Match, If-Modified-Since, If-Range, Range"
)
EXPOSED_HEADERS = (
    "ETag, Last-Modified, Link, Content-Disposition, Content-Length, Content-Range, Accept-Ranges, Content-Language, "
    "Retry-After, WWW-Authenticate, RateLimit, RateLimit-Policy"
)
PREFLIGHT_S = 86_400

_TEXT = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:json|xml)|application/(?:x-ndjson|javascript)|image/svg")
SMALLEST = 400  # bytes; less is not worth a header
ZSTD_MOST = 8 << 20  # of an answer that lies in memory; one that streams takes gzip


class CorsMiddleware:
    """Pages of other sites may read data without the visitor's cookies, and with a token that they hold (Fetch standard,
    3.2)."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _OPEN.match(request.path):
            return self.handler(request)
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if is_preflight else self.handler(request)
        response.headers.setdefault("Access-Control-Allow-Origin", "*")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
        if is_preflight:
            response.headers["Access-Control-Allow-Methods"] = ALLOWED_METHODS
            response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
            response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_S)
        else:
            response.headers.setdefault("Access-Control-Expose-Headers", EXPOSED_HEADERS)
        return response


class CompressionMiddleware(GZipMiddleware):
    """Text leaves as zstd or gzip, as the asker can read it. Pages come as gzip with noise of random length, so that their
    size tells nothing of a secret in them (Heal the BREACH, 2022); parts of files and what is packed already stay as they
    are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not _is_compressible(request, response):
            return response
        if isinstance(response, HttpResponse) and _takes_zstd(request) and _is_data(response):
            return _packed(response)
        return super().process_response(request, response)


def _is_compressible(request: HttpRequest, response: HttpResponseBase) -> bool:
    if request.method == "HEAD" or response.status_code in {204, 206, 304} or response.has_header("Content-Encoding"):
        return False
    if response.has_header("Content-Range") or not _TEXT.match(response.headers.get("Content-Type", "")):
        return False
    return not isinstance(response, HttpResponse) or len(response.content) >= SMALLEST


def _takes_zstd(request: HttpRequest) -> bool:
    offered = (part.partition(";") for part in request.headers.get("Accept-Encoding", "").split(","))
    return any(name.strip() == "zstd" and weight.strip() not in {"q=0", "q=0.0"} for name, _, weight in offered)


def _is_data(response: HttpResponse) -> bool:
    """No page: pages hold tokens of forms, whose size must not be told."""
    return "text/html" not in response.headers.get("Content-Type", "") and len(response.content) <= ZSTD_MOST


def _packed(response: HttpResponse) -> HttpResponse:
    response.content = pa.compress(response.content, codec="zstd", asbytes=True)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = "zstd"
    tag = response.headers.get("ETag", "")
    if tag.startswith('"'):
        response.headers["ETag"] = f"W/{tag}"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response
