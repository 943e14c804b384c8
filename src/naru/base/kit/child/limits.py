"""What a limited child puts around itself before it touches anything hostile.

*Theory of operation.* The guards come in layers, each of which holds without the others, and none needs a privilege:

1. ``die_with_parent``: the kernel kills the child when the thread that started it is gone.
2. ``leave_network``: a user and network namespace of its own, where the machine permits one: there is no interface.
3. ``drop_capabilities``: a child of root is an ordinary process.
4. ``limit_resources``: address space, CPU seconds, size of a written file, open files, no core dump.
5. ``allow_paths``: Landlock. Only the listed trees can be opened, no TCP, no signal to anybody else.
6. ``filter_calls``: seccomp. No ``socket``, ``execve``, new process, ``ptrace``, ``io_uring``, ``mount``… any more.

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

_libc = ctypes.CDLL(None, use_errno=True)

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_DUMPABLE = 1, 38, 4
CLONE_NEWUSER, CLONE_NEWNET, CLONE_THREAD = 0x1000_0000, 0x4000_0000, 0x0001_0000
AF_UNIX, EPERM, ENOSYS = 1, 1, 38


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


# --- seccomp (linux/seccomp.h, linux/filter.h) -----------------------------------------------------------------------

_SAME_ON_BOTH = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsmount": 432, "pidfd_open": 434, "clone3": 435,
    "pidfd_getfd": 438,
}  # fmt: skip
_NUMBERS: dict[str, dict[str, int]] = {
    "x86_64": _SAME_ON_BOTH | {
        "seccomp": 317, "socket": 41, "socketpair": 53, "clone": 56, "fork": 57, "vfork": 58, "execve": 59,
        "kill": 62, "ptrace": 101, "syslog": 103, "rt_sigqueueinfo": 129, "pivot_root": 155, "chroot": 161,
        "mount": 165, "umount2": 166, "swapon": 167, "reboot": 169, "init_module": 175, "delete_module": 176,
        "tkill": 200, "tgkill": 234, "kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250,
        "unshare": 272, "rt_tgsigqueueinfo": 297, "perf_event_open": 298, "open_by_handle_at": 304, "setns": 308,
        "process_vm_readv": 310, "process_vm_writev": 311, "finit_module": 313, "kexec_file_load": 320, "bpf": 321,
        "execveat": 322, "userfaultfd": 323,
    },
    "aarch64": _SAME_ON_BOTH | {
        "seccomp": 277, "socket": 198, "socketpair": 199, "clone": 220, "execve": 221, "kill": 129, "ptrace": 117,
        "syslog": 116, "rt_sigqueueinfo": 138, "pivot_root": 41, "chroot": 51, "mount": 40, "umount2": 39,
        "swapon": 224, "reboot": 142, "init_module": 105, "delete_module": 106, "tkill": 130, "tgkill": 131,
        "kexec_load": 104, "add_key": 217, "request_key": 218, "keyctl": 219, "unshare": 97,
        "rt_tgsigqueueinfo": 240, "perf_event_open": 241, "open_by_handle_at": 265, "setns": 268,
        "process_vm_readv": 270, "process_vm_writev": 271, "finit_module": 273, "kexec_file_load": 294, "bpf": 280,
        "execveat": 281, "userfaultfd": 282,
    },
}  # fmt: skip
_AUDIT_ARCH = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}
_SPECIAL = {"seccomp", "clone", "clone3", "socketpair", "kill", "tgkill"}

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_NUMBER_AT, _ARCH_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_SET_MODE_FILTER, _SYNC_THREADS = 1, 1

Instruction = tuple[int, int, int, int]


def filter_calls() -> bool:
    """Deny, in every thread and for good, the system calls that reach out of the process."""
    machine = platform.machine() if os.name == "posix" else ""
    if machine not in _NUMBERS:
        return False
    program = b"".join(struct.pack("=HBBI", *line) for line in call_filter(machine, os.getpid()))
    code = ctypes.create_string_buffer(program, len(program))
    filter_ = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    _libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    number = _NUMBERS[machine]["seccomp"]
    return bool(_libc.syscall(number, ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(_SYNC_THREADS), filter_) == 0)


def call_filter(machine: str, pid: int) -> list[Instruction]:
    """The BPF program: a wrong architecture kills, a denied call answers EPERM, ``clone`` may only make threads."""
    numbers = _NUMBERS[machine]
    program: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if machine == "x86_64":  # the x32 calls alias everything below
        program += [(_AT_LEAST, 0, 1, 0x4000_0000), (_RETURN, 0, 0, _ERRNO | EPERM)]
    for name, number in numbers.items():
        if name not in _SPECIAL:
            program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERRNO | EPERM)]
    program += [(_EQUAL, 0, 1, numbers["clone3"]), (_RETURN, 0, 0, _ERRNO | ENOSYS)]  # libc falls back to clone
    for name, test, value in (
        ("clone", _ANY_BIT, CLONE_THREAD),
        ("socketpair", _EQUAL, AF_UNIX),
        ("kill", _EQUAL, pid),
        ("tgkill", _EQUAL, pid),
    ):
        program += [
            (_EQUAL, 0, 4, numbers[name]),
            (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
            (test, 1, 0, value),
            (_RETURN, 0, 0, _ERRNO | EPERM),
            (_RETURN, 0, 0, _ALLOW),
        ]
    return [*program, (_RETURN, 0, 0, _ALLOW)]
