"""What the system-call filter of a limited child does with a call: the program is run here, instruction by instruction."""

import os

import pytest

from naru.base.kit.child import limits
from naru.base.kit.child.calls import ALLOWED as LISTED
from naru.base.kit.child.calls import call_filter

ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
PID = 4711
ALLOWED, KILLED, NOT_PERMITTED, NOT_THERE = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
THREAD = 0x00010000


def verdict(
    machine: str, number: int, first: int = 0, second: int = 0, *, architecture: int | None = None, gpu: bool = False
) -> int:
    """As the kernel's interpreter of classic BPF (linux/filter.h)."""
    machines = architecture if architecture is not None else ARCHITECTURE[machine]
    packet = {0: number, 4: machines, 16: first, 24: second}
    program, place, held = call_filter(machine, PID, gpu=gpu), 0, 0
    while True:
        code, yes, no, value = program[place]
        place += 1
        match code:
            case 0x06:
                return value
            case 0x20:
                held = packet[value]
            case 0x15:
                place += yes if held == value else no
            case 0x35:
                place += yes if held >= value else no
            case 0x45:
                place += yes if held & value else no
            case _:
                raise AssertionError(code)


CALLS: list[tuple[str, str, int, int, int]] = [
    # machine, call, its number, first argument, verdict
    ("x86_64", "read", 0, 0, ALLOWED),
    ("x86_64", "openat", 257, 0, ALLOWED),
    ("x86_64", "socket", 41, 0, NOT_PERMITTED),
    ("x86_64", "fork", 57, 0, NOT_PERMITTED),
    ("x86_64", "vfork", 58, 0, NOT_PERMITTED),
    ("x86_64", "execve", 59, 0, NOT_PERMITTED),
    ("x86_64", "execveat", 322, 0, NOT_PERMITTED),
    ("x86_64", "ptrace", 101, 0, NOT_PERMITTED),
    ("x86_64", "io_uring_setup", 425, 0, NOT_PERMITTED),
    ("x86_64", "pidfd_open", 434, 0, NOT_PERMITTED),
    ("x86_64", "mount", 165, 0, NOT_PERMITTED),
    ("x86_64", "unshare", 272, 0, NOT_PERMITTED),
    ("x86_64", "bpf", 321, 0, NOT_PERMITTED),
    ("x86_64", "tkill", 200, 0, NOT_PERMITTED),
    ("x86_64", "clone3", 435, 0, NOT_THERE),
    ("x86_64", "clone of a thread", 56, THREAD | 0x100, ALLOWED),
    ("x86_64", "clone of a process", 56, 0x100, NOT_PERMITTED),
    ("x86_64", "socketpair", 53, 1, NOT_PERMITTED),
    ("x86_64", "chmod", 90, 0, NOT_PERMITTED),
    ("x86_64", "link", 86, 0, NOT_PERMITTED),
    ("x86_64", "utime", 132, 0, NOT_PERMITTED),
    ("x86_64", "setxattr", 188, 0, NOT_PERMITTED),
    ("x86_64", "inotify_init1", 294, 0, NOT_PERMITTED),
    ("x86_64", "mq_open", 240, 0, NOT_PERMITTED),
    ("x86_64", "shmget", 29, 0, NOT_PERMITTED),
    ("x86_64", "prlimit64 of itself", 302, 0, ALLOWED),
    ("x86_64", "prlimit64 of another", 302, 1, NOT_PERMITTED),
    ("x86_64", "mbind", 237, 0, NOT_PERMITTED),
    ("x86_64", "the newest that is listed", 449, 0, ALLOWED),
    ("x86_64", "one that is newer", 450, 0, NOT_THERE),
    ("x86_64", "kill itself", 62, PID, ALLOWED),
    ("x86_64", "kill another", 62, PID + 1, NOT_PERMITTED),
    ("x86_64", "tgkill itself", 234, PID, ALLOWED),
    ("x86_64", "tgkill another", 234, 1, NOT_PERMITTED),
    ("x86_64", "the last of x86", 0x3FFFFFFF, 0, NOT_THERE),
    ("x86_64", "the first of x32", 0x40000000, 0, NOT_PERMITTED),
    ("aarch64", "read", 63, 0, ALLOWED),
    ("aarch64", "socket", 198, 0, NOT_PERMITTED),
    ("aarch64", "execve", 221, 0, NOT_PERMITTED),
    ("aarch64", "clone of a thread", 220, THREAD, ALLOWED),
    ("aarch64", "clone of a process", 220, 17, NOT_PERMITTED),
    ("aarch64", "clone3", 435, 0, NOT_THERE),
    ("aarch64", "kill another", 129, 1, NOT_PERMITTED),
    ("aarch64", "no x32 here", 0x40000000, 0, NOT_THERE),
]


@pytest.mark.parametrize(
    ("machine", "number", "first", "said"),
    [(machine, number, first, said) for machine, _, number, first, said in CALLS],
    ids=[f"{machine} {call}" for machine, call, *_ in CALLS],
)
def test_what_becomes_of_a_call(machine: str, number: int, first: int, said: int) -> None:
    assert verdict(machine, number, first) == said


@pytest.mark.parametrize(
    ("number", "first", "second", "said"),
    [
        (72, 3, 1030, ALLOWED),  # fcntl: a copy of a descriptor
        (72, 3, 8, NOT_PERMITTED),  # F_SETOWN: signals to another process
        (72, 3, 10, NOT_PERMITTED),  # F_SETSIG
        (141, 0, 0, ALLOWED),  # setpriority of itself
        (141, 0, PID + 1, NOT_PERMITTED),
        (157, 15, 0, ALLOWED),  # prctl: the name of a thread
        (157, 4, 1, NOT_PERMITTED),  # PR_SET_DUMPABLE
        (203, 0, 0, ALLOWED),  # sched_setaffinity
        (203, PID + 1, 0, NOT_PERMITTED),
    ],
)
def test_what_could_be_aimed_at_another_is_judged_by_its_arguments(
    number: int, first: int, second: int, said: int
) -> None:
    assert verdict("x86_64", number, first, second) == said


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_every_call_on_the_list_is_allowed_and_of_the_first_five_hundred_no_other(machine: str) -> None:
    listed = set(LISTED[machine].values())
    aimed = {"x86_64": {56, 62, 72, 141, 157, 203, 234, 302}, "aarch64": {25, 122, 129, 131, 140, 167, 220, 261}}
    for number in set(range(500)) - aimed[machine]:
        assert (verdict(machine, number) == ALLOWED) is (number in listed), number


def test_a_gpus_driver_may_place_memory() -> None:
    assert verdict("x86_64", 237, gpu=True) == ALLOWED
    assert verdict("aarch64", 235, gpu=True) == ALLOWED


@pytest.mark.parametrize(("machine", "other"), [("x86_64", "aarch64"), ("aarch64", "x86_64")])
def test_a_call_of_another_architecture_kills(machine: str, other: str) -> None:
    assert verdict(machine, 0, architecture=ARCHITECTURE[other]) == KILLED


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_a_program_whose_jumps_stay_inside(machine: str) -> None:
    program = call_filter(machine, PID)
    assert len(program) < 4096
    for place, (code, yes, no, _) in enumerate(program):
        if code in {0x15, 0x35, 0x45}:
            assert place + 1 + max(yes, no) < len(program)
    assert program[-1] == (0x06, 0, 0, NOT_PERMITTED)


def test_a_child_whose_parent_is_gone_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(limits, "_libc", type("Libc", (), {"prctl": staticmethod(lambda *_: 0)}))
    monkeypatch.setattr(limits.os, "_exit", ended.append)
    assert limits.die_with_parent(os.getppid())
    assert ended == []
    assert limits.die_with_parent(os.getppid() + 1)
    assert ended == [1]


def test_what_is_mapped_is_counted_in_bytes() -> None:
    assert 10 << 20 < limits._mapped_bytes() < 1 << 45
