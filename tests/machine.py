"""A small installation of its own, with real processes that can be stopped and killed."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
        return self.start(f"from naru.jobs.commands import worker; worker({list(options)!r})")

    def stop_all(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()


@contextmanager
def machine(home: Path, *, lease_s: float = 30.0, database_url: str = "") -> Iterator[Machine]:
    home.mkdir(parents=True, exist_ok=True)
    one = Machine(home, lease_s, database_url)
    try:
        one.migrate()
        yield one
    finally:
        one.stop_all()


def wait_until(what: Callable[[], bool], seconds: float = 30.0) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)
