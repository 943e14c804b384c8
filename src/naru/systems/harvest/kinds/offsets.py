"""Walks by offset: a page that cannot be sent is halved until the bad record stands alone, which is named and passed by."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.harvest.core.values import Finding, Harvested, Page

HALVED_FOR = frozenset({"harvest_json_broken", "harvest_xml_broken", "harvest_answered"})
BAD_MOST = 3  # bad records in one page; past that it is the source that is broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What stood from an offset on; ``came`` is how many entries came, readable or not."""

    address: str
    records: Sequence[Harvested]
    came: int
    total: int | None = None
    unread: int = 0
    findings: tuple[Finding, ...] = ()
    digest: str = ""


Read = Callable[[int, int], Slice]  # (offset, how many) → what is there


def walk(read: Read, *, size: int, cursor: JSON) -> Iterator[Page]:
    """Pages until the source's total is reached, or, where it says none, until one is empty.

    A server that sends fewer than were asked for has a cap, which becomes the size. Raises ``Refused`` as ``read``.
    """
    start = cursor["start"] if isinstance(cursor, dict) else 0
    while True:
        piece = _halved(read, start, size)
        start += piece.came
        is_over = not piece.came or (piece.total is not None and start >= piece.total)
        yield Page(
            address=piece.address,
            records=piece.records,
            cursor=None if is_over else {"start": start},
            total=piece.total,
            unread=piece.unread,
            findings=piece.findings,
            digest=piece.digest,
        )
        if is_over:
            return


def _halved(read: Read, start: int, size: int) -> Slice:
    try:
        return read(start, size)
    except Refused as refused:
        if refused.code not in HALVED_FOR or refused.facts.get("status", 500) < 500 or size == 1:
            raise
        bad = [0]
        return _around(read, start, size, bad, refused)


def _around(read: Read, start: int, size: int, bad: list[int], refused: Refused) -> Slice:
    """The entries around those that cannot be sent."""
    if size == 1:
        bad[0] += 1
        if bad[0] > BAD_MOST:
            raise refused
        finding = Finding(code="record_unreadable", where=str(start), facts={"reason": str(refused)[:300]})
        return Slice(address="", records=(), came=1, unread=1, findings=(finding,), digest=f"bad:{start}")
    half = size // 2
    found = Slice(address="", records=(), came=0)
    for begin, many in ((start, half), (start + half, size - half)):
        try:
            piece = read(begin, many)
        except Refused as again:
            if again.code not in HALVED_FOR:
                raise
            piece = _around(read, begin, many, bad, again)
        found = _joined(found, piece)
        if piece.came < many:
            break
    return found


def _joined(one: Slice, two: Slice) -> Slice:
    return replace(
        one,
        address=one.address or two.address,
        records=(*one.records, *two.records),
        came=one.came + two.came,
        total=two.total if two.total is not None else one.total,
        unread=one.unread + two.unread,
        findings=(*one.findings, *two.findings),
        digest=hashlib.sha256(f"{one.digest}{two.digest}".encode()).hexdigest(),
    )
