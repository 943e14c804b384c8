"""A home folder that the released 0.1 left behind, opened by this code: all of it reads, and all that waited goes on.

``tests/homes/make_0_1.py`` made the home, ``naru-0.1.json`` beside it says what is in it. What is done with the home is
done once, in order, by the fixtures; the tests say what must have come of it. Whatever runs inside the installation is
a function of this module, called in a process of that home's own.
"""

import io
import json
import os
import re
import runpy
import sqlite3
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest

from tests.commands import Machine

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("home of 0.1")]

HOMES = Path(__file__).resolve().parents[1] / "homes"
FACTS: dict[str, Any] = json.loads((HOMES / "naru-0.1.json").read_text())
JOBS = {job["id"]: job for job in FACTS["jobs"]}
LOADS = {load["file"]: load for load in FACTS["loads"]}
WAITING = {job_id for job_id, job in JOBS.items() if job["state"] in {"READY", "RUNNING"}}
GOING_ON = {"received", "parsed", "staged", "committed", "published"}
STOPPED = "멈추라고한표.csv"  # whose killed job somebody had asked to stop
GOING_ON_IDS = [load["id"] for load in FACTS["loads"] if load["state"] in GOING_ON and load["file"] != STOPPED]
TO_MASK, TO_PUBLISH = LOADS["기다리는명단.csv"], LOADS["행사참가신청자.csv"]
TO_TRY_AGAIN = [LOADS["취소한표.csv"], LOADS["디스크가막은표.csv"]]
HALF, FORGOTTEN = FACTS["half_uploads"]
AT_ONCE = 20  # tables in one question
TUS = {"Tus-Resumable": "1.0.0"}
MACHINES_OWN = {"Free disk space", "Guards of the child process", "Static files"}  # what the doctor says of no home

HEADS = "SELECT stream, number, hash FROM trail_streamhead WHERE stream <> 'checkpoint'"
TICKED_TWICE = "SELECT task, tick FROM jobs_job WHERE tick IS NOT NULL GROUP BY task, tick HAVING count(*) > 1"
VERSIONS = "SELECT table_id, number, rows, json_extract(notes, '$.load') FROM catalogue_tableversion"


@dataclass(frozen=True, slots=True)
class Home:
    """The installation in the unpacked folder, and the address that a waiting job of it downloads from."""

    machine: Machine
    port: int

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        return asked(self.machine.home, question)

    def inside(self, what: Callable[..., object], *given: object) -> Any:
        """The answer of a function of this module in a process of the installation."""
        told = json.dumps(given, ensure_ascii=False)
        program = (
            f"import json; from {__name__} import {what.__name__} as do; print(json.dumps(do(*json.loads({told!r}))))"
        )
        return json.loads(self.machine.python(program).stdout)

    def work(self) -> dict[str, int]:
        """A worker until nothing is due; how many of its jobs ended how."""
        program = (
            "import runpy, sys; from django.conf import settings\n"
            f"settings.NARU_FETCH_LOOPBACK = frozenset({{{self.port}}})\n"
            "sys.argv = ['naru', 'worker', '--drain', '--json']\n"
            "runpy.run_module('naru', run_name='__main__')"
        )
        jobs: dict[str, int] = json.loads(self.machine.python(program).stdout)["jobs"]
        return jobs


def asked(home: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(home / "naru.db", timeout=30)) as database:
        return database.execute(question).fetchall()


def on_this_checkout(home: Path) -> Machine:
    """The tests' own modules are importable in its processes, and the code is the one that these tests run on."""
    paths = [str(HOMES.parents[1]), os.environ.get("PYTHONPATH", "")]
    return Machine(home, {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "NARU_LEASE_S": "30"})


def unpack(folder: Path, port: int) -> Path:
    with tarfile.open(HOMES / "naru-0.1.tar.xz") as tar:
        tar.extractall(folder, filter="data")
    home = folder / "home"
    with closing(sqlite3.connect(home / "naru.db", isolation_level=None)) as database:
        # 0.1 wrote whole paths into the reports of loads: they follow the home to where it was unpacked.
        before, after = f"{FACTS['root']}/home/", json.dumps(f"{home}/")[1:-1]
        database.execute("UPDATE ingest_load SET report = replace(report, ?, ?)", (before, after))
        # In an archive time stands still: who was signed in and what was on its way are as young as they were.
        database.execute("UPDATE django_session SET expire_date = datetime('now', '+1 day')")
        database.execute("UPDATE ingest_upload SET expires = datetime('now', '+1 day') WHERE id = ?", (HALF["id"],))
        # The server that a waiting job downloads from has this test's port.
        known = FACTS["waits_for_download"]["address"].split("/")[2]
        database.execute("UPDATE jobs_job SET keywords = replace(keywords, ?, ?)", (known, f"127.0.0.1:{port}"))
    return home


@contextmanager
def server() -> Iterator[int]:
    """Serves the one file that waits to be downloaded; its port."""

    class OneFile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = FACTS["waits_for_download"]["content"].encode("cp949")
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *said: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), OneFile) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield serving.server_port
        serving.shutdown()


# --- inside the installation ---


def browser(email: str = "", session: str = "", **headers: str) -> Any:
    """Somebody who signed in with a password, or whose session is still there; nobody without either."""
    from django.conf import settings
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False, headers=headers)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    if email:
        answer = client.post("/accounts/login/", {"login": email, "password": FACTS["passwords"][email]})
        assert answer.status_code == 302, answer.content.decode()
    return client


def with_token() -> Any:
    return browser(Authorization=f"Bearer {FACTS['token']}")


def naru(*words: str, sound: bool = True) -> str:
    """What the command prints, run in this process as ``python -m naru``; one that must not fail says with what it did."""
    printed, code = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), None
    sys.argv = ["naru", *words]
    with redirect_stdout(printed):
        try:
            runpy.run_module("naru", run_name="__main__")
        except SystemExit as end:
            code = end.code
    assert not (sound and code), f"{words} ended with {code}"
    return printed.buffer.getvalue().decode()  # type: ignore[attr-defined]


def ailments() -> dict[str, str]:
    """What the doctor finds wrong, but for what is the machine's own."""
    checks = [json.loads(line) for line in naru("doctor", "--hashes", "--json", sound=False).splitlines()]
    assert len(checks) > 10
    wrong = {check["name"]["en"]: check["seen"] for check in checks if not check["sound"]}
    return {name: seen for name, seen in wrong.items() if name not in MACHINES_OWN}


def look() -> dict[str, Any]:
    """All that there is to see when the home is opened, before anything is done in it."""
    naru("index", "rebuild")
    officer, parking = browser(session=FACTS["session"]), FACTS["withdrawn"]["table"]
    return {
        "ailments": ailments(),
        "exported": len(naru("export", parking).splitlines()) - 1,
        "asked": json.loads(naru("sql", FACTS["shared_query"]["text"], "--json"))["rows"],
        "pages": {address: officer.get(address).status_code for address in addresses()},
        "listed": jobs_listed(officer),
        "live": [live_rows(officer, name) for name in FACTS["tables"]],
        "counted": counted(officer),
        "rights": rights(),
        "aside": {load_id: rows_shown_aside(officer, load_id) for load_id in kept_aside()},
        "found": found(["공영주차장 현황", "묶음표1", "첫목록 기록 31"]),
        "ticked": tick_again(),
    }


def addresses() -> list[str]:
    """The pages of every job, load, feed and dataset with tables in the home, and some more."""
    fixed = ["/", "/me/", "/ingest/", "/ingest/feeds/", "/trail/", "/search/?q=주차장", "/organisations/naru-card/"]
    of_jobs = [f"/jobs/{job_id}/" for job_id in JOBS] + [f"/jobs/{job_id}/progress/" for job_id in WAITING]
    of_loads = [f"/ingest/loads/{load['id']}/" for load in FACTS["loads"]]
    datasets = {table["dataset"] for table in FACTS["tables"].values()}
    of_datasets = [f"/datasets/{id_}/" for id_ in sorted(datasets)]
    of_versions = [f"/datasets/{FACTS['withdrawn']['dataset']}/{page}/" for page in ("versions", "history", "manage")]
    return [*fixed, f"/sql/q/{FACTS['shared_query']['id']}/", *of_jobs, *of_loads, *of_datasets, *of_versions]


def jobs_listed(officer: Any) -> list[str]:
    """The ids in the list of jobs, page after page."""
    address, ids = "/jobs/?routine=yes", list[str]()
    while address:
        page = officer.get(address).content.decode()
        ids += re.findall(r'href="/jobs/([0-9a-z]{26})/"', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = "/jobs/" + older[1].replace("&amp;", "&") if older else ""
    return ids


def live_rows(officer: Any, name: str) -> list[Any]:
    """The table's version and rows as the API tells them; of a table that has no live version, that it is not there."""
    answer = officer.get(f"/api/v1/tables/{name}")
    told = answer.json()
    return [name, told["version"], told["rows"]] if answer.status_code == 200 else [name, answer.status_code, None]


def counted(officer: Any) -> list[list[Any]]:
    """The rows that lie under each version of each table, counted in SQL."""
    names = [f"{name}@{number}" for name, number in versions_kept()]
    rows = []
    for start in range(0, len(names), AT_ONCE):
        text = " UNION ALL ".join(
            f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names[start : start + AT_ONCE]
        )
        answer = officer.post("/api/v1/sql", {"sql": text}, content_type="application/json")
        assert answer.status_code == 200, answer.content.decode()
        rows += answer.json()["rows"]
    return rows


def rights() -> dict[str, int]:
    """What each visitor is answered at a table that is granted to one organisation, and at a withdrawn version."""
    granted, withdrawn = FACTS["granted_table"], FACTS["withdrawn"]
    visitors = {
        "nobody": browser(),
        "the one it is granted to": browser(FACTS["reader_of_the_grant"]),
        "officer": browser(FACTS["officer"]),
        "token": with_token(),
    }
    answers = {}
    for name, client in visitors.items():
        answers[f"{name}: granted"] = client.get(f"/api/v1/tables/{granted}/rows?limit=1").status_code
        old = f"/api/v1/tables/{withdrawn['table']}?version={withdrawn['number']}"
        answers[f"{name}: withdrawn"] = client.get(old).status_code
    return answers


def rows_shown_aside(officer: Any, load_id: str) -> int:
    answer = officer.get(f"/ingest/loads/{load_id}/aside/0/")
    return len(b"".join(answer.streaming_content).splitlines()) - 1


def tick_again() -> list[str]:
    """What a worker would queue at the very moment of the last ticks of 0.1, wherever the queue's package lies today."""
    from django.apps import apps

    schedules = import_module(f"{apps.get_app_config('jobs').name}.schedules")
    schedules.discover()
    queued: list[str] = schedules.enqueue_due(datetime.fromisoformat(FACTS["made_at"]))
    return queued


def go_on() -> dict[str, Any]:
    """What people do: try again what failed and what was cancelled, decide, send the other half of an upload."""
    officer, program = browser(session=FACTS["session"]), with_token()
    again = [officer.post(f"/jobs/{load['job']}/again/").status_code for load in TO_TRY_AGAIN]
    decision = f"/api/v1/loads/{TO_PUBLISH['id']}/decision"
    asked = {"decision": "publish", "reason": "명단", "basis": "consent", "basis_text": "동의서"}
    refused = program.post(decision, asked, content_type="application/json")
    [table] = program.get(f"/api/v1/loads/{TO_PUBLISH['id']}").json()["tables"]
    chosen = {"decision": "drop", "columns": {table["name"]: [each["column"] for each in table["personal"]]}}
    decided = program.post(decision, chosen, content_type="application/json")
    address, content = f"/api/v1/uploads/{HALF['id']}", HALF["content"].encode("cp949")
    offset = int(program.head(address, headers=TUS).headers["Upload-Offset"])
    naru("decide", TO_MASK["id"], "mask")
    head = {**TUS, "Upload-Offset": str(offset)}
    sent = program.generic("PATCH", address, content[offset:], "application/offset+octet-stream", headers=head)
    started = program.post("/api/v1/loads", {"uploads": [HALF["id"]]}, content_type="application/json")
    return {
        "again": again,
        "refused": refused.json().get("code"),
        "decided": decided.status_code,
        "arrived": offset,
        "sent": sent.status_code,
        "load": started.json()["loads"][0],
    }


def look_again() -> dict[str, Any]:
    titles = ["공영주차장 현황", "죽은표 parsed", "묶음표1", "기다리는표", "반만온표", "내려받을표", "죽은목록 기록 3"]
    return {"ailments": ailments(), "found": found(titles)}


def found(titles: list[str]) -> dict[str, list[str]]:
    """The titles that a search for each answers the officer with."""
    officer = browser(session=FACTS["session"])
    answers = {title: officer.get(f"/api/v1/datasets?q={quote(title)}").json() for title in titles}
    return {title: [hit["title"] for hit in answer["hits"]] for title, answer in answers.items()}


# --- the story ---


@dataclass(frozen=True, slots=True)
class Before:
    """How all stands as soon as the home is opened."""

    verified: Mapping[str, Any]
    heads: Mapping[str, list[Any]]
    seen: Mapping[str, Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    with server() as port:
        yield Home(on_this_checkout(unpack(tmp_path_factory.mktemp("of-0-1"), port)), port)


@pytest.fixture(scope="module")
def before(home: Home) -> Before:
    (verified,) = home.machine.json("verify-trail")  # the first command of a newer version migrates
    return Before(verified, heads_of(home.machine.home), home.inside(look))


@dataclass(frozen=True, slots=True)
class After:
    """What came of it: what people did, what a worker did then, and how all stands."""

    done: Mapping[str, Any]
    ended: Mapping[str, int]
    jobs: Mapping[str, tuple[str, int, str, Any]]  # id → state, attempts, errors, refusal
    loads: Mapping[str, str]


@pytest.fixture(scope="module")
def after(home: Home, before: Before) -> After:
    done = home.inside(go_on)
    ended = home.work()
    jobs = {row[0]: row[1:] for row in home.rows("SELECT id, state, fence, errors, refusal FROM jobs_job")}
    loads = dict(home.rows("SELECT id, state FROM ingest_load"))
    return After(done, ended, jobs, loads)


def heads_of(home: Path) -> dict[str, list[Any]]:
    return {stream: [number, hash_] for stream, number, hash_ in asked(home, HEADS)}


def versions_kept() -> dict[tuple[str, int], int]:
    """The rows of each table's each version."""
    return {(name, number): rows for name, table in FACTS["tables"].items() for number, rows, *_ in table["versions"]}


def kept_aside() -> dict[str, int]:
    """The rows kept aside by each load that did so."""
    return {load["id"]: load["aside"][0] for load in FACTS["loads"] if any(load["aside"])}


def went_to_their_end(loads: Mapping[str, str]) -> dict[str, str]:
    """The loads that were going on and are not where they should be now."""
    wanted = {load["file"]: load["id"] for load in FACTS["loads"] if load["state"] in GOING_ON}
    return {file: loads[id_] for file, id_ in wanted.items() if loads[id_] != "indexed" and file != STOPPED}


def made_more_or_less_than_one_version(home: Path, load_ids: list[str]) -> dict[str, Any]:
    """Of these loads: those without exactly one version in the catalogue and one entry for it in the lake's log."""
    versions = asked(home, VERSIONS)
    of_table = Counter(version[0] for version in versions)
    wrong: dict[str, Any] = {}
    for load_id in load_ids:
        mine = [version for version in versions if version[3] == load_id]
        logged = [len(list((home / "lake" / table / "_delta_log").glob("*.json"))) for table, *_ in mine]
        if len(mine) != 1 or logged != [of_table[table] for table, *_ in mine]:
            wrong[load_id] = (mine, logged)
    return wrong


# --- it reads ---


def test_the_home_holds_every_kind_of_load_and_job() -> None:
    """The archive is worth something only as long as these are in it."""
    over = {"held", "indexed", "unchanged", "refused", "rejected", "overtaken"}
    assert set(FACTS["load_states"]) == GOING_ON | over
    assert {job["state"] for job in JOBS.values()} == {"READY", "RUNNING", "SUCCESSFUL", "FAILED", "CANCELLED"}
    tasks = {job["task"] for job in JOBS.values()}
    assert len(tasks) == 10
    assert {job["task"] for job in JOBS.values() if job["state"] == "READY"} == tasks


def test_its_trail_is_whole_and_ends_where_it_ended(before: Before) -> None:
    assert (before.verified["whole"], before.verified["records"]) == (True, FACTS["trail"]["records"])
    assert before.heads == FACTS["trail"]["heads"]


def test_the_doctor_finds_nothing_broken(before: Before) -> None:
    assert before.seen["ailments"] == {}


def test_every_version_of_every_table_has_its_rows(before: Before) -> None:
    wanted = versions_kept()
    assert len(wanted) > 50
    assert dict(before.seen["counted"]) == {f"{name}@{number}": rows for (name, number), rows in wanted.items()}
    live = {name: table["live"] for name, table in FACTS["tables"].items()}
    told = [[name, number, wanted[name, number]] if number else [name, 404, None] for name, number in live.items()]
    assert before.seen["live"] == told
    rows = wanted[FACTS["withdrawn"]["table"], live[FACTS["withdrawn"]["table"]]]
    assert (before.seen["exported"], before.seen["asked"]) == (rows, [[rows]])


def test_every_page_opens(before: Before) -> None:
    """With the session of somebody who had signed in to 0.1."""
    assert len(before.seen["pages"]) > 240
    assert {address: status for address, status in before.seen["pages"].items() if status != 200} == {}


def test_the_list_of_jobs_shows_every_job(before: Before) -> None:
    assert set(before.seen["listed"]) == set(JOBS)


def test_rights_are_what_they_were(before: Before) -> None:
    granted = {"nobody": 401, "the one it is granted to": 200, "officer": 200, "token": 200}
    withdrawn = {"nobody": 410, "the one it is granted to": 410, "officer": 200, "token": 200}
    wanted = {f"{who}: granted": status for who, status in granted.items()}
    assert before.seen["rights"] == wanted | {f"{who}: withdrawn": status for who, status in withdrawn.items()}


def test_rows_kept_aside_are_shown(before: Before) -> None:
    assert len(kept_aside()) >= 2
    assert before.seen["aside"] == kept_aside()


def test_everything_is_found_once_the_index_is_made_anew(before: Before) -> None:
    assert {title: titles for title, titles in before.seen["found"].items() if title not in titles} == {}


# --- it goes on ---


def test_what_the_clock_had_queued_is_not_queued_again(before: Before, after: After, home: Home) -> None:
    known = {job["schedule"] for job in JOBS.values() if job["schedule"]}
    assert len(known) == 7
    assert set(before.seen["ticked"]) & known == set()
    assert home.rows(TICKED_TWICE) == []  # under whatever name its schedule goes by today
    last = [job for job in JOBS.values() if job["schedule"] and job["state"] == "READY"]
    assert {job["schedule"]: after.jobs[job["id"]][:2] for job in last} == dict.fromkeys(known, ("SUCCESSFUL", 1))


def test_a_worker_does_every_job_that_waited_and_those_of_the_dead(after: After) -> None:
    stopped = LOADS[STOPPED]["job"]
    ends = {job_id: after.jobs[job_id] for job_id in WAITING}
    assert {id_: end for id_, end in ends.items() if end[0] != "SUCCESSFUL" or end[2] != "[]"}.keys() == {stopped}
    assert ends[stopped][0] == "CANCELLED"
    assert set(after.ended) == {"SUCCESSFUL"}
    assert [id_ for id_, end in after.jobs.items() if end[0] in {"READY", "RUNNING"}] == []


def test_every_load_that_was_going_on_is_indexed_as_one_version(after: After, home: Home) -> None:
    assert went_to_their_end(after.loads) == {}
    assert len(GOING_ON_IDS) == 15
    assert made_more_or_less_than_one_version(home.machine.home, GOING_ON_IDS) == {}


def test_what_was_over_stays_as_it_was(after: After) -> None:
    over = {load["id"]: load["state"] for load in FACTS["loads"] if load["state"] not in {*GOING_ON, "held"}}
    assert {id_: after.loads[id_] for id_ in over} == over
    assert after.loads[LOADS[STOPPED]["id"]] == "staged"


def test_what_was_cancelled_or_failed_can_be_tried_again(after: After) -> None:
    assert after.done["again"] == [302, 302]
    assert [after.loads[load["id"]] for load in TO_TRY_AGAIN] == ["indexed", "indexed"]


def test_held_loads_can_be_decided(after: After, home: Home) -> None:
    """One through the API with a token of 0.1, one by the command.

    0.1 looked for no names: read again without its numbers, the first waits for a word about the names in it."""
    assert (after.done["refused"], after.done["decided"]) == ("identity_numbers_stay", 202)
    assert [after.loads[each["id"]] for each in (TO_PUBLISH, TO_MASK)] == ["held", "indexed"]
    assert made_more_or_less_than_one_version(home.machine.home, [TO_MASK["id"]]) == {}


def test_half_an_upload_is_resumed_and_a_forgotten_one_goes(after: After, home: Home) -> None:
    assert (after.done["arrived"], after.done["sent"]) == (HALF["arrived"], 204)
    assert after.loads[after.done["load"]] == "indexed"
    assert home.rows(f"SELECT id FROM ingest_upload WHERE id = '{FORGOTTEN['id']}'") == []
    assert list((home.machine.home / "uploads").glob(f"{FORGOTTEN['id']}*")) == []


def test_feeds_and_downloads_that_waited_are_taken_in(after: After, home: Home) -> None:
    assert set(home.rows("SELECT state FROM ingest_feedrun")) == {("done",), ("refused",)}
    records = dict(home.rows("SELECT source, count(*) FROM catalogue_dataset WHERE source LIKE '%목록' GROUP BY 1"))
    assert records == {"첫목록": 32, "죽은목록": 25, "기다리는목록": 15}
    assert home.rows("SELECT state FROM ingest_load WHERE file_name = '내려받을표.csv'") == [("indexed",)]


def test_all_of_it_is_found_and_sound_afterwards(after: After, home: Home) -> None:
    seen = home.inside(look_again)
    assert seen["ailments"] == {}
    assert {title: titles for title, titles in seen["found"].items() if title not in titles} == {}
    check = next(job for job in JOBS.values() if job["task"].endswith("check_trail") and job["state"] == "READY")
    ((answer,),) = home.rows(f"SELECT answer FROM jobs_job WHERE id = '{check['id']}'")
    verified = json.loads(answer)
    assert (verified["whole"], verified["findings"]) == (True, 0)
    assert verified["records"] > FACTS["trail"]["records"]


# --- it comes out of its backup ---


def test_a_backup_of_0_1_is_restored_elsewhere_and_goes_on(home: Home, tmp_path: Path) -> None:
    """Its whole paths lead nowhere there: what was read before is read once more from the originals."""
    other = Home(on_this_checkout(tmp_path / "restored"), port=0)
    other.machine.run("restore", home.machine.home.parent / "backup.tar")
    assert heads_of(other.machine.home) == FACTS["trail"]["heads"]
    assert other.work()["FAILED"] == 1  # nothing is served at the address that a job downloads from
    loads = dict(other.rows("SELECT id, state FROM ingest_load"))
    assert went_to_their_end(loads).keys() == {load["file"] for load in TO_TRY_AGAIN}
    going_on = [load_id for load_id in GOING_ON_IDS if loads[load_id] == "indexed"]
    assert made_more_or_less_than_one_version(other.machine.home, going_on) == {}
