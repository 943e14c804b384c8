"""Feeds of catalogue records: read in the limited child, handed to the catalogue in batches, searched at the end.

Idempotent by the records' ids: a feed killed halfway is read again from its start, and what was taken in already is
found unchanged.
"""

import gzip
import hashlib
import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from naru.base.jobs import actions as job_actions
from naru.base.jobs.attempt import Attempt
from naru.base.kit import crash
from naru.base.kit.child.outputs import output_file
from naru.base.kit.child.parent import OnProgress
from naru.base.kit.person import SYSTEM, OrganisationId, Person, PersonId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people_reads
from naru.base.trail.actions import record
from naru.data.catalogue import actions as catalogue_actions
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.values import Counts, Description, DistributionIn, Record
from naru.data.catalogue.core.vocabulary import LICENCES, themes_of
from naru.data.catalogue.search import indexer
from naru.data.files import content
from naru.data.files.content import Stored
from naru.data.ingest import child_parser, storage
from naru.data.ingest import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.ingest.core.catalogue_records import looks_like_feed
from naru.data.ingest.core.origins import without_endings
from naru.data.ingest.models import Feed, FeedRun

PEEK_LINES = 3
PEEK_BYTES = 1 << 20

READING = Words("기록을 읽는 중", "reading the records")
REGISTERING = Words("목록에 올리는 중", "registering in the catalogue")
AT_ONCE = 1000  # lines looked up together
READ_AS = b"1"  # how ``record_of`` reads a line; raised when it reads it otherwise, so that all are taken in anew
INDEXING = Words("검색에 올리는 중", "making them searchable")


def is_feed(path: Path) -> bool:
    """Whether the file's first lines are catalogue records; reads at most a megabyte of each."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as lines:
            first = [line for _ in range(PEEK_LINES) if (line := lines.readline(PEEK_BYTES)).strip()]
    except (OSError, EOFError, zlib.error):
        return False
    return looks_like_feed(first)


def feed_name(file_name: str) -> str:
    """A feed's name from its file's, as the catalogue's ``source``: "data-go-kr-10k.jsonl.gz" → "data-go-kr-10k"."""
    return re.sub(r"[^\w\-.]+", "-", without_endings(file_name)).strip("-")[:100] or "feed"


def start_feed(stored: Stored, name: str, *, by: Person, organisation: OrganisationId | None = None) -> str:
    """Queue the reading of a stored feed and return the run's id. The same name again is the same feed.

    Raises ``Refused``: ``forbidden`` for a feed of another organisation, and as ``policy.require_register``."""
    policy.require_register(by, organisation)
    crash.point("feed.stored")
    with transaction.atomic():
        now = timezone.now()
        feed, made = Feed.objects.get_or_create(name=name, defaults={"organisation_id": organisation, "created": now})
        if not made and not by.is_officer and feed.organisation_id != organisation:
            raise Refused("forbidden")
        run_row = FeedRun.objects.create(
            feed=feed, file_name=stored.name[:500], sha256=stored.sha256, by_id=by.id, by_name=by.name, at=now
        )
        title = Words(f"목록 기록 받기: {name}", f"Read the feed {name}")
        run_row.job_id = job_actions.start(
            "ingest.read_feed",
            {"run_id": run_row.id},
            by=by.id,
            title=title,
            about=f"/ingest/feeds/{run_row.id}/",
            ordering_key=f"feed:{feed.id}",
        )
        run_row.save(update_fields=["job_id"])
        record(by.actor, "feed.received", run_row.id, facts={"feed": name, "sha256": stored.sha256})
    return run_row.id


def finish_feed(run_id: str, on_progress: OnProgress | None = None) -> None:
    """Read the feed here and now, or follow whoever does. Raises the feed's refusal."""
    job_actions.run_now(FeedRun.objects.get(id=run_id).job_id, on_progress=on_progress)


def run(run_id: str, attempt: Attempt) -> dict[str, Any]:
    """Read, normalise, upsert, index: ``{added, changed, unchanged}`` as all attempts at the run made it. May be done
    again after a kill anywhere. Raises the feed's refusal."""
    started = time.monotonic()
    row = FeedRun.objects.select_related("feed").get(id=run_id)
    by = SYSTEM if row.by_id == SYSTEM.id else people_reads.person(PersonId(row.by_id))
    folder = storage.attempt_folder(row.id, attempt.fence)
    attempt.progress(0, 0, READING)
    crash.point("feed.claimed")
    try:
        read = child_parser.read_feed(content.path_of(row.sha256), row.file_name, folder, attempt.progress)
    except Refused as refused:
        with attempt.fenced():
            FeedRun.objects.filter(id=row.id).update(state="refused", refusal=[refused.code, refused.facts])
        storage.forget_load(row.id)
        raise
    crash.point("feed.normalised")
    news = _News(row.feed.name)
    records = news.of(_told(_lines(output_file(folder / "records.jsonl", folder)), attempt, read["records"]))
    organisation = OrganisationId(row.feed.organisation_id) if row.feed.organisation_id else None
    counts = catalogue_actions.upsert_records(
        row.feed.name, records, by=by, organisation=organisation, within=attempt.fenced
    )
    crash.point("feed.upserted")
    attempt.progress(0, 1, INDEXING)
    indexer.refresh()
    crash.point("feed.indexed")
    storage.forget_load(row.id)
    seconds = round(time.monotonic() - started, 3)
    counts = replace(counts, unchanged=counts.unchanged + news.unchanged)
    done = asdict(counts if attempt.fence == 1 else _counted_since(row, counts))
    with attempt.fenced():
        kept = {"left_out": read["left_out"], "examples": read["examples"][:100], "seconds": seconds}
        FeedRun.objects.filter(id=row.id).update(state="done", **done, **kept)
        record(by.actor, "feed.taken_in", row.id, facts={"feed": row.feed.name, **done, "left_out": read["left_out"]})
    return done


def _counted_since(row: FeedRun, last: Counts) -> Counts:
    """What all attempts at this run did together: a killed one took records in that the last found unchanged."""
    added, changed = catalogue_reads.harvested_since(row.feed.name, row.at)
    return Counts(added=added, changed=changed, unchanged=last.added + last.changed + last.unchanged - added - changed)


def _told(lines: Iterator[bytes], attempt: Attempt, total: int) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        if number % 500 == 0:
            attempt.progress(number, total, REGISTERING)
        yield line


@dataclass(slots=True)
class _News:
    """The records of a feed that are not as they were when they were last taken in, known by their lines' bytes.

    A record that stands twice in a feed is taken in as it stands last.
    """

    feed: str
    unchanged: int = 0

    def of(self, lines: Iterator[bytes]) -> Iterator[Record]:
        told: set[str] = set()
        while chunk := list(islice(lines, AT_ONCE)):
            values = [orjson.loads(line) for line in chunk]
            last = {value["id"]: value for value in values}
            marks = {
                value["id"]: hashlib.sha256(READ_AS + line).hexdigest()
                for value, line in zip(values, chunk, strict=True)
            }
            before = catalogue_reads.fingerprints(self.feed, marks)
            for id_, mark in marks.items():
                if before.get(id_) == mark and id_ not in told:
                    self.unchanged += 1
                    continue
                told.add(id_)
                yield replace(record_of(last[id_]), fingerprint=mark)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def record_of(value: dict[str, Any]) -> Record:
    """A normalised line of ``core.catalogue_records`` as the catalogue takes it; a licence not known here, or a day
    that is none, is left out."""
    title, keywords = value["title"], tuple(value["keywords"])
    return Record(
        source_id=value["id"],
        description=Description(
            title=title,
            description=value["description"],
            publisher=value["publisher"],
            keywords=keywords,
            themes=themes_of(title, *keywords),
            licence=value["licence"] if value["licence"] in LICENCES else "",
            contact=value["contact"],
            landing_page=value["landing_page"],
            issued=_day(value["issued"]),
            modified=_day(value["modified"]),
        ),
        distributions=tuple(DistributionIn(format=item["format"], url=item["url"]) for item in value["distributions"]),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
