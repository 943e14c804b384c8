"""A case's dossier: what was done, as a chain of signed entries that anyone can check without us.

An entry holds its number, the SHA-256 of the entry before it, when and by whom, what happened with which digests, and an
Ed25519 signature over the canonical JSON of all that. A byte changed anywhere, an entry left out, moved or put in breaks the
chain; entries cut off at the end are found by the head, which every certificate and release names.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from naru.base.kit.canonical import JSON, canonical_json, sha256_of
from naru.base.kit.refusals import Refused

Sign = Callable[[bytes], str]
Verify = Callable[[bytes, str], bool]
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """``facts`` hold counts, digests and codes, never a cell."""

    number: int
    before: str
    at: str  # ISO 8601, UTC
    role: str
    event: str
    facts: Mapping[str, Any]
    signature: str = ""

    def signed_part(self) -> dict[str, JSON]:
        return {
            "number": self.number,
            "before": self.before,
            "at": self.at,
            "role": self.role,
            "event": self.event,
            "facts": dict(self.facts),
        }

    def to_json(self) -> dict[str, JSON]:
        return {**self.signed_part(), "signature": self.signature}

    @property
    def digest(self) -> str:
        return sha256_of(self.to_json())


def next_entry(
    chain: Sequence[Entry], *, at: str, role: str, event: str, facts: Mapping[str, JSON], sign: Sign
) -> Entry:
    """The entry that follows, signed."""
    bare = Entry(number=len(chain), before=head_of(chain), at=at, role=role, event=event, facts=facts)
    return Entry(
        number=bare.number,
        before=bare.before,
        at=at,
        role=role,
        event=event,
        facts=facts,
        signature=sign(canonical_json(bare.signed_part())),
    )


def head_of(chain: Sequence[Entry]) -> str:
    return chain[-1].digest if chain else GENESIS


def read_entry(stored: Mapping[str, Any]) -> Entry:
    """Raises ``ValueError`` or ``TypeError`` for what is no entry."""
    entry = Entry(**stored)
    texts = (entry.before, entry.at, entry.role, entry.event, entry.signature)
    if type(entry.number) is not int or not isinstance(entry.facts, dict) or not all(isinstance(t, str) for t in texts):
        raise ValueError("no entry")
    datetime.fromisoformat(entry.at)
    return entry


def read_chain(lines: Sequence[bytes]) -> tuple[Entry, ...]:
    """Entries as they lie in a file, one canonical JSON a line. Raises ``Refused("dossier_broken")`` at the first that is not."""
    chain: list[Entry] = []
    for number, line in enumerate(lines):
        try:
            entry = read_entry(json.loads(line))
            whole = canonical_json(entry.to_json()) == line
        except (ValueError, TypeError, AssertionError):
            raise Refused("dossier_broken", entry=number) from None
        if not whole:
            raise Refused("dossier_broken", entry=number)
        chain.append(entry)
    return tuple(chain)


def verify_chain(chain: Sequence[Entry], verify: Verify, *, head: str = "") -> None:
    """Raises ``Refused("dossier_broken")`` at the first entry that is not what was written, or where its end is missing."""
    before = GENESIS
    for number, entry in enumerate(chain):
        whole = entry.number == number and entry.before == before
        if not whole or not verify(canonical_json(entry.signed_part()), entry.signature):
            raise Refused("dossier_broken", entry=number)
        before = entry.digest
    if head and head != before:
        raise Refused("dossier_cut", entries=len(chain))
