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

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from naru.base.kit.addresses import is_public
from naru.base.kit.http_client import MIB, FetchLimits, SafeClient
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


def refusal(client: SafeClient, url: str) -> str:
    with pytest.raises(Refused) as refused:
        client.get(url)
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
            fetched = client.get(f"http://127.0.0.1:{open_.port}/", {"Authorization": "Bearer x", "X-Keep": "1"})
        assert (fetched.body, fetched.url) == (b"found", f"http://127.0.0.1:{goal.port}/file.csv")
        assert b"Authorization" not in goal.requests[0]
        assert b"X-Keep: 1" in goal.requests[0]
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


def test_nothing_new_is_an_answer():
    with listening(says(b"", "304 Not Modified")) as open_:
        client = SafeClient(QUICK, loopback_ports=[open_.port])
        assert client.get(f"http://127.0.0.1:{open_.port}/", {"If-None-Match": '"1"'}).status == 304


@pytest.mark.parametrize(
    "junk", [b"", b"\x00\x01garbage\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 50_000]
)
def test_a_server_that_speaks_nonsense_is_a_sentence(junk):
    with listening(lambda stream, _: stream.sendall(junk)) as open_:
        code = refusal(SafeClient(QUICK, loopback_ports=[open_.port]), f"http://127.0.0.1:{open_.port}/")
    assert code in {"download_broke_off", "address_unreachable"}


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
