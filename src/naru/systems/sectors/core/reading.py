"""A file to be checked, and what reading it gave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from naru.systems.sectors.core.relations import Relation
from naru.systems.sectors.core.values import RuleResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    path: Path
    name: str
    scratch: Path
    definitions: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What reading gave: tables, what a standard's own structure says, and which editions said it."""

    relations: Mapping[str, Relation] = field(default_factory=dict)
    rules: tuple[RuleResult, ...] = ()
    editions: Mapping[str, str] = field(default_factory=dict)
