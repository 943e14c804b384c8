"""What a limited child puts around itself before it touches anything hostile.

*Theory of operation.* The guards come in layers, each of which holds without the others, and none needs a privilege:

1. ``die_with_parent``: the kernel kills the child when the thread that started it is gone.
2. ``leave_network``: a user and network namespace of its own, where the machine permits one: there is no interface.
3. ``drop_capabilities``: a child of root is an ordinary process.
4. ``limit_resources``: address space, CPU seconds, size of a written file, open files, no core dump.
5. ``allow_paths``: Landlock. Only the listed trees can be opened, no TCP, no signal to anybody else.
6. ``filter_calls``: seccomp. Only the calls listed in ``calls``: no ``socket``, ``execve``, new process, ``chmod``, queue….

Only ``ctypes`` is used, so that the child starts in milliseconds. Every function says whether it took hold.
"""

import ctypes
import glob
import os
import platform
import resource
import signal
import struct
from collections.abc import Iterable

from naru.base.kit.child.calls import call_filter

_libc = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE = 1, 38, 4
CLONE_NEWUSER, CLONE_NEWNET = 0x1000_0000, 0x4000_0000


def die_with_parent(parent: int) -> bool:
    """The kernel sends SIGKILL when the parent goes; ``parent`` closes the race with a parent already gone."""
    held = bool(_libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)
    if os.getppid() != parent:
        os._exit(1)
    return held


def leave_network() -> bool:
    """Enter a user and a network namespace of one's own; must run while the process has a single thread."""
    user, group = os.geteuid(), os.getegid()
    if _libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        return False
    try:
        for name, text in (("setgroups", "deny"), ("gid_map", f"{group} {group} 1"), ("uid_map", f"{user} {user} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
    except OSError:
        pass  # without the map the ids read as "nobody"; files are still judged by the real ones
    return True


def drop_capabilities() -> bool:
    """Give up every capability, for good: no new privileges, no file of another user, no way to raise a limit."""
    _libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    sealed = _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    header = struct.pack("=Ii", 0x2008_0522, 0)
    return bool(_libc.capset(header, bytes(24)) == 0) and sealed


def limit_resources(*, memory_bytes: int, cpu_s: int, file_bytes: int, open_files: int, gpu: bool = False) -> bool:
    """``memory_bytes`` comes on top of what the imported modules have mapped already.

    A GPU's driver sets aside address space by the terabyte, so there the data that can be written is counted instead.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))  # SIGXCPU first, which tells the parent why
    wanted = {
        resource.RLIMIT_DATA if gpu else resource.RLIMIT_AS: _mapped_bytes() + memory_bytes,
        resource.RLIMIT_FSIZE: file_bytes,
        resource.RLIMIT_NOFILE: open_files,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in wanted.items():
        hard = resource.getrlimit(limit)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (most, most))
    return True


def _mapped_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


# --- Landlock (linux/landlock.h) -------------------------------------------------------------------------------------

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_HANDLED_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_WRITE = _READ_FILE | _READ_DIR | _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER | _TRUNCATE
_IOCTL_DEVICE = 1 << 15
_ON_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
_DEVICE = _READ_FILE | _READ_DIR | _WRITE_FILE | _IOCTL_DEVICE
_NO_TCP, _NO_OUTSIDE = 0b11, 0b11  # bind and connect; abstract sockets and signals
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF, _PATH_BENEATH = 444, 445, 446, 1


def landlock_abi() -> int:
    """The kernel's Landlock version; 0 where there is none."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))))


def gpu_devices() -> list[str]:
    """The devices of this machine's NVIDIA GPUs; empty where there is none."""
    return sorted(glob.glob("/dev/nvidia*"))


def allow_paths(*, read: Iterable[str], write: Iterable[str], devices: Iterable[str] = ()) -> bool:
    """From now on only these trees open; paths that do not exist are left out. Holds for this thread and later ones."""
    abi = landlock_abi()
    if abi == 0:
        return False
    handled = _HANDLED_BY_ABI[min(abi, 5)]
    attributes = struct.pack("=QQQ", handled, _NO_TCP if abi >= 4 else 0, _NO_OUTSIDE if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = int(_libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint32(0)))
    if ruleset < 0:
        return False
    for paths, access in ((read, _READ), (write, _WRITE), (devices, _DEVICE)):
        for path in paths:
            _allow(ruleset, path, access & handled)
    _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    held = _libc.syscall(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    os.close(ruleset)
    return bool(held)


def _allow(ruleset: int, path: str, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            access &= _ON_A_FILE
        rule = struct.pack("=Qi", access, place)
        _libc.syscall(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)


# --- seccomp (linux/seccomp.h) -----------------------------------------------------------------------------------------

_SECCOMP = {"x86_64": 317, "aarch64": 277}
_SET_MODE_FILTER, _SYNC_THREADS = 1, 1


def filter_calls(*, gpu: bool = False) -> bool:
    """Allow, in every thread and for good, only the system calls of ``calls``."""
    machine = platform.machine() if os.name == "posix" else ""
    if machine not in _SECCOMP:
        return False
    program = b"".join(struct.pack("=HBBI", *line) for line in call_filter(machine, os.getpid(), gpu=gpu))
    code = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    number = _SECCOMP[machine]
    return bool(_libc.syscall(number, ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(_SYNC_THREADS), filter_) == 0)
