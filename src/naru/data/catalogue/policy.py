"""Each right as one function on values, and its queryset twin beside it. Used by every door.

``may_…(person, rights)`` decides on one dataset in hand; ``…able_by(person)`` is the same decision as a condition on
rows of Dataset. A property test holds the pairs together.
"""

from django.db.models import Exists, OuterRef, Q

from naru.base.kit.person import OrganisationId, Person, Role, Scope
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core import rights as core
from naru.data.catalogue.core.rights import Rights, may_edit, may_read, may_register
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.models import Grant

__all__ = [
    "Rights",
    "editable_by",
    "may_edit",
    "may_read",
    "may_register",
    "passes",
    "readable_by",
    "require_edit",
    "require_register",
]

passes = core.passes
NOBODY = Q(pk__in=())


def readable_by(person: Person) -> Q:
    """The datasets for which ``may_read`` holds."""
    published = Q(state=State.PUBLISHED)
    everyone = published & Q(access=Access.OPEN)
    if person.is_anonymous or Scope.READ not in person.scopes:
        return everyone
    if person.is_officer:
        return ~NOBODY
    granted = Exists(Grant.objects.filter(dataset=OuterRef("pk"), organisation__in=person.organisations))
    return (
        everyone
        | published & Q(access=Access.SIGNED_IN)
        | published & Q(access=Access.GRANTED) & Q(granted)
        | Q(organisation__in=person.organisations)
    )


def editable_by(person: Person) -> Q:
    """The datasets for which ``may_edit`` holds."""
    if person.is_anonymous or not person.may_write():
        return NOBODY
    if person.is_officer:
        return ~NOBODY
    stewarded = [organisation for organisation, role in person.roles.items() if role in {Role.OWNER, Role.STEWARD}]
    return Q(organisation__in=stewarded)


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
