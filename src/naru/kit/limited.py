"""The child's side of ``kit.child``: ``python -m naru.kit.limited module:function parent-pid reply-descriptor``.

Order matters: namespaces while there is one thread; our own module's import, which is trusted; the request, which is
the parent's; then the guards; and only then the payload's work. Nothing here imports Django.
"""

import os
import sys
import sysconfig
from collections.abc import Callable
from importlib import import_module
from typing import Any

import naru
from naru.kit import guards
from naru.kit.refusals import Refused
from naru.kit.words import Words

_reply_to: int | None = None
_held: dict[str, bool] = {}

SYSTEM_READS = (
    "/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/usr/share/zoneinfo",
    "/usr/share/proj", "/usr/share/gdal", "/etc/localtime", "/dev/urandom", "/proc/self", "/proc/meminfo",
    "/proc/cpuinfo", "/proc/stat", "/sys/devices/system/cpu", "/sys/fs/cgroup",
)  # fmt: skip


def progress(done: float, total: float, step: Words) -> None:
    """Tell the parent how far the work is; silent when called outside a limited child."""
    if _reply_to is not None:
        _reply({"progress": [done, total, step.ko, step.en]})


def main(target: str, parent: int, reply_to: int) -> None:
    global _reply_to
    _held.update(dies_with_parent=guards.die_with_parent(parent), network_namespace=guards.leave_network())
    function = _import(target)
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


def _import(target: str) -> Callable[[Any], Any]:
    module, _, name = target.partition(":")
    function: Callable[[Any], Any] = getattr(import_module(module), name)
    return function


def _guard(limits: dict[str, Any]) -> dict[str, bool]:
    if limits["write_paths"]:
        os.environ["TMPDIR"] = limits["write_paths"][0]
    python = (sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), os.path.dirname(naru.__file__ or ""))
    return {
        "capabilities_dropped": guards.drop_capabilities(),
        "resource_limits": guards.limit_resources(
            memory_bytes=limits["memory_bytes"],
            cpu_s=limits["cpu_s"],
            file_bytes=limits["file_bytes"],
            open_files=limits["open_files"],
        ),
        "path_allow_list": guards.allow_paths(
            read=(*SYSTEM_READS, *python, *limits["read_paths"]), write=("/dev/null", *limits["write_paths"])
        ),
        "call_filter": guards.filter_calls(),
    }


def _reply(answer: dict[str, Any]) -> None:
    import orjson

    line = memoryview(orjson.dumps(answer, default=str, option=orjson.OPT_NON_STR_KEYS) + b"\n")
    assert _reply_to is not None
    while line:
        line = line[os.write(_reply_to, line) :]


if __name__ == "__main__":
    # run under the module's real name, so that ``progress`` of those who import it is this one
    from naru.kit.limited import main as named_main

    named_main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
