"""A card company's gateway as a test has it: payments begin over HTTP, and its signed events are made here."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson

from naru.base.kit.ids import new_id
from naru.commons.notices.core.signatures import is_signed, new_secret, signed_headers


@dataclass(slots=True)
class FakeGateway:
    """Answers ``POST /payments``; ``status`` is what it answers with, ``asked`` what it was asked for, by payment."""

    secret: str = field(default_factory=new_secret)
    port: int = 0
    status: int = 200
    asked: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def event(self, kind: str, payment: str, won: int, *, at: datetime) -> tuple[bytes, dict[str, str]]:
        """Body and headers of what it says of a payment."""
        body = orjson.dumps({"type": kind, "data": {"payment": payment, "won": won}})
        return body, dict(signed_headers(self.secret, message_id=new_id(), at=at, body=body))


@contextmanager
def fake_gateway() -> Iterator[FakeGateway]:
    gateway = FakeGateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            signed = is_signed(
                gateway.secret, headers, body, at=datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
            )
            said = orjson.loads(body)
            gateway.asked[said["id"]] = said
            answer = orjson.dumps({"id": f"gw-{said['id']}", "address": f"https://card.example/pay/{said['id']}"})
            self.send_response(gateway.status if signed else 401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: Any) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        gateway.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield gateway
        server.shutdown()
