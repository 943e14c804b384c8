"""Documents as values, the signed bytes, and what the signed terms allow."""

from datetime import datetime

import orjson

from naru.base.kit.actor import actor_words
from naru.base.kit.refusals import Refused
from naru.commons.terms.core.documents import Document, Signature, Version
from naru.commons.terms.core.policy import Answer, Facts
from naru.commons.terms.models import Document as DocumentRow
from naru.commons.terms.models import Version as VersionRow


def document(id: str) -> Document:
    """Raises ``Refused``: ``no_such_document``."""
    row = DocumentRow.objects.filter(id=id).first()
    if row is None:
        raise Refused("no_such_document", document=id)
    return document_value(row)


def signed_bytes(id: str, number: int) -> bytes:
    """What was signed, byte for byte. Raises ``Refused``: ``no_such_document``."""
    row = VersionRow.objects.filter(document=id, number=number).first()
    if row is None:
        raise Refused("no_such_document", document=id)
    return row.text.encode()


def may(id: str, party: str, act: str, *, on: datetime, facts: Facts | None = None) -> Answer:
    """As ``Document.may``. Raises ``Refused``: ``no_such_document``."""
    return document(id).may(party, act, on=on, facts=facts)


def document_value(row: DocumentRow) -> Document:
    versions = row.versions.prefetch_related("signatures").order_by("number")
    return Document(
        id=row.id,
        kind=row.kind,
        parties=tuple(row.parties),
        versions=tuple(_version(each) for each in versions),
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
    )


def _version(row: VersionRow) -> Version:
    said = orjson.loads(row.text)
    signatures = sorted(row.signatures.all(), key=lambda each: each.at)
    return Version(
        number=row.number,
        text=row.text,
        sha256=row.sha256,
        policy=said["policy"],
        body=said["body"],
        proposed_by=row.proposed_by,
        at=row.at,
        signatures=tuple(
            Signature(party=each.party, by=actor_words(each.by_id, each.by_name), at=each.at, note=each.note)
            for each in signatures
        ),
    )
