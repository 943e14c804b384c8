"""How a limited child comes to be: started anew, or forked from a server that has imported its module already.

Both hand over the same: three pipes (the child's request, its answers, its complaints) and a process in a group of its
own that can be waited for and killed. The kernel kills a child with the *thread* that started it, so children that wait
and servers are started by ``keeper``, one thread that lives as long as the process.

*Theory of operation of the server.* It runs trusted code only: it imports a module and then answers three words on its
line, each of them ours. ``fork`` comes with the child's ends of the pipes; the child closes the line, makes a process
group of its own, dies with the server, and from there on is what a child started anew is: it reads its request,
closes its guards and works. ``reap`` gives the status of a child that has ended; until then its number is not used
again, so that we may kill by number. ``import`` adds a module for the children to come. When the line breaks, the
server ends, and its children with it.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, Self

_KEPT_ENVIRONMENT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "PROJ_DATA",
    "GDAL_DATA",
    "LD_LIBRARY_PATH",
    "COVERAGE_PROCESS_START",
)
_LIMITED = [sys.executable, "-s", "-P", "-m", "naru.base.kit.child.main"]
_WORD_BYTES = 512


@dataclass(slots=True, kw_only=True)
class Pipes:
    """Our ends of a child's pipes, and until they are handed over the child's own."""

    ask: int
    replies: int
    complaints: int
    theirs: tuple[int, ...]  # standard input, replies, standard error

    @classmethod
    def open(cls) -> Self:
        request, ask = os.pipe()
        replies, reply_to = os.pipe()
        complaints, complain_to = os.pipe()
        return cls(ask=ask, replies=replies, complaints=complaints, theirs=(request, reply_to, complain_to))

    def handed_over(self) -> None:
        """The child holds its ends: ours of them are closed."""
        for descriptor in self.theirs:
            os.close(descriptor)
        self.theirs = ()

    def asked(self) -> None:
        """The request is whole: the child reads its end."""
        os.close(self.ask)
        self.ask = -1

    def close(self) -> None:
        """Close whatever is still open; asked again, nothing."""
        for descriptor in (self.ask, self.replies, self.complaints, *self.theirs):
            if descriptor >= 0:
                os.close(descriptor)
        self.ask = self.replies = self.complaints = -1
        self.theirs = ()


class Started(Protocol):
    """A child that waits for its request."""

    pipes: Pipes
    pid: int

    def alive(self) -> bool: ...

    def wait(self, seconds: float) -> int:
        """Its exit status, a signal as its negative; one that still runs is killed."""

    def kill(self) -> None:
        """End it and all it started, and close its pipes; asked again, nothing."""


class Spawned:
    """A child that was started anew and imports its module itself."""

    def __init__(self, target: str) -> None:
        self.pipes = Pipes.open()
        request, reply_to, complain_to = self.pipes.theirs
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*_LIMITED, target, str(os.getpid()), str(reply_to)],
                stdin=request,
                stdout=subprocess.DEVNULL,
                stderr=complain_to,
                pass_fds=(reply_to,),
                env=bare_environment(),
                start_new_session=True,
                cwd="/",
            )
        except BaseException:
            self.pipes.close()
            raise
        self.pipes.handed_over()
        self.pid = self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def wait(self, seconds: float) -> int:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return -signal.SIGKILL

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        self.pipes.close()


class Forked:
    """A child of a server."""

    def __init__(self, server: "Server", pid: int, pipes: Pipes) -> None:
        self.pid, self.pipes = pid, pipes
        self._server = server
        self._ended: int | None = None
        self._watch = os.pidfd_open(pid)  # becomes readable when the child ends

    def alive(self) -> bool:
        return self._ended is None and not self._has_ended(0)

    def wait(self, seconds: float) -> int:
        if self._ended is None:
            if not self._has_ended(seconds):
                self._end()
            self._ended = self._server.reap(self.pid)
        return self._ended

    def kill(self) -> None:
        if self._ended is None:
            self._end()
            self._ended = self._server.reap(self.pid)
        if self._watch >= 0:
            os.close(self._watch)
            self._watch = -1
        self.pipes.close()

    def _has_ended(self, seconds: float) -> bool:
        return bool(select.select([self._watch], [], [], seconds)[0])

    def _end(self) -> None:
        with suppress(ProcessLookupError):  # the group is made by the child: too early, it is the process alone
            os.killpg(self.pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._watch, signal.SIGKILL)


class Server:
    """A process that has imported ``module`` and forks children of itself; for one thread at a time."""

    def __init__(self, module: str) -> None:
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*_LIMITED, "--serve", module, str(os.getpid()), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=bare_environment(),
                start_new_session=True,
                cwd="/",
            )
        except BaseException:
            self._line.close()
            raise
        finally:
            theirs.close()

    def fork(self, function: str) -> Forked | None:
        """A child that waits for the request of ``function``; None when the server is gone."""
        pipes = Pipes.open()
        try:
            with self._lock:
                socket.send_fds(self._line, [f"fork {function}".encode()], list(pipes.theirs))
                answer = self._line.recv(_WORD_BYTES)
                if answer:
                    pipes.handed_over()
                    return Forked(self, int(answer), pipes)
        except OSError:
            pass
        pipes.close()
        return None

    def reap(self, pid: int) -> int:
        """The status of a child that has ended, or was just killed."""
        return int(self._ask(f"reap {pid}") or -signal.SIGKILL)

    def preload(self, module: str) -> None:
        """Import one more module for the children to come; a server that is gone hears nothing."""
        self._ask(f"import {module}")

    def close(self) -> None:
        """End the process, and its children with it."""
        self._line.close()
        self._process.kill()
        self._process.wait()

    def _ask(self, word: str) -> bytes:
        try:
            with self._lock:
                self._line.send(word.encode())
                return self._line.recv(_WORD_BYTES)
        except OSError:
            return b""


_keepers: dict[int, ThreadPoolExecutor] = {}


def keeper() -> ThreadPoolExecutor:
    """The one thread of this process that starts children which outlive their asker, and lives as long as the process."""
    return _keepers.setdefault(os.getpid(), ThreadPoolExecutor(max_workers=1, thread_name_prefix="child-keeper"))


def bare_environment() -> dict[str, str]:
    """No secret of ours: only the places of libraries, and one thread for the number crunchers' pools."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return (
        kept
        | {
            "PYTHONPATH": os.pathsep.join(
                path for path in sys.path if path and os.path.isdir(path) and not _is_python(path)
            ),
            "PYTHONIOENCODING": "utf-8",
            "HOME": "/nonexistent",
            "MALLOC_ARENA_MAX": "2",
            "MALLOC_MMAP_THRESHOLD_": "131072",  # what Arrow frees goes back at once: a table of 126 columns took 3.7 GB, now 0.1
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others map a gigabyte ahead, which the limit counts
        }
    )


def _is_python(path: str) -> bool:
    return path.startswith((sys.prefix, sys.base_prefix)) or path.endswith(("site-packages", "lib-dynload"))
