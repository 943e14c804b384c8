"""Reads an exported trail and says exactly what does not fit. Needs the file and the public key, and nothing else.

*Theory of operation.* An export is JSON lines in one fixed order: the closing checkpoint, the earlier checkpoints from
the first on, then the streams by name, each from its record 1. The closing checkpoint comes first so that a file cut
short anywhere still says how long it should be. One pass and little memory: of each stream only the last record is
remembered, and of the checkpoints what they say of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import orjson

from naru.base.kit.canonical import canonical_json, sha256_of
from naru.base.kit.words import Words
from naru.base.trail.core.chain import FIRST, Head, is_signed

CHECKPOINT = "checkpoint"  # the name under which findings speak of checkpoints

_RECORD = {
    "kind": str,
    "stream": str,
    "number": int,
    "at": str,
    "by": dict,
    "verb": str,
    "subject": str,
    "facts": dict,
    "previous": str,
    "hash": str,
}
_CHECKPOINT = {
    "kind": str,
    "number": int,
    "at": str,
    "heads": dict,
    "previous": str,
    "hash": str,
    "key": str,
    "signature": str,
}
_FIELDS = {"record": _RECORD, "checkpoint": _CHECKPOINT}
_UNHASHED = frozenset({"kind", "hash", "key", "signature"})


class Fault(StrEnum):
    """How a line, or the lack of one, does not fit."""

    UNREADABLE = "unreadable"
    ALTERED = "altered"
    MISSING = "missing"
    OUT_OF_PLACE = "out_of_place"
    BROKEN_LINK = "broken_link"
    NOT_AS_SIGNED = "not_as_signed"
    NOT_SIGNED = "not_signed"
    UNKNOWN_KEY = "unknown_key"
    NO_CLOSING = "no_closing"
    NOT_NOTED = "not_noted"
    NOT_AS_NOTED = "not_as_noted"
    NOTES_GONE = "notes_gone"


_SENTENCES: dict[Fault, Words] = {
    Fault.UNREADABLE: Words("{line}번째 줄을 읽을 수 없습니다.", "Line {line} cannot be read."),
    Fault.ALTERED: Words(
        "{stream} {number}번 기록의 내용이 바뀌었습니다({line}번째 줄).",
        "Record {number} of {stream} was altered (line {line}).",
    ),
    Fault.MISSING: Words(
        "{stream} {number}번부터 {last}번까지의 기록이 없습니다.",
        "Records {number} to {last} of {stream} are missing.",
    ),
    Fault.OUT_OF_PLACE: Words(
        "{stream} {number}번 기록이 제자리에 있지 않습니다({line}번째 줄).",
        "Record {number} of {stream} is out of place (line {line}).",
    ),
    Fault.BROKEN_LINK: Words(
        "{stream} {number}번 기록이 바로 앞 기록과 이어지지 않습니다({line}번째 줄).",
        "Record {number} of {stream} does not follow from the one before (line {line}).",
    ),
    Fault.NOT_AS_SIGNED: Words(
        "{stream} {number}번 기록이 {last}번 체크포인트에 서명된 것과 다릅니다.",
        "Record {number} of {stream} is not what checkpoint {last} signed.",
    ),
    Fault.NOT_SIGNED: Words(
        "{stream} {number}번에 올바른 서명이 없습니다({line}번째 줄).",
        "{stream} {number} has no valid signature (line {line}).",
    ),
    Fault.UNKNOWN_KEY: Words(
        "{number}번 체크포인트가 모르는 열쇠로 서명되었습니다({line}번째 줄).",
        "Checkpoint {number} is signed with an unknown key (line {line}).",
    ),
    Fault.NOT_NOTED: Words(
        "{number}번부터 {last}번까지의 체크포인트 가운데 데이터베이스 밖에 적어 둔 것이 없는 것이 있습니다.",
        "Of checkpoints {number} to {last} some are not noted outside the database.",
    ),
    Fault.NOT_AS_NOTED: Words(
        "{stream} {number}번 기록이 데이터베이스 밖에 적어 둔 것과 다릅니다.",
        "Record {number} of {stream} is not what was noted of it outside the database.",
    ),
    Fault.NOTES_GONE: Words(
        "기록이 어디까지 왔는지 데이터베이스 밖에 적어 둔 것이 사라졌습니다.",
        "The notes outside the database of how far the trail has come are gone.",
    ),
    Fault.NO_CLOSING: Words(
        "첫 줄에 마지막 체크포인트가 없어 기록이 끝까지 있는지 알 수 없습니다.",
        "The first line is not the closing checkpoint, so nothing says whether the trail is whole.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that does not fit: which record of which stream, and on which line, from 1.

    ``last`` ends a range, or names the checkpoint that disagrees. None where a fault has no such place.
    """

    fault: Fault
    stream: str = ""
    number: int | None = None
    last: int | None = None
    line: int | None = None

    @property
    def words(self) -> Words:
        phrase = _SENTENCES[self.fault]
        facts = {"stream": self.stream, "number": self.number, "last": self.last, "line": self.line}
        return Words(phrase.ko.format(**facts), phrase.en.format(**facts))

    def place(self) -> dict[str, Any]:
        """What ``Finding.at`` makes a finding of again."""
        return {**asdict(self), "fault": str(self.fault)}

    @classmethod
    def at(cls, place: Mapping[str, Any]) -> "Finding":
        """The finding that ``place`` was made of."""
        return cls(**{**place, "fault": Fault(place["fault"])})

    def to_json(self) -> dict[str, Any]:
        """Its place, and what is said of it in English."""
        return {**self.place(), "said": self.words.en}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``records`` counts lines, misplaced ones too; ``checkpoints`` different numbers, the closing one's among them."""

    records: int
    checkpoints: int
    streams: Mapping[str, int]  # stream → its last number
    closed_at: str | None  # when the closing checkpoint was signed
    keys: frozenset[str]  # that signed
    findings: tuple[Finding, ...]

    @property
    def is_whole(self) -> bool:
        return not self.findings

    def to_json(self) -> dict[str, Any]:
        """What ``naru verify-trail --json`` prints."""
        return {
            "whole": self.is_whole,
            "records": self.records,
            "checkpoints": self.checkpoints,
            "streams": dict(self.streams),
            "closed_at": self.closed_at,
            "keys": sorted(self.keys),
            "findings": [finding.to_json() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What an installation noted of its own trail outside the database."""

    checkpoints: Mapping[int, str]  # number → hash
    heads: Mapping[str, frozenset[Head]]  # where each stream stood at some time
    are_heads_gone: bool  # though it says that they are noted


def verify(
    lines: Iterable[bytes],
    *,
    keys: frozenset[str] = frozenset(),
    known: Mapping[int, str] | None = None,
    outside: Outside | None = None,
) -> Report:
    """Everything in the export that does not fit.

    ``keys`` are the public keys one trusts, in hex; without any, the file's own are taken and named in the report.
    ``known`` are checkpoints one remembers from elsewhere, number → hash: the export must hold the same. ``outside`` are the
    notes of the very installation, which must be whole, too.
    """
    reading = _Reading(keys=keys, known=known or {}, outside=outside)
    for number, line in enumerate(lines, 1):
        reading.read(number, line)
    reading.close()
    return reading.report()


@dataclass(slots=True)
class _Reading:
    keys: frozenset[str]
    known: Mapping[int, str]
    outside: Outside | None = None
    findings: list[Finding] = field(default_factory=list)
    closing: dict[str, Any] | None = None
    promised: Mapping[str, Head] = field(default_factory=dict)  # what the closing checkpoint says of each stream
    checkpoints: dict[int, dict[str, Any]] = field(default_factory=dict)
    anchors: dict[str, dict[int, tuple[str, int]]] = field(default_factory=dict)  # stream → number → hash, checkpoint
    last: dict[str, Head] = field(default_factory=dict)
    stream: str = ""  # the one being read
    last_checkpoint: Head = field(default_factory=lambda: Head(number=0, hash=FIRST))
    records: int = 0
    seen_keys: set[str] = field(default_factory=set)
    noted: dict[str, Mapping[int, Sequence[str]]] = field(default_factory=dict)  # what ``_noted`` has gathered

    def read(self, line_number: int, line: bytes) -> None:
        said = _parsed(line)
        if said is None:
            self._find(Fault.UNREADABLE, line=line_number)
        elif said["kind"] == "checkpoint":
            self._read_checkpoint(line_number, said)
        else:
            self._read_record(line_number, said)

    def close(self) -> None:
        """What only the end can tell: what the closing checkpoint promised and did not come."""
        if self.closing is None:
            self._find(Fault.NO_CLOSING)
            return
        promised: int = self.closing["number"]
        self._find_missing(CHECKPOINT, self.last_checkpoint.number + 1, promised - 1)
        if promised == self.last_checkpoint.number + 1 and self.closing["previous"] != self.last_checkpoint.hash:
            self._find(Fault.BROKEN_LINK, stream=CHECKPOINT, number=promised, line=1)
        for stream, head in sorted(self.promised.items()):
            self._find_missing(stream, self._last(stream).number + 1, head.number)
        for number in sorted(self.known):
            held = self.checkpoints.get(number)
            if held is None:
                self._find_missing(CHECKPOINT, number, number)
            elif held["hash"] != self.known[number]:
                self._find(Fault.NOT_AS_SIGNED, stream=CHECKPOINT, number=number, last=number)
        if self.outside is not None:
            self._close_notes(self.outside, promised)

    def _close_notes(self, outside: Outside, closing: int) -> None:
        """The notes themselves: none of a checkpoint may be gone, and no stream may end before what was noted of it."""
        if wanting := sorted(self.checkpoints.keys() - outside.checkpoints.keys() - {closing}):
            self._find(Fault.NOT_NOTED, stream=CHECKPOINT, number=wanting[0], last=wanting[-1])
        if outside.are_heads_gone:
            self._find(Fault.NOTES_GONE)
        for stream, heads in sorted(outside.heads.items()):
            self._find_missing(stream, self._last(stream).number + 1, max((head.number for head in heads), default=0))

    def report(self) -> Report:
        return Report(
            records=self.records,
            checkpoints=len(self.checkpoints),
            streams={stream: head.number for stream, head in self.last.items()},
            closed_at=self.closing["at"] if self.closing else None,
            keys=frozenset(self.seen_keys),
            findings=tuple(dict.fromkeys(self.findings)),
        )

    def _read_checkpoint(self, line: int, said: dict[str, Any]) -> None:
        number: int = said["number"]
        if not _fits_hash(said):
            self._find(Fault.ALTERED, stream=CHECKPOINT, number=number, line=line)
        if not is_signed(said["hash"], key=said["key"], signature=said["signature"]):
            self._find(Fault.NOT_SIGNED, stream=CHECKPOINT, number=number, line=line)
        elif self.keys and said["key"] not in self.keys:
            self._find(Fault.UNKNOWN_KEY, stream=CHECKPOINT, number=number, line=line)
        self.seen_keys.add(said["key"])
        if line == 1:
            self.closing, self.promised = said, _heads(said)
        else:
            self._place_checkpoint(line, said)
        self.checkpoints.setdefault(number, said)
        for stream, head in _heads(said).items():
            self.anchors.setdefault(stream, {}).setdefault(head.number, (head.hash, number))

    def _place_checkpoint(self, line: int, said: dict[str, Any]) -> None:
        number, before = said["number"], self.last_checkpoint
        if self.records or number <= before.number or (self.closing and number >= self.closing["number"]):
            self._find(Fault.OUT_OF_PLACE, stream=CHECKPOINT, number=number, line=line)
            return
        self._find_missing(CHECKPOINT, before.number + 1, number - 1)
        if number == before.number + 1 and said["previous"] != before.hash:
            self._find(Fault.BROKEN_LINK, stream=CHECKPOINT, number=number, line=line)
        self.last_checkpoint = Head(number=number, hash=said["hash"])

    def _read_record(self, line: int, said: dict[str, Any]) -> None:
        self.records += 1
        stream, number = said["stream"], said["number"]
        if not _fits_hash(said):
            self._find(Fault.ALTERED, stream=stream, number=number, line=line)
        before = self._last(stream)
        if stream < self.stream or number <= before.number:
            self._find(Fault.OUT_OF_PLACE, stream=stream, number=number, line=line)
            return
        self.stream = stream
        self._find_missing(stream, before.number + 1, number - 1)
        if number == before.number + 1 and said["previous"] != before.hash:
            self._find(Fault.BROKEN_LINK, stream=stream, number=number, line=line)
        self._compare_with_signed(stream, number, said["hash"], line)
        if any(hash_ != said["hash"] for hash_ in self._noted(stream).get(number, ())):
            self._find(Fault.NOT_AS_NOTED, stream=stream, number=number)
        self.last[stream] = Head(number=number, hash=said["hash"])

    def _compare_with_signed(self, stream: str, number: int, hash_: str, line: int) -> None:
        signed = self.anchors.get(stream, {})
        if number in signed and signed[number][0] != hash_:
            self._find(Fault.NOT_AS_SIGNED, stream=stream, number=number, last=signed[number][1])
        if self.closing is not None and number > self.promised.get(stream, _NOTHING).number:
            self._find(Fault.NOT_SIGNED, stream=stream, number=number, line=line)

    def _noted(self, stream: str) -> Mapping[int, Sequence[str]]:
        """What was noted of the stream outside, by number."""
        if stream not in self.noted:
            by_number: dict[int, list[str]] = {}
            for head in self.outside.heads.get(stream, ()) if self.outside else ():
                by_number.setdefault(head.number, []).append(head.hash)
            self.noted[stream] = by_number
        return self.noted[stream]

    def _last(self, stream: str) -> Head:
        return self.last.get(stream, _NOTHING)

    def _find_missing(self, stream: str, first: int, last: int) -> None:
        if first <= last:
            self._find(Fault.MISSING, stream=stream, number=first, last=last)

    def _find(self, fault: Fault, **where: Any) -> None:
        self.findings.append(Finding(fault=fault, **where))


_NOTHING = Head(number=0, hash=FIRST)


def _parsed(line: bytes) -> dict[str, Any] | None:
    """The line as a record or checkpoint, if it is exactly what the trail would have written."""
    try:
        said = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(said, dict):
        return None
    fields = _FIELDS.get(str(said.get("kind")), {})
    fits = said.keys() == fields.keys() and [type(said[name]) for name in fields] == list(fields.values())
    return said if fits and _is_canonical(said, line) and _heads_fit(said) else None


def _is_canonical(said: dict[str, Any], line: bytes) -> bool:
    """Written in the one way, so that no key stands twice and nothing hides between the values."""
    written = line.removesuffix(b"\n")
    if _quick_json(said) == written:
        return True
    try:
        return canonical_json(said) == written
    except ValueError:
        return False


def _heads_fit(said: dict[str, Any]) -> bool:
    return all(
        isinstance(head, list) and [type(part) for part in head] == [int, str]
        for head in said.get("heads", {}).values()
    )


def _fits_hash(said: dict[str, Any]) -> bool:
    body = {name: value for name, value in said.items() if name not in _UNHASHED}
    hash_: str = said["hash"]
    return sha256_of(_quick_json(body)) == hash_ or sha256_of(body) == hash_


def _quick_json(value: dict[str, Any]) -> bytes:
    """Canonical JSON as orjson writes it: the same bytes five times faster, except for a few floats and rare keys,
    for which the callers ask ``kit.canonical`` again."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _heads(checkpoint: dict[str, Any]) -> dict[str, Head]:
    return {stream: Head(number=head[0], hash=head[1]) for stream, head in checkpoint["heads"].items()}
