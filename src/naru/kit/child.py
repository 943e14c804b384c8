"""Hostile bytes are read in a child process with limits; they may kill the child, never us.

*Theory of operation.* ``run_limited`` starts ``python -m naru.kit.limited``, which imports the target, closes its
guards (``kit.guards``) and calls it. Payload and answers are JSON, one line each, never pickle: progress lines, then
one result or one refusal. The parent watches the clock and the size of the answer and kills the child's whole process
group at the limit. ``ChildPool`` keeps single-use children waiting with their module imported, so that an answer does
not pay for the start. The kernel kills a child with the *thread* that started it, so spare children are started by
one thread that lives as long as the process.
"""

import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import orjson

from naru.kit.canonical import JSON
from naru.kit.refusals import Refused, Sentence, declare
from naru.kit.words import Words

log = logging.getLogger(__name__)

OnProgress = Callable[[float, float, Words], None]

MIB = 1024 * 1024
STOP_NOTICED_S = 0.1  # how soon a child is killed after its stop was set
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
_OUT_OF_MEMORY_MARKS = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"out of memory", b"Out of memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``memory_bytes`` is what the work may take beyond its imported modules; a path allows everything beneath it."""

    memory_bytes: int = 1024 * MIB
    wall_s: float = 30.0
    cpu_s: int | None = None
    file_bytes: int = 4096 * MIB
    open_files: int = 256
    reply_bytes: int = 64 * MIB
    read_paths: Sequence[str | Path] = ()
    write_paths: Sequence[str | Path] = ()

    def as_json(self) -> dict[str, JSON]:
        return {
            "memory_bytes": self.memory_bytes,
            "cpu_s": self.cpu_s or max(1, int(self.wall_s * 4) + 1),
            "file_bytes": self.file_bytes,
            "open_files": self.open_files,
            "read_paths": [str(path) for path in self.read_paths],
            "write_paths": [str(path) for path in self.write_paths],
        }


def run_limited(target: str, payload: JSON, *, limits: Limits, on_progress: OnProgress | None = None) -> Any:
    """Call ``"package.module:function"`` with ``payload`` in a fresh limited child and return its JSON answer.

    Raises ``Refused``: the child's own, or ``took_too_long``, ``took_too_much_memory``, ``wrote_too_much``,
    ``answer_too_large``, ``reader_crashed``.
    """
    return _Child(target).converse(payload, limits, on_progress)


def active_guards() -> dict[str, bool]:
    """Which guards hold on this machine, found by asking a real child."""
    held: dict[str, bool] = run_limited("naru.kit.limited:guards_held", None, limits=Limits(wall_s=10))
    return held


class ChildPool:
    """Single-use children that wait with their module imported: ``run`` costs no start."""

    def __init__(self, target: str, *, spares: int = 1) -> None:
        self._target = target
        self._spares = spares
        self._waiting: deque[Future[_Child]] = deque()
        self._lock = threading.Lock()
        self._owner = os.getpid()

    def warm(self) -> None:
        """Start the spares now rather than after the first question."""
        with self._lock:
            if self._owner != os.getpid():  # after a fork the spares are the other process's
                self._waiting.clear()
                self._owner = os.getpid()
            while len(self._waiting) < self._spares:
                self._waiting.append(_keeper().submit(_Child, self._target))

    def run(
        self,
        payload: JSON,
        *,
        limits: Limits,
        on_progress: OnProgress | None = None,
        stop: threading.Event | None = None,
    ) -> Any:
        """As ``run_limited``, in a child that waits already; once ``stop`` is set it is killed: ``stopped``."""
        child = self._take()
        self.warm()
        return child.converse(payload, limits, on_progress, stop)

    def close(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, deque()
        for spare in waiting:
            spare.result().kill()

    def _take(self) -> "_Child":
        self.warm()
        while True:
            with self._lock:
                spare = self._waiting.popleft() if self._waiting else None
            child = spare.result() if spare else _keeper().submit(_Child, self._target).result()
            if child.alive():
                return child
            if spare is None:
                return child


_keepers: dict[int, ThreadPoolExecutor] = {}


def _keeper() -> ThreadPoolExecutor:
    """The one thread of this process that starts spare children, and lives as long as the process."""
    return _keepers.setdefault(os.getpid(), ThreadPoolExecutor(max_workers=1, thread_name_prefix="child-keeper"))


@dataclass(slots=True)
class _Heard:
    """What the child has said so far."""

    lines: bytearray = field(default_factory=bytearray)
    complaints: bytearray = field(default_factory=bytearray)
    answer: dict[str, Any] | None = None


class _Child:
    def __init__(self, target: str) -> None:
        self.target = target
        self._replies, reply_to = os.pipe()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-s", "-P", "-m", "naru.kit.limited", target, str(os.getpid()), str(reply_to)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(reply_to,),
                env=_bare_environment(),
                start_new_session=True,
                cwd="/",
            )
        except BaseException:
            os.close(self._replies)
            raise
        finally:
            os.close(reply_to)

    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stderr):
            if pipe is not None:
                pipe.close()
        if self._replies >= 0:
            os.close(self._replies)
            self._replies = -1

    def converse(
        self, payload: JSON, limits: Limits, on_progress: OnProgress | None, stop: threading.Event | None = None
    ) -> Any:
        request = orjson.dumps({"limits": limits.as_json(), "payload": payload}, option=orjson.OPT_NON_STR_KEYS)
        heard, started = _Heard(), time.monotonic()
        try:
            self._listen(request, heard, limits, on_progress, stop, until=started + limits.wall_s)
            status = self._leave(until=time.monotonic() + 1.0) if heard.answer is None else 0
        finally:
            self.kill()
        return self._outcome(heard, status, limits)

    def _leave(self, until: float) -> int:
        try:
            return self._process.wait(max(0.01, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            return -signal.SIGKILL

    def _listen(
        self,
        request: bytes,
        heard: _Heard,
        limits: Limits,
        on_progress: OnProgress | None,
        stop: threading.Event | None,
        *,
        until: float,
    ) -> None:
        """Hand over the request and read until the answer, the end or a limit; raises ``Refused`` at a limit."""
        assert self._process.stdin is not None
        assert self._process.stderr is not None
        ask, complaints = self._process.stdin.fileno(), self._process.stderr.fileno()
        rest = memoryview(request)
        for descriptor in (ask, complaints, self._replies):
            os.set_blocking(descriptor, False)
        with selectors.DefaultSelector() as ready:
            ready.register(ask, selectors.EVENT_WRITE)
            ready.register(complaints, selectors.EVENT_READ)
            ready.register(self._replies, selectors.EVENT_READ)
            while heard.answer is None and self._replies in ready.get_map():
                left = until - time.monotonic()
                if left <= 0:
                    raise Refused("took_too_long", seconds=round(limits.wall_s, 1))
                if stop is not None and stop.is_set():
                    raise Refused("stopped")
                for key, _ in ready.select(left if stop is None else min(left, STOP_NOTICED_S)):
                    if key.fd == ask:
                        rest = self._write(rest)
                        if not rest:
                            ready.unregister(ask)
                            self._process.stdin.close()
                        continue
                    chunk = os.read(key.fd, 1 << 20)
                    if not chunk:
                        ready.unregister(key.fd)
                    elif key.fd == complaints:
                        heard.complaints = (heard.complaints + chunk)[-8192:]
                    else:
                        _hear(heard, chunk, limits, on_progress)
            self._read_last_complaints(heard)

    def _write(self, rest: memoryview) -> memoryview:
        assert self._process.stdin is not None
        try:
            return rest[os.write(self._process.stdin.fileno(), rest) :]
        except BlockingIOError:
            return rest
        except BrokenPipeError:
            return rest[:0]

    def _read_last_complaints(self, heard: _Heard) -> None:
        assert self._process.stderr is not None
        try:
            while chunk := os.read(self._process.stderr.fileno(), 1 << 16):
                heard.complaints = (heard.complaints + chunk)[-8192:]
        except BlockingIOError:
            pass

    def _outcome(self, heard: _Heard, status: int, limits: Limits) -> Any:
        match heard.answer:
            case {"result": result}:
                return result
            case {"refused": [str(code), dict(facts)]}:
                raise Refused(code, **facts)
            case {"killed": "took_too_much_memory"}:
                _too_much_memory(limits)
            case {"killed": "wrote_too_much"}:
                raise Refused("wrote_too_much", megabytes=limits.file_bytes // MIB)
        if any(mark in heard.complaints for mark in _OUT_OF_MEMORY_MARKS) or status == -signal.SIGKILL:
            _too_much_memory(limits)
        if status == -signal.SIGXCPU:
            raise Refused("took_too_long", seconds=limits.as_json()["cpu_s"])
        detail = heard.complaints.decode("utf-8", "replace").strip()
        log.warning("the limited child %s ended with %s: %s", self.target, status, detail)
        raise Refused("reader_crashed", reason=(detail.splitlines() or [f"signal {-status}"])[-1][:300])


def _hear(heard: _Heard, chunk: bytes, limits: Limits, on_progress: OnProgress | None) -> None:
    heard.lines += chunk
    while (end := heard.lines.find(b"\n")) >= 0:
        try:
            said = orjson.loads(heard.lines[:end])
        except orjson.JSONDecodeError:
            said = None
        del heard.lines[: end + 1]
        match said:
            case {"progress": [int() | float() as done, int() | float() as total, str(ko), str(en)]}:
                if on_progress is not None:
                    on_progress(done, total, Words(ko, en))
            case dict():
                heard.answer = said
                return
    if len(heard.lines) > limits.reply_bytes:
        raise Refused("answer_too_large", megabytes=limits.reply_bytes // MIB)


def _too_much_memory(limits: Limits) -> NoReturn:
    raise Refused("took_too_much_memory", megabytes=limits.memory_bytes // MIB)


def _bare_environment() -> dict[str, str]:
    """No secret of ours: only the places of libraries, and one thread for the number crunchers' pools."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join(
            path for path in sys.path if path and os.path.isdir(path) and not _is_python(path)
        ),
        "PYTHONIOENCODING": "utf-8",
        "HOME": "/nonexistent",
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # the others map a gigabyte ahead, which the limit counts
    }


def _is_python(path: str) -> bool:
    return path.startswith((sys.prefix, sys.base_prefix)) or path.endswith(("site-packages", "lib-dynload"))


declare(
    {
        "stopped": Sentence(
            ko="멈추었습니다. 아무것도 바뀌지 않았습니다.",
            en="Stopped. Nothing was changed.",
            status=409,
            exit_code=130,
        ),
        "took_too_long": Sentence(
            ko="{seconds}초 안에 끝나지 않아 멈추었습니다. 더 작은 파일이나 더 좁은 조건으로 다시 해 보세요.",
            en="It did not end within {seconds} seconds and was stopped. Try a smaller file or a narrower question.",
            status=422,
            exit_code=5,
        ),
        "took_too_much_memory": Sentence(
            ko="메모리 {megabytes}MB로는 모자라 멈추었습니다. 더 작은 파일이나 더 좁은 조건으로 다시 해 보세요.",
            en="It needs over {megabytes} MB of memory and was stopped. Try a smaller file or a narrower question.",
            status=422,
            exit_code=5,
        ),
        "wrote_too_much": Sentence(
            ko="결과가 {megabytes}MB보다 커서 멈추었습니다. 파일을 나누어 올려 주세요.",
            en="It was stopped because it writes more than {megabytes} MB. Split the file and try again.",
            status=422,
            exit_code=5,
        ),
        "answer_too_large": Sentence(
            ko="답이 {megabytes}MB보다 커서 보낼 수 없습니다. 행이나 열을 줄여 주세요.",
            en="The answer is larger than {megabytes} MB. Ask for fewer rows or columns.",
            status=422,
            exit_code=5,
        ),
        "reader_crashed": Sentence(
            ko="읽는 도중 멈추었습니다. 파일이 깨졌거나 이름과 형식이 다릅니다. 원래 프로그램에서 다시 저장해 주세요.",
            en="Reading broke off. The file is damaged or not what its name says. Save it again from its own program.",
            status=422,
            exit_code=5,
        ),
    }
)
