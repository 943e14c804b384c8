"""Record what happened, as the last act of the transaction in which it happens."""

import contextlib
import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from django.db import connection, transaction

from naru.base.kit.actor import SYSTEM, Actor
from naru.base.kit.canonical import JSON, canonical_json
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.databases import at_the_end
from naru.base.trail import notes, reads
from naru.base.trail.core import chain
from naru.base.trail.core.chain import Checkpoint, Head, Record
from naru.base.trail.core.verify import Report
from naru.base.trail.keys import signing_key
from naru.base.trail.models import CheckpointRow, RecordRow, StreamHead

CHECKPOINT_EVERY = 256  # records of one stream
FINDINGS_KEPT = 100

log = logging.getLogger(__name__)


def record(
    by: Actor, verb: str, subject: str, *, facts: Mapping[str, Any] | None = None, clock: Clock = SYSTEM_CLOCK
) -> None:
    """Write one record into the stream of ``verb`` ("dataset.published" → "dataset").

    It is written as the last act of the caller's transaction: what is rolled back leaves neither a record nor a gap.
    ``facts`` hold what JSON can say, never a secret and never a person's data beyond what the auditor needs. Raises
    ``ValueError`` for facts without canonical JSON.
    """
    record_many([(by, verb, subject, facts or {})], clock=clock)


@transaction.atomic(savepoint=False)
def record_many(entries: Iterable[tuple[Actor, str, str, Mapping[str, Any]]], *, clock: Clock = SYSTEM_CLOCK) -> None:
    """Write many records, in this order."""
    for by, verb, subject, facts in entries:
        # Through canonical JSON and back, so that what is hashed is what will be read.
        said = orjson.loads(canonical_json(dict(facts)))
        at_the_end(_append, _Entry(chain.stream_of(verb), by, verb, subject, said, clock))


@dataclass(frozen=True, slots=True)
class _Entry:
    stream: str
    by: Actor
    verb: str
    subject: str
    facts: Mapping[str, Any]
    clock: Clock


def _append(entries: Sequence[_Entry]) -> None:
    """All that one transaction records, in its order; streams are locked in the order of their names, after every
    other lock of the transaction, so that writers never wait in a ring."""
    before = _locked_heads({entry.stream for entry in entries})
    heads, rows = dict(before), []
    for entry in entries:
        link = chain.linked(
            heads[entry.stream],
            at=entry.clock.now(),
            by=entry.by,
            verb=entry.verb,
            subject=entry.subject,
            facts=entry.facts,
        )
        rows.append(_row(link))
        heads[entry.stream] = Head(number=link.number, hash=link.hash)
    RecordRow.objects.bulk_create(rows, batch_size=500)
    _save_heads(heads)
    transaction.on_commit(
        partial(notes.note_heads, {stream: head for stream, head in heads.items() if head}), robust=True
    )
    if any(_passes_checkpoint(before[stream], head) for stream, head in heads.items()):
        transaction.on_commit(checkpoint, robust=True)


def _passes_checkpoint(before: Head | None, after: Head | None) -> bool:
    numbers = [head.number if head else 0 for head in (before, after)]
    return numbers[0] // CHECKPOINT_EVERY < numbers[1] // CHECKPOINT_EVERY


def _locked_heads(streams: Iterable[str]) -> dict[str, Head | None]:
    """Each stream's head, its row locked in the order of names until the transaction ends; None before the first record.

    Rows that are missing are made before any is locked: nobody who waits for another's new row holds a lock.
    """
    wanted = sorted(streams)
    there = set(StreamHead.objects.filter(stream__in=wanted).values_list("stream", flat=True))
    if missing := [StreamHead(stream=each, number=0, hash=chain.FIRST) for each in wanted if each not in there]:
        StreamHead.objects.bulk_create(missing, ignore_conflicts=True)
    rows = StreamHead.objects.select_for_update().filter(stream__in=wanted).order_by("stream")
    return {row.stream: Head(number=row.number, hash=row.hash) if row.number else None for row in rows}


def _save_heads(heads: Mapping[str, Head | None]) -> None:
    values = [(head.number, head.hash, stream) for stream, head in heads.items() if head is not None]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE trail_streamhead SET number = %s, hash = %s WHERE stream = %s", values)


def _row(link: Record) -> RecordRow:
    return RecordRow(
        stream=link.stream,
        number=link.number,
        at=link.at,
        actor_kind=link.by.kind,
        actor_id=link.by.id,
        actor_name=link.by.name,
        verb=link.verb,
        subject=link.subject,
        facts=canonical_json(dict(link.facts)).decode(),
        previous=link.previous,
        hash=link.hash,
    )


def checkpoint(*, clock: Clock = SYSTEM_CLOCK) -> Checkpoint:
    """Sign where every stream stands now; noted outside the database, too (``notes``)."""
    with transaction.atomic():
        _locked_heads([reads.CHECKPOINTS])
        made = chain.signed(reads.last_checkpoint(), at=clock.now(), heads=reads.heads(), key=signing_key())
        listed: dict[str, JSON] = {stream: [head.number, head.hash] for stream, head in made.heads.items()}
        CheckpointRow.objects.create(
            number=made.number,
            at=made.at,
            heads=canonical_json(listed).decode(),
            previous=made.previous,
            hash=made.hash,
            key=made.key,
            signature=made.signature,
        )
        StreamHead.objects.filter(stream=reads.CHECKPOINTS).update(number=made.number, hash=made.hash)
        notes.note_checkpoint(made)
        transaction.on_commit(partial(notes.begin_heads, reads.stands), robust=True)
    return made


def align_notes() -> None:
    """After a restore: the home's notes were copied after its database, and may know of what that does not.

    Nothing is signed: the machine may not have the key yet. A copy elsewhere is left as it is: what a restore lost is told by it."""
    last = reads.last_checkpoint()
    notes.forget_beyond(last.number if last else 0, reads.heads())


def check(*, clock: Clock = SYSTEM_CLOCK) -> Report:
    """Sign where every stream stands, verify the whole trail, and record what was found."""
    made = checkpoint(clock=clock)
    report = reads.verified_now(clock=clock)
    facts = {
        "checkpoint": made.number,
        "records": report.records,
        "whole": report.is_whole,
        "findings": [finding.place() for finding in report.findings[:FINDINGS_KEPT]],
    }
    record(SYSTEM, reads.CHECKED, str(made.number), facts=facts, clock=clock)
    return report


def export(path: Path) -> int:
    """Write the whole trail as JSON lines, closed by a fresh checkpoint; returns the number of records.

    The file is written aside and moved into place, so a reader never meets half of one.
    """
    closing = checkpoint()
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(aside, "wb") as file:
            file.writelines(reads.lines(closing))
        os.replace(aside, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            aside.unlink()
    return sum(head.number for head in closing.heads.values())
