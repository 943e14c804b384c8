"""kill -9 at every named step of an upload, a decision, a feed, a backup and a restore: nothing lost or doubled."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import commands, kill_city, kill_steps
from tests.integration.test_backup import FILL, keys_of, parts
from tests.machine import Machine, Nursery, fresh_database, is_running, machine, nursery, quick_folder, wait_until

pytestmark = pytest.mark.slow

PRELOAD = """
from naru.base.jobs import schedules; schedules.discover()
import naru.base.jobs.commands, naru.data.ingest.load_steps, naru.data.ingest.actions
from tests import kill_city, kill_steps; kill_city.prepare(); kill_steps.small_batches()
"""
# What a worker says when it ends must not come between the nursery's own answers.
WORK = "kill_steps.be_silent(); from naru.base.jobs.commands import worker; worker(['--drain'])"


class Place:
    """A machine in which each act is a process of its own, killed at a named step or done to its end."""

    def __init__(self, one: Machine, mother: Nursery) -> None:
        self.one, self.mother, self.files = one, mother, one.home / "brought"
        self.files.mkdir()

    def do(self, act: str) -> None:
        child = self.mother.start(act)
        wait_until(lambda: not is_running(child))

    def die(self, act: str, step: str) -> None:
        """The act is killed at the step; it is given a last line that must not be reached."""
        survived = self.one.home / "survived"
        self.do(f"kill_steps.crash_at({step!r}); {act}; open({str(survived)!r}, 'w').close()")
        assert not survived.exists(), f"it did not die at {step}"

    def tell(self, what: str) -> Any:
        out = self.one.home / "told.json"
        self.do(f"kill_city.tell({str(out)!r}, lambda: {what})")
        said = json.loads(out.read_text())
        out.unlink()
        return said

    def work(self) -> None:
        """What is left to do is done within a minute of the kill."""
        began = time.monotonic()
        self.do(WORK)
        assert time.monotonic() - began < 60

    def check_everything(self) -> None:
        said = self.tell("kill_city.everything()")
        assert said["failed_jobs"] == []
        assert (said["open_jobs"], said["differences"], said["outbox"]) == (0, {}, 0)
        assert said["trail_is_whole"]


@pytest.fixture(scope="module")
def place(run_on: str) -> Iterator[Place]:
    with (
        quick_folder() as home,
        fresh_database(run_on) as fresh,
        machine(home, lease_s=15, database_url=fresh) as one,
        nursery(one, PRELOAD) as mother,
    ):
        yield Place(one, mother)


@pytest.mark.parametrize(
    ("number", "step"), list(enumerate(["upload.appended", "upload.hashed", "upload.kept", "ingest.stored"]))
)
def test_an_upload_killed_at_a_step_keeps_what_had_arrived_and_becomes_one_version(
    place: Place, number: int, step: str
) -> None:
    path = str(kill_city.write_file(place.files, number))
    name, length = Path(path).name, Path(path).stat().st_size
    place.do(f"kill_steps.begin_upload({path!r})")
    place.do(f"kill_steps.send({path!r}, 1000)")
    sending, finishing = f"kill_steps.send({path!r})", f"kill_steps.finish_upload({path!r})"
    if step == "upload.appended":
        place.die(sending, step)
    else:
        place.do(sending)
        place.die(finishing, step)
    assert place.tell(f"kill_steps.upload_offset({name!r})") == length
    place.do(finishing)
    place.do(finishing)  # a page that is sent twice
    place.work()
    (version,) = place.tell("kill_city.visible()")[kill_city.name_of(number)]
    assert version == [1, kill_city.ROWS, kill_city.ROWS, [1]]
    place.check_everything()


@pytest.mark.parametrize(
    ("number", "step", "decision"),
    [
        (0, "decision.written", "publish"),
        (1, "decision.taken", "publish"),
        (2, "decision.written", "reject"),
        (3, "decision.taken", "reject"),
    ],
)
def test_a_decision_killed_at_a_step_was_taken_once_or_not_at_all(
    place: Place, number: int, step: str, decision: str
) -> None:
    name = f"명단{number}"
    path = str(kill_steps.write_people(place.files, name))
    place.do(f"kill_city.bring({path!r})")
    place.work()
    assert place.tell(f"kill_steps.decided({name!r})")["state"] == "held"
    if decision == "publish":
        place.do("kill_steps.appoint_a_second_officer()")
        place.die(f"kill_steps.ask({name!r})", "publication.asked")
        assert place.tell(f"kill_steps.asked({name!r})") == {}
        place.do(f"kill_steps.ask({name!r})")
    deciding = f"kill_steps.decide({name!r}, {decision!r})"
    place.die(deciding, step)
    was_taken = step == "decision.taken"
    assert (place.tell(f"kill_steps.decided({name!r})")["state"] != "held") == was_taken
    if decision == "publish":
        assert place.tell(f"kill_steps.asked({name!r})") == {"approved" if was_taken else "asked": 1}
    if not was_taken:
        place.do(deciding)
    place.work()
    place.do("kill_steps.sweep_at_once()")
    said = place.tell(f"kill_steps.decided({name!r})")
    wanted = {"publish": ("indexed", [1]), "reject": ("rejected", [None])}[decision]
    assert (said["state"], said["numbers"], said["in_trail"]) == (*wanted, 1)
    assert not said["is_on_disk"], "nothing of the personal data stays behind"


FEED_STEPS = [
    "feed.stored",
    "feed.claimed",
    "feed.normalised",
    "catalogue.batch_written:1",
    "catalogue.batch_written:2",
    "catalogue.batch_upserted:1",
    "catalogue.batch_upserted:3",
    "feed.upserted",
    "feed.indexed",
]


@pytest.mark.parametrize(("number", "step"), list(enumerate(FEED_STEPS)))
def test_a_feed_killed_at_a_step_is_taken_in_once_and_says_what_it_did(place: Place, number: int, step: str) -> None:
    name = f"목록{number}"
    path = str(kill_steps.write_feed(place.files, name))
    bringing = f"kill_steps.bring_feed({path!r})"
    if step == "feed.stored":
        place.die(bringing, step)
        place.do(bringing)
    else:
        place.do(bringing)
        place.die(WORK, step)
    place.work()
    said = place.tell(f"kill_steps.fed({name!r})")
    everyone = kill_steps.RECORDS
    assert said["state"] == "done"
    assert said["counts"] == [everyone, 0, 0]
    assert [said[each] for each in ("datasets", "different", "revisions", "in_trail")] == [everyone] * 4
    place.check_everything()


@pytest.fixture
def filled(tmp_path: Path, run_on: str) -> Iterator[commands.Machine]:
    with fresh_database(run_on) as address:
        one = commands.Machine(tmp_path / "first", ({"DATABASE_URL": address} if address else {}) | keys_of(tmp_path))
        one.python(f"from naru.portal.home import ensure_home; ensure_home()\n{FILL}")
        yield one


def killed(one: commands.Machine, step: str) -> commands.Machine:
    return replace(one, environment={**one.environment, "NARU_CRASH_AT": step})


def test_a_killed_backup_leaves_no_file_under_its_name_and_the_next_is_whole(
    filled: commands.Machine, tmp_path: Path
) -> None:
    target = tmp_path / "naru.tar"
    for step in ("backup.dumped", "backup.filed:2", "backup.written"):
        killed(filled, step).run("backup", target, expect=-9)
        assert not target.exists()
    filled.run("backup", target)
    assert {"lake/t/part.parquet", "files/a.csv"} <= parts(target).keys()
    assert not [name for name in parts(target) if name.startswith(".")]
    assert not list(filled.home.glob(".backup-*"))


def test_a_killed_restore_goes_on_where_it_was_and_nothing_starts_before_its_end(
    filled: commands.Machine, tmp_path: Path, run_on: str
) -> None:
    archive, other_archive = tmp_path / "naru.tar", tmp_path / "other.tar"
    filled.run("backup", archive)
    filled.run("user", "add", "later@busan.example", "--name", "나중")
    filled.run("backup", other_archive)
    with fresh_database(run_on) as address:
        empty = commands.Machine(
            tmp_path / "second", ({"DATABASE_URL": address} if address else {}) | keys_of(tmp_path)
        )
        for step in ("restore.unpacked", "restore.loaded", "restore.filed:1", "restore.filed:2", "restore.compared"):
            killed(empty, step).run("restore", archive, expect=-9)
            assert "naru restore" in empty.run("datasets", expect=5).stderr
            assert "naru restore" in empty.run("restore", other_archive, expect=5).stderr
        empty.run("restore", archive)
        empty.run("backup", tmp_path / "again.tar")
    assert parts(tmp_path / "again.tar") == parts(archive)
    assert not list(empty.home.glob(".rest*"))
