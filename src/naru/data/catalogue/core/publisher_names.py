"""Whose name a publisher's is, and who may publish under it without asking."""

from collections.abc import Collection
from dataclasses import dataclass

from naru.base.kit.person import OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """A publisher's name as a dataset is about to be published under it."""

    assigned: OrganisationId | None  # by an officer
    namesakes: Collection[OrganisationId]  # organisations that are called so themselves
    published_by: Collection[OrganisationId | None]  # who looks after what is published under it; None: the city


def owners(use: NameUse) -> frozenset[OrganisationId]:
    """Whose consent counts beside an officer's: whom an officer assigned the name to, else who is called so."""
    return frozenset({use.assigned} if use.assigned else use.namesakes)


def is_foreign(use: NameUse, own: OrganisationId | None) -> bool:
    """Whether ``own`` would publish under another's name. A name that is nobody's is foreign once others published under it."""
    if mine := owners(use):
        return own not in mine
    return any(other != own for other in use.published_by)
