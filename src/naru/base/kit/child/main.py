"""The child's side of ``kit.child``: ``python -m naru.base.kit.child.main module:function parent-pid reply-descriptor``,
and the server that forks such children: ``python -m naru.base.kit.child.main --serve module parent-pid line-descriptor``.

Order matters: namespaces while there is one thread; our own module's import, which is trusted; a fork, which leaves behind the
threads that the import may have started, for the guards would not close around those; the request, which is the parent's; then
the guards; and only then the payload's work. Nothing here imports Django.
"""

import gc
import os
import resource
import signal
import socket
import sys
import sysconfig
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any, NoReturn

import naru
from naru.base.kit.child.limits import (
    allow_paths,
    die_with_parent,
    drop_capabilities,
    filter_calls,
    leave_network,
    limit_resources,
)
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

_reply_to: int | None = None
_held: dict[str, bool] = {}

SYSTEM_READS = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/usr/share/zoneinfo",
    "/usr/share/proj", "/usr/share/gdal", "/etc/localtime", "/dev/urandom", "/proc/self", "/proc/meminfo",
    "/proc/cpuinfo", "/proc/stat", "/sys/devices/system/cpu", "/sys/fs/cgroup",
)  # fmt: skip


GPU_READS = ("/proc/driver/nvidia", "/sys/bus/pci", "/sys/devices", "/usr/share/nvidia", "/etc/nvidia")


def progress(done: float, total: float, step: Words) -> None:
    """Tell the parent how far the work is; silent when called outside a limited child."""
    if _reply_to is not None:
        _reply({"progress": [done, total, step.ko, step.en]})


def main(target: str, parent: int, reply_to: int) -> None:
    """A child started anew."""
    _begin(parent)
    module, _, function = target.partition(":")
    work = getattr(import_module(module), function)
    starter = os.getpid()
    if (pid := os.fork()) == 0:
        _be_alone(work, starter, reply_to)
    os.close(reply_to)
    os.close(0)
    _end_as(pid)


def _be_alone(work: Callable[[Any], Any], starter: int, reply_to: int) -> NoReturn:
    """The fork that works: it has one thread, and ends the process."""
    try:
        die_with_parent(starter)
        _answer(work, reply_to)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _end_as(pid: int) -> NoReturn:
    """Wait for the child and end as it does, by the same signal where it is killed."""
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code >= 0:
        os._exit(code)
    with suppress(OSError):  # SIGKILL has no other disposition
        signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
    os._exit(1)


def serve(module: str, parent: int, line: int) -> None:
    """The server of ``spawn``: nothing of a stranger's ever reaches this process, only its children."""
    _begin(parent)
    imported, server = _preloaded(module), os.getpid()
    with socket.socket(fileno=line) as asked_on:
        while True:
            asked, descriptors, _, _ = socket.recv_fds(asked_on, 512, 3)
            match asked.decode().split():
                case ["fork", function]:
                    if (pid := os.fork()) == 0:
                        _be_a_child(getattr(imported, function), server, line, *descriptors)
                    for descriptor in descriptors:
                        os.close(descriptor)
                    asked_on.send(str(pid).encode())
                case ["reap", pid_]:
                    _, status = os.waitpid(int(pid_), 0)
                    asked_on.send(str(os.waitstatus_to_exitcode(status)).encode())
                case ["import", name]:
                    _preloaded(name)
                    asked_on.send(b"done")
                case _:
                    return


def _begin(parent: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # who ends by a signal as its child did leaves no image either
    _held.update(dies_with_parent=die_with_parent(parent), network_namespace=leave_network())
    sys.meta_path.insert(0, _NoPandas())


class _NoPandas(MetaPathFinder):
    """Most children need no pandas, yet Arrow would import it to read a mere list: 0.3 s and 40 MB for each of them."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def admit_pandas() -> None:
    """For a target that works in pandas: it calls this before it imports it."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _NoPandas)]


def _preloaded(module: str) -> ModuleType:
    """The module, with all that its import made kept out of the collector's way: children share those pages."""
    imported = import_module(module)
    gc.collect()
    gc.freeze()
    return imported


def _be_a_child(
    function: Callable[[Any], Any], server: int, line: int, request: int, reply_to: int, complaints: int
) -> NoReturn:
    """What a child started anew is given by its start; ends the process. Descriptors of libraries stay, for they close them."""
    try:
        die_with_parent(server)
        os.setsid()
        os.dup2(request, 0)
        os.dup2(complaints, 2)
        for descriptor in (line, request, complaints):
            os.close(descriptor)
        _answer(function, reply_to)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _answer(function: Callable[[Any], Any], reply_to: int) -> None:
    """Read the request, close the guards, do the work, answer and end."""
    global _reply_to
    import orjson

    with open(0, "rb", closefd=False) as pipe:
        asked = orjson.loads(pipe.read())
    _reply_to = reply_to
    try:
        _held.update(_guard(asked["limits"]))
        answer = {"result": function(asked["payload"])}
    except Refused as refused:
        answer = {"refused": [refused.code, refused.facts]}
    except MemoryError:
        answer = {"killed": "took_too_much_memory"}
    except OSError as error:
        if error.errno != 27:  # EFBIG: the file size limit
            raise
        answer = {"killed": "wrote_too_much"}
    _reply(answer)
    sys.stderr.flush()
    os._exit(0)


def guards_held(_payload: Any) -> dict[str, bool]:
    """The smallest target there is: which guards hold in this child."""
    return _held


def _guard(limits: dict[str, Any]) -> dict[str, bool]:
    """Close the guards. Raises ``Refused`` ``walls_missing`` where one that the work needs does not hold."""
    held = {"single_thread": len(os.listdir("/proc/self/task")) == 1} | _close(limits)
    if missing := [name for name in ("single_thread", *limits["walls"]) if not (held | _held)[name]]:
        raise Refused("walls_missing", missing=", ".join(missing))
    return held


def _close(limits: dict[str, Any]) -> dict[str, bool]:
    if limits["write_paths"]:
        os.environ["TMPDIR"] = limits["write_paths"][0]
    python = (sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), os.path.dirname(naru.__file__ or ""))
    return {
        "capabilities_dropped": drop_capabilities(),
        "resource_limits": limit_resources(
            memory_bytes=limits["memory_bytes"],
            cpu_s=limits["cpu_s"],
            file_bytes=limits["file_bytes"],
            open_files=limits["open_files"],
            gpu=bool(limits["devices"]),
        ),
        "path_allow_list": allow_paths(
            read=(*SYSTEM_READS, *(GPU_READS if limits["devices"] else ()), *python, *limits["read_paths"]),
            write=("/dev/null", *limits["write_paths"]),
            devices=limits["devices"],
        ),
        "call_filter": filter_calls(gpu=bool(limits["devices"])),
    }


def _reply(answer: dict[str, Any]) -> None:
    import orjson

    line = memoryview(orjson.dumps(answer, default=str, option=orjson.OPT_NON_STR_KEYS) + b"\n")
    assert _reply_to is not None
    while line:
        line = line[os.write(_reply_to, line) :]


if __name__ == "__main__":
    # run under the module's real name, so that ``progress`` of those who import it is this one
    from naru.base.kit.child import main as canonical

    match sys.argv[1:]:
        case ["--serve", module_, parent_, line_]:
            canonical.serve(module_, int(parent_), int(line_))
        case [target_, parent_, reply_to_]:
            canonical.main(target_, int(parent_), int(reply_to_))
