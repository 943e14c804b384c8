"""Who may read which rows of a dataset, on what basis, and from when until when: decided on values and an instant.

*Theory of operation.* An entitlement gives one holder a scope of each table: columns, rows and versions. What several of
them give one reader is their union, exact to the cell: a row is seen where some part gives it, and of that row the cells
which the parts that give it give. The state of an entitlement is never stored; it follows from its term at the instant
somebody reads, so that none is forgotten open and none needs a job to end it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType, Self

from naru.base.kit.canonical import canonical_json, sha256_of
from naru.base.kit.person import OrganisationId, Person, PersonId, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.row_filters import find_column, parse_filter

EntitlementId = NewType("EntitlementId", str)


class HolderKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    SERVICE = "service"  # a named part of this installation, or a program outside that reads for somebody


@dataclass(frozen=True, slots=True)
class Holder:
    """In whose name is read."""

    kind: HolderKind
    id: str

    @classmethod
    def person(cls, id_: PersonId) -> Self:
        return cls(HolderKind.PERSON, id_)

    @classmethod
    def organisation(cls, id_: OrganisationId) -> Self:
        return cls(HolderKind.ORGANISATION, id_)

    @classmethod
    def service(cls, name: str) -> Self:
        return cls(HolderKind.SERVICE, name)


def holders_of(person: Person) -> frozenset[Holder]:
    """In whose names a person reads: their own and their organisations'; a service in its own, a token that may not read in none."""
    if person.is_anonymous or Scope.READ not in person.scopes:
        return frozenset()
    if person.service:
        return frozenset({Holder.service(person.service)})
    return frozenset({Holder.person(person.id), *map(Holder.organisation, person.organisations)})


class TermState(StrEnum):
    COMING = "coming"
    LIVE = "live"
    ENDED = "ended"
    REVOKED = "revoked"


TERM_STATE_WORDS = {
    TermState.COMING: Words("시작 전", "Not yet begun"),
    TermState.LIVE: Words("이용 중", "In force"),
    TermState.ENDED: Words("끝남", "Ended"),
    TermState.REVOKED: Words("거둠", "Revoked"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Which versions of a table: all where neither is said; those later than a number, or a list of chosen ones."""

    later_than: int | None = None
    chosen: tuple[int, ...] = ()

    def admits(self, number: int) -> bool:
        if self.chosen:
            return number in self.chosen
        return self.later_than is None or number > self.later_than


@dataclass(frozen=True, slots=True, kw_only=True)
class TableScope:
    """A part of a table: ``columns`` by alias (None: all, later ones too) of the rows for which all of ``rows`` hold.

    ``rows`` are conditions as the rows API writes them: ``구:eq:중구``.
    """

    columns: tuple[str, ...] | None = None
    rows: tuple[str, ...] = ()
    versions: Versions = Versions()

    def gives(self, column: Column) -> bool:
        return self.columns is None or column.alias in self.columns

    def to_json(self) -> dict[str, Any]:
        return {
            "columns": None if self.columns is None else sorted(set(self.columns)),
            "rows": sorted(set(self.rows)),
            "later_than": self.versions.later_than,
            "chosen": sorted(set(self.versions.chosen)),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        columns = stored["columns"]
        return cls(
            columns=None if columns is None else tuple(columns),
            rows=tuple(stored["rows"]),
            versions=Versions(later_than=stored["later_than"], chosen=tuple(stored["chosen"])),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadScope:
    """What one may read of a table: the union of its parts."""

    parts: tuple[TableScope, ...]

    @property
    def is_whole(self) -> bool:
        return TableScope() in self.parts

    @property
    def narrows_rows(self) -> bool:
        """Whether some rows may be unseen."""
        return all(part.rows for part in self.parts)

    def at_version(self, number: int) -> "ReadScope | None":
        """What it gives of one version, which is all that its parts then speak of; None where nothing."""
        parts = tuple(replace(part, versions=Versions()) for part in self.parts if part.versions.admits(number))
        return ReadScope(parts=parts) if parts else None

    def columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Those of a version's columns that may be seen in some row; of a reader of parts without what all rows tell."""
        if self.is_whole:
            return tuple(columns)
        seen = (column for column in columns if any(part.gives(column) for part in self.parts))
        return tuple(map(_unprofiled, seen)) if self.hides_cells(columns) else tuple(seen)

    def hides_cells(self, columns: Sequence[Column]) -> bool:
        """Whether a cell of a seen column may be unseen: then what was counted over all rows is not to be told."""
        return self.narrows_rows or any(
            any(part.gives(column) for part in self.parts)
            and all(part.rows for part in self.parts if part.gives(column))
            for column in columns
        )

    def key(self) -> str:
        """Equal for scopes that give the same, "" for the whole: what is cached for one reader serves the other."""
        if self.is_whole:
            return ""
        parts = sorted(canonical_json(part.to_json()) for part in self.parts)
        return sha256_of(b"\n".join(parts))[:16]


WHOLE = ReadScope(parts=(TableScope(),))


def _unprofiled(column: Column) -> Column:
    return replace(column, nulls=0, distinct=0, profile=None, totals=())


def union(scopes: Iterable[ReadScope | None]) -> ReadScope | None:
    """What all of them give together; None where none gives anything."""
    parts = tuple(dict.fromkeys(part for scope in scopes if scope is not None for part in scope.parts))
    return ReadScope(parts=parts) if parts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is given, for how long and why. ``tables``: by table id; None is every table of the dataset, whole.

    ``starts`` belongs to the term and ``ends`` does not; None: from the moment it is granted, until it is revoked.
    ``basis`` is the contract, decision or consent that it leans on.
    """

    tables: Mapping[str, TableScope] | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    basis: Ref | None = None
    basis_text: str = ""
    purpose: str = ""

    def scope_of(self, table_id: str) -> ReadScope | None:
        """What it gives of a table, whatever the instant."""
        if self.tables is None:
            return WHOLE
        scope = self.tables.get(table_id)
        return ReadScope(parts=(scope,)) if scope else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """One holder's right to read; for ever kept, also when it is over."""

    id: EntitlementId
    dataset_id: str
    holder: Holder
    terms: Terms
    by: Words
    at: datetime
    revoked_at: datetime | None = None
    revoked_reason: str = ""

    def state(self, at: datetime) -> TermState:
        return term_state(self.terms, self.revoked_at, at)


def term_state(terms: Terms, revoked_at: datetime | None, at: datetime) -> TermState:
    """Revoked from the instant of it on; before its start coming, from its end on ended."""
    if revoked_at is not None and at >= revoked_at:
        return TermState.REVOKED
    if terms.starts is not None and at < terms.starts:
        return TermState.COMING
    if terms.ends is not None and at >= terms.ends:
        return TermState.ENDED
    return TermState.LIVE


def effective(entitlements: Iterable[Entitlement], table_id: str, at: datetime) -> ReadScope | None:
    """What those in force at the instant give of a table together."""
    live = (each for each in entitlements if each.state(at) is TermState.LIVE)
    return union(each.terms.scope_of(table_id) for each in live)


def checked(terms: Terms, tables: Mapping[str, Sequence[Column]], now: datetime) -> Terms:
    """The terms with their start and with columns by alias, where they can be kept at all.

    ``tables``: the columns of the dataset's tables by id. Raises ``Refused``: ``entitlement_term``,
    ``entitlement_table_unknown``, and as ``find_column`` and ``parse_filter``.
    """
    starts = terms.starts or now
    if terms.ends is not None and terms.ends <= starts:
        raise Refused("entitlement_term", starts=starts.isoformat(), ends=terms.ends.isoformat())
    if terms.tables is None:
        return replace(terms, starts=starts)
    if unknown := [table_id for table_id in terms.tables if table_id not in tables]:
        raise Refused("entitlement_table_unknown", table=unknown[0][:100])
    scopes = {table_id: _checked_scope(scope, tables[table_id]) for table_id, scope in terms.tables.items()}
    return replace(terms, starts=starts, tables=scopes)


def _checked_scope(scope: TableScope, columns: Sequence[Column]) -> TableScope:
    for text in scope.rows:
        parse_filter(columns, text)
    if scope.columns is None:
        return scope
    return replace(scope, columns=tuple(find_column(columns, name).alias for name in scope.columns))
