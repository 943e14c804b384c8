"""Real workers, killed and stopped: every effect happens exactly once."""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.machine import Machine, machine, wait_until

JOBS = 300
KILLS = int(os.environ.get("NARU_KILLS", "40"))


@pytest.fixture
def small(tmp_path):
    with machine(tmp_path / "machine", lease_s=2) as one:
        make_table(one)
        yield one


def make_table(one: Machine) -> None:
    one.python(
        "from django.db import connection as c; c.cursor().execute('CREATE TABLE effect (name text, fence int)')"
    )


def enqueue(one: Machine, code: str) -> str:
    return one.python(f"from tests import work\n{code}")


def effects(one: Machine) -> list[tuple[str, int]]:
    return one.rows("SELECT name, fence FROM effect")


def states(one: Machine) -> Counter[str]:
    """How many of the test's jobs are in each state; the queue's own are not counted."""
    rows = one.rows("SELECT state, count(*) FROM jobs_job WHERE task LIKE 'tests.%' GROUP BY state")
    return Counter(dict(rows))


def kill_at_random(one: Machine, kills: int, *, workers: int = 2) -> None:
    """Kill a worker whenever one or two jobs more are done, so that most kills meet a job in hand."""
    pool = [one.start_worker() for _ in range(workers)]
    rng = random.Random(7)
    for _ in range(kills):
        done = len(effects(one)) + rng.randint(1, 3)
        wait_until(lambda done=done: len(effects(one)) >= min(done, JOBS), 30)
        time.sleep(rng.uniform(0, 0.03))
        victim = rng.randrange(workers)
        pool[victim].send_signal(signal.SIGKILL)
        pool[victim].wait()
        pool[victim] = one.start_worker()
    wait_until(lambda: states(one)["SUCCESSFUL"] == JOBS, 60)


@pytest.mark.slow
def test_kills_at_random_lose_and_double_nothing(small):
    enqueue(small, f"for n in range({JOBS}): work.apply_once.enqueue(str(n))")
    kill_at_random(small, KILLS)
    assert sorted(name for name, _ in effects(small)) == sorted(str(n) for n in range(JOBS))


def test_a_job_of_a_killed_worker_is_taken_over_at_once(small, tmp_path):
    enqueue(small, f"work.write_slowly.enqueue('one', {str(tmp_path)!r})")
    first = small.start_worker()
    wait_until((tmp_path / "started-1").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    small.start_worker()
    wait_until((tmp_path / "started-2").exists, 10)
    (tmp_path / "go").touch()
    wait_until(lambda: states(small)["SUCCESSFUL"] == 1)
    assert effects(small) == [("one", 2)]


def test_a_worker_stopped_past_its_lease_writes_nothing_afterwards(small, tmp_path):
    enqueue(small, f"work.write_slowly.enqueue('one', {str(tmp_path)!r})")
    first = small.start_worker()
    wait_until((tmp_path / "started-1").exists)
    first.send_signal(signal.SIGSTOP)
    small.start_worker()
    wait_until((tmp_path / "started-2").exists, 15)
    (tmp_path / "go").touch()
    first.send_signal(signal.SIGCONT)
    wait_until(lambda: states(small)["SUCCESSFUL"] == 1)
    time.sleep(0.5)
    assert effects(small) == [("one", 2)]


def test_a_worker_told_to_stop_gives_its_job_back_and_ends_cleanly(small, monkeypatch):
    enqueue(small, "work.work_until_stopped.enqueue()")
    one = small.start(
        "from naru.jobs import worker as w; w.PATIENCE_S = 0.5\nfrom naru.jobs.commands import worker; worker([])"
    )
    wait_until(lambda: states(small)["RUNNING"] == 1)
    one.send_signal(signal.SIGTERM)
    assert one.wait(15) == 0
    assert states(small)["READY"] == 1


def test_a_draining_worker_ends_when_nothing_waits(small):
    enqueue(small, "for n in range(5): work.add.enqueue(n, n)")
    assert small.start_worker("--drain").wait(30) == 0
    assert states(small)["SUCCESSFUL"] == 5


def test_a_worker_at_rest_costs_almost_nothing(small):
    one = small.start_worker()
    time.sleep(2.5)

    def cpu_s() -> float:
        fields = Path(f"/proc/{one.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    before = cpu_s()
    time.sleep(4)
    assert (cpu_s() - before) / 4 < 0.03
