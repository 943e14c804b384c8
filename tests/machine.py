"""A small installation of its own, with real processes that can be stopped and killed."""

import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Machine:
    home: Path
    lease_s: float = 30.0
    database_url: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        mine = {
            "NARU_HOME": str(self.home),
            "NARU_LEASE_S": str(self.lease_s),
            "DJANGO_SETTINGS_MODULE": "naru.portal.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        if self.database_url:
            mine["DATABASE_URL"] = self.database_url
        return os.environ | mine

    def python(self, code: str) -> str:
        """The output of a short program with Django set up."""
        program = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the database holds, asked directly."""
        if self.database_url:
            with psycopg.connect(self.database_url, autocommit=True) as asked:
                return asked.execute(question).fetchall()  # type: ignore[call-overload]
        with closing(sqlite3.connect(self.home / "naru.db", timeout=30)) as asked:
            return asked.execute(question).fetchall()

    def change(self, command: str) -> None:
        """Run one statement and commit it."""
        if self.database_url:
            with psycopg.connect(self.database_url, autocommit=True) as asked:
                asked.execute(command)  # type: ignore[call-overload]
            return
        with closing(sqlite3.connect(self.home / "naru.db", timeout=30, isolation_level=None)) as asked:
            asked.execute(command)

    def migrate(self) -> None:
        self.python("from django.core.management import call_command; call_command('migrate', verbosity=0)")

    def start(self, code: str) -> subprocess.Popen[bytes]:
        with (self.home / "errors.log").open("ab") as errors:
            process = subprocess.Popen(
                [sys.executable, "-c", f"import django; django.setup()\n{code}"],
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        self.processes.append(process)
        return process

    def start_worker(self, *options: str) -> subprocess.Popen[bytes]:
        return self.start(f"from naru.base.jobs.commands import worker; worker({list(options)!r})")

    def is_writable(self) -> bool:
        """Whether no process holds a lock in which others would wait to write a job."""
        try:
            if self.database_url:
                with psycopg.connect(self.database_url) as asked:
                    asked.execute("SELECT id FROM jobs_job FOR UPDATE NOWAIT")
                    return True
            with closing(sqlite3.connect(self.home / "naru.db", timeout=0, isolation_level=None)) as asked:
                asked.execute("BEGIN IMMEDIATE")
                asked.execute("ROLLBACK")
        except (psycopg.errors.LockNotAvailable, sqlite3.OperationalError):
            return False
        return True

    def pause(self, process: subprocess.Popen[bytes]) -> None:
        """SIGSTOP between two writes: one that stops within a write keeps its lock, and everybody waits for that one."""
        _stop(process)
        while not self.is_writable():
            process.send_signal(signal.SIGCONT)
            time.sleep(0.01)
            _stop(process)

    def stop_all(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
        self.processes.clear()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """SIGSTOP, and wait until every thread stands."""
    process.send_signal(signal.SIGSTOP)
    os.waitpid(process.pid, os.WUNTRACED)


class Nursery:
    """A process that has Django set up already and forks workers from there, so that killing many costs little."""

    def __init__(self, one: Machine, preload: str) -> None:
        program = _NURSERY.format(preload=preload)
        with (one.home / "errors.log").open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-c", program],
                env=one.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self._children: set[int] = set()

    def start(self, code: str) -> int:
        """Fork a child that runs one line of code; its process id."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(code + "\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        self._children.add(child)
        return child

    def start_worker(self, *options: str) -> int:
        return self.start(f"from naru.base.jobs.commands import worker; worker({list(options)!r})")

    def kill(self, child: int) -> None:
        """SIGKILL, and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        wait_until(lambda: not is_running(child))
        self._children.discard(child)

    def close(self) -> None:
        for child in list(self._children):
            self.kill(child)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()


_NURSERY = """
import os, signal, sys
import django; django.setup()
{preload}
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            exec(line)
        finally:
            os._exit(0)
    print(child, flush=True)
"""


@contextmanager
def nursery(one: Machine, preload: str = "") -> Iterator[Nursery]:
    """Forks of one process; ``preload`` is run once before them, and must open no connection and no thread."""
    mother = Nursery(one, preload)
    try:
        yield mother
    finally:
        mother.close()


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


@contextmanager
def machine(home: Path, *, lease_s: float = 30.0, database_url: str = "") -> Iterator[Machine]:
    home.mkdir(parents=True, exist_ok=True)
    one = Machine(home, lease_s, database_url)
    try:
        one.migrate()
        yield one
    finally:
        one.stop_all()


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses nothing that a disk would have kept."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="naru-test-", dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """An empty database on the PostgreSQL server of ``DATABASE_URL``; "" (SQLite in the machine's home) without one."""
    if not server_url.startswith("postgres"):
        yield ""
        return
    name = f"machine_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server_url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def wait_until(what: Callable[[], bool], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)
