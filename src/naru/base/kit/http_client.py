"""Fetching a stranger's URL without being led into our own network.

*Theory of operation.* The check sits where the connection is made, not where the URL is read: ``_Backend`` resolves a
host once, refuses unless every address is public (``kit.addresses``), and connects to an address it has checked; TLS
then proves the host's name as usual. Whatever a parser made of the URL, whatever a second DNS answer would say and
wherever a redirect points, no other socket is opened. Bytes, time and redirects are bounded, slow drips included.
"""

import hashlib
import os
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import certifi
import httpcore
import idna

from naru.base.kit.addresses import is_public
from naru.base.kit.refusals import Refused, Sentence, declare

MIB = 1024 * 1024
Resolve = Callable[[str, int], Collection[str]]

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_ONE_ORIGIN = {"authorization", "cookie", "proxy-authorization"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    bytes_max: int = 2048 * MIB
    wall_s: float = 600.0
    silence_s: float = 20.0
    redirects_max: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: ``url`` is the last one after redirects; header names are lower-case."""

    url: str
    status: int
    headers: Mapping[str, str]
    size: int
    sha256: str
    body: bytes = b""


def resolve_by_system(host: str, port: int) -> Collection[str]:
    """Every address the system's resolver gives for the host, decimal, octal and hexadecimal forms included."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class SafeClient:
    """GETs public http(s) URLs. ``loopback_ports`` and ``resolve`` are for tests."""

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        loopback_ports: Collection[int] = (),
        resolve: Resolve = resolve_by_system,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        self._loopback_ports = frozenset(loopback_ports)
        self._resolve = resolve
        self._tls = tls

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The whole answer in memory; mind ``bytes_max``."""
        body = bytearray()
        fetched = self._fetch(url, headers or {}, body.extend)
        return Fetched(
            url=fetched.url,
            status=fetched.status,
            headers=fetched.headers,
            size=fetched.size,
            sha256=fetched.sha256,
            body=bytes(body),
        )

    def to_file(
        self,
        url: str,
        path: Path,
        headers: Mapping[str, str] | None = None,
        on_progress: Callable[[int, int | None], None] | None = None,
    ) -> Fetched:
        """Stream the answer to ``path``, which appears only when all of it has come; progress in bytes."""
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as file:
                fetched = self._fetch(url, headers or {}, file.write, on_progress)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return fetched

    def _fetch(
        self,
        url: str,
        headers: Mapping[str, str],
        sink: Callable[[bytes], Any],
        on_progress: Callable[[int, int | None], None] | None = None,
    ) -> Fetched:
        deadline = time.monotonic() + self.limits.wall_s
        for _ in range(self.limits.redirects_max + 1):
            parts = _checked(url)
            with self._answer(parts, headers, deadline) as answer:
                heard = _headers(answer)
                if answer.status not in _REDIRECTS or "location" not in heard:
                    return self._receive(parts.geturl(), answer, heard, sink, on_progress)
            following = urljoin(url, heard["location"])
            if _origin(_checked(following)) != _origin(parts):
                headers = {name: value for name, value in headers.items() if name.lower() not in _FOR_ONE_ORIGIN}
            url = following
        raise Refused("too_many_redirects", host=_host_of(url))

    def _receive(
        self,
        url: str,
        answer: httpcore.Response,
        headers: Mapping[str, str],
        sink: Callable[[bytes], Any],
        on_progress: Callable[[int, int | None], None] | None,
    ) -> Fetched:
        if answer.status != 304 and not 200 <= answer.status < 300:
            raise Refused("address_answered", host=_host_of(url), status=answer.status)
        announced = int(headers["content-length"]) if headers.get("content-length", "").isdigit() else None
        if announced is not None and announced > self.limits.bytes_max:
            raise self._too_large()
        size, digest = 0, hashlib.sha256()
        for chunk in _decoded(answer.iter_stream(), headers.get("content-encoding", "identity")):
            size += len(chunk)
            if size > self.limits.bytes_max:
                raise self._too_large()
            sink(chunk)
            digest.update(chunk)
            if on_progress is not None:
                on_progress(size, announced)
        return Fetched(url=url, status=answer.status, headers=headers, size=size, sha256=digest.hexdigest())

    @contextmanager
    def _answer(self, parts: SplitResult, headers: Mapping[str, str], deadline: float) -> Iterator[httpcore.Response]:
        host = _host_of(parts.geturl())
        backend = _Backend(self._resolve, self._loopback_ports, deadline)
        sent = {
            "Host": parts.netloc,
            "User-Agent": "Naru/0.1",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            **headers,
        }
        silence = self.limits.silence_s
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), silence)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls or _tls(), network_backend=backend) as pool,
                pool.stream(
                    "GET", _request_url(parts), headers=list(sent.items()), extensions={"timeout": timeouts}
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
        return host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise Refused("address_not_http", url=host[:200]) from None


def _request_url(parts: SplitResult) -> httpcore.URL:
    safe = "/%:?=&;,+!$'()*@~-._[]"
    path = quote(parts.path or "/", safe=safe)
    target = path + (f"?{quote(parts.query, safe=safe)}" if parts.query else "")
    return httpcore.URL(
        scheme=parts.scheme, host=(parts.hostname or "").encode(), port=parts.port, target=target.encode("ascii")
    )


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}[parts.scheme]


def _host_of(url: str) -> str:
    return urlsplit(url).hostname or url[:200]


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
    except zlib.error as error:
        raise Refused("download_broke_off", reason=str(error)) from None
    if not unpacker.eof:
        raise Refused("download_broke_off", reason="incomplete content")


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if "SSL_CERT_FILE" not in os.environ:
        context.load_verify_locations(certifi.where())
    return context


# --- the connection ---


class _Backend(httpcore.NetworkBackend):
    def __init__(self, resolve: Resolve, loopback_ports: frozenset[int], deadline: float) -> None:
        self._resolve = resolve
        self._loopback_ports = loopback_ports
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._addresses(host, port, timeout or 20.0)
        for address in addresses:
            if not (is_public(address) or (port in self._loopback_ports and address in {"127.0.0.1", "::1"})):
                raise Refused("address_not_allowed", host=host)
        last: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._sockets.connect_tcp(address, port, _left(self._deadline, timeout))
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        raise Refused("address_not_allowed", host="unix")

    def _addresses(self, host: str, port: int, timeout: float) -> Collection[str]:
        asker = ThreadPoolExecutor(1)
        try:
            return asker.submit(self._resolve, host, port).result(timeout)
        except FutureTimeout:
            raise httpcore.ConnectTimeout(f"{host} could not be looked up in time") from None
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} could not be looked up: {error}") from None
        finally:
            asker.shutdown(wait=False)


class _Stream(httpcore.NetworkStream):
    """A connection that ends at the deadline, however slowly it drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this download is over")
    return min(left, timeout or left)


declare(
    {
        "address_not_http": Sentence(
            ko="가져올 수 있는 주소가 아닙니다: {url}. http:// 또는 https:// 로 시작하는 주소를 적어 주세요.",
            en="Not an address that can be fetched: {url}. Give one that begins with http:// or https://.",
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
