"""Each right as one function on values, and its queryset twin beside it. Used by every door.

``may_…(person, rights)`` decides on one dataset in hand; ``…able_by(person)`` is the same decision as a condition on
rows of Dataset. A property test holds the pairs together.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import OrganisationId, Person, Role, Scope
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core import rights as core
from naru.data.catalogue.core.entitlement import holders_of
from naru.data.catalogue.core.rights import Rights, is_insider, may_edit, may_entitle, may_read, may_register
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.models import Entitlement

__all__ = [
    "Rights",
    "editable_by",
    "entitlements_in_force",
    "in_force",
    "is_insider",
    "may_edit",
    "may_entitle",
    "may_read",
    "may_register",
    "passes",
    "readable_by",
    "require_edit",
    "require_register",
]

NOBODY = Q(pk__in=())


def readable_by(person: Person, at: datetime | None = None) -> Q:
    """The datasets for which ``may_read`` holds at the instant; now where none is said."""
    published = Q(state=State.PUBLISHED)
    everyone = published & Q(access=Access.OPEN)
    if person.is_anonymous or Scope.READ not in person.scopes:
        return everyone
    entitled = Q(Exists(entitlements_in_force(person, at).filter(dataset=OuterRef("pk"))))
    sealed = Q(access=Access.SEALED)
    if person.is_officer:
        return ~sealed | entitled
    return (
        everyone
        | published & Q(access=Access.SIGNED_IN)
        | (published & Q(access=Access.GRANTED) | sealed) & entitled
        | Q(organisation__in=person.organisations) & ~sealed
    )


def entitlements_in_force(person: Person, at: datetime | None = None) -> QuerySet[Entitlement]:
    """Those in whose holders' names the person reads, that are in force at the instant; now where none is said."""
    at = at or SYSTEM_CLOCK.now()
    ids: dict[str, list[str]] = {}
    for holder in holders_of(person):
        ids.setdefault(holder.kind.value, []).append(holder.id)
    held = Q(pk__in=())
    for kind, each in sorted(ids.items()):
        held |= Q(holder_kind=kind, holder_id__in=sorted(each))
    return Entitlement.objects.filter(held, in_force(at))


def in_force(at: datetime) -> Q:
    """The entitlements whose ``state`` is live at the instant."""
    unrevoked = Q(revoked_at__isnull=True) | Q(revoked_at__gt=at)
    return unrevoked & Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at))


def passes(person: Person, at: datetime | None = None) -> frozenset[str]:
    """The marks with which the person finds datasets in the index, one for each dataset that entitlements open."""
    if not holders_of(person) or person.is_officer:  # officers find all that any index holds
        return core.passes(person)
    opened = entitlements_in_force(person, at).filter(dataset__access=Access.GRANTED)
    ids = opened.order_by().values_list("dataset_id", flat=True).distinct()
    return core.passes(person) | frozenset(map(core.dataset_mark, ids))


def editable_by(person: Person) -> Q:
    """The datasets for which ``may_edit`` holds."""
    if person.is_anonymous or not person.may_write():
        return NOBODY
    sealed = Q(access=Access.SEALED)
    unsealed = ~sealed | readable_by(person)
    if person.service:
        return Q(organisation__isnull=True) & unsealed
    if person.is_officer:
        return unsealed
    stewarded = [organisation for organisation, role in person.roles.items() if role in {Role.OWNER, Role.STEWARD}]
    return Q(organisation__in=stewarded) & unsealed


def require_edit(person: Person, rights: Rights) -> None:
    """Refuse as if the dataset did not exist where the person may not even read it.

    Raises ``Refused``: ``not_found``, ``sign_in_first``, ``forbidden``.
    """
    if not may_read(person, rights):
        raise Refused("not_found")
    if not may_edit(person, rights):
        raise Refused("sign_in_first" if person.is_anonymous else "forbidden")


def require_register(person: Person, organisation: OrganisationId | None) -> None:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    if not may_register(person, organisation):
        raise Refused("sign_in_first" if person.is_anonymous else "forbidden")
