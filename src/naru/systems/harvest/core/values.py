"""What a source says, as frozen values: records, pages, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from naru.base.kit.canonical import JSON
from naru.data.catalogue.core.values import Description, DistributionIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about a run or a record that a person should know; ``code`` has its words in ``finding_words``.

    ``where`` names the record or the page; ``facts`` are JSON.
    """

    code: str
    where: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "where": self.where[:300], "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Finding":
        return cls(code=value["code"], where=value["where"], facts=value["facts"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvested:
    """One record as its source says it. ``remote_id`` is the source's own, or made of what it says (``core.identity``).

    ``global_ids`` are identifiers that other sources may give the same record: a DOI, an address of its own.
    ``is_gone``: the source says itself that the record is no more (OAI-PMH's deleted).
    """

    remote_id: str
    description: Description
    distributions: tuple[DistributionIn, ...] = ()
    global_ids: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some records of a walk over a source.

    ``total`` is how many records the source says it has in all, where it says so. ``cursor`` is where to go on after
    this page; None on the last one. ``unread`` counts what stood in the page and could not be read at all. ``digest``
    (hexadecimal) is equal where the same page comes again.
    """

    address: str
    records: Sequence[Harvested]
    cursor: JSON
    total: int | None = None
    unread: int = 0
    findings: tuple[Finding, ...] = ()
    digest: str = ""
    rows: Sequence[Mapping[str, Any]] = ()  # of a table, where the source has rows and no records
    file: Path | None = None  # the rows as a Parquet file, ``came`` of them, where they come so
    came: int = 0

    @property
    def row_count(self) -> int:
        return self.came or len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConfig:
    """What a person said of a source. ``key`` is its service key in clear, "" for none: never stored, never shown."""

    address: str
    options: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    page_size: int = 100
