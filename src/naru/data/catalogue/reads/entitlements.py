"""Entitlements, and what they give whom of which table at an instant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q, QuerySet

from naru.base.kit.actor import actor_words
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.data.catalogue import policy
from naru.data.catalogue.core.entitlement import (
    WHOLE,
    Entitlement,
    EntitlementId,
    Holder,
    HolderKind,
    ReadScope,
    TableScope,
    Terms,
    holders_of,
    union,
)
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import DatasetId
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Entitlement as EntitlementRow
from naru.data.catalogue.models import Table as TableRow
from naru.data.catalogue.reads.rights import holder_of, rights_of

Who = Person | Holder


def entitlement(entitlement_id: str, person: Person) -> Entitlement:
    """For its holder, who may give it, and auditors. Raises ``Refused``: ``not_found``."""
    row = _rows().filter(id=entitlement_id).first() if is_id(entitlement_id) else None
    if row is None or not _may_see(row, person):
        raise Refused("not_found")
    return entitlement_value(row)


def entitlements_of(holder: Holder, person: Person) -> list[Entitlement]:
    """All that the holder has or had, newest first, as far as the person may see them."""
    rows = _rows().filter(holder_kind=holder.kind, holder_id=holder.id).order_by("-at", "-id")
    return [entitlement_value(row) for row in rows if _may_see(row, person)]


def entitlements_on(dataset_id: str, person: Person) -> list[Entitlement]:
    """Whoever has or had one to the dataset, the oldest first. Raises ``Refused`` as ``policy.require_edit``."""
    row = DatasetRow.objects.filter(id=dataset_id).first() if is_id(dataset_id) else None
    if row is None:
        raise Refused("not_found")
    policy.require_edit(person, rights_of(row))
    return [entitlement_value(each) for each in _rows().filter(dataset=row).order_by("at", "id")]


def read_scope(who: Who, table_id: str, at: datetime) -> ReadScope | None:
    """What may be read of a table at the instant; None: nothing, which is told as if there were no such table.

    A holder has what entitlements give and nothing else; a person also what is open, and their own organisations'.
    """
    row = TableRow.objects.select_related("dataset").filter(id=table_id).first()
    return Scopes.of(who, at).of_table(row) if row else None


def dataset_scope(who: Who, dataset_id: str, at: datetime) -> bool:
    """Whether anything of the dataset may be read at the instant."""
    row = DatasetRow.objects.filter(id=dataset_id).first()
    return row is not None and Scopes.of(who, at).reads(row)


def entitlement_used(person: Person, table_id: str, at: datetime) -> Entitlement | None:
    """The newest of those by which the person reads the table; None where none is needed: it is open, or their own."""
    row = TableRow.objects.select_related("dataset").filter(id=table_id).first()
    return Scopes.of(person, at).used(row) if row else None


def require_still(who: Who, table_id: str, version: int, scope: ReadScope, at: datetime) -> None:
    """That who began to read a version in this scope may go on. Raises ``Refused``: ``right_ended``.

    A scope that became another ends the reading too, also where it became larger: what was begun is not what it gives.
    """
    now = read_scope(who, table_id, at)
    still = now.at_version(version) if now else None
    if still is None or still.key() != scope.key():
        raise Refused("right_ended")


@dataclass(frozen=True)
class Scopes:
    """What one reader has at one instant: at most one question for all of it, however many tables are asked about."""

    who: Who
    at: datetime

    @classmethod
    def of(cls, who: Who, at: datetime | None = None) -> "Scopes":
        """Now where no instant is said."""
        return cls(who, at or SYSTEM_CLOCK.now())

    def of_table(self, row: TableRow) -> ReadScope | None:
        """``row`` with its dataset."""
        if self._reads_whole(row.dataset):
            return WHOLE
        if not _opens_to_holders(row.dataset):
            return None
        return union(terms.scope_of(row.id) for terms in self._given.get(row.dataset_id, ()))

    def reads(self, row: DatasetRow) -> bool:
        return self._reads_whole(row) or (_opens_to_holders(row) and row.id in self._given)

    def used(self, row: TableRow) -> Entitlement | None:
        """As ``entitlement_used``; ``row`` with its dataset."""
        if self._reads_whole(row.dataset):
            return None
        giving = [
            each
            for each in self._held
            if each.dataset_id == row.dataset_id and terms_of(each).scope_of(row.id) is not None
        ]
        newest = max(giving, key=lambda each: (each.at, each.id), default=None)
        return entitlement_value(newest) if newest else None

    def tables_left_out(self) -> Q | None:
        """Those of datasets that the reader may read in part which no part names; None where there are none."""
        named = {each: _named(terms) for each, terms in self._given.items() if each in self._in_part}
        parts = {each: tables for each, tables in named.items() if tables is not None}
        if not parts:
            return None
        return Q(dataset__in=sorted(parts)) & ~Q(id__in=sorted(set[str]().union(*parts.values())))

    @cached_property
    def _held(self) -> list[EntitlementRow]:
        """Those in force, with their datasets."""
        if isinstance(self.who, Holder):
            held = EntitlementRow.objects.filter(
                policy.in_force(self.at), holder_kind=self.who.kind, holder_id=self.who.id
            )
        elif holders_of(self.who):
            held = policy.entitlements_in_force(self.who, self.at)
        else:
            return []
        return list(held.select_related("dataset"))

    @cached_property
    def _given(self) -> dict[str, list[Terms]]:
        given: dict[str, list[Terms]] = defaultdict(list)
        for row in self._held:
            given[row.dataset_id].append(terms_of(row))
        return given

    @cached_property
    def _in_part(self) -> set[str]:
        return {row.dataset_id for row in self._held if not self._reads_whole(row.dataset)}

    def _reads_whole(self, row: DatasetRow) -> bool:
        """By how open it is, or as one of its own people; that asks for no entitlement."""
        if isinstance(self.who, Holder):
            return False
        rights = policy.Rights(
            state=State(row.state),
            access=Access(row.access),
            organisation=OrganisationId(row.organisation_id) if row.organisation_id else None,
        )
        return policy.may_read(self.who, rights)


def _named(given: Iterable[Terms]) -> set[str] | None:
    """The tables that they name; None where one of them gives every table."""
    tables: set[str] = set()
    for terms in given:
        if terms.tables is None:
            return None
        tables |= set(terms.tables)
    return tables


def _opens_to_holders(row: DatasetRow) -> bool:
    return row.access == Access.SEALED or (row.access == Access.GRANTED and row.state == State.PUBLISHED)


def _rows() -> QuerySet[EntitlementRow]:
    return EntitlementRow.objects.select_related("dataset")


def _may_see(row: EntitlementRow, person: Person) -> bool:
    if person.is_auditor or holder_of(row) in holders_of(person):
        return True
    return policy.may_entitle(person, rights_of(row.dataset))


def entitlement_value(row: EntitlementRow) -> Entitlement:
    return Entitlement(
        id=EntitlementId(row.id),
        dataset_id=DatasetId(row.dataset_id),
        holder=holder_of(row),
        terms=terms_of(row),
        by=actor_words(row.by_id, row.by_name),
        at=row.at,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
    )


def terms_of(row: EntitlementRow) -> Terms:
    tables = {table_id: TableScope.from_json(scope) for table_id, scope in row.tables.items()} if row.tables else None
    return Terms(
        tables={} if row.tables == {} else tables,
        starts=row.starts,
        ends=row.ends,
        basis=Ref(row.basis_kind, row.basis_id) if row.basis_kind else None,
        basis_text=row.basis_text,
        purpose=row.purpose,
    )


def holder_words(holder: Holder) -> Words:
    """What the holder is called. Raises ``Refused``: ``not_found``."""
    match holder.kind:
        case HolderKind.ORGANISATION:
            return people.organisation(holder.id).name
        case HolderKind.PERSON:
            name = people.account_of(PersonId(holder.id)).name
            return Words(name, name)
        case HolderKind.SERVICE:
            return Words(holder.id, holder.id)


def entitled_to(holder: Holder) -> Q:
    """Datasets to which the holder has an entitlement in force now."""
    rows = EntitlementRow.objects.filter(
        policy.in_force(SYSTEM_CLOCK.now()), holder_kind=holder.kind, holder_id=holder.id
    )
    return Q(id__in=rows.values("dataset"))
