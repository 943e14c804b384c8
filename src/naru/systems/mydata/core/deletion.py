"""Deletion orders over lists of hashes, and the receivers' attestations of them.

A line of an order is one value that the receiver had: its pull, its item and the keyed hash that its holder reported, ""
where a permitted pull was never reported. Keys of hashes stay with holder and receiver: a blood sugar has too few values for a
bare hash to hide it.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from naru.base.kit.canonical import JSON, canonical_json, sha256_of
from naru.base.kit.refusals import Refused

REMIND_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
ERASED, DEIDENTIFIED = "erased", "deidentified"
METHODS = (ERASED, DEIDENTIFIED)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Line:
    pull: str
    item: str
    hash: str


def value_hash(key: bytes, item: str, value: JSON) -> str:
    """HMAC-SHA256 of an item's canonical value with the pull's own key, in hex."""
    return hmac.new(key, item.encode() + b"\n" + canonical_json(value), sha256).hexdigest()


def about(pull: str, subject: str) -> str:
    """Whose row it was, as a holder says it of the row that it really read."""
    return sha256_of(f"{pull}\n{subject}".encode())


def lines_digest(lines: Iterable[Line]) -> str:
    """Over ``pull item hash`` lines, sorted: what an attestation is signed over."""
    return sha256_of("".join(f"{each.pull} {each.item} {each.hash}\n" for each in sorted(lines)).encode())


def lines_json(lines: Iterable[Line]) -> list[list[str]]:
    return [[each.pull, each.item, each.hash] for each in sorted(lines)]


def lines_of(raw: Iterable[Sequence[str]]) -> tuple[Line, ...]:
    return tuple(Line(pull=pull, item=item, hash=digest) for pull, item, digest in raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What a receiver may not delete yet: on which ground of the law, until when."""

    item: str
    ground: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    order: str
    digest: str
    method: str
    deleted: frozenset[str]
    retained: tuple[Retained, ...]


def attestation_of(said: Mapping[str, Any]) -> Attestation:
    """Raises ``Refused``: ``attestation_unreadable``."""
    try:
        return Attestation(
            order=str(said["order"]),
            digest=str(said["digest"]),
            method=str(said["method"]),
            deleted=frozenset(map(str, said["deleted"])),
            retained=tuple(
                Retained(item=str(each["item"]), ground=str(each["ground"]), until=date.fromisoformat(each["until"]))
                for each in said.get("retained", ())
            ),
        )
    except (KeyError, TypeError, ValueError):
        raise Refused("attestation_unreadable") from None


def check_attestation(attestation: Attestation, lines: Iterable[Line], *, order: str, grounds: Iterable[str]) -> None:
    """That it answers this order, and every item of it, in words that name what was done.

    Raises ``Refused``: ``attestation_differs``, ``attestation_partial``, ``attestation_groundless``.
    """
    lines = tuple(lines)
    if attestation.order != order or attestation.digest != lines_digest(lines):
        raise Refused("attestation_differs")
    if attestation.method not in METHODS:
        raise Refused("attestation_unreadable")
    named = attestation.deleted | {each.item for each in attestation.retained}
    ordered = {each.item for each in lines}
    if named != ordered:
        raise Refused("attestation_partial", items=", ".join(sorted(named ^ ordered)))
    known = set(grounds)
    if any(each.ground not in known for each in attestation.retained):
        raise Refused("attestation_groundless")


def next_reminder(attempts: int) -> timedelta:
    """How long to wait after so many tries; the last gap goes on for ever, since an order never lapses."""
    return REMIND_AFTER[min(attempts, len(REMIND_AFTER) - 1)]
