"""The Model Context Protocol's messages: JSON-RPC 2.0, in the revisions with a handshake and in the one without.

*Theory of operation.* A client that says its revision in ``_meta`` of each request (2026-07-28) needs no session: every
request stands alone. Older ones begin with ``initialize``; nothing is remembered of that, so both are served by the same
stateless function. Source: https://modelcontextprotocol.io/specification.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

HANDSHAKE = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
MODERN = "2026-07-28"
REVISIONS = (MODERN, *HANDSHAKE)
META = "io.modelcontextprotocol/"
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS = -32700, -32600, -32601, -32602
UNSUPPORTED_REVISION, HEADER_MISMATCH = -32022, -32020
STATUS = {
    PARSE_ERROR: 400,
    INVALID_REQUEST: 400,
    INVALID_PARAMS: 400,
    METHOD_NOT_FOUND: 404,
    UNSUPPORTED_REVISION: 400,
    HEADER_MISMATCH: 400,
}
TOOLS_MS = 3_600_000  # how long a client may take the list of tools to be the same
ACCEPTED = 202
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """What a model is told of a tool; ``takes`` is a JSON Schema."""

    name: str
    title: str
    description: str
    takes: Mapping[str, Any]

    def to_json(self) -> Json:
        hints = {"readOnlyHint": True, "openWorldHint": False}
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": dict(self.takes),
            "annotations": hints,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolAnswer:
    """``value`` is what a program reads, ``text`` what a model does; ``is_error``: what was asked cannot be, and why."""

    text: str
    value: Json | None = None
    is_error: bool = False

    def to_json(self) -> Json:
        made: Json = {"content": [{"type": "text", "text": self.text}], "isError": self.is_error}
        return made if self.value is None else {**made, "structuredContent": self.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """``call`` runs a tool; it answers None where there is none of that name."""

    name: str
    title: str
    version: str
    instructions: str
    tools: Sequence[Tool]
    call: Callable[[str, Mapping[str, Any]], ToolAnswer | None]

    @property
    def info(self) -> Json:
        return {"name": self.name, "title": self.title, "version": self.version}


@dataclass(frozen=True, slots=True)
class Reply:
    """``body`` is None for a notification; ``status`` is HTTP's."""

    body: Json | None
    status: int = 200


class RpcError(Exception):
    def __init__(self, code: int, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.code, self.message, self.data = code, message, data


def reply(raw: bytes | str, server: Server, *, header: str | None = None) -> Reply:
    """The answer to one message; ``header`` is the revision that HTTP's header says, None where there is none."""
    id_: Any = None
    is_modern = False
    try:
        message = _message(raw)
        id_ = message.get("id")
        is_modern = _is_modern(message, header)
        if "id" not in message:
            return Reply(None, ACCEPTED)
        result = _result(message["method"], message.get("params") or {}, server, is_modern=is_modern)
    except RpcError as error:
        told = {"code": error.code, "message": error.message}
        body = {"jsonrpc": "2.0", "id": id_, "error": told if error.data is None else {**told, "data": error.data}}
        at_http = is_modern or error.code in {PARSE_ERROR, INVALID_REQUEST, UNSUPPORTED_REVISION, HEADER_MISMATCH}
        return Reply(body, STATUS.get(error.code, 200) if at_http else 200)
    if is_modern:
        result = {**result, "resultType": "complete", "_meta": {f"{META}serverInfo": server.info}}
    return Reply({"jsonrpc": "2.0", "id": id_, "result": result})


def _message(raw: bytes | str) -> Json:
    try:
        message = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise RpcError(PARSE_ERROR, "The message is not JSON.") from None
    is_message = isinstance(message, dict) and message.get("jsonrpc") == "2.0"
    if not is_message or not isinstance(message.get("method"), str):
        raise RpcError(INVALID_REQUEST, "One JSON-RPC 2.0 request a message.")
    if not isinstance(message.get("params", {}), dict | None) or not isinstance(message.get("id"), str | int | None):
        raise RpcError(INVALID_REQUEST, "params is an object, id a text or a number.")
    found: Json = message
    return found


def _is_modern(message: Json, header: str | None) -> bool:
    """Raises ``RpcError`` for a revision that is not spoken, and where header and message differ."""
    meta = (message.get("params") or {}).get("_meta")
    said = meta.get(f"{META}protocolVersion") if isinstance(meta, dict) else None
    if said is None:
        if header is not None and header not in REVISIONS:
            raise _unsupported(header)
        return False
    if header is not None and header != said:
        raise RpcError(HEADER_MISMATCH, "MCP-Protocol-Version is not what the message says.")
    if said not in REVISIONS:
        raise _unsupported(said)
    return bool(said == MODERN)


def _unsupported(said: Any) -> RpcError:
    return RpcError(
        UNSUPPORTED_REVISION, "Unsupported protocol version.", {"supported": list(REVISIONS), "requested": said}
    )


def _result(method: str, params: Json, server: Server, *, is_modern: bool) -> Json:
    cached: Json = {"ttlMs": TOOLS_MS, "cacheScope": "public"} if is_modern else {}
    match method:
        case "initialize":
            asked = params.get("protocolVersion")
            revision = asked if asked in HANDSHAKE else HANDSHAKE[0]
            return {"protocolVersion": revision, "serverInfo": server.info, **_abilities(server)}
        case "server/discover":
            return {"supportedVersions": list(REVISIONS), **_abilities(server), **cached}
        case "ping":
            return {}
        case "tools/list":
            return {"tools": [tool.to_json() for tool in server.tools], **cached}
        case "tools/call":
            return _called(params, server)
    raise RpcError(METHOD_NOT_FOUND, f"There is no method {method[:100]}.")


def _abilities(server: Server) -> Json:
    return {"capabilities": {"tools": {"listChanged": False}}, "instructions": server.instructions}


def _called(params: Json, server: Server) -> Json:
    name, given = params.get("name"), params.get("arguments") or {}
    if not isinstance(name, str) or not isinstance(given, dict):
        raise RpcError(INVALID_PARAMS, "name is a text, arguments an object.")
    answer = server.call(name, given)
    if answer is None:
        raise RpcError(INVALID_PARAMS, f"There is no tool {name[:100]}.")
    return answer.to_json()
