"""The trail as it is read: heads, checkpoints, the timeline and the lines of an export.

A transaction that has recorded something and reads the trail finds it there (``flush``)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from naru.base.kit.actor import SYSTEM, SYSTEM_WORDS, Actor
from naru.base.kit.canonical import JSON, canonical_json
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.databases import flush
from naru.base.trail.core import chain, verbs
from naru.base.trail.core.chain import Checkpoint, Head, Record
from naru.base.trail.core.verify import Finding, Report, verify
from naru.base.trail.keys import signing_key, trusted_keys
from naru.base.trail.models import CheckpointRow, RecordRow, StreamHead

CHECKPOINTS = "checkpoint"  # the head that numbers the checkpoints themselves
CHECKED = "trail.checked"


def heads() -> dict[str, Head]:
    """Where every stream stands, by its name; one without a record is left out."""
    flush()
    rows = StreamHead.objects.exclude(stream=CHECKPOINTS).filter(number__gt=0)
    return {row.stream: Head(number=row.number, hash=row.hash) for row in rows}


def version() -> frozenset[tuple[str, str]]:
    """Another one after every act; empty before the first. What was worked out from what acts change holds as long as it."""
    flush()
    return frozenset(StreamHead.objects.values_list("stream", "hash"))


def last_checkpoint() -> Checkpoint | None:
    """None before the first."""
    row = CheckpointRow.objects.order_by("-number").first()
    return _checkpoint(row) if row else None


def latest_checkpoints(size: int = 10) -> list[Checkpoint]:
    """The last ones, newest first."""
    return [_checkpoint(row) for row in CheckpointRow.objects.order_by("-number")[:size]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the daily check found; ``checkpoint`` is the number of the one it signed first."""

    at: datetime
    checkpoint: int
    records: int
    is_whole: bool
    findings: Sequence[Finding]


def last_check() -> Check | None:
    """As its record in the trail says; None before the first."""
    row = RecordRow.objects.filter(verb=CHECKED).order_by("-id").first()
    if row is None:
        return None
    facts = _said(row.facts)
    return Check(
        at=row.at,
        checkpoint=facts.get("checkpoint", 0),
        records=facts.get("records", 0),
        is_whole=facts.get("whole", False),
        findings=[Finding.at(place) for place in facts.get("findings", ())],
    )


def checkpoints() -> Iterator[Checkpoint]:
    """All of them, from the first on."""
    return map(_checkpoint, CheckpointRow.objects.order_by("number").iterator(chunk_size=1000))


def records(stream: str, *, up_to: int) -> Iterator[Record]:
    """A stream's records, from 1 to ``up_to``."""
    flush()
    rows = RecordRow.objects.filter(stream=stream, number__lte=up_to).order_by("number")
    return map(_record, rows.iterator(chunk_size=2000))


def lines(closing: Checkpoint) -> Iterator[bytes]:
    """The export: the closing checkpoint first, the earlier ones, then every stream up to its head."""
    yield _line(closing.to_json())
    for earlier in checkpoints():
        if earlier.number < closing.number:
            yield _line(earlier.to_json())
    for stream in sorted(closing.heads):
        yield from _record_lines(stream, up_to=closing.heads[stream].number)


def _record_lines(stream: str, *, up_to: int) -> Iterator[bytes]:
    """The lines of ``record.to_json()``, written straight from the rows: a tenth of the time over a long trail."""
    flush()
    rows = RecordRow.objects.filter(stream=stream, number__lte=up_to).order_by("number").values_list(*_FIELDS)
    for number, at, kind, id_, name, verb, subject, facts, previous, hash_ in rows.iterator(chunk_size=2000):
        said = _said(facts)
        body = {
            "kind": "record",
            "stream": stream,
            "number": number,
            "at": chain.instant(at),
            "by": {"kind": kind, "id": id_, "name": name},
            "verb": verb,
            "subject": subject,
            "facts": said,
            "previous": previous,
            "hash": hash_,
        }
        # Of all the fields only facts can hold what orjson writes otherwise than canonical JSON: then it shows there.
        is_quick = orjson.dumps(said, option=orjson.OPT_SORT_KEYS) == facts.encode(errors="replace")
        yield orjson.dumps(body, option=_LINE) if is_quick else _line(body)


_LINE = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
_FIELDS = ("number", "at", "actor_kind", "actor_id", "actor_name", "verb", "subject", "facts", "previous", "hash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What an auditor looks for; empty means anything."""

    stream: str = ""
    text: str = ""  # in the verb or its words, the subject or the actor's name
    since: date | None = None  # days in the city, both included
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """One part of what was found; ``older`` is None where no more is left."""

    records: Sequence[Record]
    older: int | None  # where the next, older part begins


def timeline(search: Search, *, before: int | None = None, size: int = 50) -> Timeline:
    """Records that fit, newest first, at most ``size``; ``before`` is the ``older`` of the part before."""
    flush()
    rows = RecordRow.objects.order_by("-id")
    if search.stream:
        rows = rows.filter(stream=search.stream)
    if search.text:
        rows = rows.filter(
            Q(verb__icontains=search.text)
            | Q(verb__in=verbs.saying(search.text))
            | Q(subject=search.text)
            | Q(actor_name__icontains=search.text)
            | Q(actor_id__in=_naming_the_system(search.text))
        )
    if search.since:
        rows = rows.filter(at__gte=_midnight(search.since))
    if search.until:
        rows = rows.filter(at__lt=_midnight(search.until + timedelta(days=1)))
    if before:
        rows = rows.filter(id__lt=before)
    found = list(rows[: size + 1])
    return Timeline(
        records=[_record(row) for row in found[:size]], older=found[size - 1].pk if len(found) > size else None
    )


def _naming_the_system(text: str) -> list[str]:
    said = (SYSTEM_WORDS.ko, SYSTEM_WORDS.en.lower())
    return [SYSTEM.id] if any(text.strip().lower() in words for words in said) else []


def of_subject(subject: str, *, size: int = 100) -> list[Record]:
    """What happened to one thing, newest first."""
    flush()
    return [_record(row) for row in RecordRow.objects.filter(subject=subject).order_by("-id")[:size]]


def of_verb(verb: str) -> Iterator[Record]:
    """Every record of one act's kind, oldest first."""
    flush()
    return map(_record, RecordRow.objects.filter(verb=verb).order_by("id").iterator(chunk_size=1000))


def last_of_verb(verb: str) -> Record | None:
    """None where there is none yet."""
    flush()
    row = RecordRow.objects.filter(verb=verb).order_by("-id").first()
    return _record(row) if row else None


def unrecorded(acts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Of pairs of verb and subject those that no record has, in their order."""
    flush()
    rest = iter(acts)
    while part := list(islice(rest, 500)):
        rows = RecordRow.objects.filter(subject__in={subject for _, subject in part})
        recorded = set(rows.values_list("verb", "subject"))
        yield from (act for act in part if act not in recorded)


def verified_now(*, clock: Clock = SYSTEM_CLOCK) -> Report:
    """The trail as it lies in the database, verified like an export; writes nothing."""
    closing = chain.signed(last_checkpoint(), at=clock.now(), heads=heads(), key=signing_key())
    return verify(lines(closing), keys=trusted_keys(), known=noted())


def noted(*, up_to: int | None = None) -> dict[int, str]:
    """The checkpoints remembered outside the database: number → hash."""
    path = noted_path()
    if not path.exists():
        return {}
    made = map(orjson.loads, path.read_bytes().splitlines())
    return {said["number"]: said["hash"] for said in made if up_to is None or said["number"] <= up_to}


def noted_path() -> Path:
    """Outside the database, so that it tells when that was cut short or written anew."""
    return Path(settings.NARU_HOME) / "trail" / "checkpoints.jsonl"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _said(text: str) -> Mapping[str, Any]:
    """Facts as stored; what someone made unreadable is shown as such, and cannot fit its hash."""
    try:
        facts: Mapping[str, Any] = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {"unreadable": text}
    return facts if isinstance(facts, dict) else {"unreadable": text}


def _line(value: dict[str, JSON]) -> bytes:
    return canonical_json(value) + b"\n"


def _record(row: RecordRow) -> Record:
    return Record(
        stream=row.stream,
        number=row.number,
        at=row.at,
        by=Actor(kind=row.actor_kind, id=row.actor_id, name=row.actor_name),  # type: ignore[arg-type]
        verb=row.verb,
        subject=row.subject,
        facts=_said(row.facts),
        previous=row.previous,
        hash=row.hash,
    )


def _checkpoint(row: CheckpointRow) -> Checkpoint:
    listed = _said(row.heads)
    return Checkpoint(
        number=row.number,
        at=row.at,
        heads={stream: Head(number=head[0], hash=head[1]) for stream, head in listed.items() if len(head) == 2},
        previous=row.previous,
        hash=row.hash,
        key=row.key,
        signature=row.signature,
    )
