"""What query answers with."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.entitlement import WHOLE, ReadScope
from naru.data.lake.values import TableRef


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """One version of a table that the asker may read."""

    id: str
    sql_name: str
    name: str
    dataset_id: str
    dataset_title: str
    dataset_title_en: str
    version: int  # as the catalogue counts
    ref: TableRef  # as the lake counts
    columns: tuple[Column, ...]
    rows: int
    scope: ReadScope = WHOLE  # what of it the asker may read; ``columns`` and ``rows`` are what that leaves
    whole_columns: tuple[Column, ...] = ()  # where the scope is a part: all of them
    is_open: bool = False  # everyone may read it
    at: datetime | None = None  # when the version came

    @property
    def subject(self) -> str:
        """What the table is about, in the words of whoever named it."""
        return f"{self.dataset_title} {self.name}"

    @property
    def dataset_words(self) -> Words:
        """The dataset's title in both languages; the Korean one stands where there is no other."""
        return Words(self.dataset_title, self.dataset_title_en or self.dataset_title)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultColumn:
    """``type`` is integer, decimal, boolean, date, datetime, time, geometry, json or text."""

    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlResult:
    """The answer to one SELECT, made of JSON values; ``truncated`` when more rows exist than were sent."""

    columns: tuple[ResultColumn, ...]
    rows: list[list[Any]]
    seconds: float
    truncated: bool

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlLimits:
    """What one query may take: seconds by the clock, rows and bytes of its answer, mebibytes of its process."""

    seconds: float = 10.0
    rows: int = 10_000
    bytes: int = 16 << 20
    memory_mib: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """``rows`` hold JSON values by column key; ``total`` is known without a filter or when it was counted; ``next`` is
    the cursor of the page behind, None on the last."""

    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]
    next: str | None
    total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line of a person's history; ``refused`` is the refusal's code, "" for a query that was answered."""

    id: str
    text: str
    at: datetime
    seconds: float
    rows: int
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A query that is shared by link; ``by`` is a name, "" for nobody known."""

    id: str
    title: str
    text: str
    by: str
    at: datetime
