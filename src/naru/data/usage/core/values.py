"""One read of a table's version, and what many of them add up to."""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A read: ``rows`` and ``bytes`` are those that left by the door, also where the reader went away before the end.

    ``reader`` is the id of a person, token or recipient, ``holder`` that of the organisation it read for.
    """

    door: str  # "rows", "groups", "sql", "download", "chart", "map", "page", "sharing", "mcp", "export"
    dataset: str
    table: str = ""
    version: int = 0
    rows: int = 0
    bytes: int = 0
    is_open: bool = False  # what everyone may read
    reader: str = ""
    holder: str = ""
    entitlement: str = ""
    purpose: str = ""

    def without_person(self) -> "Use":
        """As it is counted: of what is open nobody asks who read it, or why."""
        return replace(self, reader="", holder="", entitlement="", purpose="") if self.is_open else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """Many reads added up."""

    reads: int = 0
    rows: int = 0
    bytes: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(reads=self.reads + other.reads, rows=self.rows + other.rows, bytes=self.bytes + other.bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metered:
    """What was read in a period, both of its days included, in all and by the city's day."""

    total: Sum
    by_day: dict[date, Sum]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one holder, or nobody in particular, read by one door."""

    door: str
    holder: str
    purpose: str
    sum: Sum
