"""A document, its versions, who signed them, and which of them is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from naru.base.kit.canonical import JSON, canonical_json, sha256_of
from naru.base.kit.clock import in_city
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.terms.core.policy import Answer, Facts, Policy, may

NOT_IN_FORCE = Answer(allowed=False, rule="not-in-force")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """``party`` signed, by the hand of ``by``; ``note`` says where a standing offer signed for it."""

    party: str
    by: Words
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """``text`` is canonical JSON: exactly what was signed; ``sha256`` is over its UTF-8 bytes."""

    number: int
    text: str
    sha256: str
    policy: Policy
    body: Mapping[str, JSON]
    proposed_by: str  # a party
    at: datetime
    signatures: tuple[Signature, ...] = ()

    def signed_by(self, party: str) -> Signature | None:
        return next((each for each in self.signatures if each.party == party), None)

    def in_force_since(self, parties: Sequence[str]) -> datetime | None:
        """When the last of the parties signed; None while one has not."""
        signed = [self.signed_by(party) for party in parties]
        return max((each.at for each in signed if each), default=None) if all(signed) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``kind`` is a Ref's; from ``ended_on`` on nothing is allowed any more."""

    id: str
    kind: str
    parties: tuple[str, ...]
    versions: tuple[Version, ...]  # by number, from 1 on
    ended_on: date | None = None
    ended_reason: str = ""

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    def in_force(self, on: datetime) -> Version | None:
        """The latest version that every party had signed by then; None before the first, and from the end's day on."""
        if self.ended_on is not None and in_city(on).date() >= self.ended_on:
            return None
        signed = [(each, each.in_force_since(self.parties)) for each in self.versions]
        return next((each for each, since in reversed(signed) if since is not None and since <= on), None)

    def may(self, party: str, act: str, *, on: datetime, facts: Facts | None = None) -> Answer:
        """What the terms of that instant say; a stranger is answered as if there were none."""
        version = self.in_force(on) if party in self.parties else None
        return may(version.policy, act, on=on, facts=facts) if version else NOT_IN_FORCE


def written(policy: Policy, body: Mapping[str, JSON]) -> tuple[str, str]:
    """The text of a version and its digest. Raises ``Refused``: ``terms_without_rule`` where nothing would be allowed."""
    if not policy.get("permission"):
        raise Refused("terms_without_rule")
    text = canonical_json({"policy": policy, "body": body})
    return text.decode(), sha256_of(text)


def require_signable(document: Document, number: int, party: str, digest: str) -> Version:
    """Raises ``Refused``: ``terms_party_unknown``, ``terms_ended``, ``terms_superseded``, ``terms_digest_differs``."""
    if party not in document.parties:
        raise Refused("terms_party_unknown", document=document.id)
    if document.ended_on is not None:
        raise Refused("terms_ended", document=document.id, on=document.ended_on.isoformat())
    if number != document.newest.number:
        raise Refused("terms_superseded", document=document.id, number=number, newest=document.newest.number)
    if digest != document.newest.sha256:
        raise Refused("terms_digest_differs", document=document.id, number=number)
    return document.newest
