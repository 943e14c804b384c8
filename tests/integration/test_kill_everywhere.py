"""kill -9 at every named step of ingest and index, and at random: nothing lost, doubled or half visible."""

import json
import os
import random
import shutil
import time
from pathlib import Path

import pytest

from tests import kill_city
from tests.machine import Machine, Nursery, fresh_database, is_running, machine, nursery, quick_folder, wait_until

KILLS = int(os.environ.get("NARU_KILLS_EVERYWHERE", "25"))
LOADS = 8

PRELOAD = """
from naru.base.jobs import schedules; schedules.discover()
import naru.base.jobs.commands, naru.data.ingest.load_steps, naru.data.ingest.actions
from tests import kill_city; kill_city.prepare()
"""

WORK = "from naru.base.jobs.commands import worker; worker([])"

STEPS = [
    "index.built",
    "index.switched",
    "ingest.received",
    "ingest.parsed",
    "ingest.staged",
    "lake.started",
    "lake.synced",
    "lake.moved",
    "lake.logged",
    "ingest.committed",
    "ingest.published",
    "index.taken",
    "index.committed",
]


class City:
    """A machine whose files are brought in while it is being killed."""

    def __init__(self, one: Machine, mother: Nursery, files: Path) -> None:
        self.one, self.mother, self.files = one, mother, files
        self.expected: dict[str, list[int]] = {}

    def bring(self, number: int, edition: int = 1) -> None:
        path = kill_city.write_file(self.files, number, edition)
        child = self.mother.start(f"kill_city.bring({str(path)!r})")
        wait_until(lambda: not is_running(child))
        self.expected.setdefault(kill_city.name_of(number), []).append(edition)

    def seconds_of_a_load(self, number: int) -> float:
        """How long a load takes on this machine at this hour: what the moments of the kills are drawn from."""
        brought_at = time.monotonic()
        self.bring(number)
        wait_until(self.is_quiet)
        return time.monotonic() - brought_at

    def tell(self, what: str) -> dict:
        out = self.one.home / "told.json"
        child = self.mother.start(f"kill_city.tell({str(out)!r}, kill_city.{what})")
        wait_until(lambda: not is_running(child))
        said = json.loads(out.read_text())
        out.unlink()
        return said

    def states(self) -> list[str]:
        return [state for (state,) in self.one.rows("SELECT state FROM ingest_load")]

    def is_quiet(self) -> bool:
        return all(state == "indexed" for state in self.states())

    def check_visible(self) -> None:
        """At any moment: whatever can be seen is whole, and its versions are the editions in their order."""
        for title, versions in self.tell("visible").items():
            whole = [[n, kill_city.ROWS, kill_city.ROWS, [n]] for n in range(1, len(versions) + 1)]
            assert versions == whole, title

    def check_everything(self) -> None:
        said = self.tell("everything")
        assert said["failed_jobs"] == []
        assert {
            title: [version[3][0] for version in versions] for title, versions in said["visible"].items()
        } == self.expected
        self.check_visible()
        assert set(said["hits"].values()) == {1}, "each is found once"
        wanted = sorted([f"{title}.csv", "indexed"] for title, editions in self.expected.items() for _ in editions)
        assert said["loads"] == wanted
        assert sorted(said["lake_versions"].values()) == sorted(len(editions) for editions in self.expected.values())
        assert (said["differences"], said["outbox"], said["trail_is_whole"]) == ({}, 0, True)


@pytest.fixture(scope="module")
def killed_city():
    url = os.environ.get("DATABASE_URL", "")
    with (
        quick_folder() as home,
        fresh_database(url) as fresh,
        machine(home, lease_s=15, database_url=fresh) as one,
        nursery(one, PRELOAD) as mother,
    ):
        (home / "files").mkdir()
        yield City(one, mother, home / "files")


@pytest.mark.slow
@pytest.mark.parametrize(("number", "step"), list(enumerate(STEPS)))
def test_a_kill_at_a_step_loses_doubles_and_half_shows_nothing(killed_city, number, step):
    if step in {"index.built", "index.switched"}:  # only a rebuild passes there
        shutil.rmtree(killed_city.one.home / "index", ignore_errors=True)
    killed_city.bring(number)
    worker = killed_city.mother.start(f"kill_city.crash_at({step!r}); " + WORK)
    wait_until(lambda: not is_running(worker))
    assert not killed_city.is_quiet(), f"it died at {step}"
    killed_city.check_visible()
    killed_at = time.monotonic()
    worker = killed_city.mother.start(WORK)
    wait_until(killed_city.is_quiet)
    assert time.monotonic() - killed_at < 60
    killed_city.mother.kill(worker)
    killed_city.check_everything()


@pytest.mark.slow
def test_kills_at_random_lose_double_and_half_show_nothing(killed_city):
    rng = random.Random(11)
    workers = [killed_city.mother.start(WORK) for _ in range(2)]
    a_load_s = killed_city.seconds_of_a_load(99)
    kills = 0
    number = 100
    while kills < KILLS:
        if killed_city.is_quiet():
            for _ in range(LOADS // 2):
                killed_city.bring(number)
                number += 1
            for again in rng.sample(sorted(killed_city.expected), min(LOADS // 2, len(killed_city.expected))):
                killed_city.bring(int(again[5:8]), len(killed_city.expected[again]) + 1)
        time.sleep(rng.uniform(0.05, 1.2 * a_load_s))
        victim = rng.randrange(2)
        killed_city.mother.kill(workers[victim])
        workers[victim] = killed_city.mother.start(WORK)
        kills += 1
        if kills % 10 == 0:
            killed_city.check_visible()
    last_kill = time.monotonic()
    wait_until(killed_city.is_quiet)
    assert time.monotonic() - last_kill < 60
    for worker in workers:
        killed_city.mother.kill(worker)
    killed_city.check_everything()
