"""Speaking HTTP with strangers without being led into our own network: GET, conditional GET, POST, streams.

*Theory of operation.* The check sits where the connection is made, not where the URL is read (``kit.http_network``):
whatever a parser made of the URL, whatever a second DNS answer would say and wherever a redirect points, no other
socket is opened. Bytes, time, headers and redirects are bounded, slow drips and compressed bombs included. A redirect
to another origin carries on only headers that say nothing of us, and never a body.
"""

import hashlib
import os
import ssl
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import certifi
import httpcore
import orjson

from naru.base.kit.addresses import HostPort, name_in_ascii
from naru.base.kit.canonical import JSON
from naru.base.kit.http_network import Network, Resolve, resolve_by_system
from naru.base.kit.refusals import Refused, Sentence, declare

MIB = 1024 * 1024
OnProgress = Callable[[int, int | None], None]

_REDIRECTS = {301, 302, 303, 307, 308}
_SAME_REQUEST_AGAIN = {307, 308}
_FOR_ANY_ORIGIN = {"accept", "accept-language", "if-none-match", "if-modified-since", "range", "user-agent"}
_BODY_HEADERS = {"content-type", "content-length"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """``memory_bytes`` bounds an answer that is held in memory, ``bytes_max`` any other; both count unpacked bytes.

    ``wall_s`` is for the whole request with its redirects, ``silence_s`` for each wait for the next bytes.
    """

    bytes_max: int = 2048 * MIB
    memory_bytes: int = 64 * MIB
    wall_s: float = 600.0
    silence_s: float = 20.0
    redirects_max: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave with an answer, to be asked next time whether it is still the newest (RFC 9110, 8.8).

    "" where it gave none.
    """

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Validators":
        """From an answer's headers, their names in small letters."""
        return cls(etag=headers.get("etag", ""), last_modified=headers.get("last-modified", ""))

    def as_headers(self) -> dict[str, str]:
        """The conditions of a request (RFC 9110, 13.1); none where nothing is known."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: ``url`` is the last one after redirects; header names are lower-case.

    ``size`` and ``sha256`` are of the unpacked bytes; ``body`` is empty where they went into a file.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    size: int
    sha256: str
    body: bytes = b""

    @property
    def validators(self) -> Validators:
        return Validators.of(self.headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """What is known already is still the newest; ``validators`` are those for the next time."""

    url: str
    validators: Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """An answer whose bytes are still to come: ``chunks`` can be read once, while its ``with`` block is open.

    ``announced`` is the number of bytes that the server says it sends, where it says so.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    announced: int | None
    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""

    def redirected(self, status: int, location: str) -> "_Request":
        """The request that follows a redirect. Raises ``Refused`` where it would carry a body to another origin."""
        url = urljoin(self.url, location)
        same_origin = _origin(_checked(url)) == _origin(_checked(self.url))
        headers = {
            name: value for name, value in self.headers.items() if same_origin or name.lower() in _FOR_ANY_ORIGIN
        }
        if self.method == "GET":
            return replace(self, url=url, headers=headers)
        if status not in _SAME_REQUEST_AGAIN:
            kept = {name: value for name, value in headers.items() if name.lower() not in _BODY_HEADERS}
            return _Request(method="GET", url=url, headers=kept)
        if not same_origin:
            raise Refused("request_led_elsewhere", host=_host_of(self.url))
        return replace(self, url=url)


class SafeClient:
    """Speaks with public http(s) addresses, and with ``inner_hosts`` that the city names.

    ``open_hosts`` are public hosts that are reached on other ports than 80 and 443. ``loopback_ports`` and ``resolve`` are for tests. Every method raises ``Refused``, all but ``get_whatever`` for an answer
    outside 2xx too.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        inner_hosts: Collection[HostPort] = (),
        open_hosts: Collection[HostPort] = (),
        loopback_ports: Collection[int] = (),
        resolve: Resolve = resolve_by_system,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._inner_hosts = frozenset(inner_hosts)
        self._open_hosts = frozenset(open_hosts)
        self._loopback_ports = frozenset(loopback_ports)
        self._resolve = resolve
        self._tls = tls

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The whole answer, in memory."""
        return self._in_memory(_Request(method="GET", url=url, headers=headers or {}))

    def get_whatever(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """As ``get``, of whatever status: some servers say what is wrong in the body of their 4xx."""
        with self._open(_Request(method="GET", url=url, headers=headers or {})) as answer:
            return self._read_all(answer)

    def get_if_changed(
        self, url: str, known: Validators, headers: Mapping[str, str] | None = None
    ) -> Fetched | NotModified:
        """As ``get``, unless the server says that what carried the validators ``known`` is still the newest."""
        request = _Request(method="GET", url=url, headers={**(headers or {}), **known.as_headers()})
        with self._open(request) as answer:
            if answer.status == 304:
                return _not_modified(answer, known)
            return self._read_all(_accepted(answer))

    def post(self, url: str, body: bytes, *, content_type: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Send ``body``; the whole answer, in memory. Nothing is sent twice but where the server itself says 307 or 308."""
        sent = {**(headers or {}), "Content-Type": content_type, "Content-Length": str(len(body))}
        return self._in_memory(_Request(method="POST", url=url, headers=sent, body=body))

    def post_json(self, url: str, value: JSON, headers: Mapping[str, str] | None = None) -> Fetched:
        return self.post(url, orjson.dumps(value), content_type="application/json", headers=headers)

    @contextmanager
    def stream(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator[Streamed]:
        """The answer as it comes, bounded by ``bytes_max``; a chunk is at most 1 MiB where it was compressed."""
        with self._open(_Request(method="GET", url=url, headers=headers or {})) as answer:
            yield _accepted(answer)

    @contextmanager
    def peek(self, url: str, headers: Mapping[str, str] | None = None) -> Iterator[Streamed]:
        """As ``stream``, of whatever status: whoever reads may stop after the first bytes."""
        with self._open(_Request(method="GET", url=url, headers=headers or {})) as answer:
            yield answer

    def to_file(
        self,
        url: str,
        path: Path,
        headers: Mapping[str, str] | None = None,
        on_progress: OnProgress | None = None,
    ) -> Fetched:
        """Stream the answer to ``path``, which appears only when all of it has come; progress in bytes."""
        with self._open(_Request(method="GET", url=url, headers=headers or {})) as answer:
            return _to_file(_accepted(answer), path, on_progress)

    def to_file_if_changed(
        self,
        url: str,
        path: Path,
        known: Validators,
        headers: Mapping[str, str] | None = None,
        on_progress: OnProgress | None = None,
    ) -> Fetched | NotModified:
        """As ``to_file``; nothing is written where what is ``known`` is still the newest."""
        request = _Request(method="GET", url=url, headers={**(headers or {}), **known.as_headers()})
        with self._open(request) as answer:
            if answer.status == 304:
                return _not_modified(answer, known)
            return _to_file(_accepted(answer), path, on_progress)

    def _in_memory(self, request: _Request) -> Fetched:
        with self._open(request) as answer:
            return self._read_all(_accepted(answer))

    def _read_all(self, answer: Streamed) -> Fetched:
        body = bytearray()
        for chunk in answer.chunks:
            if len(body) + len(chunk) > self.limits.memory_bytes:
                raise Refused("answer_too_long", host=_host_of(answer.url), megabytes=self.limits.memory_bytes // MIB)
            body += chunk
        return Fetched(
            url=answer.url,
            status=answer.status,
            headers=answer.headers,
            size=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            body=bytes(body),
        )

    @contextmanager
    def _open(self, request: _Request) -> Iterator[Streamed]:
        """The answer at the end of all redirects, of whatever status."""
        network = Network(
            self._resolve,
            inner_hosts=self._inner_hosts,
            open_hosts=self._open_hosts,
            loopback_ports=self._loopback_ports,
            deadline=time.monotonic() + self.limits.wall_s,
        )
        for _ in range(self.limits.redirects_max + 1):
            with self._answer(request, network) as answer:
                headers = _headers(answer)
                if answer.status not in _REDIRECTS or "location" not in headers:
                    yield self._streamed(_checked(request.url).geturl(), answer, headers)
                    return
            request = request.redirected(answer.status, headers["location"])
        raise Refused("too_many_redirects", host=_host_of(request.url))

    def _streamed(self, url: str, answer: httpcore.Response, headers: Mapping[str, str]) -> Streamed:
        announced = int(headers["content-length"]) if _is_number(headers.get("content-length", "")) else None
        if announced is not None and announced > self.limits.bytes_max:
            raise self._too_large()
        packed = self._bounded(answer.iter_stream())
        chunks = self._bounded(_decoded(packed, headers.get("content-encoding", "identity")))
        return Streamed(url=url, status=answer.status, headers=headers, announced=announced, chunks=chunks)

    def _bounded(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > self.limits.bytes_max:
                raise self._too_large()
            yield chunk

    @contextmanager
    def _answer(self, request: _Request, network: Network) -> Iterator[httpcore.Response]:
        parts = _checked(request.url)
        host = _host_of(parts.geturl())
        network.entering(_place(parts))
        sent = {
            "Host": parts.netloc,
            "User-Agent": "Naru/0.1",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            **request.headers,
        }
        silence = self.limits.silence_s
        tls = (self._tls or _tls()) if parts.scheme == "https" else None
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), silence)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=tls, network_backend=network) as pool,
                pool.stream(
                    request.method,
                    _request_url(parts),
                    headers=list(sent.items()),
                    content=request.body or None,
                    extensions={"timeout": timeouts},
                ) as answer,
            ):
                yield answer
        except httpcore.TimeoutException:
            raise Refused("download_too_slow", host=host) from None
        except httpcore.ProtocolError as error:
            raise Refused("download_broke_off", reason=str(error)[:200]) from None
        except (httpcore.NetworkError, UnicodeError) as error:
            raise Refused("address_unreachable", host=host, reason=str(error)[:200] or type(error).__name__) from None

    def _too_large(self) -> Refused:
        return Refused("download_too_large", megabytes=self.limits.bytes_max // MIB)


def _accepted(answer: Streamed) -> Streamed:
    if not 200 <= answer.status < 300:
        raise Refused("address_answered", host=_host_of(answer.url), status=answer.status)
    return answer


def _not_modified(answer: Streamed, known: Validators) -> NotModified:
    newer = Validators.of(answer.headers)
    validators = Validators(etag=newer.etag or known.etag, last_modified=newer.last_modified or known.last_modified)
    return NotModified(url=answer.url, validators=validators)


def _to_file(answer: Streamed, path: Path, on_progress: OnProgress | None) -> Fetched:
    part = path.with_name(path.name + ".part")
    size, digest = 0, hashlib.sha256()
    try:
        with part.open("wb") as file:
            for chunk in answer.chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                if on_progress is not None:
                    on_progress(size, answer.announced)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Fetched(url=answer.url, status=answer.status, headers=answer.headers, size=size, sha256=digest.hexdigest())


# --- URLs ---


def _checked(url: str) -> SplitResult:
    """The URL in parts, its host in ASCII; refused unless it is plain http or https."""
    if any(letter <= " " or letter in "\\\x7f" for letter in url):
        raise Refused("address_not_http", url=url[:200])
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("address_not_http", url=url[:200]) from None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        raise Refused("address_not_http", url=url[:200])
    name = f"[{host}]" if ":" in host else _ascii(host)
    netloc = name if port is None else f"{name}:{port}"
    return parts._replace(netloc=netloc, fragment="")


def _ascii(host: str) -> str:
    try:
        return name_in_ascii(host)
    except ValueError:
        raise Refused("address_not_http", url=host[:200]) from None


def _request_url(parts: SplitResult) -> httpcore.URL:
    safe = "/%:?=&;,+!$'()*@~-._[]"
    path = quote(parts.path or "/", safe=safe)
    target = path + (f"?{quote(parts.query, safe=safe)}" if parts.query else "")
    return httpcore.URL(
        scheme=parts.scheme, host=(parts.hostname or "").encode(), port=parts.port, target=target.encode("ascii")
    )


def _origin(parts: SplitResult) -> tuple[str, HostPort]:
    return parts.scheme, _place(parts)


def _place(parts: SplitResult) -> HostPort:
    return (parts.hostname or "").rstrip("."), parts.port or {"http": 80, "https": 443}[parts.scheme]


def _host_of(url: str) -> str:
    return urlsplit(url).hostname or url[:200]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 19


def _headers(answer: httpcore.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}


def _decoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The content in pieces of at most 1 MiB, so that a compressed bomb meets the size limit and not our memory."""
    match encoding.strip().lower():
        case "" | "identity":
            yield from chunks
            return
        case "gzip" | "x-gzip" | "deflate":
            unpacker = zlib.decompressobj(wbits=47)
        case _:
            raise Refused("download_broke_off", reason=f"Content-Encoding: {encoding[:40]}")
    try:
        for packed in chunks:
            yield unpacker.decompress(packed, MIB)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, MIB)
            if unpacker.unused_data:
                raise Refused("download_broke_off", reason="bytes after the end of compressed content")
    except zlib.error as error:
        raise Refused("download_broke_off", reason=str(error)) from None
    if not unpacker.eof:
        raise Refused("download_broke_off", reason="incomplete content")


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if "SSL_CERT_FILE" not in os.environ:
        context.load_verify_locations(certifi.where())
    return context


declare(
    {
        "address_not_http": Sentence(
            ko="가져올 수 있는 주소가 아닙니다: {url}. http:// 또는 https:// 로 시작하는 주소를 적어 주세요.",
            en="Not an address that can be fetched: {url}. Give one that begins with http:// or https://.",
        ),
        "port_not_allowed": Sentence(
            ko="{host}:{port} — 80번과 443번이 아닌 포트입니다. 믿을 만한 곳이면 관리자에게 NARU_FETCH_HOSTS에 적어 달라고 하세요.",
            en="{host}:{port} is neither port 80 nor 443. If you trust it, ask your administrator to list it in NARU_FETCH_HOSTS.",
        ),
        "address_not_allowed": Sentence(
            ko="{host}은(는) 공개된 인터넷 주소가 아니어서 가져오지 않습니다. 공개된 주소를 적어 주세요.",
            en="{host} is not a public internet address and is not fetched. Give a public address.",
            status=422,
        ),
        "address_unreachable": Sentence(
            ko="{host}에 연결하지 못했습니다({reason}). 주소를 확인하고 잠시 뒤 다시 해 보세요.",
            en="{host} could not be reached ({reason}). Check the address and try again later.",
            status=422,
        ),
        "address_answered": Sentence(
            ko="{host}이(가) 파일 대신 {status} 응답을 보냈습니다. 주소를 확인해 주세요.",
            en="{host} answered {status} instead of a file. Check the address.",
            status=422,
        ),
        "too_many_redirects": Sentence(
            ko="{host}이(가) 다른 주소로 너무 여러 번 넘깁니다. 최종 주소를 적어 주세요.",
            en="{host} redirects too many times. Give the final address.",
            status=422,
        ),
        "download_too_large": Sentence(
            ko="{megabytes}MB보다 큰 파일은 주소로 가져오지 않습니다. 나누어 올리거나 서버의 폴더에서 적재해 주세요.",
            en="A file larger than {megabytes} MB is not fetched by address. Split it, or load it from the server's disk.",
            status=422,
        ),
        "answer_too_long": Sentence(
            ko="{host}이(가) {megabytes}MB보다 긴 답을 보내 멈추었습니다. 더 좁은 조건으로 다시 해 보세요.",
            en="{host} sent an answer longer than {megabytes} MB and was stopped. Ask for less.",
            status=422,
        ),
        "request_led_elsewhere": Sentence(
            ko="{host}이(가) 보낸 내용을 다른 곳으로 넘기려 해서 멈추었습니다. 최종 주소를 적어 주세요.",
            en="{host} wants what was sent to it sent elsewhere, and was stopped. Give the final address.",
            status=422,
        ),
        "download_too_slow": Sentence(
            ko="{host}이(가) 제때 보내지 않아 멈추었습니다. 잠시 뒤 다시 해 보세요.",
            en="{host} did not send it in time. Try again later.",
            status=422,
        ),
        "download_broke_off": Sentence(
            ko="내려받은 내용이 온전하지 않습니다({reason}). 다시 해 보세요.",
            en="What came is not complete ({reason}). Try again.",
            status=422,
        ),
    }
)
