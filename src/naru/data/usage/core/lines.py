"""A read as one line of text, and lines added up by day."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date

import orjson

from naru.data.usage.core.values import Sum, Use

TEXT_LENGTH = 64
PURPOSE_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What reads are added up by."""

    day: date
    dataset: str
    table: str
    version: int
    door: str
    reader: str
    holder: str
    entitlement: str
    purpose: str


def line(day: date, use: Use) -> bytes:
    """With its end; without a person where what was read is open to everyone."""
    said = use.without_person()
    texts = [
        text[:TEXT_LENGTH] for text in (said.dataset, said.table, said.door, said.reader, said.holder, said.entitlement)
    ]
    fields = [day.isoformat(), *texts, said.purpose[:PURPOSE_LENGTH], said.version, said.rows, said.bytes]
    return orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE)


def added_up(lines: Iterable[bytes]) -> dict[Key, Sum]:
    """Lines that cannot be read, such as one that a power cut tore, count for nothing."""
    sums: dict[Key, Sum] = {}
    for each in lines:
        if read := _read(each):
            key, one = read
            sums[key] = sums.get(key, Sum()) + one
    return sums


def _read(text: bytes) -> tuple[Key, Sum] | None:
    try:
        day, dataset, table, door, reader, holder, entitlement, purpose, version, rows, size = orjson.loads(text)
        key = Key(
            day=date.fromisoformat(day),
            dataset=dataset,
            table=table,
            version=version,
            door=door,
            reader=reader,
            holder=holder,
            entitlement=entitlement,
            purpose=purpose,
        )
        one = Sum(reads=1, rows=rows, bytes=size)
    except (ValueError, TypeError):
        return None
    return key, one


def columns(key: Key, one: Sum) -> tuple[str | int | date, ...]:
    """A row's values, in the order of the fields of ``Key``, then of ``Sum``."""
    return (*astuple(key), *astuple(one))
