"""How a source's columns become a table's: the type of each and how its rows are read, in panels where they are very many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.ingest.core.values import Hints
from naru.data.tables.core.aliases import aliases
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.description import KnownColumn

PANEL = 50  # columns worked at in one go; the engine's writer takes some six megabytes for each
PANEL_OF_A_FILE = 128  # where the raw rows lie on the disk, and need no memory


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlan:
    """A column's type and how its rows are read: by ``sql``, or for odd writings by the table ``others``."""

    type: ColumnType
    unit: str | None
    sql: str | None  # over `{c}`; None where only ``others`` knows
    others: Mapping[str, Any] = field(default_factory=dict)
    misfits: tuple[str, ...] = ()
    remarks: Sequence["Remark"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a person should know of how the column was read: a code of the report's, and what in it."""

    code: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A row's first value for which it is kept aside: one that its column's type does not hold, or the word of a total."""

    column: str
    value: str
    reason: str = "wrong_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypePlan:
    """Everything about a source's types; ``misfits`` are by the row's number."""

    panels: Sequence["Panel"]
    misfits: Mapping[int, Misfit] = field(default_factory=dict)

    def warnings(self) -> list[str]:
        """The remarks on all columns as the report's warnings: ``code:column (what), column``."""
        said = dict[str, list[str]]()
        for panel in self.panels:
            for name, plan in zip(panel.names, panel.plans, strict=True):
                for remark in plan.remarks:
                    said.setdefault(remark.code, []).append(f"{name} ({remark.what})" if remark.what else name)
        return [f"{code}:{', '.join(names)}" for code, names in said.items()]


@dataclass(slots=True, kw_only=True)
class Panel:
    """Some of a table's columns; very wide tables are worked at a panel at a time, for SQL over thousands is slow."""

    columns: list[SourceColumn]
    names: list[str]
    aliases: list[str]
    plans: list[ColumnPlan] = field(default_factory=list)

    def known(self, hints: Hints) -> list[KnownColumn]:
        """The columns as they are described: a person's meaning holds."""
        hinted = [hints.column(column.name) for column in self.columns]
        return [
            KnownColumn(
                name=name,
                alias=alias,
                type=plan.type,
                source="" if column.name == name else column.name,
                unit=plan.unit,
                meaning=hint.meaning if hint else None,
            )
            for column, name, alias, plan, hint in zip(
                self.columns, self.names, self.aliases, self.plans, hinted, strict=True
            )
        ]


def panels(source: Source, hints: Hints) -> list[Panel]:
    """The columns that no hint drops, 50 a panel (128 where the raw rows lie in a file), in the file's order.

    Names are as hinted, aliases as hinted or made from them; a table without any column is one empty panel."""
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


def others_table(plan: ColumnPlan) -> pa.Table:
    """The odd writings ``v`` and what each stands for, ``x``."""
    kind = ARROW_TYPES[plan.type]
    return pa.table({"v": pa.array(plan.others, pa.string()), "x": pa.array(plan.others.values(), kind)})
