"""What a reader hands over to be typed: the raw relation and its columns, in panels where they are very many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.quarantine import QuarantinedRow
from naru.data.ingest.core.type_inference import ColumnPlan
from naru.data.ingest.core.values import Hints, Note
from naru.data.tables.core.aliases import aliases

PANEL = 50  # columns worked at in one go; the engine's writer takes some six megabytes for each
PANEL_OF_A_FILE = 128  # where the raw rows lie on the disk, and need no memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a reader hands over: the relation ``raw``, its columns, and what it knows beside them."""

    raw: pa.Table | Path
    rows: int
    columns: Sequence["SourceColumn"]
    stated_unit: str | None = None
    quarantined: Sequence[QuarantinedRow] = ()
    locate: Callable[[Sequence[int]], Mapping[int, tuple[int, str]]] = lambda _: {}
    notes: Sequence[Note] = ()
    report: Mapping[str, object] = field(default_factory=dict)  # what the reader fills in of the report itself


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceColumn:
    field: str
    name: str
    unit: str | None = None
    given_type: ColumnType | None = None  # typed already; its field holds that type's Arrow values


@dataclass(slots=True, kw_only=True)
class Panel:
    """Some of a table's columns; very wide tables are worked at a panel at a time, for SQL over thousands is slow."""

    columns: list[SourceColumn]
    names: list[str]
    aliases: list[str]
    plans: list[ColumnPlan] = field(default_factory=list)


def panels(source: Source, hints: Hints) -> list[Panel]:
    columns = _wanted(source.columns, hints)
    names = [_hinted_name(column, hints) for column in columns]
    short = aliases(names, taken=[_hinted_alias(column, hints) for column in columns])
    size = PANEL if isinstance(source.raw, pa.Table) else PANEL_OF_A_FILE
    return [
        Panel(columns=columns[i : i + size], names=names[i : i + size], aliases=short[i : i + size])
        for i in range(0, max(len(columns), 1), size)
    ]


def _wanted(columns: Sequence[SourceColumn], hints: Hints) -> list[SourceColumn]:
    dropped = {hint.source for hint in hints.columns if hint.drop}
    return [column for column in columns if column.name not in dropped]


def _hinted_name(column: SourceColumn, hints: Hints) -> str:
    hint = hints.column(column.name)
    return (hint.name if hint else None) or column.name


def _hinted_alias(column: SourceColumn, hints: Hints) -> str | None:
    hint = hints.column(column.name)
    return hint.alias if hint else None
