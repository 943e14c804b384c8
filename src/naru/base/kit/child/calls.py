"""The system calls that a limited child may make: those that reading, computing and writing need, and no others (seccomp).

The list was measured: what every reader of files, the query engine, the footage stages and the maker of papers call once their guards
are closed, with their kin (the call of an older or newer libc for the same thing). A call that could also be aimed at another
process is allowed only with the arguments that aim it at the child itself. Whatever is newer than this list "is not there", so that
libc falls back on what is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

EPERM, ENOSYS = 1, 38
CLONE_THREAD = 0x0001_0000

_SAME_ON_BOTH = {"close_range": 436, "faccessat2": 439, "futex_waitv": 449}
ALLOWED: dict[str, dict[str, int]] = {
    "x86_64": _SAME_ON_BOTH | {
        "read": 0, "write": 1, "open": 2, "close": 3, "stat": 4, "fstat": 5, "lstat": 6, "poll": 7, "lseek": 8, "mmap": 9,
        "mprotect": 10, "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "ioctl": 16,
        "pread64": 17, "pwrite64": 18, "readv": 19, "writev": 20, "access": 21, "pipe": 22, "select": 23, "sched_yield": 24,
        "mremap": 25, "msync": 26, "mincore": 27, "madvise": 28, "dup": 32, "dup2": 33, "nanosleep": 35, "getpid": 39,
        "sendfile": 40, "exit": 60, "wait4": 61, "uname": 63, "flock": 73, "fsync": 74, "fdatasync": 75,
        "ftruncate": 77, "getdents": 78, "getcwd": 79, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "unlink": 87,
        "readlink": 89, "umask": 95, "gettimeofday": 96, "getrlimit": 97, "getrusage": 98, "sysinfo": 99, "times": 100,
        "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110, "getpgrp": 111, "getgroups": 115,
        "getresuid": 118, "getresgid": 120, "sigaltstack": 131, "statfs": 137, "fstatfs": 138, "getpriority": 140,
        "sched_getparam": 143, "sched_getscheduler": 145, "sched_get_priority_max": 146, "sched_get_priority_min": 147,
        "gettid": 186, "readahead": 187, "time": 201, "futex": 202, "sched_getaffinity": 204, "getdents64": 217,
        "set_tid_address": 218, "restart_syscall": 219, "fadvise64": 221, "clock_gettime": 228, "clock_getres": 229,
        "clock_nanosleep": 230, "exit_group": 231, "epoll_wait": 232, "epoll_ctl": 233, "openat": 257, "mkdirat": 258,
        "newfstatat": 262, "unlinkat": 263, "renameat": 264, "readlinkat": 267, "faccessat": 269, "pselect6": 270,
        "ppoll": 271, "set_robust_list": 273, "splice": 275, "fallocate": 285, "eventfd2": 290,
        "epoll_create1": 291, "dup3": 292, "pipe2": 293, "preadv": 295, "pwritev": 296, "getcpu": 309, "renameat2": 316,
        "getrandom": 318, "memfd_create": 319, "membarrier": 324, "copy_file_range": 326, "preadv2": 327, "pwritev2": 328,
        "statx": 332, "rseq": 334,
    },
    "aarch64": _SAME_ON_BOTH | {
        "getcwd": 17, "eventfd2": 19, "epoll_create1": 20, "epoll_ctl": 21, "epoll_pwait": 22, "dup": 23, "dup3": 24,
        "ioctl": 29, "flock": 32, "mkdirat": 34, "unlinkat": 35, "renameat": 38, "statfs": 43, "fstatfs": 44, "ftruncate": 46,
        "fallocate": 47, "faccessat": 48, "openat": 56, "close": 57, "pipe2": 59, "getdents64": 61, "lseek": 62, "read": 63,
        "write": 64, "readv": 65, "writev": 66, "pread64": 67, "pwrite64": 68, "preadv": 69, "pwritev": 70, "sendfile": 71,
        "pselect6": 72, "ppoll": 73, "splice": 76, "readlinkat": 78, "newfstatat": 79, "fstat": 80, "fsync": 82, "fdatasync": 83,
        "exit": 93, "exit_group": 94, "set_tid_address": 96, "futex": 98, "set_robust_list": 99, "nanosleep": 101,
        "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115, "sched_getscheduler": 120, "sched_getparam": 121,
        "sched_getaffinity": 123, "sched_yield": 124, "sched_get_priority_max": 125, "sched_get_priority_min": 126,
        "restart_syscall": 128, "sigaltstack": 132, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139,
        "getpriority": 141, "getresuid": 148, "getresgid": 150, "times": 153, "getgroups": 158, "uname": 160,
        "getrlimit": 163, "getrusage": 165, "umask": 166, "getcpu": 168, "gettimeofday": 169, "getpid": 172, "getppid": 173,
        "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177, "gettid": 178, "sysinfo": 179, "readahead": 213, "brk": 214,
        "munmap": 215, "mremap": 216, "mmap": 222, "fadvise64": 223, "mprotect": 226, "msync": 227, "mincore": 232,
        "madvise": 233, "wait4": 260, "renameat2": 276, "getrandom": 278, "memfd_create": 279, "membarrier": 283,
        "copy_file_range": 285, "preadv2": 286, "pwritev2": 287, "statx": 291, "rseq": 293,
    },
}  # fmt: skip
_GPU: dict[str, dict[str, int]] = {  # its driver places memory and pins it
    "x86_64": {"mlock": 149, "munlock": 150, "mbind": 237, "set_mempolicy": 238, "get_mempolicy": 239},
    "aarch64": {"mlock": 228, "munlock": 229, "mbind": 235, "get_mempolicy": 236, "set_mempolicy": 237},
}
_CLONE3 = 435
_NEWER = 450  # than this list
_AUDIT_ARCH = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERRNO = 0x7FFF_0000, 0x8000_0000, 0x0005_0000
_NUMBER_AT, _ARCH_AT, _ARGUMENTS_AT = 0, 4, 16

Instruction = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """A call allowed only where the argument at ``place`` is one of ``values``, or has one of those bits."""

    numbers: dict[str, int]
    place: int
    values: tuple[int, ...]
    by_bit: bool = False


def _aimed(pid: int) -> list[Aimed]:
    duplicate, flags, locks, seals = (0, 1030), (1, 2, 3, 4), (5, 6, 7, 36, 37, 38), (1033, 1034)
    names, questions = (15, 16, 0x5356_4D41), (3, 21, 38, 39)  # of a thread or a mapping; what holds already
    return [
        Aimed(numbers={"x86_64": 56, "aarch64": 220}, place=0, values=(CLONE_THREAD,), by_bit=True),
        Aimed(numbers={"x86_64": 62, "aarch64": 129}, place=0, values=(pid,)),  # kill
        Aimed(numbers={"x86_64": 234, "aarch64": 131}, place=0, values=(pid,)),  # tgkill
        Aimed(numbers={"x86_64": 302, "aarch64": 261}, place=0, values=(0,)),  # prlimit64
        Aimed(numbers={"x86_64": 141, "aarch64": 140}, place=1, values=(0,)),  # setpriority
        Aimed(numbers={"x86_64": 203, "aarch64": 122}, place=0, values=(0,)),  # sched_setaffinity
        Aimed(numbers={"x86_64": 72, "aarch64": 25}, place=1, values=(*duplicate, *flags, *locks, *seals)),  # fcntl
        Aimed(numbers={"x86_64": 157, "aarch64": 167}, place=0, values=(*names, *questions)),  # prctl
    ]


def call_filter(machine: str, pid: int, *, gpu: bool = False) -> list[Instruction]:
    """The BPF program for a child ``pid`` on ``machine`` (x86_64, aarch64): a wrong architecture kills, a call that is not listed
    answers EPERM, one newer than the list ENOSYS, ``clone`` may only make threads."""
    listed = ALLOWED[machine] | (_GPU[machine] if gpu else {})
    program: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH_AT),
        (_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if machine == "x86_64":  # the x32 calls alias everything below
        program += [(_AT_LEAST, 0, 1, 0x4000_0000), (_RETURN, 0, 0, _ERRNO | EPERM)]
    for number in listed.values():
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for call in _aimed(pid):
        program += _judged(call, call.numbers[machine])
    for test, number in ((_EQUAL, _CLONE3), (_AT_LEAST, _NEWER)):
        program += [(test, 0, 1, number), (_RETURN, 0, 0, _ERRNO | ENOSYS)]
    return [*program, (_RETURN, 0, 0, _ERRNO | EPERM)]


def _judged(call: Aimed, number: int) -> Sequence[Instruction]:
    """The lines for one call; those of another number are jumped over."""
    test = _ANY_BIT if call.by_bit else _EQUAL
    lines: list[Instruction] = [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * call.place)]
    for left, value in zip(range(len(call.values), 0, -1), call.values, strict=True):
        lines.append((test, left, 0, value))
    lines += [(_RETURN, 0, 0, _ERRNO | EPERM), (_RETURN, 0, 0, _ALLOW)]
    return [(_EQUAL, 0, len(lines), number), *lines]
