"""A worker's name says which process it is, so that others on the machine can see that it is gone.

``host:pid:start``: the host part holds for one boot and one process-id namespace, the start time for one process.
"""

import hashlib
import os
import socket
from functools import cache
from pathlib import Path


@cache
def host() -> str:
    """This machine as the first part of its workers' names: its name and a digest of the boot and the namespace."""
    try:
        where = Path("/proc/sys/kernel/random/boot_id").read_text() + os.readlink("/proc/self/ns/pid")
    except OSError:
        where = socket.gethostname()
    return f"{socket.gethostname()[:40]}-{hashlib.sha256(where.encode()).hexdigest()[:12]}".replace(":", "_")


def of_this_process() -> str:
    """``host:pid:start``; a forked child has a name of its own."""
    return f"{host()}:{os.getpid()}:{_start_of(os.getpid())}"


def is_alive(worker: str) -> bool:
    """Whether the process of that name still runs here; only meaningful for names of this ``host()``."""
    _, pid, start = worker.split(":")[:3]
    return _start_of(int(pid)) == start


def _start_of(pid: int) -> str:
    """The process's start in clock ticks since boot (field 22 of proc_pid_stat(5)); "" for none, and for a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    fields = stat[stat.rindex(")") + 2 :].split()
    return "" if fields[0] in "ZX" else fields[19]
