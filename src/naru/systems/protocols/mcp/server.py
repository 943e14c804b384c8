"""The server as one person meets it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import naru
from naru.base.kit.refusals import Refused
from naru.systems.protocols.core.mcp_protocol import Server, ToolAnswer
from naru.systems.protocols.mcp.tools import TOOLS, Desk

INSTRUCTIONS = (
    "The open data of a Korean city. Search, then describe a table to learn its columns, then query it in SQL or chart it. "
    "Say in every answer which dataset and which version it rests on, with its url: they stand under sources. "
    "What is not found may exist and not be open to you."
)


def server_for(desk: Desk) -> Server:
    return Server(
        name="naru",
        title="나루 Naru",
        version=getattr(naru, "__version__", "1"),
        instructions=INSTRUCTIONS,
        tools=[tool for tool, _ in TOOLS.values()],
        call=partial(call, desk),
    )


def call(desk: Desk, name: str, given: Mapping[str, Any]) -> ToolAnswer | None:
    """A refusal is an answer: a model can read what to do, and try again."""
    if name not in TOOLS:
        return None
    tool, run = TOOLS[name]
    unknown = sorted(given.keys() - tool.takes["properties"].keys())
    missing = [each for each in tool.takes["required"] if each not in given]
    if unknown or missing:
        told = f"Unknown: {', '.join(unknown) or '-'}. Missing: {', '.join(missing) or '-'}."
        return ToolAnswer(text=told, is_error=True)
    try:
        return run(given, desk)
    except Refused as refused:
        return ToolAnswer(text=f"{refused.words.en}\n{refused.words.ko}", is_error=True)
