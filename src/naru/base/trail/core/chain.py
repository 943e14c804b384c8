"""Records and checkpoints as values, and the hashes that tie each to the one before.

*Theory of operation.* A stream is one kind of thing ("dataset"). Its records are numbered 1, 2, 3 … without a gap, and
each holds the hash of the one before, so that no record can be changed, taken out, put in or moved without breaking
the chain behind it. What a chain alone cannot show is that its end was cut off or all of it written anew; so from time
to time a checkpoint states every stream's last number and hash, is chained to the checkpoint before, and is signed
with the installation's Ed25519 key (RFC 8032). Hashes are SHA-256 over canonical JSON (``kit.canonical``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from naru.base.kit.actor import Actor
from naru.base.kit.canonical import sha256_of

FIRST = "0" * 64  # what the first record of a stream holds for "the hash before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A stream's last record."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One act. ``number`` begins at 1 in each stream; ``previous`` and ``hash`` are 64 hexadecimal digits."""

    stream: str
    number: int
    at: datetime
    by: Actor
    verb: str
    subject: str
    facts: Mapping[str, Any]
    previous: str
    hash: str

    def to_json(self) -> dict[str, Any]:
        """A line of an export, before it is written as canonical JSON."""
        return {"kind": "record", **record_body(self), "hash": self.hash}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Where every stream stood at one instant. ``number`` begins at 1; hashes are 64 hexadecimal digits."""

    number: int
    at: datetime
    heads: Mapping[str, Head]
    previous: str
    hash: str
    key: str  # the public key, in hex
    signature: str  # of the hash's 32 bytes, in hex

    def to_json(self) -> dict[str, Any]:
        """A line of an export, before it is written as canonical JSON."""
        body = checkpoint_body(number=self.number, at=self.at, heads=self.heads, previous=self.previous)
        return {"kind": "checkpoint", **body, "hash": self.hash, "key": self.key, "signature": self.signature}


def stream_of(verb: str) -> str:
    """ "dataset.published" belongs to the stream "dataset"."""
    stream, dot, act = verb.partition(".")
    assert all((stream, dot, act)), f"a verb reads stream.act, not {verb!r}"
    return stream


def record_body(record: Record) -> dict[str, Any]:
    """What the record's hash is over."""
    return body_of_record(
        stream=record.stream,
        number=record.number,
        at=record.at,
        by=record.by,
        verb=record.verb,
        subject=record.subject,
        facts=record.facts,
        previous=record.previous,
    )


def body_of_record(
    *,
    stream: str,
    number: int,
    at: datetime,
    by: Actor,
    verb: str,
    subject: str,
    facts: Mapping[str, Any],
    previous: str,
) -> dict[str, Any]:
    """What a record's hash is over: exactly these fields, ``at`` as ``instant`` writes it."""
    return {
        "stream": stream,
        "number": number,
        "at": instant(at),
        "by": {"kind": by.kind, "id": by.id, "name": by.name},
        "verb": verb,
        "subject": subject,
        "facts": dict(facts),
        "previous": previous,
    }


def linked(head: Head | None, *, at: datetime, by: Actor, verb: str, subject: str, facts: Mapping[str, Any]) -> Record:
    """The record that follows ``head`` in the stream of ``verb``."""
    number, previous = (head.number + 1, head.hash) if head else (1, FIRST)
    stream = stream_of(verb)
    body = body_of_record(
        stream=stream, number=number, at=at, by=by, verb=verb, subject=subject, facts=facts, previous=previous
    )
    return Record(
        stream=stream,
        number=number,
        at=at,
        by=by,
        verb=verb,
        subject=subject,
        facts=facts,
        previous=previous,
        hash=hash_of(body),
    )


def checkpoint_body(*, number: int, at: datetime, heads: Mapping[str, Head], previous: str) -> dict[str, Any]:
    """What a checkpoint's hash is over; ``heads`` become stream → [number, hash]."""
    listed = {stream: [head.number, head.hash] for stream, head in heads.items()}
    return {"number": number, "at": instant(at), "heads": listed, "previous": previous}


def signed(before: Checkpoint | None, *, at: datetime, heads: Mapping[str, Head], key: Ed25519PrivateKey) -> Checkpoint:
    """The checkpoint that follows ``before`` and states ``heads``."""
    number, previous = (before.number + 1, before.hash) if before else (1, FIRST)
    hash_ = hash_of(checkpoint_body(number=number, at=at, heads=heads, previous=previous))
    return Checkpoint(
        number=number,
        at=at,
        heads=heads,
        previous=previous,
        hash=hash_,
        key=key.public_key().public_bytes_raw().hex(),
        signature=key.sign(bytes.fromhex(hash_)).hex(),
    )


def is_signed(hash_: str, *, key: str, signature: str) -> bool:
    """Whether ``signature`` over ``hash_`` was made with the private half of ``key``; nonsense is not signed, nor is
    hexadecimal in capitals, which the trail does not write."""
    if signature != signature.lower():
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), bytes.fromhex(hash_))
    except (InvalidSignature, ValueError):
        return False
    return True


def hash_of(body: Mapping[str, Any]) -> str:
    """Hexadecimal SHA-256 over canonical JSON. Raises ``ValueError`` where the body has none."""
    return sha256_of(dict(body))


def instant(at: datetime) -> str:
    """An instant as the trail writes it: UTC to the microsecond, always of one length."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
