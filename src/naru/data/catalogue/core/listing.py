"""What a listing of the whole catalogue is asked for, and what it says of each dataset."""

from dataclasses import dataclass
from datetime import datetime

from naru.data.catalogue.core.values import Dataset, Distribution, TableId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingFilter:
    """Published datasets that changed from ``since`` to ``until``, both included; ``keyword`` is one of theirs, whole.

    ``with_withdrawn``: also those that were withdrawn and that whoever asks could read before.
    """

    since: datetime | None = None
    until: datetime | None = None
    publisher: str = ""  # its slug
    theme: str = ""
    licence: str = ""
    keyword: str = ""
    format: str = ""  # small letters
    formats: tuple[str, ...] = ()  # one of these, of a file that lies elsewhere
    ids: tuple[str, ...] | None = None
    with_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """After which dataset a listing goes on: when it changed, then its id."""

    changed: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSummary:
    """A table's newest version that whoever asks may read, as a list needs it: without its columns."""

    id: TableId
    name: str
    sql_name: str
    version: int
    rows: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A dataset with the ways to its data; one that was withdrawn comes without any."""

    dataset: Dataset
    distributions: tuple[Distribution, ...] = ()
    tables: tuple[TableSummary, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.dataset.changed, self.dataset.id)
