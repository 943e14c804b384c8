"""What is said between us and a limited child: the request, progress, one answer; and what its silence means."""

import logging
import os
import selectors
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, Protocol

import orjson

from naru.base.kit.canonical import JSON
from naru.base.kit.child.limits import gpu_devices
from naru.base.kit.child.spawn import Started
from naru.base.kit.refusals import Refused, Sentence, declare
from naru.base.kit.words import Words

log = logging.getLogger(__name__)

OnProgress = Callable[[float, float, Words], None]


class Stop(Protocol):
    """What says that a child should be stopped: a ``threading.Event``, or one that looks elsewhere too."""

    def is_set(self) -> bool: ...


MIB = 1024 * 1024
GOODBYE_S = 1.0  # how long a child that broke off may take to end
STOP_NOTICED_S = 0.1  # how soon a child is killed after its stop was set
_OUT_OF_MEMORY_MARKS = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"out of memory", b"Out of memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """``memory_bytes`` is what the work may take beyond its imported modules; a path allows everything beneath it.

    ``gpu`` lets the child use this machine's GPUs; where there is none it is refused: ``gpu_absent``. Who can do without
    asks ``limits.gpu_devices`` first. Where one of ``walls`` does not hold the child refuses: ``walls_missing``.
    """

    memory_bytes: int = 1024 * MIB
    wall_s: float = 30.0
    cpu_s: int | None = None
    file_bytes: int = 4096 * MIB
    open_files: int = 256
    reply_bytes: int = 64 * MIB
    read_paths: Sequence[str | Path] = ()
    write_paths: Sequence[str | Path] = ()
    gpu: bool = False
    walls: Sequence[str] = ()  # guards without which it does nothing, by the names of ``active_guards``

    @property
    def cpu_seconds(self) -> int:
        """Of all its threads together; where none is said, four a second of ``wall_s`` and one more."""
        return self.cpu_s or max(1, int(self.wall_s * 4) + 1)

    def as_json(self) -> dict[str, JSON]:
        """As the child reads them. Raises ``Refused``: ``gpu_absent``."""
        return {
            "memory_bytes": self.memory_bytes,
            "cpu_s": self.cpu_seconds,
            "file_bytes": self.file_bytes,
            "open_files": self.open_files,
            "read_paths": [str(path) for path in self.read_paths],
            "write_paths": [str(path) for path in self.write_paths],
            "devices": self._devices(),
            "walls": list(self.walls),
        }

    def _devices(self) -> list[JSON]:
        devices: list[JSON] = list(gpu_devices()) if self.gpu else []
        if self.gpu and not devices:
            raise Refused("gpu_absent")
        return devices


@dataclass(slots=True)
class _Heard:
    """What the child has said so far."""

    lines: bytearray = field(default_factory=bytearray)
    complaints: bytearray = field(default_factory=bytearray)
    answer: dict[str, Any] | None = None


def converse(
    child: Started,
    payload: JSON,
    limits: Limits,
    on_progress: OnProgress | None = None,
    stop: Stop | None = None,
) -> Any:
    """Ask the child and return its answer; it is gone afterwards.

    Raises ``Refused`` as ``run_limited`` does, ``stopped`` once ``stop`` is set, and ``gpu_absent``.
    """
    heard, started = _Heard(), time.monotonic()
    try:
        request = orjson.dumps({"limits": limits.as_json(), "payload": payload}, option=orjson.OPT_NON_STR_KEYS)
        _listen(child, request, heard, limits, on_progress, stop, until=started + limits.wall_s)
        status = child.wait(GOODBYE_S) if heard.answer is None else 0
    finally:
        child.kill()
    return _outcome(heard, status, limits)


def _listen(
    child: Started,
    request: bytes,
    heard: _Heard,
    limits: Limits,
    on_progress: OnProgress | None,
    stop: Stop | None,
    *,
    until: float,
) -> None:
    """Hand over the request and read until the answer, the end or a limit; raises ``Refused`` at a limit."""
    pipes, rest = child.pipes, memoryview(request)
    for descriptor in (pipes.ask, pipes.complaints, pipes.replies):
        os.set_blocking(descriptor, False)
    with selectors.DefaultSelector() as ready:
        ready.register(pipes.ask, selectors.EVENT_WRITE)
        ready.register(pipes.complaints, selectors.EVENT_READ)
        ready.register(pipes.replies, selectors.EVENT_READ)
        while heard.answer is None and pipes.replies in ready.get_map():
            left = until - time.monotonic()
            if left <= 0:
                raise Refused("took_too_long", seconds=round(limits.wall_s, 1))
            if stop is not None and stop.is_set():
                raise Refused("stopped")
            for key, _ in ready.select(left if stop is None else min(left, STOP_NOTICED_S)):
                if key.fd == pipes.ask:
                    rest = _write(pipes.ask, rest)
                    if not rest:
                        ready.unregister(pipes.ask)
                        pipes.asked()
                    continue
                chunk = os.read(key.fd, 1 << 20)
                if not chunk:
                    ready.unregister(key.fd)
                elif key.fd == pipes.complaints:
                    heard.complaints = (heard.complaints + chunk)[-8192:]
                else:
                    _hear(heard, chunk, limits, on_progress)
    _read_last_complaints(pipes.complaints, heard)


def _write(ask: int, rest: memoryview) -> memoryview:
    try:
        return rest[os.write(ask, rest) :]
    except BlockingIOError:
        return rest
    except BrokenPipeError:
        return rest[:0]


def _read_last_complaints(complaints: int, heard: _Heard) -> None:
    with suppress(BlockingIOError):
        while chunk := os.read(complaints, 1 << 16):
            heard.complaints = (heard.complaints + chunk)[-8192:]


def _outcome(heard: _Heard, status: int, limits: Limits) -> Any:
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
        raise Refused("took_too_long", seconds=limits.cpu_seconds)
    detail = heard.complaints.decode("utf-8", "replace").strip()
    log.warning("a limited child ended with %s: %s", status, detail)
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
            case {"result": _} | {"refused": _} | {"killed": _}:
                heard.answer = said
                return
    if len(heard.lines) > limits.reply_bytes:
        raise Refused("answer_too_large", megabytes=limits.reply_bytes // MIB)


def _too_much_memory(limits: Limits) -> NoReturn:
    raise Refused("took_too_much_memory", megabytes=limits.memory_bytes // MIB)


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
        "gpu_absent": Sentence(
            ko="이 컴퓨터에는 이 작업에 필요한 GPU가 없습니다. GPU가 있는 컴퓨터에서 일꾼을 열어 주세요.",
            en="This machine has no GPU, which this work needs. Start a worker on a machine that has one.",
            status=422,
            exit_code=5,
        ),
        "answer_too_large": Sentence(
            ko="답이 {megabytes}MB보다 커서 보낼 수 없습니다. 행이나 열을 줄여 주세요.",
            en="The answer is larger than {megabytes} MB. Ask for fewer rows or columns.",
            status=422,
            exit_code=5,
        ),
        "child_output_refused": Sentence(
            ko="읽은 결과를 믿을 수 없어 버렸습니다({name}). 파일이 읽는 프로그램을 속이려 한 것일 수 있습니다. 운영자에게 알려 주세요.",
            en="What was read cannot be trusted and was thrown away ({name}). The file may try to deceive its reader. Tell the operator.",
            status=422,
            exit_code=5,
        ),
        "walls_missing": Sentence(
            ko="이 서버에는 질의를 가둘 장치({missing})가 없어 실행하지 않습니다. 운영자는 naru doctor로 확인할 수 있습니다.",
            en="This server lacks a wall that queries need ({missing}), so nothing was run. The operator sees more by naru doctor.",
            status=503,
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
