"""The trail under many writers, its signed checkpoints, its page and its commands."""

import json
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner
from django.db import connection, connections, transaction
from django.test import Client

from naru.base.jobs import jobs
from naru.base.kit.actor import SYSTEM, Actor
from naru.base.kit.canonical import canonical_json
from naru.base.kit.person import Person
from naru.base.trail import actions, commands, reads
from naru.base.trail.core.verify import Fault, verify
from naru.base.trail.keys import keys_folder, trusted_keys
from naru.portal import doctor
from tests.personas import browser_of
from tests.tables import publish_table

append_only = import_module("naru.base.trail.migrations.0002_append_only")

WRITER = """
import django; django.setup()
from naru.base.trail import actions
from naru.base.kit.actor import SYSTEM, Actor
for turn in range({turns}):
    actions.record(SYSTEM, ("dataset.changed", "person.changed")[turn % 2], "{name}", facts={{"turn": turn}})
"""


def test_processes_that_write_at_once_leave_no_gap(tmp_path: Path) -> None:
    environment = {
        "NARU_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "naru.portal.settings",
        "PYTHONPATH": ":".join(sys.path),
        "PATH": "/usr/bin:/bin",
    }

    def python(code: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", code], env=environment)

    migrate = (
        "import django; django.setup(); from django.core.management import call_command as c; c('migrate', verbosity=0)"
    )
    assert python(migrate).wait() == 0
    writers = [python(WRITER.format(name=name, turns=20)) for name in ("a", "b", "c")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    checking = "import django; django.setup(); from naru.base.trail.commands import verify_trail as v; v(['--json'])"
    said = subprocess.run([sys.executable, "-c", checking], env=environment, capture_output=True, check=False)
    report = orjson.loads(said.stdout)
    assert report["whole"], report
    assert report["streams"] == {"dataset": 30, "person": 30}


@pytest.mark.django_db(transaction=True)
def test_connections_that_write_at_once_leave_no_gap() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; the processes above write to a file")

    def write(name: str) -> None:
        for turn in range(20):
            actions.record(SYSTEM, ("dataset.changed", "person.changed")[turn % 2], name)
        connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, "abcdefgh"))
    report = reads.verified_now()
    assert report.is_whole, report.findings
    assert report.streams == {"dataset": 80, "person": 80}


@pytest.mark.django_db(transaction=True)
def test_two_transactions_that_record_in_opposite_order_both_commit() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    both_have_recorded = threading.Barrier(2, timeout=20)

    def act(first: str, second: str) -> None:
        for turn in range(10):
            with transaction.atomic():
                actions.record(SYSTEM, first, str(turn))
                both_have_recorded.wait()
                actions.record(SYSTEM, second, str(turn))
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(
            pool.map(
                act, *zip(("dataset.changed", "person.changed"), ("person.changed", "dataset.changed"), strict=True)
            )
        )
    report = reads.verified_now()
    assert report.is_whole, report.findings
    assert report.streams == {"dataset": 20, "person": 20}


@pytest.mark.django_db(transaction=True)
def test_a_record_is_the_last_act_of_its_transaction_and_stands_or_falls_with_it() -> None:
    with transaction.atomic():
        actions.record(SYSTEM, "dataset.changed", "kept")
        with transaction.atomic():
            actions.record(SYSTEM, "dataset.changed", "taken back")
            transaction.set_rollback(True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM trail_record")
            assert cursor.fetchone() == (0,), "nothing is locked or written before the end"
        actions.record(SYSTEM, "access.granted", "kept too")
    with pytest.raises(ValueError, match="NaN"):
        actions.record_many(
            [
                (SYSTEM, "dataset.changed", "falls", {}),
                (SYSTEM, "dataset.changed", "cannot be written", {"value": float("nan")}),
            ]
        )
    assert [record.subject for record in reversed(reads.timeline(reads.Search()).records)] == ["kept", "kept too"]
    assert reads.verified_now().is_whole


@pytest.mark.django_db
def test_a_transaction_reads_what_it_has_recorded() -> None:
    with transaction.atomic():
        actions.record(SYSTEM, "dataset.changed", "a")
        assert [record.verb for record in reads.of_subject("a")] == ["dataset.changed"]


@pytest.mark.django_db
def test_the_signing_key_is_its_owners_alone(home: Path) -> None:
    actions.checkpoint()
    assert stat.S_IMODE((keys_folder() / "trail.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(keys_folder().stat().st_mode) == 0o700
    assert len(trusted_keys()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_checkpoint_is_signed_every_so_many_records() -> None:
    actions.record_many(
        [(SYSTEM, "dataset.changed", str(number), {}) for number in range(actions.CHECKPOINT_EVERY - 1)]
    )
    assert reads.last_checkpoint() is None
    actions.record(SYSTEM, "dataset.changed", "last")
    made = reads.last_checkpoint()
    assert made is not None
    assert made.heads["dataset"].number == actions.CHECKPOINT_EVERY


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("tampering", "faults"),
    [
        ("UPDATE trail_record SET subject = 'x' WHERE number = 2", {Fault.ALTERED}),
        ("UPDATE trail_record SET facts = 'not JSON' WHERE number = 2", {Fault.ALTERED}),
        ("DELETE FROM trail_record WHERE number = 2", {Fault.MISSING}),
        ("DELETE FROM trail_record WHERE number >= 2", {Fault.MISSING}),
        (
            "DELETE FROM trail_record WHERE number = 3; DELETE FROM trail_checkpoint; "
            "UPDATE trail_streamhead SET number = 2, hash = (SELECT hash FROM trail_record WHERE number = 2)",
            {Fault.NOT_AS_SIGNED},
        ),
    ],
)
def test_tampering_with_the_database_itself_is_found(tampering: str, faults: set[Fault]) -> None:
    """Whoever holds the database can lift its triggers; the last row is the careful one, caught by the note outside."""
    for subject in "abc":
        actions.record(SYSTEM, "dataset.changed", subject)
    actions.checkpoint()
    with connection.schema_editor() as editor:
        append_only.uninstall(None, editor)
    with connection.cursor() as cursor:
        for statement in tampering.split("; "):
            cursor.execute(statement)
    assert {finding.fault for finding in reads.verified_now().findings} == faults


def test_an_export_is_verified_without_the_database(outsider: Person, tmp_path: Path) -> None:
    file = tmp_path / "trail.jsonl"
    assert actions.export(file) == reads.heads()["person"].number
    assert verify(file.read_bytes().splitlines(keepends=True), keys=trusted_keys()).is_whole
    said = CliRunner().invoke(commands.verify_trail, [str(file), "--json"])
    assert (said.exit_code, json.loads(said.stdout)["whole"]) == (0, True)
    file.write_bytes(file.read_bytes().replace(b'"is_officer":false', b'"is_officer":true', 1))
    said = CliRunner().invoke(commands.verify_trail, [str(file), "--json"])
    assert said.exit_code == commands.BROKEN
    assert [finding["fault"] for finding in json.loads(said.stdout)["findings"]] == ["altered"]


def test_every_line_of_an_export_is_canonical_whatever_was_recorded(outsider: Person) -> None:
    curious = {
        "수": [0.1, 1e16, 1e-7, 5.0, -0.0],
        "\uff5e": 1,
        "😀": 2,
        "글": 'a"\\\n\u2028\x7f',
        "깊이": {"b": {}, "a": None},
    }
    actions.record(SYSTEM, "dataset.changed", "뷁", facts=curious)
    closing = actions.checkpoint()
    written = [canonical_json(orjson.loads(line)) + b"\n" for line in reads.lines(closing)]
    assert list(reads.lines(closing)) == written
    assert [canonical_json(record.to_json()) + b"\n" for record in reads.records("dataset", up_to=1)] == [written[1]]
    assert reads.verified_now().is_whole


def test_verifying_with_another_installations_key_says_so(outsider: Person, tmp_path: Path) -> None:
    file = tmp_path / "trail.jsonl"
    actions.export(file)
    said = CliRunner().invoke(commands.verify_trail, [str(file), "--key", "00" * 32])
    assert said.exit_code == commands.BROKEN
    assert "unknown key" in said.stdout


@pytest.mark.django_db
def test_a_file_that_is_no_trail_is_told_in_a_screenful(tmp_path: Path) -> None:
    file = tmp_path / "no-trail.csv"
    file.write_text("이름,값\n" * 200)
    said = CliRunner().invoke(commands.verify_trail, [str(file)])
    assert said.exit_code == 5
    assert "181 more; --json prints all of them." in said.output
    assert len(said.output.splitlines()) < 50
    whole = CliRunner().invoke(commands.verify_trail, [str(file), "--json"])
    assert len(json.loads(whole.output)["findings"]) == 201


@pytest.mark.parametrize("page", ["/trail/"])
def test_outsider_is_refused(page: str, outsider: Person) -> None:
    assert browser_of(outsider).get(page).status_code == 403
    assert Client().get(page).headers["Location"] == f"/accounts/login/?next={page}"


def test_the_auditor_filters_verifies_and_takes_the_trail_away(
    auditor: Person, junho: Person, visit: Callable[[Person], Client]
) -> None:
    browser = visit(auditor)
    shown = browser.get("/trail/?stream=organisation&text=member_added&lang=en").content.decode()
    assert "organisation.member_added" in shown
    assert "organisation.created" not in shown
    assert "The trail is whole" in browser.post("/trail/verify/?lang=en").content.decode()
    lines = list(browser.post("/trail/export/").streaming_content)
    assert verify(lines, keys=trusted_keys()).is_whole
    assert any(b'"verb":"trail.exported"' in line for line in lines)


@pytest.mark.django_db(transaction=True)
def test_the_daily_check_signs_verifies_and_is_shown_to_the_auditor(
    auditor: Person, visit: Callable[[Person], Client]
) -> None:
    browser = visit(auditor)
    assert "None yet. Every night" in browser.get("/trail/?lang=en").content.decode()
    assert jobs.check_trail.call()["whole"]
    shown = browser.get("/trail/?lang=en").content.decode()
    made = reads.last_checkpoint()
    assert made is not None
    assert f"against checkpoint {made.number}." in shown
    assert made.hash in shown
    assert "NOT whole" not in shown
    assert reads.of_subject(str(made.number))[0].verb == "trail.checked"


@pytest.mark.django_db(transaction=True)
def test_the_daily_check_tells_the_auditor_and_the_doctor_what_was_changed(
    auditor: Person, visit: Callable[[Person], Client]
) -> None:
    with connection.schema_editor() as editor:
        append_only.uninstall(None, editor)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE trail_record SET subject = 'x' WHERE stream = 'person' AND number = 1")
    found = jobs.check_trail.call()
    assert (found["whole"], found["findings"]) == (False, 1)
    shown = visit(auditor).get("/trail/?lang=en").content.decode()
    assert "NOT whole" in shown
    assert "Record 1 of person was altered" in shown
    told = [check for check in doctor.examine() if not check.sound]
    assert any("Record 1 of person was altered" in check.seen for check in told)


def test_a_long_trail_is_read_part_by_part(auditor: Person) -> None:
    actions.record_many([(SYSTEM, "dataset.changed", f"s{number}", {}) for number in range(120)])
    subjects: list[str] = []
    before = None
    while True:
        part = reads.timeline(reads.Search(stream="dataset"), before=before)
        subjects += [record.subject for record in part.records]
        before = part.older
        if before is None:
            break
    assert subjects == [f"s{number}" for number in reversed(range(120))]


@pytest.mark.django_db
def test_the_page_tells_each_act_in_a_sentence_and_finds_it_by_its_words(
    visit: Callable[[Person], Client], auditor: Person
) -> None:
    dataset_id = publish_table("공영주차장").dataset_id
    actions.record(SYSTEM, "dataset.granted", dataset_id, facts={"title": "공영주차장"})
    page = visit(auditor)
    told = page.get("/trail/").content.decode()
    assert "‘공영주차장’ 데이터셋의 이용권을 주었습니다." in told
    assert f'href="/datasets/{dataset_id}/">공영주차장</a>' in told
    assert "dataset.granted" in told, "the code stays for whoever checks the record"
    assert "Gave an entitlement to “공영주차장”." in page.get("/trail/?lang=en").content.decode()
    assert "공영주차장" in page.get("/trail/?text=이용권을 주었").content.decode()
    assert "공영주차장" not in page.get("/trail/?text=철회").content.decode()


@pytest.mark.django_db
def test_what_the_command_line_did_is_told_and_found_in_the_readers_language(
    visit: Callable[[Person], Client], auditor: Person
) -> None:
    actions.record(SYSTEM, "dataset.granted", "one", facts={"title": "공영주차장"})
    actions.record(
        Actor(kind="person", id="somebody", name="Naru"), "dataset.granted", "two", facts={"title": "도서관"}
    )
    page = visit(auditor)
    assert "나루 시스템" in page.get("/trail/?text=시스템").content.decode()
    assert "Naru system" in page.get("/trail/?text=Naru system&lang=en").content.decode()
    found = page.get("/trail/?text=시스템").content.decode()
    assert "공영주차장" in found
    assert "도서관" not in found, "who calls himself Naru is not taken for the system"
