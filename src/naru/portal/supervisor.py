"""One parent for the site and its workers: starts them, starts a fallen one again, stops them all within three seconds.

Run as ``python -m naru.portal.supervisor HOST PORT WORKERS``. It imports nothing of Naru's but the kit, so the parent
stays small. Its children die with it, whichever way it dies.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field

from naru.base.kit.child.limits import die_with_parent

STOP_WITHIN_S = 2.5
LANES = "naru.portal.serving.worker.LaneWorker"
STEADY_AFTER_S = 10.0
PAUSE_MAX_S = 30.0


@dataclass(slots=True)
class Child:
    """One process to be kept running, and how often it fell lately."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start the process, which dies when this one does."""
        parent = os.getpid()
        self.process = subprocess.Popen(self.command, preexec_fn=lambda: die_with_parent(parent))  # noqa: S603
        self.started = time.monotonic()

    def look(self) -> None:
        """Start it if it is due; note its fall and when to try again, later after each fall in a row."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
        elif (code := self.process.poll()) is not None:
            self.falls = 1 if now - self.started > STEADY_AFTER_S else self.falls + 1
            self.due = now + min(2.0 ** (self.falls - 1), PAUSE_MAX_S)
            self.process = None
            print(f"naru: {self.name} ended ({code}); again in {self.due - now:.0f} s", file=sys.stderr, flush=True)


class Stopping(Exception):
    """Someone asked the supervisor to stop."""


def children(host: str, port: int, workers: int) -> list[Child]:
    """The site and its workers, not yet started."""
    site = [
        *("gunicorn", "naru.portal.wsgi:application", "--bind", f"{host}:{port}", "--worker-class", LANES),
        *("--workers", "1", "--threads", "12", "--timeout", "120", "--graceful-timeout", "2", "--keep-alive", "5"),
        *("--no-control-socket", "--limit-request-line", "8190", "--log-level", "warning"),
    ]
    worker = Child("worker", [sys.executable, "-m", "naru", "worker"])
    return [
        Child("site", [sys.executable, "-m", *site]),
        *(Child(f"worker {number}", worker.command) for number in range(1, workers + 1)),
    ]


def supervise(kept: Sequence[Child], address: str) -> None:
    """Keep the children running until TERM or INT comes."""

    def stop(_signal: int, _frame: object) -> None:
        raise Stopping

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGHUP, stop)
    told = False
    try:
        while True:
            for child in kept:
                child.look()
            told = told or _tell_when_open(address)
            time.sleep(0.2)
    except Stopping:
        pass
    finally:
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        stop_all([child.process for child in kept if child.process is not None])


def stop_all(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, and end those that have not after 2.5 s; what a worker held is taken up when its lease ends."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    end = time.monotonic() + STOP_WITHIN_S
    for process in processes:
        try:
            process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _tell_when_open(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/", timeout=0.5):  # noqa: S310 - our own address
            pass
    except OSError:
        return False
    print(f"\n  나루가 열렸습니다 · Naru is open\n\n    {address}\n\n  Ctrl+C: 닫기 · stop\n", flush=True)
    return True


def main() -> None:
    """Supervise until a signal comes, as the command line says it: host, port, number of workers."""
    host, port, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104
    supervise(children(host, port, workers), f"http://{shown}:{port}")


if __name__ == "__main__":
    main()
