"""Hostile bytes are read in a child process with limits; they may kill the child, never us.

*Theory of operation.* Every payload has a child of its own, which is never used again. ``run_limited`` starts one anew;
``ChildPool`` keeps some waiting with their module imported; ``ForkServer`` forks each from a process that has imported
the module, which costs some ten milliseconds. We watch the clock and the size of the answer and kill the child's whole
process group at the limit.
"""

import os
import threading
from collections import deque
from concurrent.futures import Future
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.child.protocol import MIB, Limits, OnProgress, Stop, converse
from naru.base.kit.child.spawn import Forked, Server, Spawned, keeper

__all__ = ["MIB", "ChildPool", "ForkServer", "Limits", "OnProgress", "Stop", "active_guards", "run_limited"]

IDLE_S = 60.0  # how long a server of forks stays without a question


def run_limited(target: str, payload: JSON, *, limits: Limits, on_progress: OnProgress | None = None) -> Any:
    """Call ``"package.module:function"`` with ``payload`` in a fresh limited child and return its JSON answer.

    Raises ``Refused``: the child's own, or ``took_too_long``, ``took_too_much_memory``, ``wrote_too_much``,
    ``answer_too_large``, ``reader_crashed``.
    """
    return converse(Spawned(target), payload, limits, on_progress)


def active_guards() -> dict[str, bool]:
    """Which guards hold on this machine, found by asking a real child."""
    held: dict[str, bool] = run_limited("naru.base.kit.child.main:guards_held", None, limits=Limits(wall_s=10))
    return held


class ChildPool:
    """Single-use children that wait with their module imported: ``run`` costs no start."""

    def __init__(self, target: str, *, spares: int = 1) -> None:
        self._target = target
        self._spares = spares
        self._waiting: deque[Future[Spawned]] = deque()
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def warm(self) -> None:
        """Start the spares now rather than after the first question."""
        with self._lock:
            if self._owner != os.getpid():  # after a fork the spares are the other process's
                self._waiting.clear()
                self._owner = os.getpid()
            while len(self._waiting) < self._spares:
                self._waiting.append(keeper().submit(Spawned, self._target))

    def run(
        self,
        payload: JSON,
        *,
        limits: Limits,
        on_progress: OnProgress | None = None,
        stop: Stop | None = None,
    ) -> Any:
        """As ``run_limited``, in a child that waits already; once ``stop`` is set it is killed: ``stopped``."""
        child = self._take()
        self.warm()
        return converse(child, payload, limits, on_progress, stop)

    def close(self) -> None:
        """End those that wait; children at work are not touched. A later ``run`` starts new ones."""
        with self._lock:
            waiting, self._waiting = self._waiting, deque()
        for spare in waiting:
            spare.result().kill()

    def _take(self) -> Spawned:
        self.warm()
        while True:
            with self._lock:
                spare = self._waiting.popleft() if self._waiting else None
            child = spare.result() if spare else keeper().submit(Spawned, self._target).result()
            if child.alive():
                return child
            if spare is None:
                return child


class ForkServer:
    """Children of one module, each forked when it is asked for; the server starts with the first question and rests
    when none has come for a while."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._server: Server | None = None
        self._owner = os.getpid()
        self._preloaded: list[str] = []
        self._asking = 0
        self._rest: threading.Timer | None = None

    def warm(self) -> None:
        """Start the server now, without waiting for it."""
        with self._lock:
            self._running()

    def run(self, function: str, payload: JSON, *, limits: Limits, on_progress: OnProgress | None = None) -> Any:
        """As ``run_limited`` of the module's ``function``, in a child forked for this payload."""
        with self._lock:
            self._asking += 1
            self._stay()
        try:
            return converse(self._fork(function), payload, limits, on_progress)
        finally:
            with self._lock:
                self._asking -= 1
                self._stay()

    def preload(self, module: str) -> None:
        """Import one more module for the children to come, once."""
        with self._lock:
            if module not in self._preloaded:
                self._preloaded.append(module)
                self._running().preload(module)

    def close(self) -> None:
        """End the server and its children with it, those at work too. A later ``run`` starts another."""
        with self._lock:
            self._stop()

    def _fork(self, function: str) -> Forked | Spawned:
        for _ in range(2):  # the second time from a new server, should the first have been killed
            with self._lock:
                server = self._running()
            if (child := server.fork(function)) is not None:
                return child
            with self._lock:
                if self._server is server:
                    self._stop()
        return Spawned(f"{self._module}:{function}")

    def _running(self) -> Server:
        if self._owner != os.getpid():  # after a fork the server is the other process's
            self._server, self._owner, self._rest = None, os.getpid(), None
        if self._server is None:
            self._server = keeper().submit(Server, self._module).result()
            for module in self._preloaded:
                self._server.preload(module)
        return self._server

    def _stay(self) -> None:
        """Put the rest off; the clock runs while nobody asks."""
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        if not self._asking:
            self._rest = threading.Timer(IDLE_S, self._go_to_rest)
            self._rest.daemon = True
            self._rest.start()

    def _go_to_rest(self) -> None:
        with self._lock:
            if not self._asking:
                self._stop()

    def _stop(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        if self._server is not None and self._owner == os.getpid():
            self._server.close()
        self._server = None
