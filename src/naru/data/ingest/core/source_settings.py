"""What people want of a source's files: the hints for each table, the columns to mask, the projection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from naru.data.ingest.core.values import NO_HINTS, Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """For one table. ``mask`` names columns as their file does; of personal findings ("column:kind") two persons
    ``accepted`` some as they are, and ``settled`` were masked or dropped."""

    hints: Hints = NO_HINTS
    mask: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    def source_of(self, column: str) -> str:
        """What the file calls the column of this name."""
        return next((hint.source for hint in self.hints.columns if hint.name == column), column)

    def masks(self, column: str) -> bool:
        """Whether the column of this name is masked, under whichever of its names that was said."""
        return column in self.mask or self.source_of(column) in self.mask

    def drops(self, column: str) -> bool:
        """Whether the column that the file calls so is left out."""
        hint = self.hints.column(self.source_of(column))
        return hint is not None and hint.drop

    def to_json(self) -> dict[str, Any]:
        lists = {name: list(getattr(self, name)) for name in ("mask", "accepted", "settled")}
        return {"hints": self.hints.to_json(), **lists}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` wrote; what is missing in it has its default."""
        return cls(
            hints=Hints.from_json(dict(stored.get("hints") or {})),
            mask=tuple(stored.get("mask") or ()),
            accepted=tuple(stored.get("accepted") or ()),
            settled=tuple(stored.get("settled") or ()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """For a whole file; a table without settings of its own takes the one named ``""``.

    A source whose file is one table is remembered under ``""``, since tomorrow's file has another name. ``epsg`` is the
    coordinate system that a person named, None where nobody did; ``trusted`` are the grave doubts (codes of ``sanity``)
    that a person found to be none."""

    tables: Mapping[str, TableSettings] = field(default_factory=dict)
    epsg: int | None = None
    trusted: tuple[str, ...] = ()

    def of(self, table: str) -> TableSettings:
        """The table's settings, else those named ``""``, else the defaults."""
        return self.tables.get(table) or self.tables.get("") or TableSettings()

    def with_table(self, table: str, table_settings: TableSettings) -> "SourceSettings":
        return replace(self, tables={**self.tables, table: table_settings})

    def trusting(self, codes: Iterable[str]) -> "SourceSettings":
        """The settings under which these doubts hold no load."""
        return replace(self, trusted=tuple(dict.fromkeys((*self.trusted, *codes))))

    def to_json(self) -> dict[str, Any]:
        return {
            "tables": {name: table_settings.to_json() for name, table_settings in self.tables.items()},
            "epsg": self.epsg,
            **({"trusted": list(self.trusted)} if self.trusted else {}),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What ``to_json`` wrote; what is missing in it has its default."""
        tables = {
            name: TableSettings.from_json(table_settings)
            for name, table_settings in (stored.get("tables") or {}).items()
        }
        return cls(tables=tables, epsg=stored.get("epsg"), trusted=tuple(stored.get("trusted") or ()))
