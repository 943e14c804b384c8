"""What a reader hands over to be typed: the raw relation and its columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.quarantine import QuarantinedRow
from naru.data.ingest.core.values import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a reader hands over: the relation ``raw``, its columns, and what it knows beside them.

    ``raw`` has each column's field and ``n``, the row's number; text in it has no NULL. ``locate`` says of such numbers
    the 1-based line and the text; ``stated_unit`` is of every number that names no other."""

    raw: pa.Table | Path
    rows: int
    columns: Sequence["SourceColumn"]
    stated_unit: str | None = None
    quarantined: Sequence[QuarantinedRow] = ()
    locate: Callable[[Sequence[int]], Mapping[int, tuple[int, str]]] = lambda _: {}
    notes: Sequence[Note] = ()
    warnings: Sequence[str] = ()  # codes of the report: what the reader had to put right
    report: Mapping[str, object] = field(default_factory=dict)  # what the reader fills in of the report itself


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceColumn:
    """A column as its source has it: ``field`` is its name in ``raw``, ``name`` its name in the file."""

    field: str
    name: str
    unit: str | None = None
    given_type: ColumnType | None = None  # typed already; its field holds that type's Arrow values
    is_declared_text: bool = False  # its source says that it is text: no value of it is kept aside for a guess
    is_no_number: bool = False  # its source would have made it a number if it were one
