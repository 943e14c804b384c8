"""Which version of which table, what is known of a version, and what it consists of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """One Parquet file of a version, as the log knows it: no file is opened for it.

    ``name`` is its address beside the log, percent-encoded where it lies in a partition's folder; ``stats`` is Delta's
    statistics as JSON ("" where the log has none).
    """

    name: str
    size: int  # bytes
    modified_ms: int
    rows: int
    stats: str
    partition_values: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a door which lends a version's files must know of it; ``schema`` is Delta's schema as JSON."""

    id: str  # the table's own, in its log
    schema: str
    partition_columns: tuple[str, ...]
    configuration: Mapping[str, str]
    reader_version: int
    reader_features: frozenset[str]
    files: tuple[DataFile, ...]  # in the order their rows were added
