"""What a holder may read of a table: the one place of sharing that asks the catalogue for rights.

A holder is written ``organisation:<id>`` or ``person:<id>``. Only what entitlements give counts here: what is open to everyone,
or a holder's own, is read at the doors where everyone reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import ibis.expr.types as ir

from naru.base.kit.person import OrganisationId, Person, PersonId, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.values import DatasetId

ORGANISATION, PERSON = "organisation", "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRight:
    """``key`` is equal for rights to the same cells, "" for the whole; ``ends`` is None where no end is set."""

    key: str = ""
    ends: datetime | None = None
    ids: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.key == ""

    def admits(self, number: int) -> bool:
        """Whether the version of this number, as the catalogue counts, may be read."""
        return True

    def scoped(self, table: ir.Table, columns: Sequence[Column]) -> ir.Table:
        """The version's rows and columns as far as the right goes."""
        return table


def organisation_holder(organisation: OrganisationId) -> str:
    return f"{ORGANISATION}:{organisation}"


def holder_words(holder: str) -> Words:
    kind, _, id_ = holder.partition(":")
    if kind == ORGANISATION:
        return people.organisation(OrganisationId(id_)).name
    return Words(people.person(PersonId(id_)).name, people.person(PersonId(id_)).name)


def reader(holder: str) -> Person:
    """The holder as someone who reads the catalogue: no more than a member of that organisation, or that person, may see."""
    kind, _, id_ = holder.partition(":")
    roles = {OrganisationId(id_): Role.MEMBER} if kind == ORGANISATION else {}
    person_id = PersonId(holder if kind == ORGANISATION else id_)
    return Person(id=person_id, name="", roles=roles, scopes=frozenset({Scope.READ}))


def entitled_tables(holder: str, at: datetime) -> list[str]:
    """The ids of all tables to which the holder has a right now, in the order they were made."""
    granted = _granted(holder)
    tables = [table for dataset_id in granted for table in catalogue.tables_of(dataset_id, reader(holder))]
    return [table.id for table in tables if table.live is not None]


def table_right(holder: str, table_id: str, at: datetime) -> TableRight | None:
    """None where nothing of the table may be read now."""
    try:
        dataset_id = catalogue.table(table_id, reader(holder)).dataset_id
    except Refused:
        return None
    return TableRight() if dataset_id in _granted(holder) else None


def holders(at: datetime) -> list[str]:
    """All that have any entitlement now."""
    each = (organisation_holder(organisation.id) for organisation in people.organisations())
    return sorted(holder for holder in each if _granted(holder))


def _granted(holder: str) -> list[DatasetId]:
    _, _, id_ = holder.partition(":")
    return [dataset.id for dataset in catalogue.granted_to(OrganisationId(id_), reader(holder))]
