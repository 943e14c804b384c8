"""Indicators of a sector: versioned queries over conforming data, with what one must know to read them.

A query answers one row with ``value`` and ``n``, the rows behind it; ``by`` answers ``label``, ``value`` and ``n`` for each cell.
A cell behind which stand fewer than ``least_rows`` is kept back, and so is the figure itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from naru.base.kit.canonical import sha256_of
from naru.base.kit.sql import quoted
from naru.base.kit.words import Words
from naru.systems.sectors.core import readers
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Profile, Sector
from naru.systems.sectors.core.relations import LINE, bind, create_typed_view


class Direction(StrEnum):
    UP = "up"  # more is better
    DOWN = "down"
    NONE = "none"

    @property
    def words(self) -> Words:
        return _DIRECTIONS[self]


_DIRECTIONS = {
    Direction.UP: Words("높을수록 좋음", "higher is better"),
    Direction.DOWN: Words("낮을수록 좋음", "lower is better"),
    Direction.NONE: Words("높고 낮음에 좋고 나쁨이 없음", "neither is better"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    name: str  # for ever: "tourism.visitors_a_day"
    version: str
    sector: Sector
    words: Words
    unit: Words
    direction: Direction
    method: Words
    uncertainty: Words
    profile: str
    sql: str
    by: str = ""
    by_words: Words | None = None  # of the column that it is broken down by
    by_codes: str = ""  # the code list that names the values of that column
    least_rows: int = 1
    digits: int = 1

    @property
    def digest(self) -> str:
        """Of everything that decides the figure."""
        return sha256_of({"name": self.name, "version": self.version, "sql": self.sql, "by": self.by})


def indicator_of(raw: Mapping[str, Any]) -> Indicator:
    """Raises ``KeyError`` or ``ValueError`` for a definition that lacks something."""
    return Indicator(
        name=raw["name"],
        version=raw["version"],
        sector=Sector(raw["sector"]),
        words=Words(*raw["words"]),
        unit=Words(*raw["unit"]),
        direction=Direction(raw["direction"]),
        method=Words(*raw["method"]),
        uncertainty=Words(*raw["uncertainty"]),
        profile=raw["profile"],
        sql=raw["sql"],
        by=raw.get("by", ""),
        by_words=Words(*raw["by_words"]) if "by_words" in raw else None,
        by_codes=raw.get("by_codes", ""),
        least_rows=int(raw.get("least_rows", 1)),
        digits=int(raw.get("digits", 1)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    label: str
    value: float | None
    rows: int | None  # None with the value: how few they are is not told


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``value`` None: nothing conforming to count, or too little of it."""

    indicator: Indicator
    value: float | None
    rows: int
    datasets: int
    digest: str  # of the query and of exactly the versions it read
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One dataset's table: its Parquet files, its columns by alias, and what names it."""

    id: str
    paths: tuple[Path, ...]
    names: Mapping[str, str]


def compute(engine: Engine, indicator: Indicator, profile: Profile, versions: Sequence[Version]) -> Figure:
    """Over all the versions as one table under the profile's table name, with ``_dataset`` beside its columns."""
    digest = sha256_of({"query": indicator.digest, "versions": sorted(each.id for each in versions)})
    if not versions:
        return Figure(indicator=indicator, value=None, rows=0, datasets=0, digest=digest)
    _union(engine, profile, versions)
    found = engine.select(indicator.sql)[0]
    rows = int(found["n"] or 0)
    shows = found["value"] is not None and rows >= indicator.least_rows
    cells = tuple(_cell(each, indicator) for each in engine.select(indicator.by)) if indicator.by and shows else ()
    return Figure(
        indicator=indicator,
        value=round(float(found["value"]), indicator.digits) if shows else None,
        rows=rows if shows else 0,
        datasets=len(versions),
        digest=digest,
        cells=cells,
    )


def _cell(row: Mapping[str, Any], indicator: Indicator) -> Cell:
    label, rows = str(row["label"]), int(row["n"] or 0)
    if row["value"] is None or rows < indicator.least_rows:
        return Cell(label=label, value=None, rows=None)
    return Cell(label=label, value=round(float(row["value"]), indicator.digits), rows=rows)


def _union(engine: Engine, profile: Profile, versions: Sequence[Version]) -> None:
    rule = profile.tables[0]
    parts = []
    for at, version in enumerate(versions):
        relation = readers.from_files(engine, f"{rule.name}_{at}", version.paths, names=version.names)
        create_typed_view(engine, bind(engine, rule, relation))
        part = f"_part_{at}"
        engine.run(
            f"CREATE OR REPLACE TABLE {quoted(part)} AS SELECT * EXCLUDE ({LINE}), {at} AS _dataset FROM {quoted(rule.name)}"  # noqa: S608
        )
        parts.append(f"SELECT * FROM {quoted(part)}")  # noqa: S608
    engine.run(f"DROP VIEW {quoted(rule.name)}")
    engine.run(f"CREATE VIEW {quoted(rule.name)} AS {' UNION ALL BY NAME '.join(parts)}")
