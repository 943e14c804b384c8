"""Attach an asset, open it, erase it.

The owner's system decides who may attach and erase, and calls; seeing the owner is asked here again.
"""

from pathlib import Path

from django.db import connection, transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.files import content, keystore, reads
from naru.data.files.content import Stored
from naru.data.files.core.values import AssetView
from naru.data.files.models import Asset
from naru.data.files.subjects import of_content

NAME_LENGTH, MEDIA_TYPE_LENGTH = 300, 100


@transaction.atomic
def add_asset(owner: Ref, stored: Stored, *, media_type: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> AssetView:
    """Give the owner a file that is stored already; asked twice it is there twice. Raises ``Refused``.

    ``not_found``: the owner is not for the person to see. ``asset_is_gone``: the bytes were erased between storing and
    now; storing them again mends it.
    """
    reads.require_sight(owner, by)
    _lock(stored.sha256)
    if not stored.path.exists():
        raise Refused("asset_is_gone", file=stored.name)
    row = Asset.objects.create(
        owner_kind=owner.kind,
        owner_id=owner.id,
        name=stored.name[:NAME_LENGTH],
        media_type=media_type[:MEDIA_TYPE_LENGTH],
        bytes=stored.bytes,
        sha256=stored.sha256,
        by_id=by.id,
        by_name=by.name,
        at=clock.now(),
    )
    record(by.actor, "asset.added", row.id, facts={**_facts(row), "media_type": row.media_type, "bytes": row.bytes})
    return row.to_view()


def open_asset(asset_id: str, *, by: Person) -> tuple[AssetView, Path]:
    """The asset and where its bytes lie.

    Raises ``Refused``: ``not_found``, ``asset_was_erased``, ``asset_is_gone``.
    """
    view = reads.asset(asset_id, by)
    if view.erased_at is not None:
        raise Refused("asset_was_erased", file=view.name)
    path = content.path_of(view.sha256)
    if not path.exists():
        raise Refused("asset_is_gone", file=view.name)
    return view, path


@transaction.atomic
def erase_asset(asset_id: str, *, why: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Take the asset away for good, its bytes too unless something else needs them; False if it was erased before.

    ``why`` is kept in the trail. Raises ``Refused``: ``not_found``.
    """
    reads.asset(asset_id, by)
    row = Asset.objects.select_for_update().get(id=asset_id)
    if row.erased_at is not None:
        return False
    row.erased_at = clock.now()
    row.save(update_fields=["erased_at"])
    record(by.actor, "asset.erased", row.id, facts={**_facts(row), "sha256": row.sha256, "why": why})
    transaction.on_commit(lambda: remove_unneeded(row.sha256))
    return True


def remove_unneeded(sha256: str) -> bool:
    """Take a content off the disk that no asset and no package needs any more; whether it was there and was taken."""
    crash.point("files.erased")
    with transaction.atomic():
        _lock(sha256)
        if reads.live_uses(sha256) or content.is_in_use(sha256):
            return False
        keystore.destroy(of_content(sha256))  # copies in backups go with it
        return content.remove(sha256)


def finish_erasures() -> int:
    """Take away what was erased and is still there, left by a crash; returns how many contents."""
    erased = Asset.objects.filter(erased_at__isnull=False).values_list("sha256", flat=True).distinct()
    return sum(remove_unneeded(sha256) for sha256 in erased.iterator() if content.path_of(sha256).exists())


def _lock(sha256: str) -> None:
    """One attaches or takes away a content at a time; SQLite's transactions that write are alone anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def _facts(row: Asset) -> dict[str, str]:
    return {"owner_kind": row.owner_kind, "owner_id": row.owner_id}
