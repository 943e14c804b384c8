"""What the catalogue's API takes and gives of entitlements."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AwareDatetime

from naru.data.catalogue.core.entitlement import (
    Entitlement,
    Holder,
    HolderKind,
    TableScope,
    Terms,
    TermState,
    Versions,
)
from naru.data.catalogue.shapes import Choices, Code, Line, Number

Numbers = Annotated[list[Number], Field(max_length=1000)]


class TableScopeIn(Schema):
    columns: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=2000)] | None = None
    rows: Choices = []
    later_than: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    versions: Numbers = []

    def to_scope(self) -> TableScope:
        return TableScope(
            columns=None if self.columns is None else tuple(self.columns),
            rows=tuple(self.rows),
            versions=Versions(later_than=self.later_than, chosen=tuple(self.versions)),
        )


class EntitlementIn(Schema):
    holder_kind: Literal["organisation", "person"] = "organisation"
    holder: Code
    tables: dict[Code, TableScopeIn] | None = None
    starts: AwareDatetime | None = None
    ends: AwareDatetime | None = None
    basis_text: Line = ""
    purpose: Line = ""

    def to_holder(self) -> Holder:
        return Holder(HolderKind(self.holder_kind), self.holder)

    def to_terms(self) -> Terms:
        tables = self.tables
        return Terms(
            tables=None if tables is None else {name: scope.to_scope() for name, scope in tables.items()},
            starts=self.starts,
            ends=self.ends,
            basis_text=self.basis_text,
            purpose=self.purpose,
        )


class TableScopeOut(Schema):
    columns: list[str] | None
    rows: list[str]
    later_than: int | None
    versions: list[int]

    @classmethod
    def of(cls, scope: TableScope) -> "TableScopeOut":
        return cls(
            columns=None if scope.columns is None else list(scope.columns),
            rows=list(scope.rows),
            later_than=scope.versions.later_than,
            versions=list(scope.versions.chosen),
        )


class EntitlementOut(Schema):
    id: str
    dataset_id: str
    holder_kind: HolderKind
    holder: str
    state: TermState
    tables: dict[str, TableScopeOut] | None
    starts: datetime | None
    ends: datetime | None
    basis_text: str
    purpose: str
    at: datetime
    revoked_at: datetime | None
    revoked_reason: str

    @classmethod
    def of(cls, entitlement: Entitlement, now: datetime) -> "EntitlementOut":
        terms, scopes = entitlement.terms, entitlement.terms.tables
        return cls(
            id=entitlement.id,
            dataset_id=entitlement.dataset_id,
            holder_kind=entitlement.holder.kind,
            holder=entitlement.holder.id,
            state=entitlement.state(now),
            tables=None if scopes is None else {each: TableScopeOut.of(scope) for each, scope in scopes.items()},
            starts=terms.starts,
            ends=terms.ends,
            basis_text=terms.basis_text,
            purpose=terms.purpose,
            at=entitlement.at,
            revoked_at=entitlement.revoked_at,
            revoked_reason=entitlement.revoked_reason,
        )
