"""The protocol's doors, for programs with a recipient token; files, for whoever has an address of one.

An error is ``{"errorCode", "message"}`` as the protocol has it. All that repeating cannot mend is a 4xx: clients repeat a 5xx ten times.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from itertools import islice
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.systems.sharing import lending, opened_tables, reads, serving
from naru.systems.sharing.core import answers, listing, request, tokens
from naru.systems.sharing.core.addresses import EXPIRES, SIGNATURE
from naru.systems.sharing.core.byte_ranges import ByteRange, byte_range
from naru.systems.sharing.core.names import folded
from naru.systems.sharing.core.values import RecipientToken, SharedTable
from naru.systems.sharing.opened_tables import Opened
from naru.systems.sharing.serving import Answer, Request

P = ParamSpec("P")
Door = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
JSON_TYPE = "application/json; charset=utf-8"
PARQUET_TYPE = "application/vnd.apache.parquet"
CHUNK_BYTES = 4 << 20
RETRY_AFTER_S = {429: 15, 503: 2}
BLOCK_LINES = 100
READS = ("GET", "HEAD")
ERROR_CODES = {
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "RESOURCE_DOES_NOT_EXIST",
    405: "UNSUPPORTED_OPERATION",
    429: "REQUEST_LIMIT_EXCEEDED",
    503: "INTERNAL_ERROR",
}
ERROR_CODES_OF = {
    "share_body_malformed": "MALFORMED_REQUEST",
    "share_no_history": "UNSUPPORTED_OPERATION",
    "share_features_missing": "UNSUPPORTED_OPERATION",
}


def door(*methods: str) -> Callable[[Door[P]], Door[P]]:
    """Lets these methods in, and says every refusal in the protocol's way."""

    def guard(view: Door[P]) -> Door[P]:
        @csrf_exempt
        @wraps(view)
        def guarded(asked: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                if asked.method not in methods:
                    raise Refused("share_method", method=asked.method, allowed=", ".join(methods))
                return view(asked, *args, **kwargs)
            except Refused as refused:
                return _error(refused, methods)

        return guarded

    return guard


def _error(refused: Refused, methods: tuple[str, ...]) -> HttpResponse:
    status = refused.sentence.status
    code = ERROR_CODES_OF.get(refused.code) or ERROR_CODES.get(status, "INVALID_PARAMETER_VALUE")
    body = json.dumps({"errorCode": code, "message": refused.words.en})
    headers = {"Allow": ", ".join(methods)} if status == 405 else {}
    if status in RETRY_AFTER_S:
        headers["Retry-After"] = str(RETRY_AFTER_S[status])
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="naru sharing"'
    return HttpResponse(body, status=status, content_type=JSON_TYPE, headers=headers)


def _token(asked: HttpRequest) -> RecipientToken:
    return reads.token_by_secret(tokens.bearer(asked.headers.get("Authorization", "")), SYSTEM_CLOCK.now())


@door(*READS)
def shares(asked: HttpRequest) -> HttpResponse:
    token = _token(asked)
    names = dict.fromkeys(table.share for table in opened_tables.tables(token))
    return _list(asked, [_share(name) for name in names], f"shares:{token.holder}")


@door(*READS)
def share(asked: HttpRequest, share: str) -> HttpResponse:
    return _json({"share": _share(_of_share(_token(asked), share)[0].share)})


@door(*READS)
def schemas(asked: HttpRequest, share: str) -> HttpResponse:
    token = _token(asked)
    found = _of_share(token, share)
    names = dict.fromkeys((table.share, table.schema) for table in found)
    items = [{"name": schema, "share": share_name} for share_name, schema in names]
    return _list(asked, items, f"schemas:{token.holder}:{folded(share)}")


@door(*READS)
def tables(asked: HttpRequest, share: str, schema: str) -> HttpResponse:
    token = _token(asked)
    found = [table for table in _of_share(token, share) if folded(table.schema) == folded(schema)]
    if not found:
        raise Refused("share_nothing_here", name=f"{share}.{schema}"[:200])
    return _list(asked, _items(found), f"tables:{token.holder}:{folded(share)}:{folded(schema)}")


@door(*READS)
def all_tables(asked: HttpRequest, share: str) -> HttpResponse:
    token = _token(asked)
    return _list(asked, _items(_of_share(token, share)), f"all-tables:{token.holder}:{folded(share)}")


@door(*READS)
def table(asked: HttpRequest, share: str, schema: str, name: str) -> HttpResponse:
    """Clients from before ``/version`` ask for the header here, by HEAD."""
    opened = _opened(asked, share, schema, name)
    return _json({"table": _table(opened.shared)}, version=opened_tables.newest_version(opened, None))


@door(*READS)
def version(asked: HttpRequest, share: str, schema: str, name: str) -> HttpResponse:
    since = asked.GET.get("startingTimestamp")
    instant = None if since is None else request.instant(since, name="startingTimestamp")
    number = opened_tables.newest_version(_opened(asked, share, schema, name), instant)
    return HttpResponse(content_type=JSON_TYPE, headers={answers.VERSION_HEADER: str(number)})


@door(*READS)
def metadata(asked: HttpRequest, share: str, schema: str, name: str) -> HttpResponseBase:
    opened = _opened(asked, share, schema, name)
    question = request.metadata_query(asked.GET.dict())
    return _lines(asked, serving.metadata(opened, question, _request(asked)))


@door("POST")
def query(asked: HttpRequest, share: str, schema: str, name: str) -> HttpResponseBase:
    opened = _opened(asked, share, schema, name)
    if int(asked.headers.get("Content-Length") or 0) > request.BODY_BYTES:
        raise Refused("share_body_malformed")
    return _lines(asked, serving.query(opened, request.table_query(asked.body), _request(asked)))


@door(*READS)
def changes(asked: HttpRequest, share: str, schema: str, name: str) -> HttpResponseBase:
    opened = _opened(asked, share, schema, name)
    return _lines(asked, serving.changes(opened, request.changes_query(asked.GET.dict()), _request(asked)))


@door(*READS)
def file(asked: HttpRequest, pointer: str) -> HttpResponseBase:
    """Whoever has the address may fetch the file, in whole or in parts, while token, right and address stand."""
    found = lending.signer().pointer(
        pointer,
        expires=asked.GET.get(EXPIRES, ""),
        signature=asked.GET.get(SIGNATURE, ""),
        now_ms=int(SYSTEM_CLOCK.now().timestamp() * 1000),
    )
    lending.require_lent(found.delivery)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{answers.file_id(found.lake_table, found.name)[:32]}"'}
    headers |= {"Cache-Control": "private, no-store"}
    part = byte_range(asked.headers.get("Range"), found.size)
    if part is None:
        headers["Content-Range"] = f"bytes */{found.size}"
        return HttpResponse(status=416, headers=headers)
    if not part.is_whole:
        headers["Content-Range"] = part.content_range
    headers["Content-Length"] = str(part.length)
    chunks = () if asked.method == "HEAD" else _chunks(found.delivery, found.lake_table, found.name, part)
    status = 200 if part.is_whole else 206
    return StreamingHttpResponse(chunks, status=status, content_type=PARQUET_TYPE, headers=headers)


def _chunks(delivery: str, lake_table: str, name: str, part: ByteRange) -> Iterator[bytes]:
    """A download whose right ends stops short: the connection closes before the promised length."""
    for at in range(0, part.length, CHUNK_BYTES):
        lending.require_lent(delivery)
        length = min(CHUNK_BYTES, part.length - at)
        yield from catalogue.lake().store.open_range(lake_table, name, part.start + at, length)


@door("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
def unknown(asked: HttpRequest, rest: str = "") -> HttpResponse:
    raise Refused("share_address_unknown")


def _opened(asked: HttpRequest, share: str, schema: str, name: str) -> Opened:
    return opened_tables.opened(_token(asked), share, schema, name)


def _of_share(token: RecipientToken, share: str) -> list[SharedTable]:
    """Its tables, one at least. Raises ``Refused``: ``share_nothing_here``."""
    found = [table for table in opened_tables.tables(token) if folded(table.share) == folded(share)]
    if not found:
        raise Refused("share_nothing_here", name=share[:200])
    return found


def _request(asked: HttpRequest) -> Request:
    base = asked.build_absolute_uri(reverse("sharing:file", args=["-"])).removesuffix("-")
    return Request(
        capabilities=request.capabilities(asked.headers.get(answers.CAPABILITIES_HEADER)),
        hash_name=answers.hash_named(asked.headers.get("fileidhash")),
        base=base,
    )


def _lines(asked: HttpRequest, answer: Answer) -> HttpResponseBase:
    headers = {answers.VERSION_HEADER: str(answer.version)}
    said = request.capabilities(asked.headers.get(answers.CAPABILITIES_HEADER))
    if said.said:
        headers[answers.CAPABILITIES_HEADER] = answers.capabilities_header(said, answer.format)
    if "fileidhash" in asked.headers:
        headers["fileidhash"] = asked.headers["fileidhash"]
    if answer.delivery:
        headers["naru-delivery"] = answer.delivery
    return StreamingHttpResponse(_in_blocks(answer.lines), content_type=answers.MEDIA_TYPE, headers=headers)


def _in_blocks(lines: Iterator[str]) -> Iterator[str]:
    """The first two lines at once, so that a client has them; then many together, which costs a tenth of the writes."""
    yield from islice(lines, 2)
    while block := "".join(islice(lines, BLOCK_LINES)):
        yield block


def _list(asked: HttpRequest, items: list[dict[str, Any]], of: str) -> HttpResponse:
    return _json(listing.page(items, listing.page_asked(asked.GET.dict(), of=of), of=of))


def _items(found: list[SharedTable]) -> list[dict[str, Any]]:
    return [_table(table) for table in found]


def _share(name: str) -> dict[str, Any]:
    return {"name": name, "id": answers.file_id("share", name)[:32]}


def _table(table: SharedTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "schema": table.schema,
        "share": table.share,
        "shareId": _share(table.share)["id"],
        "id": table.id,
        "accessModes": ["url"],
    }


def _json(body: Mapping[str, Any], *, version: int | None = None) -> HttpResponse:
    headers = {} if version is None else {answers.VERSION_HEADER: str(version)}
    return HttpResponse(json.dumps(body), content_type=JSON_TYPE, headers=headers)
