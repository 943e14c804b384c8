"""The trail as it is read: heads, checkpoints, the timeline and the lines of an export."""

from collections.abc import Iterator

import orjson

from naru.kit.canonical import JSON, canonical_json
from naru.trail.core.chain import Checkpoint, Head, Record
from naru.trail.core.values import Actor
from naru.trail.models import CheckpointRow, RecordRow, StreamHead

CHECKPOINTS = "checkpoint"  # the head that numbers the checkpoints themselves


def heads() -> dict[str, Head]:
    """Where every stream stands."""
    rows = StreamHead.objects.exclude(stream=CHECKPOINTS).filter(number__gt=0)
    return {row.stream: Head(number=row.number, hash=row.hash) for row in rows}


def last_checkpoint() -> Checkpoint | None:
    row = CheckpointRow.objects.order_by("-number").first()
    return _checkpoint(row) if row else None


def checkpoints() -> Iterator[Checkpoint]:
    return map(_checkpoint, CheckpointRow.objects.order_by("number").iterator(chunk_size=1000))


def records(stream: str, *, up_to: int) -> Iterator[Record]:
    rows = RecordRow.objects.filter(stream=stream, number__lte=up_to).order_by("number")
    return map(_record, rows.iterator(chunk_size=2000))


def lines(closing: Checkpoint) -> Iterator[bytes]:
    """The export: the closing checkpoint first, the earlier ones, then every stream up to its head."""
    yield _line(closing.to_json())
    for earlier in checkpoints():
        if earlier.number < closing.number:
            yield _line(earlier.to_json())
    for stream in sorted(closing.heads):
        for record in records(stream, up_to=closing.heads[stream].number):
            yield _line(record.to_json())


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
        facts=orjson.loads(row.facts),
        previous=row.previous,
        hash=row.hash,
    )


def _checkpoint(row: CheckpointRow) -> Checkpoint:
    listed: dict[str, list[object]] = orjson.loads(row.heads)
    return Checkpoint(
        number=row.number,
        at=row.at,
        heads={stream: Head(number=int(str(head[0])), hash=str(head[1])) for stream, head in listed.items()},
        previous=row.previous,
        hash=row.hash,
        key=row.key,
        signature=row.signature,
    )
