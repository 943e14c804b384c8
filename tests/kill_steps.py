"""What the tests of killed uploads, decisions and feeds do inside the installation."""

import json
import os
from collections import Counter
from pathlib import Path

from django.test import RequestFactory

from naru.base.kit import crash
from naru.base.kit.person import SYSTEM
from naru.base.people import reads as people_reads
from naru.base.people.models import User
from naru.base.trail.models import RecordRow
from naru.data.catalogue.actions import records
from naru.data.catalogue.models import Dataset, Disclosure
from naru.data.files import content
from naru.data.ingest import actions, cleanup, harvest, reads, storage, tus, uploads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.states import Decision
from naru.data.ingest.models import FeedRun, Load, Upload
from tests import kill_city
from tests.disclosures import REQUEST, second_officer

TUS = {"Tus-Resumable": "1.0.0"}
FEED_BATCH = 40
RECORDS = 100


def crash_at(point: str) -> None:
    """As ``kill_city.crash_at``, with the pass at which to die: ``catalogue.batch_written:2``."""
    name, _, nth = point.partition(":")
    kill_city.crash_at(name)
    crash._NTH = nth or "1"


def be_silent() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


# --- uploads, through the protocol's own door ---


def begin_upload(path: str) -> None:
    uploads.create_upload(Path(path).name, Path(path).stat().st_size, by=SYSTEM)


def send(path: str, until: int | None = None) -> None:
    """Ask how far the upload has come and send the file's bytes from there, as a sender does after a broken line."""
    row = Upload.objects.get(file_name=Path(path).name)
    request = RequestFactory().generic(
        "PATCH",
        "/api/v1/uploads/",
        Path(path).read_bytes()[uploads.offset_of(row) : until],
        "application/offset+octet-stream",
        headers={**TUS, "Upload-Offset": str(uploads.offset_of(row))},
    )
    request.person = SYSTEM  # type: ignore[attr-defined]
    assert tus.upload(request, row.id).status_code == 204


def finish_upload(path: str) -> None:
    row = Upload.objects.get(file_name=Path(path).name)
    actions.start_uploaded([row.id], LoadRequest(publish=True), by=SYSTEM)


def upload_offset(file_name: str) -> int:
    return uploads.offset_of(Upload.objects.get(file_name=file_name))


# --- decisions ---

PEOPLE = "이름,휴대전화,점수\n" + "".join(f"김{n},010-{n:04d}-5678,{n}\n" for n in range(30))


def write_people(folder: Path, name: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text(PEOPLE.replace("이름", f"이름 {name}"), encoding="cp949")
    return path


def appoint_a_second_officer() -> None:
    """Unless one is there: any of the tests may be the first one of its place."""
    if not User.objects.filter(email="dohyeon@busan.example").exists():
        second_officer()


def ask(name: str) -> None:
    """Ask to publish it as it is; asked again, the newer request stands."""
    actions.ask_publication(Load.objects.get(file_name=f"{name}.csv").id, REQUEST, by=SYSTEM)


def decide(name: str, decision: str) -> None:
    load_id = Load.objects.get(file_name=f"{name}.csv").id
    if decision == Decision.PUBLISH:
        officer = people_reads.person_by_email("dohyeon@busan.example")
        actions.end_publication(load_id, is_approved=True, by=officer)
    else:
        actions.decide_load(load_id, Decision(decision), {name: ["휴대전화"]}, by=SYSTEM)


def asked(name: str) -> dict[str, int]:
    """How many requests there are in each state."""
    load_id = Load.objects.get(file_name=f"{name}.csv").id
    return dict(Counter(Disclosure.objects.filter(subject_id=load_id).values_list("state", flat=True)))


def decided(name: str) -> dict[str, object]:
    row = Load.objects.get(file_name=f"{name}.csv")
    return {
        "state": row.state,
        "numbers": [result.get("number") for result in row.results],
        "in_trail": RecordRow.objects.filter(verb="load.decided", subject=row.id).count(),
        "is_on_disk": storage.load_folder(row.id).exists(),
    }


def sweep_at_once() -> None:
    cleanup.sweep(older_than=cleanup.timedelta(0))


# --- feeds ---


def write_feed(folder: Path, name: str) -> Path:
    path = folder / f"{name}.jsonl"
    records = [
        {
            "id": f"{name}-{n}",
            "title": f"{name} 공영주차장 {n}",
            "organisation": "부산광역시",
            "description": f"{n}번째",
        }
        for n in range(RECORDS)
    ]
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records))
    return path


def small_batches() -> None:
    records.BATCH = FEED_BATCH


def bring_feed(path: str) -> None:
    stored = content.take_file(Path(path), Path(path).name)
    harvest.start_feed(stored, Path(path).stem, by=SYSTEM)


def fed(name: str) -> dict[str, object]:
    run = FeedRun.objects.filter(feed__name=name).order_by("-id").first()
    rows = Dataset.objects.filter(source=name)
    view = reads.feed_run_view(run) if run else None
    return {
        "state": view.state if view else "",
        "counts": [view.added, view.changed, view.unchanged] if view else [],
        "datasets": rows.count(),
        "different": rows.values("source_id").distinct().count(),
        "revisions": sum(row.revisions.count() for row in rows),
        "in_trail": RecordRow.objects.filter(verb="dataset.harvested", subject__in=rows.values("id")).count(),
    }
