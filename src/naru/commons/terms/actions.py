"""Draft a document, propose a further version, sign, end. Who may act for a party the owning system has asked before."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.terms import reads
from naru.commons.terms.core.documents import Document, require_signable, written
from naru.commons.terms.core.policy import Policy
from naru.commons.terms.models import Document as DocumentRow
from naru.commons.terms.models import Signature as SignatureRow
from naru.commons.terms.models import Version as VersionRow

REASON_LONGEST = 500


@transaction.atomic
def draft(
    kind: str,
    *,
    parties: Sequence[str],
    policy: Policy,
    body: Mapping[str, JSON],
    proposed_by: str,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> Document:
    """A document with its first version, signed by nobody yet. Raises ``Refused``: ``terms_without_rule``."""
    assert proposed_by in parties, "who proposes is a party"
    row = DocumentRow.objects.create(kind=kind, parties=list(parties), created=clock.now())
    _add_version(row, 1, policy, body, proposed_by=proposed_by, by=by, clock=clock)
    return reads.document_value(row)


@transaction.atomic
def propose(
    id: str,
    *,
    policy: Policy,
    body: Mapping[str, JSON],
    party: str,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> Document:
    """A further version: in force once all have signed it; until then the one before holds.

    Raises ``Refused``: ``no_such_document``, ``terms_party_unknown``, ``terms_ended``, ``terms_without_rule``.
    """
    row = _locked(id)
    before = reads.document_value(row)
    if party not in before.parties:
        raise Refused("terms_party_unknown", document=id)
    if before.ended_on is not None:
        raise Refused("terms_ended", document=id, on=before.ended_on.isoformat())
    _add_version(row, before.newest.number + 1, policy, body, proposed_by=party, by=by, clock=clock)
    return reads.document_value(row)


@transaction.atomic
def sign(
    id: str,
    number: int,
    *,
    party: str,
    digest: str,
    by: Person,
    note: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> Document:
    """The party signs the version whose digest it was shown; signed already, nothing changes.

    Raises ``Refused``: ``no_such_document``, or as ``require_signable``.
    """
    row = _locked(id)
    version = require_signable(reads.document_value(row), number, party, digest)
    if version.signed_by(party) is None:
        SignatureRow.objects.create(
            version=VersionRow.objects.get(document=row, number=number),
            party=party,
            by_id=by.id,
            by_name=by.name,
            note=note[:200],
            at=clock.now(),
        )
        facts = {"number": number, "sha256": digest, "party": party, "note": note}
        record(by.actor, "document.signed", id, facts=facts, clock=clock)
    return reads.document_value(row)


@transaction.atomic
def end(id: str, *, on: date, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Document:
    """From ``on`` on nothing is allowed any more; an earlier end may come, a later one not.

    Raises ``Refused``: ``no_such_document``.
    """
    row = _locked(id)
    if row.ended_on is None or on < row.ended_on:
        row.ended_on, row.ended_reason = on, reason.strip()[:REASON_LONGEST]
        row.save(update_fields=["ended_on", "ended_reason"])
        record(by.actor, "document.ended", id, facts={"on": on.isoformat(), "reason": row.ended_reason}, clock=clock)
    return reads.document_value(row)


def _add_version(
    row: DocumentRow,
    number: int,
    policy: Policy,
    body: Mapping[str, JSON],
    *,
    proposed_by: str,
    by: Person,
    clock: Clock,
) -> None:
    text, digest = written(policy, body)
    VersionRow.objects.create(
        document=row, number=number, text=text, sha256=digest, proposed_by=proposed_by, at=clock.now()
    )
    facts = {"number": number, "sha256": digest, "kind": row.kind, "party": proposed_by}
    record(by.actor, "document.proposed", row.id, facts=facts, clock=clock)


def _locked(id: str) -> DocumentRow:
    row = DocumentRow.objects.select_for_update().filter(id=id).first()
    if row is None:
        raise Refused("no_such_document", document=id)
    return row
