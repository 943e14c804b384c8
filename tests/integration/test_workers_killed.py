"""Real workers, killed and stopped: every effect happens exactly once."""

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.machine import Machine, fresh_database, machine, nursery, quick_folder, wait_until

KILLS = int(os.environ.get("NARU_KILLS", "70"))
JOBS = KILLS * 4 + 20  # more than are done between the kills


@pytest.fixture(scope="module")
def migrated():
    url = os.environ.get("DATABASE_URL", "")
    with quick_folder() as home, fresh_database(url) as fresh, machine(home, lease_s=2, database_url=fresh) as one:
        one.change("CREATE TABLE effect (name text, fence int)")
        yield one


@pytest.fixture
def small(migrated):
    yield migrated
    migrated.stop_all()
    migrated.change("DELETE FROM effect")
    migrated.change("DELETE FROM jobs_job")


def enqueue(one: Machine, code: str) -> str:
    return one.python(f"from tests import work\n{code}")


def effects(one: Machine) -> list[tuple[str, int]]:
    return one.rows("SELECT name, fence FROM effect")


def states(one: Machine) -> Counter[str]:
    """How many of the test's jobs are in each state; the queue's own are not counted."""
    rows = one.rows("SELECT state, count(*) FROM jobs_job WHERE task LIKE 'tests.%' GROUP BY state")
    return Counter(dict(rows))


@pytest.mark.slow
def test_kills_at_random_lose_and_double_nothing(small):
    """A worker is killed whenever a few jobs more are done, so that most kills meet a job in hand."""
    enqueue(small, f"for n in range({JOBS}): work.apply_once.enqueue(str(n))")
    rng = random.Random(7)
    with nursery(
        small, "import naru.base.jobs.commands, tests.work; from naru.base.jobs import schedules; schedules.discover()"
    ) as mother:
        workers = [mother.start_worker() for _ in range(2)]
        for _ in range(KILLS):
            goal = min(len(effects(small)) + rng.randint(1, 3), JOBS)
            wait_until(lambda goal=goal: len(effects(small)) >= goal)
            time.sleep(rng.uniform(0, 0.03))
            victim = rng.randrange(2)
            mother.kill(workers[victim])
            workers[victim] = mother.start_worker()
        wait_until(lambda: states(small)["SUCCESSFUL"] == JOBS)
    assert sorted(name for name, _ in effects(small)) == sorted(str(n) for n in range(JOBS))
    ((deaths,),) = small.rows("SELECT sum(deaths) FROM jobs_job")
    assert deaths >= KILLS / 4, "the kills met jobs in hand"


def test_a_job_of_a_killed_worker_is_taken_over_at_once(small, tmp_path):
    enqueue(small, f"work.write_slowly.enqueue('one', {str(tmp_path)!r})")
    first = small.start_worker()
    wait_until((tmp_path / "started-1").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    small.start_worker()
    wait_until((tmp_path / "started-2").exists, 60)
    (tmp_path / "go").touch()
    wait_until(lambda: states(small)["SUCCESSFUL"] == 1)
    assert effects(small) == [("one", 2)]


def test_a_worker_stopped_past_its_lease_writes_nothing_afterwards(small, tmp_path):
    enqueue(small, f"work.write_slowly.enqueue('one', {str(tmp_path)!r})")
    first = small.start_worker()
    wait_until((tmp_path / "started-1").exists)
    small.pause(first)
    small.start_worker()
    wait_until((tmp_path / "started-2").exists, 60)
    (tmp_path / "go").touch()
    first.send_signal(signal.SIGCONT)
    wait_until(lambda: states(small)["SUCCESSFUL"] == 1)
    time.sleep(0.5)
    assert effects(small) == [("one", 2)]


def test_a_worker_told_to_stop_gives_its_job_back_and_ends_cleanly(small, monkeypatch):
    enqueue(small, "work.work_until_stopped.enqueue()")
    one = small.start(
        "from naru.base.jobs import worker as w; w.PATIENCE_S = 0.5\nfrom naru.base.jobs.commands import worker; worker([])"
    )
    wait_until(lambda: states(small)["RUNNING"] == 1)
    one.send_signal(signal.SIGTERM)
    assert one.wait(60) == 0
    assert states(small)["READY"] == 1


def test_six_hours_of_video_starve_no_load(small, monkeypatch):
    """Each kind of work has lanes of its own: the others of a full pool wait, jobs of another pool do not."""
    monkeypatch.setenv("NARU_POOLS", "default:1,loads:1,video:2")
    enqueue(small, "for n in range(5): work.work_until_stopped.using(queue_name='video').enqueue()")
    small.start_worker()
    wait_until(lambda: states(small)["RUNNING"] == 2)
    enqueue(small, "work.add.using(queue_name='loads', priority=-9).enqueue(1, 1); work.add.enqueue(2, 2)")
    enqueue(small, "work.add.using(queue_name='never-named').enqueue(3, 3)")
    wait_until(lambda: states(small)["SUCCESSFUL"] == 3)
    assert states(small) == {"SUCCESSFUL": 3, "RUNNING": 2, "READY": 3}


def test_a_draining_worker_does_what_one_pool_brings_another(small, monkeypatch):
    monkeypatch.setenv("NARU_POOLS", "default:1,loads:1")
    enqueue(small, "for n in range(5): work.start_load.enqueue(n)")
    assert small.start_worker("--drain").wait(60) == 0
    assert states(small) == {"SUCCESSFUL": 10}


def test_a_draining_worker_ends_when_nothing_waits(small):
    enqueue(small, "for n in range(5): work.add.enqueue(n, n)")
    assert small.start_worker("--drain").wait(60) == 0
    assert states(small)["SUCCESSFUL"] == 5


def test_a_worker_at_rest_costs_almost_nothing(small):
    one = small.start_worker()

    def share_of_a_core() -> float:
        before = cpu_s(one.pid)
        time.sleep(2)
        return (cpu_s(one.pid) - before) / 2

    wait_until(lambda: share_of_a_core() <= 0.015, 30)


def cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
