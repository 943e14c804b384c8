"""What people want of a source's files: the hints for each table, the columns to mask, the projection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from naru.data.ingest.core.values import NO_HINTS, Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWish:
    """For one table. ``mask`` names columns; ``accepted`` are the personal findings ("column:kind") that may be shown."""

    hints: Hints = NO_HINTS
    mask: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"hints": self.hints.to_json(), "mask": list(self.mask), "accepted": list(self.accepted)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(
            hints=Hints.from_json(dict(stored.get("hints") or {})),
            mask=tuple(stored.get("mask") or ()),
            accepted=tuple(stored.get("accepted") or ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """For a whole file; a table without a wish of its own takes the one named ``""``.

    A source whose file is one table is remembered under ``""``, since tomorrow's file has another name."""

    tables: Mapping[str, TableWish] = field(default_factory=dict)
    epsg: int | None = None

    def of(self, table: str) -> TableWish:
        return self.tables.get(table) or self.tables.get("") or TableWish()

    def with_table(self, table: str, wish: TableWish) -> "Wishes":
        return Wishes(tables={**self.tables, table: wish}, epsg=self.epsg)

    def to_json(self) -> dict[str, Any]:
        return {"tables": {name: wish.to_json() for name, wish in self.tables.items()}, "epsg": self.epsg}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        tables = {name: TableWish.from_json(wish) for name, wish in (stored.get("tables") or {}).items()}
        return cls(tables=tables, epsg=stored.get("epsg"))
