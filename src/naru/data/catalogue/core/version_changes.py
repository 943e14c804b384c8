"""What a version changed against the one that was live before it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class RetypedColumn:
    name: str
    before: str  # a ``ColumnType``, as it was called then
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChanges:
    """Rows added, removed and changed are None where the versions' rows could not be matched."""

    against: int  # the number of the version before
    rows_before: int
    rows_after: int
    rows_added: int | None = None
    rows_removed: int | None = None
    rows_changed: int | None = None
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_retyped: tuple[RetypedColumn, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Without what is None."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self | None:
        """None for ``{}``: a first version changed nothing."""
        if not stored:
            return None
        return cls(
            **{
                **stored,
                "columns_added": tuple(stored.get("columns_added", ())),
                "columns_removed": tuple(stored.get("columns_removed", ())),
                "columns_retyped": tuple(RetypedColumn(**column) for column in stored.get("columns_retyped", ())),
            }
        )
