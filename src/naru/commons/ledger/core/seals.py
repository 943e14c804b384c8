"""A digest over a run of transfers: written into the trail each night, so that no row changes unseen afterwards."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from naru.base.kit.canonical import canonical_json
from naru.commons.ledger.core.transfers import Transfer


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """``sha256`` is over the transfers after ``after`` up to and with ``through``, both numbers."""

    after: int
    through: int
    sha256: str


def sealed(transfers: Iterable[Transfer], *, after: int, through: int) -> Seal:
    """``transfers`` are those of the run in the order of their numbers."""
    digest = hashlib.sha256()
    for transfer in transfers:
        assert after < transfer.number <= through, "a transfer outside its seal"
        digest.update(_line(transfer))
    return Seal(after=after, through=through, sha256=digest.hexdigest())


def _line(transfer: Transfer) -> bytes:
    return (
        canonical_json(
            [
                transfer.number,
                transfer.id,
                transfer.kind.value,
                transfer.debit,
                transfer.credit,
                transfer.won,
                transfer.at.isoformat(),
                transfer.act.verb,
                transfer.act.subject,
                transfer.digest,
                transfer.reason,
                transfer.hold,
                transfer.group,
                transfer.expires.isoformat() if transfer.expires else None,
            ]
        )
        + b"\n"
    )
