"""What was lent, with its receipt; and whose copy a leaked file is."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.base.trail import actions as trail
from naru.base.trail.keys import signing_key
from naru.data.usage import recording as usage
from naru.data.usage.core.values import Use
from naru.systems.sharing import entitlements, reads
from naru.systems.sharing.core import fingerprint, receipts, rights
from naru.systems.sharing.core.fingerprint import Accusation, Figures
from naru.systems.sharing.core.receipts import LentFile
from naru.systems.sharing.core.values import RecipientToken, SharedTable
from naru.systems.sharing.entitlements import TableRight
from naru.systems.sharing.models import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """What a query's answer lends: files in their order, of which version under which right."""

    shared: SharedTable
    dataset_id: str
    token: RecipientToken
    right: TableRight
    version: int
    numbers: tuple[int, ...]  # of all versions that it lends of, as the catalogue counts
    files: tuple[LentFile, ...]
    expires: datetime


def record_delivery(lent: Lent, *, delivery_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """The delivery with its signed receipt: this, and no transfer of bytes, is what is metered, once a query and file."""
    now, rows, size = clock.now(), sum(file.rows for file in lent.files), sum(file.size for file in lent.files)
    said: dict[str, JSON] = {
        "delivery": delivery_id,
        "at": now.isoformat(),
        "city": settings.NARU_CITY.ko,
        "recipient": lent.token.holder,
        "recipient_name": entitlements.holder_words(lent.token.holder).ko,
        "token": lent.token.id,
        "entitlements": list(lent.right.ids),
        "table": lent.shared.address,
        "table_id": lent.shared.table_id,
        "version": lent.version,
        "files": len(lent.files),
        "files_sha256": receipts.files_digest(lent.files),
        "rows": rows,
        "bytes": size,
        "addresses_expire": lent.expires.isoformat(),
    }
    Delivery.objects.create(
        id=delivery_id,
        token_id=lent.token.id,
        shared_id=lent.shared.id,
        version=lent.version,
        scopes=[[number, lent.right.key(number)] for number in lent.numbers],
        files=len(lent.files),
        rows=rows,
        bytes=size,
        at=now,
        expires=lent.expires,
        receipt=receipts.sign(said, signing_key()),
    )
    usage.record(_use(lent, rows, size), clock=clock)


def _use(lent: Lent, rows: int, size: int) -> Use:
    """Where several entitlements give together, the use is counted to the newest."""
    _, _, holder = lent.token.holder.partition(":")
    return Use(
        door="sharing",
        dataset=lent.dataset_id,
        table=lent.shared.table_id,
        version=lent.numbers[-1],
        rows=rows,
        bytes=size,
        reader=lent.token.id,
        holder=holder,
        entitlement=lent.right.ids[0] if lent.right.ids else "",
    )


def trace(columns: dict[str, Figures], *, sha256: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Accusation | None:
    """Whose copy the figures come from, the holder as its subject; None where no mark is beyond doubt.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``.
    """
    require(by.is_system or rights.may_trace(by), by)
    found = fingerprint.traced(columns, reads.marks())
    if found is None:
        return None
    holder = reads.holder_of(found.subject)
    facts = {"sha256": sha256, "holder": entitlements.holder_words(holder).ko, "error": f"{found.error:.0e}"}
    trail.record(by.actor, "sharing.traced", found.subject, facts=facts, clock=clock)
    return Accusation(subject=holder, error=found.error, votes=found.votes, columns=found.columns)
