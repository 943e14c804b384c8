"""No URL leads into our own network; real listening sockets prove it."""

import contextlib
import datetime
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from naru.base.kit.addresses import host_ports, is_inner, is_public
from naru.base.kit.http_client import MIB, Fetched, FetchLimits, NotModified, SafeClient, Validators
from naru.base.kit.refusals import Refused
from tests.promptly import promptly


class Listener:
    """A server on loopback that remembers who came; ``answer`` gets the request and writes to the socket."""

    def __init__(self, answer: Callable[[socket.socket, bytes], None], family=socket.AF_INET, tls=None):
        self.requests: list[bytes] = []
        self.connections = 0
        self._answer, self._tls = answer, tls
        self._socket = socket.socket(family)
        self._socket.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
        self._socket.listen(16)
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            with contextlib.suppress(OSError), connection:
                connection.settimeout(5)
                stream = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
                request = b""
                while b"\r\n\r\n" not in request:
                    got = stream.recv(4096)
                    if not got:
                        break
                    request += got
                self.requests.append(request)
                self._answer(stream, request)
                if self._tls:
                    stream.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


def says(body: bytes, status: str = "200 OK", **headers: str) -> Callable[[socket.socket, bytes], None]:
    lines = {"Content-Length": str(len(body)), "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())

    def answer(stream: socket.socket, _request: bytes) -> None:
        stream.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)

    return answer


@contextlib.contextmanager
def listening(answer, **more) -> Iterator[Listener]:
    listener = Listener(answer, **more)
    try:
        yield listener
    finally:
        listener.close()


QUICK = FetchLimits(wall_s=3, silence_s=2, bytes_max=4 * MIB)


def refusal(client: SafeClient, url: str, headers: dict[str, str] | None = None) -> str:
    with pytest.raises(Refused) as refused:
        client.get(url, headers)
    assert refused.value.words.ko
    return refused.value.code


# --- where a URL may not lead ---

HOSTS = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "0.0.0.1",
    "0x0",
    "00",
    "0.0",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "ip6-localhost",
    "10.0.0.1",
    "10.255.255.255",
    "10.1",
    "0xa.1",
    "167772161",
    "172.16.0.1",
    "172.31.255.255",
    "172.16.1",
    "192.168.0.1",
    "192.168.1",
    "3232235521",
    "0xc0a80001",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "169.254.169.254",
    "169.254.1",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.170.2",
    "168.63.129.16",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "192.88.99.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "0xffffffff",
    "4294967295",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:8.8.8.8]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::]",
    "[2001:0:7f00:1::]",
    "[2001:db8::1]",
    "[100::1]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fe80::1%lo]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fec0::1]",
    "[ff02::1]",
    "[ff0e::1]",
    "[5f00::1]",
    "[2001:2::1]",
    "[2001:10::1]",
    "[::ffff:0.0.0.0]",
    "１２７.０.０.１",
    "①②⑦.⓪.⓪.①",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "127。0。0。1",
]

URLS = [f"http://{host}:{{port}}/" for host in HOSTS] + [
    "http://user@127.0.0.1:{port}/",
    "http://data.go.kr@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@data.go.kr/",
    "http://data.go.kr\\@127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "http://127.0.0.1:{port}\r\nHost: data.go.kr/",
    "http://[::1%25lo]:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "http://127.0.0.1:{port}:80/",
    "http:///127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_x",
    "dict://127.0.0.1:{port}/x",
    "jar:http://127.0.0.1:{port}/!/",
    "data:text/csv,a",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "",
    "127.0.0.1:{port}",
]


@pytest.fixture(scope="module")
def listeners():
    with (
        listening(says(b"secret")) as four,
        listening(says(b"secret"), family=socket.AF_INET6) as six,
    ):
        yield four, six


def test_there_are_enough_ways_in():
    assert len(set(URLS)) >= 80


@pytest.mark.parametrize("url", URLS)
def test_no_url_reaches_what_is_not_public(url, listeners):
    for listener in listeners:
        before = listener.connections
        code = refusal(SafeClient(QUICK), url.format(port=listener.port))
        assert code in {"address_not_allowed", "address_not_http", "address_unreachable"}
        assert listener.connections == before


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "210.98.8.1", "2606:4700:4700::1111", "2400:cb00:2048::1"])
def test_public_addresses_are_public(address):
    assert is_public(address)


def test_a_name_with_any_private_address_is_refused(listeners):
    client = SafeClient(QUICK, resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"])
    assert refusal(client, f"http://rebind.example:{listeners[0].port}/") == "address_not_allowed"
    assert listeners[0].connections == 0


def test_a_name_is_looked_up_once_so_that_a_second_answer_cannot_mislead():
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    with listening(says(b"a,b")) as open_:
        client = SafeClient(QUICK, resolve=resolve, loopback_ports=[open_.port])
        assert client.get(f"http://data.example:{open_.port}/").body == b"a,b"
        assert asked == ["data.example"]
        assert f"Host: data.example:{open_.port}\r\n".encode() in open_.requests[0]


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_every_redirect_is_judged_again(status, listeners):
    inside = f"http://127.0.0.1:{listeners[0].port}/latest/meta-data/"
    with listening(says(b"", status, Location=inside)) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        assert refusal(client, f"http://127.0.0.1:{open_.port}/") == "address_not_allowed"
        assert listeners[0].connections == 0


@pytest.mark.parametrize("where", ["file:///etc/passwd", "gopher://x/", "//user@127.0.0.1/"])
def test_a_redirect_to_another_scheme_is_refused(where):
    with listening(says(b"", "302 Found", Location=where)) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        assert refusal(client, f"http://127.0.0.1:{open_.port}/") == "address_not_http"


def test_redirects_are_followed_but_not_for_ever():
    with listening(says(b"found")) as goal:
        with listening(says(b"", "302 Found", Location=f"http://127.0.0.1:{goal.port}/file.csv")) as open_:
            client = SafeClient(QUICK, loopback_ports=[open_.port, goal.port])
            fetched = client.get(f"http://127.0.0.1:{open_.port}/")
        assert (fetched.body, fetched.url) == (b"found", f"http://127.0.0.1:{goal.port}/file.csv")
    with listening(says(b"", "302 Found", Location="/again")) as circle:
        client = SafeClient(QUICK, loopback_ports=[circle.port])
        assert refusal(client, f"http://127.0.0.1:{circle.port}/") == "too_many_redirects"
        assert circle.connections == 6


# --- bounds ---


def test_size_is_bounded_whether_announced_or_not():
    def endless(stream, _request):
        stream.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            stream.sendall(bytes(MIB))

    with listening(endless) as open_, listening(says(b"x", Content_Length=str(1 << 40))) as boast:
        assert (
            refusal(SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/")
            == "download_too_large"
        )
        assert (
            refusal(SafeClient(QUICK, loopback_ports=[boast.port]), f"http://127.0.0.1:{boast.port}/")
            == "download_too_large"
        )


def test_a_compressed_bomb_meets_the_same_bound():
    bomb = gzip.compress(bytes(64 * MIB))
    with listening(says(bomb, Content_Encoding="gzip")) as open_:
        assert (
            refusal(SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/")
            == "download_too_large"
        )


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_compressed_content_is_unpacked(encoding, pack):
    with listening(says(pack("이름,값".encode() * 1000), Content_Encoding=encoding)) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        assert client.get(f"http://127.0.0.1:{open_.port}/").body == "이름,값".encode() * 1000


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_slow_drip_ends_at_the_deadline(where):
    def drip(stream, _request):
        if where == "body":
            stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(60):
            stream.sendall(b"H")
            time.sleep(0.1)

    with listening(drip) as open_:
        client = SafeClient(FetchLimits(wall_s=0.8, silence_s=5), loopback_ports=[open_.port])

        def fetch():
            assert refusal(client, f"http://127.0.0.1:{open_.port}/") == "download_too_slow"

        promptly(fetch, within_s=2)


def test_a_torn_download_leaves_no_file(tmp_path):
    with listening(says(b"half", Content_Length="1000")) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        with pytest.raises(Refused) as refused:
            client.to_file(f"http://127.0.0.1:{open_.port}/", tmp_path / "file.csv")
    assert refused.value.code == "download_broke_off"
    assert list(tmp_path.glob("file*")) == []


def test_a_file_is_streamed_with_progress_and_its_hash(tmp_path):
    body = bytes(range(256)) * 8192
    heard = []
    with listening(says(body, ETag='"1"')) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        fetched = client.to_file(
            f"http://127.0.0.1:{open_.port}/부산.csv?구=해운대&q=a+b",
            tmp_path / "f",
            on_progress=lambda *said: heard.append(said),
        )
    assert (tmp_path / "f").read_bytes() == body
    assert (fetched.size, fetched.headers["etag"]) == (len(body), '"1"')
    assert heard[-1] == (len(body), len(body))
    assert open_.requests[0].startswith(
        b"GET /%EB%B6%80%EC%82%B0.csv?%EA%B5%AC=%ED%95%B4%EC%9A%B4%EB%8C%80&q=a+b HTTP/1.1"
    )


@pytest.mark.parametrize(("status", "code"), [("404 Not Found", "address_answered"), ("500 Oops", "address_answered")])
def test_an_error_is_told_with_its_status(status, code):
    with listening(says(b"no", status)) as open_:
        assert refusal(SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/") == code


@pytest.mark.parametrize(
    "junk", [b"", b"\x00\x01garbage\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 50_000]
)
def test_a_server_that_speaks_nonsense_is_a_sentence(junk):
    with listening(lambda stream, _: stream.sendall(junk)) as open_:
        code = refusal(SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/")
    assert code in {"download_broke_off", "address_unreachable"}


# --- what is sent along ---

SECRETS = ["Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key", "serviceKey", "X-Anything-Else"]
HARMLESS = ["Accept", "Accept-Language", "If-None-Match", "Range", "User-Agent"]


@pytest.mark.parametrize("name", SECRETS)
def test_what_may_be_a_credential_stays_with_its_origin(name):
    with listening(says(b"x")) as goal, listening(says(b"", "302 Found", Location="/again")) as same:
        client = SafeClient(QUICK, loopback_ports=[same.port, goal.port])
        assert refusal(client, f"http://127.0.0.1:{same.port}/", {name: "secret"}) == "too_many_redirects"
        assert all(b"secret" in request for request in same.requests)
        for status in ("301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"):
            with listening(says(b"", status, Location=f"http://127.0.0.1:{goal.port}/")) as open_:
                client = SafeClient(QUICK, loopback_ports=[open_.port, goal.port])
                client.get(f"http://127.0.0.1:{open_.port}/", {name: "secret"})
        assert not any(b"secret" in request for request in goal.requests)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_says_nothing_of_us_goes_on(name):
    with (
        listening(says(b"x")) as goal,
        listening(says(b"", "302 Found", Location=f"http://127.0.0.1:{goal.port}/")) as open_,
    ):
        SafeClient(QUICK, loopback_ports=[open_.port, goal.port]).get(f"http://127.0.0.1:{open_.port}/", {name: "said"})
    assert f"{name}: said".encode() in goal.requests[0]


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\nHost: x", "a\x00b"])
def test_a_header_carries_no_second_one(value):
    with listening(says(b"x")) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        assert refusal(client, f"http://127.0.0.1:{open_.port}/", {"X-One": value}) == "download_broke_off"
        assert open_.requests in ([], [b""])


# --- conditional ---


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (Validators(etag='"1"'), [b'If-None-Match: "1"']),
        (Validators(last_modified="Sun, 29 Nov 2026 00:00:00 GMT"), [b"If-Modified-Since: Sun, 29 Nov 2026"]),
        (Validators(etag='W/"2"', last_modified="x"), [b'If-None-Match: W/"2"', b"If-Modified-Since: x"]),
    ],
)
def test_nothing_new_is_a_value(known, asked, tmp_path):
    with listening(says(b"", "304 Not Modified")) as open_:
        client, url = SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/"
        assert client.get_if_changed(url, known) == NotModified(url=url, validators=known)
        assert client.to_file_if_changed(url, tmp_path / "f", known) == NotModified(url=url, validators=known)
    assert all(header in request for header in asked for request in open_.requests)
    assert not list(tmp_path.glob("f*"))


def test_what_is_new_comes_with_its_validators(tmp_path):
    with listening(says(b"new", ETag='"2"', Last_Modified="later")) as open_:
        client, url = SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/"
        got = client.get_if_changed(url, Validators(etag='"1"'))
        assert isinstance(got, Fetched)
        assert (got.body, got.validators) == (b"new", Validators(etag='"2"', last_modified="later"))
        written = client.to_file_if_changed(url, tmp_path / "f", Validators())
        assert isinstance(written, Fetched)
        assert (tmp_path / "f").read_bytes() == b"new"
    assert b"If-None-Match" not in open_.requests[1]


def test_nothing_new_where_nothing_was_asked_is_no_answer():
    with listening(says(b"", "304 Not Modified")) as open_:
        assert refusal(SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/") == (
            "address_answered"
        )


# --- POST ---


def hears(
    answer: Callable[[socket.socket, bytes], None], bodies: list[bytes]
) -> Callable[[socket.socket, bytes], None]:
    """As ``answer``, once the request's body has come."""

    def respond(stream: socket.socket, request: bytes) -> None:
        head, _, body = request.partition(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length:")), 0)
        while len(body) < length:
            body += stream.recv(65536)
        bodies.append(body)
        answer(stream, request)

    return respond


def test_a_post_sends_its_body_and_reads_the_answer():
    bodies: list[bytes] = []
    with listening(hears(says(b'{"ok":1}', "201 Created"), bodies)) as open_:
        client, url = SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/in"
        answer = client.post_json(url, {"이름": "부산"}, {"Authorization": "Bearer x"})
        client.post(url, bytes(3 * MIB), content_type="application/octet-stream")
    assert (answer.status, answer.body) == (201, b'{"ok":1}')
    assert bodies == ['{"이름":"부산"}'.encode(), bytes(3 * MIB)]
    assert open_.requests[0].startswith(b"POST /in HTTP/1.1")
    assert b"Content-Type: application/json\r\n" in open_.requests[0]


@pytest.mark.parametrize(
    ("status", "method"),
    [("301 Moved", b"GET"), ("302 Found", b"GET"), ("303 See Other", b"GET"), ("307 T", b"POST"), ("308 P", b"POST")],
)
def test_a_post_is_sent_again_only_to_its_own_origin(status, method):
    def once(stream, request):
        return (says(b"done") if b"/there" in request else says(b"", status, Location="/there"))(stream, request)

    bodies: list[bytes] = []
    with listening(hears(once, bodies)) as open_, listening(says(b"got")) as other:
        client = SafeClient(QUICK, loopback_ports=[open_.port, other.port])
        assert client.post_json(f"http://127.0.0.1:{open_.port}/", {"a": 1}).body == b"done"
        assert open_.requests[1].startswith(method)
        assert bodies == [b'{"a":1}', b'{"a":1}' if method == b"POST" else b""]
        assert (b"Content-Type" in open_.requests[1]) == (method == b"POST")
        with listening(hears(says(b"", status, Location=f"http://127.0.0.1:{other.port}/"), [])) as leads:
            client = SafeClient(QUICK, loopback_ports=[leads.port, other.port])
            if method == b"GET":
                assert client.post_json(f"http://127.0.0.1:{leads.port}/", {"a": 1}).body == b"got"
                assert b'{"a":1}' not in other.requests[0]
            else:
                with pytest.raises(Refused) as refused:
                    client.post_json(f"http://127.0.0.1:{leads.port}/", {"a": 1})
                assert refused.value.code == "request_led_elsewhere"
                assert other.connections == 0


def test_a_post_reaches_nothing_inside_either(listeners):
    with pytest.raises(Refused) as refused:
        SafeClient(QUICK).post_json(f"http://127.0.0.1:{listeners[0].port}/", {})
    assert refused.value.code == "address_not_allowed"


# --- streams ---


def test_a_stream_is_read_as_it_comes():
    with listening(says(b"a" * 300_000, ETag='"1"')) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        with client.stream(f"http://127.0.0.1:{open_.port}/") as answer:
            assert (answer.status, answer.announced, answer.headers["etag"]) == (200, 300_000, '"1"')
            assert b"".join(answer.chunks) == b"a" * 300_000


def flood(head: bytes, piece: bytes) -> Callable[[socket.socket, bytes], None]:
    def answer(stream: socket.socket, _request: bytes) -> None:
        stream.sendall(head)
        while True:
            stream.sendall(piece)

    return answer


OK = b"HTTP/1.1 200 OK\r\n"
ATTACKS = {
    "a body without end": (flood(OK + b"\r\n", bytes(MIB)), "download_too_large"),
    "chunks without end": (
        flood(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + bytes(65536) + b"\r\n"),
        "download_too_large",
    ),
    "a chunk's header without end": (flood(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 4096), "download_broke_off"),
    "trailers without end": (
        flood(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n" * 512),
        "download_broke_off",
    ),
    "headers without end": (flood(OK, b"a: b\r\n" * 512), "download_broke_off"),
    "one header without end": (flood(OK + b"a: ", b"x" * 4096), "download_broke_off"),
    "a status without end": (flood(b"HTTP/1.1 200 ", b"x" * 4096), "download_broke_off"),
    "a bomb": (says(gzip.compress(bytes(64 * MIB)), Content_Encoding="gzip"), "download_too_large"),
    "a bomb without content": (
        flood(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b"\x00\x00\x00\xff\xff" * 65536),
        "download_too_large",
    ),
    "bytes after the bomb": (
        flood(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a"), bytes(65536)),
        "download_broke_off",
    ),
    "a bomb in a bomb": (says(b"x", Content_Encoding="gzip, gzip"), "download_broke_off"),
    "an unknown wrapping": (says(b"x", Content_Encoding="br"), "download_broke_off"),
    "two lengths": (lambda stream, _: stream.sendall(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "download_broke_off"),
    "a negative length": (lambda stream, _: stream.sendall(OK + b"Content-Length: -1\r\n\r\nab"), "download_broke_off"),
    "a length and chunks": (
        lambda stream, _: stream.sendall(OK + b"Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("way", ["post", "stream", "to_file"])
def test_no_answer_takes_more_than_its_share(attack, way, tmp_path):
    answer, code = ATTACKS[attack]
    with listening(answer) as open_:
        client, url = SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/"

        def read() -> None:
            match way:
                case "post":
                    client.post(url, b"", content_type="text/plain")
                case "stream":
                    with client.stream(url) as streamed:
                        for _ in streamed.chunks:
                            pass
                case _:
                    client.to_file(url, tmp_path / "file")

        if code is None:
            read()
        else:
            with pytest.raises(Refused) as refused:
                read()
            assert refused.value.code == code
            assert not list(tmp_path.glob("f*"))


def test_an_answer_in_memory_has_a_bound_of_its_own(tmp_path):
    limits = FetchLimits(wall_s=3, silence_s=2, bytes_max=4 * MIB, memory_bytes=MIB)
    with listening(says(bytes(MIB))) as fits, listening(says(bytes(MIB + 1))) as over:
        client = SafeClient(limits, loopback_ports=[fits.port, over.port])
        assert client.get(f"http://127.0.0.1:{fits.port}/").size == MIB
        assert refusal(client, f"http://127.0.0.1:{over.port}/") == "answer_too_long"
        assert client.to_file(f"http://127.0.0.1:{over.port}/", tmp_path / "f").size == MIB + 1


# --- inner hosts ---


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", set()),
        ("gis.busan.example:8080", {("gis.busan.example", 8080)}),
        ("GIS.example.:80, [fd00::7]:443,10.1.2.3:1", {("gis.example", 80), ("fd00::7", 443), ("10.1.2.3", 1)}),
        ("부산.한국:80", {("xn--or3bi2d.xn--3e0b707e", 80)}),
    ],
)
def test_inner_hosts_are_listed_by_name_and_port(text, places):
    assert host_ports(text) == places


@pytest.mark.parametrize(
    "text", ["gis", "gis:", ":80", "gis:0", "gis:65536", "http://gis:80", "*:80", "fd00::7:80", "[gis]:80", "a@b:80", "gis:８０"]
)  # fmt: skip
def test_a_malformed_list_is_refused(text):
    with pytest.raises(ValueError):
        host_ports(text)


@pytest.mark.parametrize(
    ("address", "inner"),
    [
        ("10.0.0.1", True), ("172.16.0.1", True), ("172.32.0.1", False), ("192.168.1.1", True), ("127.0.0.1", True),
        ("100.64.0.1", True), ("100.100.100.200", False), ("169.254.169.254", False), ("0.0.0.0", False),
        ("224.0.0.1", False), ("8.8.8.8", False), ("fd00::1", True), ("fd00:ec2::254", False), ("fe80::1", False),
        ("::1", True), ("::", False), ("::ffff:10.0.0.1", False),
    ],
)  # fmt: skip
def test_only_a_citys_own_networks_are_inner(address, inner):
    assert is_inner(address) is inner


def test_an_inner_host_is_reached_only_where_it_is_listed(listeners):
    here, url = listeners[0], f"http://gis.example:{listeners[0].port}/"
    inside = {"resolve": lambda host, port: ["127.0.0.1"]}
    assert SafeClient(QUICK, inner_hosts={("gis.example", here.port)}, **inside).get(url).body == b"secret"
    for listed in ({("gis.example", here.port + 1)}, {("other.example", here.port)}, {("127.0.0.1", here.port)}, set()):
        assert refusal(SafeClient(QUICK, inner_hosts=listed, **inside), url) == "address_not_allowed"


@pytest.mark.parametrize("address", ["169.254.169.254", "fd00:ec2::254", "0.0.0.0", "fe80::1"])
def test_a_listed_name_leads_to_no_metadata_service(address):
    client = SafeClient(QUICK, inner_hosts={("gis.example", 80)}, resolve=lambda host, port: [address])
    assert refusal(client, "http://gis.example/") == "address_not_allowed"


def test_no_redirect_from_outside_leads_to_an_inner_host(listeners):
    here = listeners[0]
    inside = f"http://gis.example:{here.port}/"
    with listening(says(b"", "302 Found", Location=inside)) as open_:
        client = SafeClient(
            QUICK,
            inner_hosts={("gis.example", here.port)},
            loopback_ports=[open_.port],
            resolve=lambda host, port: ["127.0.0.1"],
        )
        assert client.get(inside).body == b"secret"
        before = here.connections
        assert refusal(client, f"http://stranger.example:{open_.port}/") == "address_not_allowed"
        assert here.connections == before


def test_a_host_stays_pinned_to_the_address_it_was_reached_at():
    answers = iter([["127.0.0.1"], ["8.8.8.8"]])

    def once(stream, request):
        return (says(b"done") if b"/there" in request else says(b"", "302 Found", Location="/there"))(stream, request)

    with listening(once) as open_:
        client = SafeClient(QUICK, inner_hosts={("gis.example", open_.port)}, resolve=lambda host, port: next(answers))
        assert client.get(f"http://gis.example:{open_.port}/").body == b"done"
    assert next(answers) == ["8.8.8.8"]


# --- TLS ---


def certificate(folder, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "cert.pem").write_bytes(pem + secret)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "cert.pem")
    client = ssl.create_default_context(cadata=pem.decode())
    return server, client


def test_tls_proves_the_name_and_not_the_address(tmp_path):
    server, trusting = certificate(tmp_path, "data.example")
    names = []
    server.sni_callback = lambda _stream, name, _context: names.append(name)
    with listening(says(b"sealed"), tls=server) as open_:
        more = {"loopback_ports": [open_.port], "resolve": lambda host, port: ["127.0.0.1"]}
        url = f"https://data.example:{open_.port}/"
        assert SafeClient(QUICK, tls=trusting, **more).get(url).body == b"sealed"
        assert names == ["data.example"]
        assert refusal(SafeClient(QUICK, tls=trusting, **more), url.replace("data.", "other.")) == "address_unreachable"
        assert refusal(SafeClient(QUICK, **more), url) == "address_unreachable"


@pytest.mark.parametrize("port", [22, 25, 587, 3306, 5432, 6379, 8080, 8443])
def test_no_port_beside_the_webs_own_is_reached_unless_it_is_listed(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine: whoever connects is noted and refused."""
    tried: list[tuple[str, int]] = []

    def connect(_: object, host: str, port: int, *__: object) -> None:
        tried.append((host, port))
        raise httpcore.ConnectError("the test's own")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    client = SafeClient(QUICK, resolve=lambda host, port: ["8.8.8.8"])
    assert refusal(client, f"http://data.example:{port}/") == "port_not_allowed"
    assert not tried
    listed = SafeClient(QUICK, resolve=lambda host, port: ["8.8.8.8"], open_hosts=[("data.example", port)])
    assert refusal(listed, f"http://data.example:{port}/") != "port_not_allowed"
    assert refusal(listed, f"http://other.example:{port}/") == "port_not_allowed"
    assert tried == [("8.8.8.8", port)]
