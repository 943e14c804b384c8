"""A portal for tests: a local HTTP server whose answers a test writes, and a CKAN made of packages."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    body: bytes | str | dict[str, Any] | list[Any] = b""
    status: int = 200
    type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def bytes(self) -> bytes:
        match self.body:
            case bytes():
                return self.body
            case str():
                return self.body.encode()
        return json.dumps(self.body, ensure_ascii=False).encode()


Route = Callable[[Query], Reply]


@dataclass(slots=True)
class Portal:
    """``routes``: path → what it answers; ``asked`` are the addresses asked for, in their order."""

    address: str
    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def says(self, path: str, body: Any, **more: Any) -> str:
        """Always the same answer; its address."""
        reply = Reply(body, **more)
        self.routes[path] = lambda query: reply
        return f"{self.address}{path}"


@contextmanager
def portal(port: int = 0) -> Iterator[Portal]:
    """On ``port``, else a free one, until the block ends; its port is to be put into ``NARU_FETCH_LOOPBACK``."""
    opened: Portal

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            opened.asked.append(self.path)
            route = opened.routes.get(parts.path, lambda query: Reply(b"nothing here", 404, "text/plain"))
            query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
            reply = route(query)
            body = reply.bytes
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        server.daemon_threads = True
        opened = Portal(f"http://127.0.0.1:{server.server_port}", server.server_port)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield opened
        server.shutdown()


def package(number: int, **more: Any) -> dict[str, Any]:
    """A package as CKAN writes it."""
    return {
        "id": f"p-{number:05}",
        "name": f"parking-{number}",
        "title": f"공영주차장 현황 {number}",
        "notes": f"{number}번째 구역의 공영주차장 위치와 면수, 요금과 운영시간을 담은 자료입니다. 달마다 고칩니다.",
        "organization": {"title": "부산시설공단"},
        "license_id": "cc-by",
        "tags": [{"name": "주차장"}, {"name": "교통"}],
        "metadata_created": "2024-01-02T03:04:05.678901",
        "metadata_modified": "2026-05-06T07:08:09.012345",
        "resources": [
            {
                "name": "현황",
                "format": "CSV",
                "url": f"https://data.example/{number}.csv",
                "state": "active",
                "size": 120,
            }
        ],
        "extras": [],
    } | more


@dataclass(slots=True)
class FakeCkan:
    """``packages`` as they are now; ``spoils``: start of a page → what is answered there instead."""

    packages: list[dict[str, Any]]
    spoils: dict[int, Reply] = field(default_factory=dict)
    cap: int = 1000

    def __call__(self, query: Query) -> Reply:
        start, rows = int(query.get("start", 0)), min(int(query.get("rows", 10)), self.cap)
        if start in self.spoils and rows:
            return self.spoils[start]
        found = sorted(self.packages, key=lambda each: each["id"])[start : start + rows]
        result = {"count": len(self.packages), "sort": query.get("sort", ""), "results": found}
        return Reply({"help": "…", "success": True, "result": result})


SEARCH = "/api/3/action/package_search"
