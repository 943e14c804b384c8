"""Which version of which table, and what is known of a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class TableRef:
    """One version of one table; without a version the newest."""

    table_id: str
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """``number`` begins at 0; ``at`` is in UTC, to the millisecond; ``commit_key`` is "" where none was given."""

    number: int
    at: datetime
    commit_key: str
    note: Mapping[str, Any]
