"""Commands of the protocols: ``naru mcp`` and ``naru protocols``."""

import sys
from typing import Any

import click
import orjson
from django.conf import settings

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import ANONYMOUS
from naru.base.people import reads as people
from naru.systems.protocols import reads
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.mcp_protocol import Server
from naru.systems.protocols.mcp.server import server_for
from naru.systems.protocols.mcp.stdio import serve
from naru.systems.protocols.mcp.tools import Desk

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로 · print JSON")


@click.command("mcp")
@click.option(
    "--token",
    envvar="NARU_TOKEN",
    default="",
    help="누구로 물을지, 없으면 누구나 보는 것만 · whose rights; without it what is open",
)
@click.option("--json", "as_json", is_flag=True, help="거절을 JSON으로 · refusals as JSON; what is served always is")
def mcp(token: str, as_json: bool) -> None:
    """언어 모델이 쓰는 MCP 서버를 표준 입출력으로 엽니다 · Serve language models by MCP over standard input and output."""
    at = Addresses(settings.NARU_ADDRESS)

    def server_now() -> Server:
        person = people.person_by_token(token, SYSTEM_CLOCK.now()) if token else ANONYMOUS
        return server_for(Desk(person=person, at=at))

    server_now()  # a token that is none is said before anything is answered
    serve(server_now, sys.stdin.buffer, sys.stdout.buffer)


@click.group("protocols")
def protocols() -> None:
    """바깥 도구가 쓰는 규약 · The protocols that other tools speak."""


@protocols.command("conformance")
@as_json
def conformance(as_json: bool) -> None:
    """어느 검사기가 어느 규약을 언제 확인했는지 · Which outside program passed which protocol, and when."""
    for check in reads.conformance():
        line: Any = check.to_json()
        told = (
            orjson.dumps(line).decode()
            if as_json
            else f"{check.day}  {check.protocol:14} {check.program} {check.version}"
        )
        click.echo(told)
