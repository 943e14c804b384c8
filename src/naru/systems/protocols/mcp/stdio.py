"""The server over standard input and output: one message a line, as programs start it on a person's own machine."""

from collections.abc import Callable
from typing import BinaryIO

import orjson

from naru.systems.protocols.core.mcp_protocol import Server, reply

LINE_MOST = 4 << 20  # bytes of one message


def serve(server_now: Callable[[], Server], incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Until the input ends; ``server_now`` is asked for each message, for rights change while a program runs."""
    while line := incoming.readline(LINE_MOST):
        if not line.strip():
            continue
        answer = reply(line, server_now())
        if answer.body is not None:
            outgoing.write(orjson.dumps(answer.body) + b"\n")
            outgoing.flush()
