"""What the columns of a joined table are: who brought them, and what an attacker may know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused

SERIAL_PREFIX = "_serial_"


class Role(StrEnum):
    SERIAL = "serial"  # which source row: known inside the agency alone, never released
    QUASI = "quasi_identifier"
    SENSITIVE = "sensitive"
    INSENSITIVE = "insensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``hierarchy`` holds rows as ARX writes them: the value as text, then each more general one, to ``*``."""

    name: str
    role: Role
    party: str
    hierarchy: tuple[tuple[str, ...], ...] = ()

    def to_json(self) -> dict[str, JSON]:
        return {
            "name": self.name,
            "role": self.role.value,
            "party": self.party,
            "hierarchy": [list(row) for row in self.hierarchy],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """In the table's order; names are unique."""

    all: tuple[Column, ...]

    def __post_init__(self) -> None:
        assert len({column.name for column in self.all}) == len(self.all), "a column is named twice"

    def named(self, name: str) -> Column:
        """Raises ``Refused("column_unknown")``."""
        for column in self.all:
            if column.name == name:
                return column
        raise Refused("column_unknown", column=name)

    def with_role(self, *roles: Role) -> tuple[str, ...]:
        return tuple(column.name for column in self.all if column.role in roles)

    def without(self, *roles: Role) -> "Columns":
        return Columns(all=tuple(column for column in self.all if column.role not in roles))

    def to_json(self) -> JSON:
        return [column.to_json() for column in self.all]

    @classmethod
    def from_json(cls, stored: Sequence[Mapping[str, Any]]) -> "Columns":
        """Reads what ``to_json`` wrote. Raises ``Refused("columns_unreadable")``."""
        try:
            return cls(all=tuple(_column(each) for each in stored))
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            raise Refused("columns_unreadable", reason=type(error).__name__) from None


def _column(stored: Mapping[str, Any]) -> Column:
    return Column(
        name=str(stored["name"]),
        role=Role(stored["role"]),
        party=str(stored.get("party", "")),
        hierarchy=tuple(tuple(str(value) for value in row) for row in stored.get("hierarchy", ())),
    )
