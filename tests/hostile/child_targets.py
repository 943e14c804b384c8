"""What a hostile file could make its reader do; each function runs in a limited child."""

import ctypes
import os
import signal
import socket
import stat
import subprocess
import time
from pathlib import Path

from naru.base.kit.child.main import progress
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


def echo(payload):
    return payload


calls = []


def whoami(_):
    calls.append(1)
    return {"pid": os.getpid(), "parent": os.getppid(), "calls": len(calls)}


def descriptors(_):
    """What each open descriptor is."""
    return [kind for number in range(64) if (kind := _kind(number)) is not None]


def _kind(number):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        return None
    return "pipe" if stat.S_ISFIFO(mode) else "device" if stat.S_ISCHR(mode) else "socket or file"


def refuse(payload):
    raise Refused("not_found", where=payload)


def count(payload):
    for step in range(payload):
        progress(step + 1, payload, Words("세는 중", "counting"))
    return payload


def environment(_):
    return dict(os.environ)


def sleep(seconds):
    time.sleep(seconds)


def spin(_):
    while True:
        pass


def spin_deaf_to_signals(_):
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        pass


def eat_memory(_):
    eaten = []
    while True:
        eaten.append(bytearray(16 << 20))


def claim_half_a_terabyte(_):
    return len(bytearray(512 << 30))


def abort(_):
    os.abort()


def segfault(_):
    ctypes.string_at(0)


def leave(_):
    os._exit(0)


def bug(_):
    return {}["no such key"]


def write(payload):
    path, megabytes = payload
    with open(path, "wb") as file:
        for _ in range(megabytes):
            file.write(bytes(1 << 20))
    return os.path.getsize(path)


def read(path):
    return Path(path).read_text()


def use_device(path):
    with open(path, "r+b", buffering=0) as device:
        device.write(b"work")
        return len(device.read(16))


def listing(path):
    return os.listdir(path)


def huge_answer(megabytes):
    return "x" * (megabytes << 20)


def talk_nonsense(_):
    for descriptor in range(3, 10):
        try:
            os.write(descriptor, b'{"progress": "soon"}\nnot json\n[1]\n')
        except OSError:
            continue
    return "still here"


def attempt(name):
    """The outcome of one way out: the name of the error it met, or "out"."""
    try:
        _WAYS_OUT[name]()
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return type(error).__name__
    return "out"


def _syscall(number, *arguments):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "denied")


_WAYS_OUT = {
    "tcp socket": lambda: socket.socket(socket.AF_INET),
    "tcp6 socket": lambda: socket.socket(socket.AF_INET6),
    "udp socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "raw socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW),
    "netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "unix socket": lambda: socket.socket(socket.AF_UNIX),
    "vsock": lambda: socket.socket(socket.AF_VSOCK),
    "inet socket pair": lambda: socket.socketpair(socket.AF_INET),
    "fork": os.fork,
    "exec": lambda: os.execv("/bin/true", ["/bin/true"]),
    "spawn": lambda: subprocess.run(["/bin/true"], check=True),
    "kill the parent": lambda: os.kill(os.getppid(), signal.SIGTERM),
    "kill everybody": lambda: os.kill(-1, signal.SIGTERM),
    "kill init": lambda: os.kill(1, 0),
    "unshare": lambda: _syscall(272, 0x10000000),
    "io_uring": lambda: _syscall(425, 8, ctypes.create_string_buffer(120)),
    "ptrace the parent": lambda: _syscall(101, 16, os.getppid(), 0, 0),
    "read the parent's memory": Path(f"/proc/{os.getppid()}/mem").read_bytes,
    "read the parent's environment": Path(f"/proc/{os.getppid()}/environ").read_bytes,
    "chroot": lambda: os.chroot("/"),
    "mount": lambda: _syscall(165, b"none", b"/mnt", b"tmpfs", 0, None),
    "keyring": lambda: _syscall(250, 0, -3, 0),
    "raise a limit": lambda: __import__("resource").setrlimit(__import__("resource").RLIMIT_CORE, (1 << 30, 1 << 30)),
    "passwd": Path("/etc/passwd").read_text,
    "write to tmp": Path("/tmp/naru-escape").touch,
    "list the root": lambda: os.listdir("/"),
}
WAYS_OUT = list(_WAYS_OUT)
