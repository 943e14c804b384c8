"""What a holder may read of a table: the one place of sharing that asks the catalogue for rights.

A holder is written ``organisation:<id>`` or ``person:<id>``. Only what entitlements give counts here: what is open to everyone,
or a holder's own, is read at the doors where everyone reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import ibis.expr.types as ir

from naru.base.kit.person import SYSTEM, OrganisationId, Person, PersonId, Role, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.entitlement import Entitlement, Holder, HolderKind, ReadScope, TermState
from naru.data.catalogue.core.scope_tables import scoped
from naru.data.catalogue.core.values import DatasetId, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRight:
    """What all entitlements in force give together; ``ends`` is None where one of them has no end."""

    table: Table
    scope: ReadScope
    ends: datetime | None
    ids: tuple[str, ...]

    def admits(self, number: int) -> bool:
        """Whether the version of this number, as the catalogue counts, may be read."""
        return self.scope.at_version(number) is not None

    def key(self, number: int) -> str:
        """Equal for rights to the same cells of the version, "" for the whole."""
        key = cells_key(self.scope, number)
        assert key is not None, "a version that the right admits"
        return key

    def rows(self, table: ir.Table, columns: Sequence[Column], number: int) -> ir.Table:
        """The version's rows and cells as far as the right goes; ``columns`` are all that it has."""
        scope = self.scope.at_version(number)
        assert scope is not None, "a version that the right admits"
        return scoped(table, columns, scope)


def organisation_holder(organisation: OrganisationId) -> str:
    return f"{HolderKind.ORGANISATION}:{organisation}"


def holder_of(text: str) -> Holder:
    """Raises ``Refused``: ``not_found`` for what is no holder's name."""
    kind, _, id_ = text.partition(":")
    if kind not in {HolderKind.ORGANISATION, HolderKind.PERSON} or not id_:
        raise Refused("not_found")
    return Holder(HolderKind(kind), id_)


def holder_words(text: str) -> Words:
    """What the holder is called. Raises ``Refused``: ``not_found``."""
    return catalogue.holder_words(holder_of(text))


def reader(text: str) -> Person:
    """The holder as someone who reads the catalogue: no more than a member of that organisation, or that person, may see."""
    holder = holder_of(text)
    if holder.kind is HolderKind.PERSON:
        return Person(id=PersonId(holder.id), name="", scopes=frozenset({Scope.READ}))
    roles = {OrganisationId(holder.id): Role.MEMBER}
    return Person(id=PersonId(text), name="", roles=roles, scopes=frozenset({Scope.READ}))


def entitled_tables(text: str, at: datetime) -> list[str]:
    """The ids of all tables with live rows to which the holder has a right now, dataset by dataset."""
    datasets = dict.fromkeys(each.dataset_id for each in _in_force(text, at))
    tables = [table for dataset_id in datasets for table in _tables_of(dataset_id, text)]
    return [table for table in tables if catalogue.read_scope(holder_of(text), table, at) is not None]


def scope_of(text: str, table_id: str, at: datetime) -> ReadScope | None:
    """What of the table may be read now, however long; None: nothing."""
    return catalogue.read_scope(holder_of(text), table_id, at)


def cells_key(scope: ReadScope, number: int) -> str | None:
    """As ``TableRight.key``; None where the scope does not admit the version."""
    part = scope.at_version(number)
    return None if part is None else part.key()


def table_right(text: str, table_id: str, at: datetime) -> TableRight | None:
    """None where nothing of the table may be read now."""
    scope = scope_of(text, table_id, at)
    if scope is None:
        return None
    table = catalogue.table(table_id, reader(text))
    held = [each for each in _in_force(text, at) if each.dataset_id == table.dataset_id]
    giving = [each for each in held if each.terms.scope_of(table_id) is not None]
    ends = [each.terms.ends for each in giving]
    last = None if None in ends or not ends else max(end for end in ends if end is not None)
    return TableRight(table=table, scope=scope, ends=last, ids=tuple(each.id for each in giving))


def holders(at: datetime) -> list[str]:
    """The organisations that have any entitlement now. A person's tables get their names when the person looks."""
    each = (organisation_holder(organisation.id) for organisation in people.organisations())
    return sorted(holder for holder in each if _in_force(holder, at))


def _in_force(text: str, at: datetime) -> list[Entitlement]:
    held = catalogue.entitlements_of(holder_of(text), SYSTEM)
    return [each for each in held if each.state(at) is TermState.LIVE]


def _tables_of(dataset_id: str, text: str) -> list[str]:
    return [table.id for table in catalogue.tables_of(DatasetId(dataset_id), reader(text)) if table.live is not None]
