"""Who may do what with a dataset, decided on values alone.

*Theory of operation.* A dataset names its ``readers``: marks such as ``anyone`` or ``org:<id>``. A person holds
``passes``. One may read where the two share a mark. The search index stores the readers beside each document, so the
same two functions decide in the database, in the index and on a value in hand.
"""

from dataclasses import dataclass

from naru.base.kit.person import OrganisationId, Person, Scope
from naru.data.catalogue.core.states import Access, State

ANYONE = "anyone"
SIGNED_IN = "signed-in"
OFFICERS = "officers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What decides: where the dataset stands, how open it is, who looks after it and whom it was granted to."""

    state: State
    access: Access
    organisation: OrganisationId | None  # None: the city itself
    granted: frozenset[OrganisationId] = frozenset()


def organisation_mark(organisation: OrganisationId) -> str:
    """What the organisation's members pass with."""
    return f"org:{organisation}"


def readers(rights: Rights) -> frozenset[str]:
    """The marks that open the dataset; its own organisation and the city's officers always see it."""
    marks = {OFFICERS}
    if rights.organisation:
        marks.add(organisation_mark(rights.organisation))
    if rights.state is State.PUBLISHED:
        match rights.access:
            case Access.OPEN:
                marks.add(ANYONE)
            case Access.SIGNED_IN:
                marks.add(SIGNED_IN)
            case Access.GRANTED:
                marks |= {organisation_mark(organisation) for organisation in rights.granted}
    return frozenset(marks)


def passes(person: Person) -> frozenset[str]:
    """The marks a person holds; a token without the reading scope holds none but everyone's."""
    marks = {ANYONE}
    if person.is_anonymous or Scope.READ not in person.scopes:
        return frozenset(marks)
    marks.add(SIGNED_IN)
    marks |= {organisation_mark(organisation) for organisation in person.organisations}
    if person.is_officer:
        marks.add(OFFICERS)
    return frozenset(marks)


def may_read(person: Person, rights: Rights) -> bool:
    """``policy.readable_by`` is the same for rows."""
    return not readers(rights).isdisjoint(passes(person))


def may_edit(person: Person, rights: Rights) -> bool:
    """Describe, load into, publish, withdraw and grant: the organisation's stewards and the city's officers."""
    return may_register(person, rights.organisation)


def may_register(person: Person, organisation: OrganisationId | None) -> bool:
    """Bring a new dataset into the catalogue for an organisation, or for the city itself (None)."""
    if person.is_anonymous or not person.may_write():
        return False
    return person.is_officer or (organisation is not None and person.stewards(organisation))
