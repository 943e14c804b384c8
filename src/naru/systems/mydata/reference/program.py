"""What a holder's and a receiver's program have in common: a key, tokens of the city, signed messages, an HTTP server."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from naru.base.kit.refusals import Refused
from naru.systems.mydata.core import jose

JSON_TYPE, JOSE_TYPE, FORM_TYPE = "application/json", "application/jose", "application/x-www-form-urlencoded"
BODY_MOST = 8 << 20
MARGIN_S = 30.0  # a token is changed for a new one so long before it is over


class Declined(Exception):
    """A request that is not answered: an HTTP status and OAuth's word for why."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status, self.error = status, error


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    body: bytes = b""
    kind: str = JSON_TYPE
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(value: Any, *, status: int = 200) -> Reply:
    return Reply(body=json.dumps(value, ensure_ascii=False).encode(), status=status)


@dataclass
class Program:
    """``city`` is the address of its MyData, "https://…/mydata"; ``now`` its own clock, which need not be right."""

    id: str
    key: Ed25519PrivateKey
    city: str
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    seen: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    _token: tuple[str, float] = ("", 0.0)
    _city_key: Mapping[str, str] | None = None

    @property
    def jwk(self) -> Any:
        return jose.private_jwk(self.key)

    def note(self, jti: str) -> bool:
        """Whether this was seen before; noted now."""
        with self.lock:
            before = jti in self.seen
            self.seen.add(jti)
            return before

    # --- to the city ---

    def authenticate(self, form: Mapping[str, str], path: str) -> dict[str, Any]:
        """POST a form with a client assertion and a proof."""
        url = f"{self.city}{path}"
        whole = {
            **form,
            "client_id": self.id,
            "client_assertion_type": jose.ASSERTION_TYPE,
            "client_assertion": jose.client_assertion(self.jwk, self.id, self.city, now=self.now()),
        }
        headers = {"DPoP": jose.dpop(self.jwk, "POST", url, now=self.now()), "Content-Type": FORM_TYPE}
        return send("POST", url, urlencode(whole).encode(), headers)

    def own_token(self) -> str:
        """By client credentials; the same while it lasts."""
        token, until = self._token
        if time.monotonic() > until:
            said = self.authenticate({"grant_type": "client_credentials"}, "/oauth/token/")
            token = said["access_token"]
            self._token = (token, time.monotonic() + said["expires_in"] - MARGIN_S)
        return token

    def call(self, method: str, url: str, value: Any = None, *, token: str = "") -> dict[str, Any]:
        """With a token and a proof of possession; its own token where none is said."""
        held = token or self.own_token()
        headers = {
            "Authorization": f"DPoP {held}",
            "DPoP": jose.dpop(self.jwk, method, url, now=self.now(), token=held),
            "Content-Type": JSON_TYPE,
        }
        return send(method, url, b"" if value is None else json.dumps(value).encode(), headers)

    def city_says(self, request: Request) -> dict[str, Any]:
        """The claims of what the city signed for this program, once."""
        if self._city_key is None:
            self._city_key = send("GET", f"{self.city}/oauth/metadata/", b"", {})["naru_key"]
        compact = request.body.decode("ascii", "replace")
        return jose.read(compact, self._city_key, jose.ORDER, audience=self.id, now=self.now(), seen=self.note)

    def answer_city(self, asked: Mapping[str, Any], claims: Mapping[str, Any]) -> Reply:
        whole = {"aud": "naru", "re": asked["jti"], **claims}
        return Reply(body=jose.signed(self.jwk, jose.ORDER, whole, now=self.now()).encode(), kind=JOSE_TYPE)

    # --- its own doors ---

    def answer(self, request: Request) -> Reply:
        raise NotImplementedError

    @contextmanager
    def serving(self, port: int = 0) -> Any:
        """The port it listens on, until the block ends."""
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def send(method: str, url: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """The JSON that came back. Raises ``Declined`` for anything but 2xx."""
    parts = urlsplit(url)
    made = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = made(parts.netloc, timeout=30)
    try:
        connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body or None, dict(headers))
        answer = connection.getresponse()
        said = answer.read(BODY_MOST)
    finally:
        connection.close()
    value = json.loads(said) if said and answer.headers.get_content_type() == JSON_TYPE else {}
    if not 200 <= answer.status < 300:
        raise Declined(answer.status, str(value.get("error", "")))
    return value


def _handler(program: Program) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _do(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            parts = urlsplit(self.path)
            request = Request(
                method=self.command,
                path=parts.path,
                query=dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair),
                headers={name.lower(): value for name, value in self.headers.items()},
                body=self.rfile.read(min(size, BODY_MOST)),
                url=f"http://{self.headers['Host']}{parts.path}",
            )
            reply = _reply(program, request)
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.kind, "Cache-Control": "no-store", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            self.wfile.flush()

        do_GET = do_POST = _do

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: an address may hold a code."""

    return Handler


def _reply(program: Program, request: Request) -> Reply:
    try:
        return program.answer(request)
    except Declined as declined:
        return json_reply({"error": declined.error}, status=declined.status)
    except Refused as refused:
        return json_reply({"error": refused.code}, status=401)
    except (KeyError, TypeError, ValueError):
        return json_reply({"error": "invalid_request"}, status=400)
