"""The queue beside django-tasks-db: jobs a second in and out with one worker, and what becomes of a job whose worker
is killed with -9.

    python -m bench.jobs [--jobs 1000]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 20.0

OURS = "from naru.base.jobs.commands import worker; worker(['--lanes', '1', '--queue', 'bench'{more}])"
PEER = "call_command('db_worker', '--backend=peer', '--queue-name=bench', '--interval=0.5'{more})"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=1000)
    count = parser.parse_args().jobs
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as folder:
        os.environ |= {"NARU_HOME": folder, "DJANGO_SETTINGS_MODULE": "bench._jobs_settings"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from bench import _jobs_work as work

        queued = [per_second(task.enqueue, count) for task in (work.ours, work.peers)]
        said("enqueue, jobs/s", *queued)
        done = [
            count / (seconds_of(code) - seconds_of(code))
            for code in (OURS.format(more=", '--drain'"), PEER.format(more=", '--batch'"))
        ]
        said("claim, run, finish, jobs/s", *done)
        resumed = [
            seconds_to_resume(task, code.format(more=""), Path(folder))
            for task, code in ((work.ours_held, OURS), (work.peers_held, PEER))
        ]
        print(f"after kill -9 done again in: ours {told(resumed[0])}, django-tasks-db {told(resumed[1])}")


def per_second(enqueue: Callable[[], object], count: int) -> float:
    began = time.perf_counter()
    for _ in range(count):
        enqueue()
    return count / (time.perf_counter() - began)


def start(code: str) -> subprocess.Popen[bytes]:
    program = f"import django; django.setup()\nfrom django.core.management import call_command\n{code}"
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def seconds_of(code: str) -> float:
    """How long a worker takes that ends when nothing waits; the second time that is only its start."""
    began = time.perf_counter()
    assert start(code).wait() == 0
    return time.perf_counter() - began


def seconds_to_resume(task: object, code: str, folder: Path) -> float | None:
    """From the kill of the worker in whose hands the job was until another worker has done it; None: not in time."""
    for name in ("started", "done"):
        (folder / name).unlink(missing_ok=True)
    task.enqueue(str(folder))  # type: ignore[attr-defined]
    first = start(code)
    while not (folder / "started").exists():
        time.sleep(0.02)
    first.kill()
    first.wait()
    began = time.perf_counter()
    second = start(code)
    try:
        while time.perf_counter() - began < PATIENCE_S:
            if (folder / "done").exists():
                return time.perf_counter() - began
            time.sleep(0.02)
        return None
    finally:
        second.kill()
        second.wait()


def said(what: str, ours: float, peer: float) -> None:
    print(f"{what}: ours {ours:,.0f}, django-tasks-db {peer:,.0f}, ratio {ours / peer:.2f}")


def told(seconds: float | None) -> str:
    return f"never (waited {PATIENCE_S:.0f} s)" if seconds is None else f"{seconds:.1f} s"


if __name__ == "__main__":
    main()
