"""Messages of MCP in every revision: what is answered, what is not, and with which status."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from naru.systems.protocols.core import mcp_protocol
from naru.systems.protocols.core.mcp_protocol import HANDSHAKE, META, MODERN, Reply, Server, Tool, ToolAnswer, reply

TOOL = Tool(name="echo", title="Echo", description="Says it again.", takes={"type": "object", "properties": {}})
MODERN_META = {"_meta": {f"{META}protocolVersion": MODERN, f"{META}clientCapabilities": {}}}


def call(name: str, given: Mapping[str, Any]) -> ToolAnswer | None:
    return ToolAnswer(text=str(dict(given)), value=dict(given)) if name == "echo" else None


SERVER = Server(name="naru", title="Naru", version="1", instructions="Cite.", tools=[TOOL], call=call)


def asked(method: str, params: Any = None, *, header: str | None = None, **more: Any) -> Reply:
    message = {"jsonrpc": "2.0", "id": 7, "method": method, **({} if params is None else {"params": params}), **more}
    return reply(json.dumps(message), SERVER, header=header)


@pytest.mark.parametrize("revision", HANDSHAKE)
def test_a_handshake_answers_the_revision_it_was_asked_in(revision: str) -> None:
    answer = asked("initialize", {"protocolVersion": revision}).body
    assert answer is not None
    assert answer["result"]["protocolVersion"] == revision
    assert answer["result"]["capabilities"] == {"tools": {"listChanged": False}}


def test_a_handshake_in_another_revision_is_answered_in_the_newest() -> None:
    answer = asked("initialize", {"protocolVersion": "1999-01-01"}).body
    assert answer is not None
    assert answer["result"]["protocolVersion"] == HANDSHAKE[0]


def test_the_revision_without_a_handshake_is_discovered_and_says_who_answers() -> None:
    answer = asked("server/discover", MODERN_META, header=MODERN).body
    assert answer is not None
    result = answer["result"]
    assert MODERN in result["supportedVersions"]
    assert (result["resultType"], result["cacheScope"]) == ("complete", "public")
    assert result["_meta"][f"{META}serverInfo"]["name"] == "naru"


@pytest.mark.parametrize("params", [None, MODERN_META])
def test_tools_are_listed_and_called(params: dict[str, Any] | None) -> None:
    listed = asked("tools/list", params).body
    assert listed is not None
    assert [tool["name"] for tool in listed["result"]["tools"]] == ["echo"]
    called = asked("tools/call", {**(params or {}), "name": "echo", "arguments": {"a": 1}}).body
    assert called is not None
    assert called["result"]["structuredContent"] == {"a": 1}
    assert called["result"]["isError"] is False


def test_a_notification_is_not_answered() -> None:
    raw = json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert reply(raw, SERVER) == Reply(None, 202)


WRONG_META = {"_meta": {f"{META}protocolVersion": "2031-01-01"}}


@pytest.mark.parametrize(
    ("message", "header", "code", "status"),
    [
        ("{", None, mcp_protocol.PARSE_ERROR, 400),
        ("[]", None, mcp_protocol.INVALID_REQUEST, 400),
        ({"jsonrpc": "1.0", "id": 1, "method": "ping"}, None, mcp_protocol.INVALID_REQUEST, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": 5}, None, mcp_protocol.INVALID_REQUEST, 400),
        ({"jsonrpc": "2.0", "id": [], "method": "ping"}, None, mcp_protocol.INVALID_REQUEST, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}, None, mcp_protocol.INVALID_REQUEST, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": "nothing"}, None, mcp_protocol.METHOD_NOT_FOUND, 200),
        ({"jsonrpc": "2.0", "id": 1, "method": "nothing", "params": MODERN_META}, MODERN, mcp_protocol.METHOD_NOT_FOUND, 404),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": WRONG_META}, None, mcp_protocol.UNSUPPORTED_REVISION, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping"}, "2031-01-01", mcp_protocol.UNSUPPORTED_REVISION, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": MODERN_META}, HANDSHAKE[0], mcp_protocol.HEADER_MISMATCH, 400),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "no"}}, None, mcp_protocol.INVALID_PARAMS, 200),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": 5}}, None, mcp_protocol.INVALID_PARAMS, 200),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_code_and_a_status(message: Any, header: str | None, code: int, status: int) -> None:
    raw = message if isinstance(message, str) else json.dumps(message)
    answer = reply(raw, SERVER, header=header)
    assert answer.body is not None
    assert (answer.body["error"]["code"], answer.status) == (code, status)
