"""A dataset row's rights as a value."""

from dataclasses import replace
from datetime import datetime

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import OrganisationId
from naru.data.catalogue.core.entitlement import Holder, HolderKind
from naru.data.catalogue.core.rights import Rights
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.models import Dataset, Entitlement

BY_ENTITLEMENT = frozenset({Access.GRANTED.value, Access.SEALED.value})


def rights_of(row: Dataset, at: datetime | None = None) -> Rights:
    """As they are at the instant, now where none is said; asks for entitlements only where they matter (or uses those prefetched)."""
    rights = rights_without_entitlements(row)
    if row.access not in BY_ENTITLEMENT:
        return rights
    return replace(rights, entitled=_entitled(row, at or SYSTEM_CLOCK.now()))


def rights_without_entitlements(row: Dataset) -> Rights:
    """For decisions that no entitlement changes: they ask nothing, however many hold one."""
    return Rights(
        state=State(row.state),
        access=Access(row.access),
        organisation=OrganisationId(row.organisation_id) if row.organisation_id else None,
    )


def _entitled(row: Dataset, at: datetime) -> frozenset[Holder]:
    return frozenset(holder_of(each) for each in row.entitlements.all() if _is_in_force(each, at))


def holder_of(row: Entitlement) -> Holder:
    return Holder(HolderKind(row.holder_kind), row.holder_id)


def _is_in_force(row: Entitlement, at: datetime) -> bool:
    """As ``policy.in_force``."""
    revoked = row.revoked_at is not None and row.revoked_at <= at
    return not revoked and row.starts <= at and (row.ends is None or at < row.ends)
