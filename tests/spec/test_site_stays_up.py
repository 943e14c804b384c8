"""The site stays up: slow and greedy visitors hold neither threads nor others' turns (the server alone, without a database)."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from naru.portal.serving.lanes import RULES, Lane
from tests.servers import free_port

PATIENCE_S = 60.0


class Server:
    """gunicorn with the site's worker, or a hasty one, before ``tests.hostile.slow_app``."""

    def __init__(self, folder: Path, worker: str) -> None:
        self.gate, self.port, self.sockets = folder, free_port(), contextlib.ExitStack()
        command = [sys.executable, "-m", "gunicorn", "tests.hostile.slow_app:application", "--threads", "12"]
        options = ["--bind", f"127.0.0.1:{self.port}", "--worker-class", f"tests.hostile.slow_app.{worker}"]
        environment = {**os.environ, "GATE": str(folder), "NARU_PROXIES": "1"}
        more = ["--no-control-socket", "--graceful-timeout", "1"]
        self.process = subprocess.Popen([*command, *options, *more], env=environment, stderr=subprocess.DEVNULL)

    def connect(self) -> socket.socket:
        end = time.monotonic() + PATIENCE_S
        while True:
            with contextlib.suppress(ConnectionRefusedError):
                sock = self.sockets.enter_context(socket.create_connection(("127.0.0.1", self.port)))
                sock.settimeout(PATIENCE_S)
                return sock
            assert time.monotonic() < end, "the server did not open"
            time.sleep(0.05)

    def send(self, path: str, *, of: str = "192.0.2.1", head: str = "", body: bytes = b"") -> socket.socket:
        sock = self.connect()
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        sock.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: {of}\r\n{head}{length}\r\n".encode() + body)
        return sock

    def ask(self, path: str, **how: str) -> str:
        with self.send(path, **how) as sock:  # type: ignore[arg-type]
            return status(sock)

    def wait_for(self, count: int) -> list[str]:
        """Until so many requests of ``/wait/`` run."""
        end = time.monotonic() + PATIENCE_S
        while len(begun := self.begun()) < count:
            assert time.monotonic() < end, begun
            time.sleep(0.02)
        return begun

    def begun(self) -> list[str]:
        path = self.gate / "begun"
        return path.read_text().splitlines() if path.exists() else []

    def open(self) -> None:
        (self.gate / "open").touch()


def status(sock: socket.socket) -> str:
    """The status of the answer; "" where the server closed without one."""
    return sock.recv(4096).decode("latin-1").partition(" ")[2][:3]


@contextlib.contextmanager
def serving(folder: Path, worker: str) -> Iterator[Server]:
    made = Server(folder, worker)
    try:
        made.ask("/health/")
        yield made
    finally:
        made.open()
        made.sockets.close()
        made.process.send_signal(signal.SIGTERM)
        made.process.wait(PATIENCE_S)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, "LaneWorker") as made:
        yield made


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, "HastyWorker") as made:
        yield made


def test_half_headers_hold_nobody_up_and_are_closed(hasty: Server) -> None:
    halves = [hasty.connect() for _ in range(60)]
    for sock in halves:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
    assert hasty.ask("/") == "200"
    assert hasty.ask("/health/") == "200"
    assert {status(sock) for sock in halves} == {"408"}  # within the test's patience


def test_a_form_that_comes_a_byte_at_a_time_holds_no_thread(server: Server) -> None:
    slow = []
    for _ in range(30):
        sock = server.connect()
        sock.sendall(b"POST /accounts/login/ HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\na")
        slow.append(sock)
    assert server.ask("/accounts/login/") == "200"
    for sock in slow:
        sock.close()


def test_what_comes_late_but_whole_is_answered(server: Server) -> None:
    sock = server.connect()
    for piece in (b"POST /read HTTP/1.1\r\n", b"Host: a\r\nContent-Length: 9\r\n", b"\r\n1234", b"56789"):
        sock.sendall(piece)
        time.sleep(0.1)
    answer = sock.recv(4096)
    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"9")
    sock.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")  # the connection is kept
    assert status(sock) == "200"


def test_thirty_heavy_questions_of_one_leave_the_site_to_others(server: Server) -> None:
    rule = RULES[Lane.VISITORS_QUESTIONS]
    greedy = [server.send("/wait/question") for _ in range(30)]
    server.wait_for(rule.share)
    other = server.send("/wait/question", of="192.0.2.2")
    server.wait_for(rule.share + 1)
    assert len(server.begun()) == rule.share + 1
    for path in ("/health/", "/", "/accounts/login/"):
        assert server.ask(path) == "200", path
        assert server.ask(path, of="192.0.2.3") == "200", path
    server.open()
    assert status(other) == "200"
    assert status(greedy[0]) == "200"


def test_sixteen_downloads_of_one_leave_turns_to_others(server: Server) -> None:
    rule = RULES[Lane.DOWNLOADS]
    many = [server.send("/wait/download") for _ in range(16)]
    server.wait_for(rule.share)
    others = [
        server.send("/wait/download", of=f"192.0.2.{number}") for number in range(2, 2 + rule.threads - rule.share)
    ]
    server.wait_for(rule.threads)
    assert server.ask("/health/") == "200"
    server.open()
    assert [status(sock) for sock in others] == ["200"] * len(others)
    assert [status(sock) for sock in many] == ["200"] * 16


def test_who_waits_too_long_is_told_when_to_come_again(hasty: Server) -> None:
    first = hasty.send("/wait/question")
    hasty.wait_for(1)
    with hasty.send("/wait/question") as second:
        answer = second.recv(4096)
    assert answer.startswith(b"HTTP/1.1 503")
    assert b"Retry-After: 5\r\n" in answer
    assert b"Access-Control-Allow-Origin: *\r\n" in answer  # a program in another site's page reads when, too
    assert hasty.begun() == ["/wait/question"]
    hasty.open()
    assert status(first) == "200"


def test_who_reads_nothing_of_a_large_answer_loses_it_and_no_other_does(hasty: Server) -> None:
    rule = RULES[Lane.DOWNLOADS]
    deaf = [hasty.send("/large", of=f"198.51.100.{number}") for number in range(rule.threads)]
    time.sleep(0.5)
    with hasty.send("/large", of="192.0.2.9") as sock:  # gets its turn when the first deaf ones are given up
        read = sock.recv(100)
        assert read.startswith(b"HTTP/1.1 200")
        size = len(read)
        while piece := sock.recv(1 << 20):
            size += len(piece)
            if size >= 8 << 20:
                break
    assert size >= 8 << 20
    for each in deaf:
        each.close()


def test_a_head_without_end_is_refused(server: Server) -> None:
    with server.connect() as sock:
        with contextlib.suppress(OSError):
            sock.sendall(b"GET / HTTP/1.1\r\nX: " + b"a" * (80 << 10))
        assert status(sock) in {"431", ""}
    assert server.ask("/") == "200"


def test_who_hangs_up_halfway_costs_nothing(server: Server) -> None:
    for _ in range(200):
        with server.connect() as sock:
            sock.sendall(b"GET / HT")
    with server.connect() as sock:
        sock.sendall(b"GET / HT")
        sock.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):
            assert sock.recv(1) == b""
    assert server.ask("/") == "200"
