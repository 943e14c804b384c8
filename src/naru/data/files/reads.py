"""Assets as the people of their owner see them: who may see the owner sees its files, nobody else."""

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.data.files.core.values import AssetView
from naru.data.files.models import Asset


def assets_of(owner: Ref, by: Person) -> list[AssetView]:
    """The owner's assets in the order they came, erased ones left out. Raises ``Refused``: ``not_found``."""
    require_sight(owner, by)
    rows = Asset.objects.filter(owner_kind=owner.kind, owner_id=owner.id, erased_at=None).order_by("id")
    return [row.to_view() for row in rows]


def asset(asset_id: str, by: Person) -> AssetView:
    """One asset, erased or not: that it was there is told. Raises ``Refused``: ``not_found``."""
    row = Asset.objects.filter(id=asset_id).first()
    if row is None:
        raise Refused("not_found")
    require_sight(Ref(row.owner_kind, row.owner_id), by)
    return row.to_view()


def require_sight(owner: Ref, by: Person) -> None:
    """What one may not see does not exist for one. Raises ``Refused``: ``not_found``."""
    if not by.is_system and view_of(owner, by) is None:
        raise Refused("not_found")


def live_uses(sha256: str) -> int:
    """How many assets still stand for this content."""
    return Asset.objects.filter(sha256=sha256, erased_at=None).count()
