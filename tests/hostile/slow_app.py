"""A site for tests of the server alone: ``/wait/`` ends when its file is there, ``/read`` reads its body, ``/large`` sends 8 MiB."""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from naru.portal.serving.lanes import RULES
from naru.portal.serving.pace import PacedSocket
from naru.portal.serving.worker import LaneWorker


class Site:
    lanes = {"questions": ["/wait/question"], "downloads": ["/wait/download", "/large"]}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        body = b"ok"
        if path.startswith("/wait/"):
            gate = Path(os.environ["GATE"])
            with (gate / "begun").open("a") as begun:
                begun.write(path + "\n")
            while not (gate / "open").exists():
                time.sleep(0.01)
        elif path == "/read":
            body = str(len(environ["wsgi.input"].read())).encode()
        elif path == "/large":
            body = b"x" * (8 << 20)
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]


application = Site()


class HastySocket(PacedSocket):
    grace_s = 0.5
    _left_s = 0.5


class HastyWorker(LaneWorker):
    """The site's, whose patience is a test's."""

    arrive_within_s = 1.0
    rules = {lane: replace(rule, wait_s=1.5) for lane, rule in RULES.items()}
    socket_type = HastySocket
