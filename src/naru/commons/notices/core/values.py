"""Who is to be told; where an organisation hears of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from naru.base.kit.person import OrganisationId, PersonId, Role


@dataclass(frozen=True, slots=True)
class ToPerson:
    person_id: PersonId | str


@dataclass(frozen=True, slots=True)
class ToOrganisation:
    """Its members of at least this role, and its webhooks."""

    organisation_id: OrganisationId | str
    least: Role = Role.STEWARD


@dataclass(frozen=True, slots=True)
class ToRole:
    """Whoever holds a role in the city."""

    role: Literal["officer", "auditor"]


Recipient: TypeAlias = ToPerson | ToOrganisation | ToRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """An address of an organisation that hears what the organisation is told."""

    id: str
    organisation_id: OrganisationId
    url: str
    added: datetime


ROLE_ORDER = tuple(Role)


def holds_at_least(role: Role, least: Role) -> bool:
    return ROLE_ORDER.index(role) <= ROLE_ORDER.index(least)
