"""What the catalogue tells the packages above it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from naru.base.kit.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetPublished(Event):
    """It can be found and read by those to whom it is open."""

    NAME: ClassVar[str] = "catalogue.dataset_published"
    KIND: ClassVar[str] = "dataset"
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetWithdrawn(Event):
    """Nobody finds or reads it any more but those in charge."""

    NAME: ClassVar[str] = "catalogue.dataset_withdrawn"
    KIND: ClassVar[str] = "dataset"
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionAdded(Event):
    """A table's version went live: a new one, or one that was held or withdrawn before."""

    NAME: ClassVar[str] = "catalogue.version_added"
    KIND: ClassVar[str] = "dataset"
    table: str
    version: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionWithdrawn(Event):
    """A table's version that was live is shown no more."""

    NAME: ClassVar[str] = "catalogue.version_withdrawn"
    KIND: ClassVar[str] = "dataset"
    table: str
    version: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionErased(Event):
    """A version is destroyed: whoever holds a copy of its rows lets go of it."""

    NAME: ClassVar[str] = "catalogue.version_erased"
    KIND: ClassVar[str] = "dataset"
    table: str
    version: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementGranted(Event):
    """A holder may read a dataset, or parts of it, from ``starts``; ``ends`` None: until it is revoked.

    ``basis`` is a contract's, a decision's or a consent's ref as text, "" without one.
    """

    NAME: ClassVar[str] = "catalogue.entitlement_granted"
    KIND: ClassVar[str] = "entitlement"
    dataset: str
    holder_kind: str
    holder: str
    starts: datetime
    ends: datetime | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementEnded(Event):
    """It was revoked before its term was over; a term that runs out is nobody's act, and no event."""

    NAME: ClassVar[str] = "catalogue.entitlement_ended"
    KIND: ClassVar[str] = "entitlement"
    dataset: str
    holder_kind: str
    holder: str
    basis: str


EVENTS = (
    DatasetPublished,
    DatasetWithdrawn,
    VersionAdded,
    VersionWithdrawn,
    VersionErased,
    EntitlementGranted,
    EntitlementEnded,
)
