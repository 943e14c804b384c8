"""What goes into reading a table and what comes out of it: hints, grids, findings and the report."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Self

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.version_changes import VersionChanges
from naru.data.tables.core.values import PersonalFinding

Cell = str | int | float | bool | Decimal | datetime | date | time | timedelta | None

COLUMNS_LIMIT = 4_096  # of one table, whatever its format

Progress = Callable[[int, int, str], None]
"""Called with what is done, what there is to do, and a code of `STEPS`."""

STEPS = ("encoding", "reading", "typing", "profiling", "writing")


def silent(done: int, total: int, step: str) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHint:
    """What a person decided about one column; ``source`` is its name in the file, nothing else need be given."""

    source: str
    name: str | None = None
    alias: str | None = None
    type: ColumnType | None = None
    unit: str | None = None
    meaning: Meaning | None = None
    drop: bool = False

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """The inverse of ``asdict``. Raises ValueError for a type or meaning that is none."""
        kind, meaning = stored.get("type"), stored.get("meaning")
        decided = {"type": ColumnType(kind) if kind else None, "meaning": Meaning(meaning) if meaning else None}
        return cls(**{**stored, **decided})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a person fixed, remembered for a source's next file; None leaves a question to the reader."""

    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None  # 1-based row of the header's first row
    header_rows: int | None = None  # how many rows the header has; 0: the file has none
    columns: tuple[ColumnHint, ...] = ()
    key: tuple[str, ...] = ()  # names of the columns that identify a row, for row differences
    drop_totals: bool = False  # rows that are sums of others are kept aside

    def column(self, source: str) -> ColumnHint | None:
        """The hint for the column of this name in the file."""
        return next((hint for hint in self.columns if hint.source == source), None)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        columns = tuple(ColumnHint.from_json(column) for column in stored.get("columns", ()))
        return cls(**{**stored, "columns": columns, "key": tuple(stored.get("key", ()))})


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range of a spreadsheet, zero-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A sheet's cells as they lie, title rows and all; rows may differ in length."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: Sequence[Merge] = ()
    above: int = 0  # rows of the sheet above these
    below: Sequence[str] = ()  # lines of text under these that are none of them
    is_typed: bool = False  # its cells have types of their own: a text among them was meant as text
    warnings: tuple[str, ...] = ()  # codes for its table's report


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantineReason:
    """How many rows were kept aside for one reason: a code of `naru.data.ingest.core.reasons` and the column it is about."""

    code: str
    count: int
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Text around the table that is not data: its title, a remark above it or a footnote."""

    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCounts:
    """How many rows with a place there are, and how many of these lie outside the country, lie there only because
    longitude and latitude are exchanged, or stand at 0, 0."""

    total: int = 0
    outside: int = 0
    exchanged: int = 0
    at_zero: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """One table as it was read; everything in it is JSON after `to_json`.

    ``rows`` are those in ``parquet``, ``quarantined`` the lines kept aside; the reasons may count more than that."""

    name: str
    parquet: str  # the final typed file; the columns are called by their aliases
    rows: int
    columns: tuple[Column, ...]
    quarantine: str | None = (
        None  # Parquet of `line`, `raw`, `reason`, `column`, `value`; None when nothing was kept aside
    )
    quarantined: int = 0
    quarantine_reasons: tuple[QuarantineReason, ...] = ()
    encoding: str | None = None  # None for sources that are not text
    encoding_confidence: float | None = None
    encoding_grounds: str | None = None  # a code of `naru.data.ingest.core.reasons`
    delimiter: str | None = None
    header_line: int | None = None  # 1-based; None when there is no header
    header_rows: int = 1
    personal: tuple[PersonalFinding, ...] = ()
    notes: tuple[Note, ...] = ()
    geometry: str | None = None  # alias of the geometry column
    warnings: tuple[str, ...] = field(default=())  # codes of `naru.data.ingest.core.reasons`
    format: str | None = None  # of the file it lay in, within the archive if it came in one
    places: PlaceCounts | None = None  # None where its rows have none

    def to_json(self) -> dict[str, Any]:
        columns = [column.to_json() for column in self.columns]
        return {**asdict(replace(self, columns=())), "columns": columns}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """What ``to_json`` wrote, reports of 0.1 included."""
        stored = dict(stored)
        reasons = stored.pop("quarantine_reasons", None) or stored.pop("aside", ())  # as 0.1 called them
        return cls(
            **{
                **stored,
                "columns": tuple(Column.from_json(column) for column in stored["columns"]),
                "quarantine_reasons": tuple(QuarantineReason(**reason) for reason in reasons),
                "personal": tuple(PersonalFinding.from_json(finding) for finding in stored.get("personal", ())),
                "notes": tuple(Note(**note) for note in stored.get("notes", ())),
                "warnings": tuple(stored.get("warnings", ())),
                "places": PlaceCounts(**stored["places"]) if stored.get("places") else None,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """What became of one table of a load, as far as the load has come; ``name`` is the table's in the file."""

    name: str
    table_id: str
    lake_version: int | None = None  # once its rows lie in the lake
    changes: VersionChanges | None = None
    version_id: str | None = None  # once the catalogue knows it
    number: int | None = None
    sql_name: str | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON with ``{}`` for no changes."""
        return {**asdict(replace(self, changes=None)), "changes": self.changes.to_json() if self.changes else {}}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        return cls(**{**stored, "changes": VersionChanges.from_json(stored.get("changes") or {})})
