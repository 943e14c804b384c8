"""Files lent under signed addresses: a delivery recorded, and whether the right behind it still stands."""

import time
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from django.conf import settings

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused
from naru.data.lake.values import DataFile
from naru.systems.sharing import actions, reads
from naru.systems.sharing.core import answers
from naru.systems.sharing.core.addresses import AddressSigner
from naru.systems.sharing.core.receipts import LentFile
from naru.systems.sharing.core.values import SharedVersion
from naru.systems.sharing.opened_tables import Opened
from naru.systems.sharing.secrets import installation_secret

A_MINUTE = timedelta(minutes=1)
ADDRESS_LASTS = timedelta(hours=1)
CHECKED_FOR_S = 0.5  # how long a fetch trusts the last look at its right
REMEMBERED = 10_000


@cache
def signer() -> AddressSigner:
    return AddressSigner(installation_secret())


def lend(
    table: Opened, lent: Sequence[tuple[SharedVersion, Sequence[DataFile]]], version: SharedVersion
) -> tuple[str, int]:
    """The delivery's id, and when its addresses end; no address outlives token or right. Raises ``Refused``: ``share_too_often``."""
    now = table.clock.now()
    if reads.queries_since(table.token.id, now - A_MINUTE) >= settings.NARU_SHARING_QUERIES:
        raise Refused("share_too_often", most=settings.NARU_SHARING_QUERIES)
    ends = [now + ADDRESS_LASTS, table.token.expires, *([table.right.ends] if table.right.ends else [])]
    delivery, expires = new_id(), min(ends)
    files = tuple(
        LentFile(answers.file_id(each.lake_table, file.name), file.size, file.rows)
        for each, page in lent
        for file in page
    )
    numbers = tuple(sorted({each.version_number for each, page in lent if page} | {version.version_number}))
    what = actions.Lent(
        shared=table.shared,
        dataset_id=table.right.table.dataset_id,
        token=table.token,
        right=table.right,
        version=version.number,
        numbers=numbers,
        files=files,
        expires=expires,
    )
    actions.record_delivery(what, delivery_id=delivery, clock=table.clock)
    return delivery, int(expires.timestamp() * 1000)


_looked: dict[str, tuple[float, bool]] = {}  # by delivery: when its right was last looked at, and what was seen


def require_lent(delivery_id: str) -> None:
    """That the delivery's token and right stand, as of at most half a second ago: a client asks up to eight times for one file.

    Raises ``Refused``: ``share_link_dead``.
    """
    now = time.monotonic()
    looked, stands = _looked.get(delivery_id, (-CHECKED_FOR_S, False))
    if now - looked >= CHECKED_FOR_S:
        if len(_looked) > REMEMBERED:
            _looked.clear()
        stands = reads.is_still_lent(delivery_id, SYSTEM_CLOCK.now())
        _looked[delivery_id] = (now, stands)
    if not stands:
        raise Refused("share_link_dead")
