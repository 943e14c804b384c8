"""The rows behind a figure: what it adds up and what its drill-down lists are one thing, so that they cannot differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from naru.base.kit.ref import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One that was counted. ``key`` tells it from the others; ``ref`` is what to look at, shown to those who may.

    It counts from ``at`` on; ``recorded`` is when the platform came to know of it, where that was another instant.
    """

    key: str
    ref: Ref
    at: datetime
    amount: int = 1
    recorded: datetime | None = None

    @property
    def known(self) -> datetime:
        return self.recorded or self.at


class FactRows(Protocol):
    """In the order of ``at``, then of ``key``; no key stands twice."""

    def count(self) -> int: ...

    def total(self) -> int:
        """The sum of the amounts."""
        ...

    def tally(self) -> tuple[int, int]:
        """``count`` and ``total`` of one instant, for what it costs to ask once."""
        ...

    def page(self, start: int, size: int) -> list[FactRow]: ...

    def text(self) -> str:
        """How it was asked, to be read by people; "" where no query was."""
        ...

    def by_organisation(self) -> dict[str, int]:
        """How many are whose; nothing where it is not said."""
        ...

    def between(self) -> dict[tuple[str, str], int]:
        """How many went from which organisation to which; nothing where it is not said."""
        ...


@dataclass(frozen=True, slots=True)
class ListedRows:
    """Rows at hand: of what does not lie in the database."""

    rows: Sequence[FactRow]

    def count(self) -> int:
        return len(self.rows)

    def total(self) -> int:
        return sum(row.amount for row in self.rows)

    def tally(self) -> tuple[int, int]:
        return self.count(), self.total()

    def page(self, start: int, size: int) -> list[FactRow]:
        return sorted(self.rows, key=lambda row: (row.at, row.key))[start : start + size]

    def text(self) -> str:
        return ""

    def by_organisation(self) -> dict[str, int]:
        return {}

    def between(self) -> dict[tuple[str, str], int]:
        return {}
