"""Assets as the people of their owner see them: who may see the owner sees its files, nobody else. Erasures, for officers and
auditors."""

from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.guard import require_auditor_or_officer
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.ref_views import view_of
from naru.base.kit.refusals import Refused
from naru.data.files.core.erasure import Certificate, ErasureState
from naru.data.files.core.values import AssetView
from naru.data.files.models import Asset, Erasure


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureView:
    """An erasure as officers and auditors see it; ``certificate`` once it is carried out."""

    id: str
    thing: Ref
    state: ErasureState
    basis: str
    reason: str
    by_name: str
    decided: datetime
    certificate: Certificate | None


def erasures(by: Person) -> list[ErasureView]:
    """Newest first. Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require_auditor_or_officer(by)
    return [_view(row) for row in Erasure.objects.order_by("-id")]


def erasure(erasure_id: str, by: Person) -> ErasureView:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``."""
    require_auditor_or_officer(by)
    row = Erasure.objects.filter(id=erasure_id).first()
    if row is None:
        raise Refused("not_found")
    return _view(row)


def erased_subjects() -> frozenset[str]:
    """What lacks its bytes because they were to be destroyed."""
    return frozenset(subject for subjects in Erasure.objects.values_list("subjects", flat=True) for subject in subjects)


def _view(row: Erasure) -> ErasureView:
    return ErasureView(
        id=row.id,
        thing=Ref(row.thing_kind, row.thing_id),
        state=ErasureState(row.state),
        basis=row.basis,
        reason=row.reason,
        by_name=row.by_name,
        decided=row.decided,
        certificate=certificate_of(row) if row.erased else None,
    )


def certificate_of(row: Erasure) -> Certificate:
    """Of an erasure that is carried out."""
    assert row.erased is not None
    return Certificate(
        id=row.id,
        thing_kind=row.thing_kind,
        thing_id=row.thing_id,
        keys=row.keys,
        basis=row.basis,
        reason=row.reason,
        decided_by=row.by_name,
        decided=row.decided,
        erased=row.erased,
    )
