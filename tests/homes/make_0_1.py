"""Makes ``naru-0.1.tar.xz`` and ``naru-0.1.json``: a home folder as the released 0.1 leaves it, and what is in it.

It was run once, with the code of 0.1 (commit 4c7f293), and its work is kept; nothing of today's code makes such a home:

    git worktree add /tmp/naru01 4c7f293
    PYTHONPATH=/tmp/naru01/src .venv/bin/python tests/homes/make_0_1.py

The screens must be built there (``npm run build``, or copy ``src/naru/portal/static/build``). Everything in the home is
generated: the sample city, cut to a few rows where a file is long; and, brought by 0.1's own doors, a load in every
state, a job in every state and of every task, people and what they have. What stands half done was killed there, at
0.1's own crash points, so rows and files are the ones that it really leaves behind.

The home is made at ``/tmp/naru-home-0.1``, for 0.1 writes whole paths down; whoever opens it elsewhere rewrites them.
"""

# ruff: noqa: E402 - Django is told first where the home is
import gzip
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tarfile
import time
from base64 import b64encode
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

BASE = Path("/tmp/naru-home-0.1")
HOME, FILES, BACKUP = BASE / "home", BASE / "files", BASE / "backup.tar"
HERE = Path(__file__).resolve().parent
LEASE_S = 4
FETCH_PORT = 47101
MACHINE = "city-hall"  # what stands in the home for the name of the machine that made it

os.environ |= {"NARU_HOME": str(HOME), "NARU_LEASE_S": str(LEASE_S), "DJANGO_SETTINGS_MODULE": "naru.portal.settings"}
socket.gethostname = lambda: MACHINE

import django

import naru

assert naru.__version__ == "0.1.0", "run it with the code of the released 0.1: see above"
assert not BASE.exists(), f"{BASE} is left from an earlier try: remove it"
django.setup()

from django.conf import settings
from django.db import connections
from django.test import Client

from naru.catalogue import actions as catalogue
from naru.catalogue.models import Dataset, Grant, Table, TableVersion
from naru.ingest import actions as ingest
from naru.ingest import feeding, fetching, storage, uploads
from naru.ingest.actions import Wish
from naru.ingest.core.values import ColumnHint, Hints
from naru.ingest.models import Load, Upload
from naru.jobs import actions as jobs
from naru.jobs import schedules
from naru.jobs.models import Job
from naru.kit.clock import FrozenClock
from naru.kit.refusals import Refused
from naru.people import actions as people
from naru.people import reads as people_reads
from naru.people.core.person import SYSTEM, Scope
from naru.portal.home import ensure_home
from naru.portal.sample_city import offices
from naru.portal.sample_city.demo import bring_city
from naru.portal.sample_city.sample import Sample
from naru.query import actions as query
from naru.trail import actions as trail
from naru.trail import reads as trail_reads

CHILD = f"""
import runpy, socket, sys
socket.gethostname = lambda: {MACHINE!r}
sys.argv = ["naru", *sys.argv[1:]]
runpy.run_module("naru", run_name="__main__")
"""
TUS = {"Tus-Resumable": "1.0.0"}
PART = "application/offset+octet-stream"
LEFT_OUT = {"index", "static", "tmp", "staging", "lake-cache", "run", "screens", "log"}  # made anew by whoever needs it


def main() -> None:
    FILES.mkdir(parents=True)
    ensure_home()
    bring_the_city()
    told = have_people()
    do_what_is_over(told)
    leave_half_done(told)
    told["made_at"] = let_the_clock_tick()
    time.sleep(LEASE_S + 1)  # every lease of the killed has lapsed
    trail.checkpoint()
    command("backup", BACKUP)
    write_archive()
    write_facts(told)
    shutil.rmtree(BASE)  # or a home restored on this machine would find the files of this one by their old paths


# --- the sample city ---

CUT_BYTES, CUT_ROWS = 30_000, 100
NOT_TAKEN = {  # for their size: of each format and of each sector there is another
    "물류창고.zip",
    "어린이보호구역.zip",
    "예방접종실적.xlsx",
    "응급실_가동현황.json",
    "자전거도로.zip",
    "주민등록인구_행정동별.xlsx",
    "주요상권_유동인구.parquet",
    "지역화폐_월별결제액.xlsx",
}


def bring_the_city() -> None:
    """As ``naru demo``, with long files cut to their first rows: every sector and every format is there."""
    samples = [_cut(sample) for sample in offices.all_samples() if sample.file not in NOT_TAKEN]
    offices.all_samples = lambda: samples
    assert bring_city(as_json=True, again=False)


def _cut(sample: Sample) -> Sample:
    return replace(sample, make=lambda random: _shorter(sample.file, sample.make(random)))


def _shorter(name: str, content: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.compress(_shorter(name.removesuffix(".gz"), gzip.decompress(content)), mtime=0)
    if len(content) < CUT_BYTES or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    if name.endswith((".csv", ".tsv", ".jsonl")):
        return b"".join(content.splitlines(keepends=True)[:CUT_ROWS])
    return content


# --- people ---


def have_people() -> dict:
    """The city's own, one more without a password, a token that lives long, a session, a question and its address."""
    accounts = json.loads((HOME / "sample-city" / "accounts.json").read_text())
    minji, seoyeon = (people_reads.person_by_email(f"{who}@naru.example") for who in ("minji", "seoyeon"))
    people.create_user(email="newcomer@naru.example", name="새로온이", by=SYSTEM)
    browser = Client(SERVER_NAME="127.0.0.1")
    signed_in = browser.post("/accounts/login/", {"login": minji.email, "password": accounts[minji.email]})
    assert signed_in.status_code == 302, signed_in.content.decode()
    ages = FrozenClock(datetime(2199, 1, 1, tzinfo=UTC))  # a token lives a year at most; this test must live longer
    scopes = [Scope.READ, Scope.WRITE]
    token = people.issue_token(person_id=minji.id, name="적재", scopes=scopes, days=365, by=minji, clock=ages)
    parking = Table.objects.get(sql_name__contains="공영주차장").sql_name
    asked = f'SELECT count(*) FROM "{parking}"'
    headers = {"Authorization": f"Bearer {token.secret}"}
    answer = browser.post("/api/v1/sql", {"sql": asked}, content_type="application/json", headers=headers)
    assert answer.status_code == 200, answer.content
    shared = query.share_query(asked, minji, title="주차장의 수")
    return {
        "officer": minji.email,
        "passwords": accounts,
        "reader_of_the_grant": seoyeon.email,
        "token": token.secret,
        "session": browser.cookies[settings.SESSION_COOKIE_NAME].value,
        "shared_query": {"id": shared.id, "text": asked},
    }


# --- what is over ---


def do_what_is_over(told: dict) -> None:
    """Every end that a load and a job can come to, and each scheduled task done once, for yesterday's tick."""
    again = rows("정류장", 20)
    command("ingest", again)
    command("ingest", again)  # unchanged
    fixed = ingest.fix_load(
        Load.objects.filter(file_name=again.name).earliest("id").id,
        again.stem,
        Hints(columns=(ColumnHint(source="구분", drop=True),)),
        by=SYSTEM,
    )
    ingest.finish_load(fixed)
    command("ingest", "--draft", rows("초안", 9))
    command("ingest", rows("따로둔표", 250, unlike=1))
    command("ingest", rows("물러난표", 8))
    catalogue.withdraw_dataset(Dataset.objects.get(title="물러난표").id, by=SYSTEM)
    (FILES / "깨진파일.xlsx").write_bytes(b"PK\x03\x04 this is no workbook" * 20)
    command("ingest", FILES / "깨진파일.xlsx", ends=2)
    command("ingest", persons("거절한명단", 7))
    command("decide", load_of("거절한명단.csv").id, "reject")
    overtaken()
    feed("첫목록", 30)
    command("ingest", "--as", "feed", FILES / "첫목록.jsonl")
    feed("첫목록", 32, edition=2)
    command("ingest", "--as", "feed", FILES / "첫목록.jsonl")
    (FILES / "나쁜목록.jsonl").write_text("no record\n" * 5)
    command("ingest", "--as", "feed", FILES / "나쁜목록.jsonl", ends=2)
    upload(told, rows("올린표", 11))
    minji = people_reads.person_by_email(told["officer"])
    settings.NARU_FETCH_LOOPBACK = frozenset({FETCH_PORT})
    with served(FILES):
        rows("내려받은표", 10)
        jobs.run_now(fetching.start_fetch(address("내려받은표.csv"), Wish(), by=minji))
    twice = Table.objects.get(sql_name__contains="공영주차장")
    first = TableVersion.objects.get(table=twice, number=1)
    catalogue.withdraw_version(first.id, reason="견본: 다시 낸 표가 있습니다", by=minji)
    told["withdrawn"] = {"table": twice.sql_name, "dataset": twice.dataset_id, "number": 1}
    in_review = catalogue.register_dataset(
        replace(ingest.catalogue_reads.dataset(twice.dataset_id, SYSTEM).description, title="검토를 기다리는 데이터"),
        by=minji,
    )
    catalogue.submit_dataset(in_review.id, by=minji)
    schedules.discover()
    ticked = schedules.enqueue_due(schedules.database_now() - timedelta(days=1))
    assert len(ticked) == 7, ticked
    command("worker", "--drain")


def overtaken() -> None:
    """The older of two files of one source: its job is cancelled, the newer is published, then the older is tried."""
    command("ingest", rows("현황", 5), crash="ingest.staged")
    older = load_of("현황.csv")
    jobs.cancel(older.job_id, by=SYSTEM.actor)
    time.sleep(LEASE_S + 1)
    assert _ended(older.job_id) == "job_cancelled"
    command("ingest", rows("현황", 6, edition=2))
    jobs.try_again(older.job_id, by=SYSTEM.actor)
    assert _ended(older.job_id) == "newer_file_published"


def _ended(job_id: str) -> str:
    try:
        jobs.run_now(job_id)
    except Refused as refused:
        return refused.code
    return ""


# --- what is half done ---


def leave_half_done(told: dict) -> None:
    """Each step of a load and of a feed killed at its start; what a person still has to decide; what only waits."""
    lists = {name: persons(name, 6 + place) for place, name in enumerate(("가릴명단", "펴낼명단", "기다리는명단"))}
    for path in lists.values():
        command("ingest", path)
    blocked()
    cancelled = upload(told, rows("취소한표", 13))
    assert client(told).post(f"/jobs/{load(cancelled).job_id}/cancel/").status_code == 302
    upload(told, rows("일꾼이죽은표", 14))
    command("worker", "--drain", "--lanes", "1", crash="ingest.parsed")
    for place, step in enumerate(("received", "parsed", "staged", "committed", "published")):
        command("ingest", rows(f"죽은표_{step}", 20 + place), crash=f"ingest.{step}")
    for place, step in enumerate(("moved", "logged")):
        command("ingest", rows(f"레이크에서죽은표_{step}", 30 + place), crash=f"lake.{step}")
    command("ingest", rows("멈추라고한표", 18), crash="ingest.staged")
    jobs.cancel(load_of("멈추라고한표.csv").job_id, by=SYSTEM.actor)
    for place in range(2):
        rows(f"묶음표{place}", 40 + place, folder=FILES / "묶음")
    command("ingest", FILES / "묶음", crash="index.taken")
    command("decide", load_of("가릴명단.csv").id, "mask", crash="decision.taken")
    command("decide", load_of("펴낼명단.csv").id, "publish", crash="decision.taken")
    feed("죽은목록", 25)
    command("ingest", "--as", "feed", FILES / "죽은목록.jsonl", crash="feed.upserted")
    minji = people_reads.person_by_email(told["officer"])
    stored = storage.take_file(feed("기다리는목록", 15), "기다리는목록.jsonl")
    feeding.start_feed(stored, "기다리는목록", by=minji)
    rows("내려받을표", 12)
    fetching.start_fetch(address("내려받을표.csv"), Wish(), by=minji)
    upload(told, rows("기다리는표", 15))
    told["half_uploads"] = [half_upload(told, name) for name in ("반만온표", "잊힌표")]
    Upload.objects.filter(file_name="잊힌표.csv").update(expires=datetime.now(UTC) - timedelta(hours=1))
    told["waits_for_download"] = {"address": address("내려받을표.csv"), "content": text_of("내려받을표.csv")}


def blocked() -> None:
    """A load that the disk did not take: something lies where its table belongs."""
    path = rows("디스크가막은표", 16)
    command("ingest", path, crash="ingest.staged")
    time.sleep(LEASE_S + 1)
    stone = HOME / "lake" / load_of(path.name).results[0]["table_id"]
    stone.write_text("")
    command("ingest", path, ends=2)
    stone.unlink()


def let_the_clock_tick() -> str:
    """Every schedule's tick of today waits; no worker runs any more."""
    now = schedules.database_now()
    assert len(schedules.enqueue_due(now)) == 7
    return now.isoformat()


# --- doors ---


def command(*words: object, crash: str = "", ends: int | None = None) -> None:
    """The command in a process of its own; with ``crash`` it is killed at that point."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, words)],
        env=os.environ | {"NARU_CRASH_AT": crash},
        capture_output=True,
        text=True,
    )
    wanted = ends if ends is not None else -9 if crash else 0
    assert done.returncode == wanted, f"{words} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"


def client(told: dict) -> Client:
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.cookies[settings.SESSION_COOKIE_NAME] = told["session"]
    return browser


def upload(told: dict, path: Path) -> str:
    """Through the API with a token, as a program does; the load's id. It waits for a worker."""
    browser, headers = Client(SERVER_NAME="127.0.0.1"), {"Authorization": f"Bearer {told['token']}"}
    upload_id = _begin(browser, headers, path)
    _send(browser, headers, upload_id, path.read_bytes())
    body = {"uploads": [upload_id]}
    started = browser.post("/api/v1/loads", body, content_type="application/json", headers=headers)
    assert started.status_code == 202, started.content
    return started.json()["loads"][0]


def half_upload(told: dict, name: str) -> dict:
    browser, headers = Client(SERVER_NAME="127.0.0.1"), {"Authorization": f"Bearer {told['token']}"}
    path = rows(name, 17)
    upload_id = _begin(browser, headers, path)
    _send(browser, headers, upload_id, path.read_bytes()[:100])
    return {"id": upload_id, "file": path.name, "arrived": 100, "content": text_of(path.name)}


def _begin(browser: Client, headers: dict[str, str], path: Path) -> str:
    name = f"filename {b64encode(path.name.encode()).decode()}"
    size = str(path.stat().st_size)
    made = browser.post("/api/v1/uploads", headers={**TUS, **headers, "Upload-Length": size, "Upload-Metadata": name})
    assert made.status_code == 201, made.content
    return made.headers["Location"].rsplit("/", 1)[-1]


def _send(browser: Client, headers: dict[str, str], upload_id: str, body: bytes) -> None:
    head = {**TUS, **headers, "Upload-Offset": "0"}
    assert browser.generic("PATCH", f"/api/v1/uploads/{upload_id}", body, PART, headers=head).status_code == 204
    assert uploads.offset_of(Upload.objects.get(id=upload_id)) == len(body)


@contextmanager
def served(folder: Path):
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *said: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", FETCH_PORT), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def address(name: str) -> str:
    return f"http://127.0.0.1:{FETCH_PORT}/{quote(name)}"


def load(load_id: str) -> Load:
    return Load.objects.get(id=load_id)


def load_of(file_name: str) -> Load:
    return Load.objects.get(file_name=file_name)


# --- files ---


def rows(name: str, count: int, *, edition: int = 1, unlike: int = 0, folder: Path = FILES) -> Path:
    """A table's file; the last ``unlike`` of its rows are not like the others and will be kept aside."""
    lines = ["번호,이름,구분,면수", *(f"{n},{name} {n}호,{edition},{n * 7 % 90 + 10}" for n in range(count - unlike))]
    lines += [f"{n},{name} {n}호,{edition},서른쯤" for n in range(count - unlike, count)]
    return _written(folder / f"{name}.csv", lines)


def persons(name: str, count: int) -> Path:
    lines = ["이름,휴대전화,점수", *(f"김{n},010-{n:04d}-5678,{count + n}" for n in range(count))]
    return _written(FILES / f"{name}.csv", lines)


def _written(path: Path, lines: list[str]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\r\n".join(lines).encode("cp949"))
    return path


def text_of(name: str) -> str:
    return (FILES / name).read_bytes().decode("cp949")


def feed(name: str, count: int, edition: int = 1) -> Path:
    path = FILES / f"{name}.jsonl"
    path.write_text(
        "\n".join(
            json.dumps(
                {
                    "id": f"{name}-{n}",
                    "title": f"{name} 기록 {n}",
                    "organisation": "부산광역시",
                    "description": f"{n}번째, {edition if n < 3 else 1}판",
                },
                ensure_ascii=False,
            )
            for n in range(count)
        )
    )
    return path


# --- what is kept ---


def write_archive() -> None:
    connections.close_all()
    with closing(sqlite3.connect(HOME / "naru.db", isolation_level=None)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in LEFT_OUT:
        shutil.rmtree(HOME / name, ignore_errors=True)
    for path in [*HOME.glob("naru.db-*"), HOME / ".migrating", HOME / ".copying"]:
        path.unlink(missing_ok=True)
    with tarfile.open(HERE / "naru-0.1.tar.xz", "w:xz", preset=9) as tar:
        tar.add(HOME, "home", filter=_nobodys)
        tar.add(BACKUP, "backup.tar", filter=_nobodys)


def _nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def write_facts(told: dict) -> None:
    """What a visitor and the machine's owner would find there, for the test to find again."""
    report = trail_reads.verified_now()
    assert report.is_whole
    facts = {
        "made_by": f"naru {naru.__version__}, commit 4c7f293",
        "root": str(BASE),
        **told,
        "granted_table": Table.objects.get(dataset=Grant.objects.get().dataset).sql_name,
        "datasets": Counter(Dataset.objects.values_list("state", flat=True)),
        "tables": {table.sql_name: _table(table) for table in Table.objects.order_by("sql_name")},
        "loads": [_load(row) for row in Load.objects.order_by("id")],
        "load_states": Counter(Load.objects.values_list("state", flat=True)),
        "jobs": [_job(row) for row in Job.objects.order_by("id")],
        "job_states": Counter(f"{row.task} {row.state}" for row in Job.objects.all()),
        "trail": {
            "records": report.records,
            "checkpoints": report.checkpoints,
            "heads": {stream: [head.number, head.hash] for stream, head in trail_reads.heads().items()},
        },
    }
    (HERE / "naru-0.1.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _table(table: Table) -> dict:
    versions = TableVersion.objects.filter(table=table).order_by("number")
    return {
        "id": table.id,
        "dataset": table.dataset_id,
        "live": table.live.number if table.live else None,
        "versions": [[one.number, one.rows, one.state, one.lake_version] for one in versions],
    }


def _load(row: Load) -> dict:
    tables = (row.report or {}).get("tables", ())
    return {
        "id": row.id,
        "file": row.file_name,
        "state": row.state,
        "decision": row.decision,
        "job": row.job_id,
        "job_state": Job.objects.get(id=row.job_id).state,
        "aside": [table["quarantined"] for table in tables],
    }


def _job(row: Job) -> dict:
    tick = row.tick.isoformat() if row.tick else None
    return {"id": row.id, "task": row.task, "state": row.state, "schedule": row.schedule, "tick": tick}


if __name__ == "__main__":
    main()
