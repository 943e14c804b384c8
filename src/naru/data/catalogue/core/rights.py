"""Who may do what with a dataset, decided on values alone.

*Theory of operation.* A dataset names its ``readers``: marks such as ``anyone`` or ``org:<id>``. A person holds
``passes``. One may read where the two share a mark. The search index stores the readers beside each document, so the
same two functions decide in the database, in the index and on a value in hand. Entitlements begin and end by the clock,
which an index does not look at: there a dataset that is for their holders bears its own mark (``index_readers``), and who
holds one passes with the marks of the datasets that it opens at that instant.

What is sealed is for its holders alone, in whatever state it is; no index knows it.
"""

from dataclasses import dataclass, replace

from naru.base.kit.person import OrganisationId, Person, Scope
from naru.data.catalogue.core.entitlement import Holder, HolderKind, holders_of
from naru.data.catalogue.core.states import Access, State

ANYONE = "anyone"
SIGNED_IN = "signed-in"
OFFICERS = "officers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What decides: where the dataset stands, how open it is, who looks after it and who is entitled to it."""

    state: State
    access: Access
    organisation: OrganisationId | None  # None: the city itself
    entitled: frozenset[Holder] = frozenset()  # who holds an entitlement that is in force at the instant asked about


def organisation_mark(organisation: OrganisationId) -> str:
    """What the organisation's members pass with."""
    return f"org:{organisation}"


def readers(rights: Rights) -> frozenset[str]:
    """The marks that open the dataset; its own organisation and the city's officers always see it."""
    if rights.access is Access.SEALED:
        return frozenset(map(holder_mark, rights.entitled))
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
                marks |= set(map(holder_mark, rights.entitled))
    return frozenset(marks)


def holder_mark(holder: Holder) -> str:
    """What those pass with who read in the holder's name."""
    if holder.kind is HolderKind.ORGANISATION:
        return organisation_mark(OrganisationId(holder.id))
    return f"{holder.kind.value}:{holder.id}"


def dataset_mark(dataset_id: str) -> str:
    """What those pass with in the index who hold an entitlement to the dataset."""
    return f"dataset:{dataset_id}"


def index_readers(rights: Rights, dataset_id: str) -> frozenset[str]:
    """The marks beside the dataset's document: as ``readers``, with its own for all who are entitled. None where sealed."""
    if rights.access is Access.SEALED:
        return frozenset()
    by_entitlement = rights.state is State.PUBLISHED and rights.access is Access.GRANTED
    own = {dataset_mark(dataset_id)} if by_entitlement else set()
    return readers(replace(rights, entitled=frozenset())) | own


def passes(person: Person) -> frozenset[str]:
    """The marks a person holds; a token without the reading scope holds none but everyone's."""
    marks = {ANYONE}
    if person.is_anonymous or Scope.READ not in person.scopes:
        return frozenset(marks)
    marks.add(SIGNED_IN)
    marks |= set(map(holder_mark, holders_of(person)))
    if person.is_officer:
        marks.add(OFFICERS)
    return frozenset(marks)


def may_read(person: Person, rights: Rights) -> bool:
    """``policy.readable_by`` is the same for rows."""
    return not readers(rights).isdisjoint(passes(person))


def is_insider(person: Person, rights: Rights) -> bool:
    """Whether the person reads it whole as one of its own people, whatever its state: who looks after it, and officers."""
    return not passes(person).isdisjoint(readers(replace(rights, state=State.DRAFT, entitled=frozenset())))


def may_edit(person: Person, rights: Rights) -> bool:
    """Describe, load into, publish, withdraw and grant: the organisation's stewards and the city's officers.

    What is sealed, those of them that are named.
    """
    if rights.access is Access.SEALED and not may_read(person, rights):
        return False
    return may_register(person, rights.organisation)


def may_entitle(person: Person, rights: Rights) -> bool:
    """Give and revoke entitlements: who may edit the dataset, and services by what was agreed; to a sealed one services alone."""
    if person.is_system:
        return True
    return rights.access is not Access.SEALED and may_edit(person, rights)


def may_register(person: Person, organisation: OrganisationId | None) -> bool:
    """Bring a new dataset into the catalogue for an organisation, or for the city itself (None)."""
    if person.is_anonymous or not person.may_write():
        return False
    if person.service:
        return organisation is None
    return person.is_officer or (organisation is not None and person.stewards(organisation))
