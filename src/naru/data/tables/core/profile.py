"""What every column holds, computed on the finished Parquet file: nulls, distinct, range, quantiles, commonest, bars.

Up to `EXACT_ROWS` rows everything is exact and counted in memory (`value_counts`). Beyond, it is counted by SQL:
distinct values are exact up to `EXACT_DISTINCT`, and with them all that follows from them and their counts: the
commonest, the quantiles, the bars. From there on distinct is HyperLogLog's estimate (a few per cent off) and quantiles
are a t-digest's.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.sql import quoted
from naru.data.catalogue.core.columns import Bin, ColumnType, Profile
from naru.data.tables.core.value_counts import (
    DATED,
    DAY_SECONDS,
    MEASURED,
    QUANTILES,
    Counted,
    Steps,
    counted,
    filled,
    instant,
    tallied,
)

EXACT_DISTINCT = 50_000
EXACT_ROWS = 100_000
BINS = 20
TOP = 10
COLUMNS_A_PASS = 8
TOP_LONGEST = 200  # characters of a commonest value

Fill = Callable[[Steps], list[int]]


@dataclass(frozen=True, slots=True)
class Profiled:
    """``nulls`` counts rows, ``distinct`` different values that are not null."""

    nulls: int
    distinct: int
    profile: Profile
    tally: pa.Table | None  # `v`, `n`: every value with its count, commonest first, where distinct is exact


def profile(
    con: duckdb.DuckDBPyConnection, parquet: Path, columns: Mapping[str, ColumnType], rows: int
) -> dict[str, Profiled]:
    """Profile the columns, by alias, of a Parquet file with ``rows`` rows, which becomes the view ``final``."""
    con.from_parquet(str(parquet)).create_view("final", replace=True)
    by = _by_arrow if rows <= EXACT_ROWS else _by_sql
    return {
        alias: _profiled(columns[alias], found, fill, rows)
        for alias, (found, fill) in by(con, parquet, columns).items()
    }


def _by_arrow(
    con: duckdb.DuckDBPyConnection, parquet: Path, columns: Mapping[str, ColumnType]
) -> dict[str, tuple[Counted, Fill]]:
    table = pq.read_table(parquet)
    found: dict[str, tuple[Counted, Fill]] = {}
    for alias, kind in columns.items():
        values = table.column(alias)
        if kind is ColumnType.GEOMETRY:
            found[alias] = Counted(held=len(values) - values.null_count, distinct=0), partial(_no_bars)
        else:
            tally = tallied(values.drop_null())
            found[alias] = counted(tally, kind), partial(filled, tally, kind)
    return found


def _no_bars(steps: Steps) -> list[int]:
    return [0] * steps.bars


def _by_sql(
    con: duckdb.DuckDBPyConnection, parquet: Path, columns: Mapping[str, ColumnType], *, exact: int = EXACT_DISTINCT
) -> dict[str, tuple[Counted, Fill]]:
    """All from the tallies of columns with at most ``exact`` different values, the others by aggregates of their rows."""
    first = _asked(con, {alias: _first_aggregates(quoted(alias), kind) for alias, kind in columns.items()})
    estimates = {alias: counts.get("approximate", 0) for alias, counts in first.items()}
    many = {alias: kind for alias, kind in columns.items() if estimates[alias] > exact}
    second = _asked(con, {alias: _aggregates(quoted(alias), kind) for alias, kind in many.items()})
    found: dict[str, tuple[Counted, Fill]] = {}
    for alias, kind in columns.items():
        held = first[alias]["held"]
        if kind is ColumnType.GEOMETRY:
            found[alias] = Counted(held=held, distinct=0), partial(_no_bars)
        elif alias in many:
            distinct = min(estimates[alias], held)
            found[alias] = _of_many(kind, held, distinct, second[alias]), partial(_bars, con, alias, kind)
        else:
            tally = _tally(con, alias)
            found[alias] = counted(tally, kind), partial(filled, tally, kind)
    return found


def _asked(con: duckdb.DuckDBPyConnection, wanted: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Everything that one pass can give, for a group of columns at a time: DuckDB sets memory aside for each aggregate."""
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(wanted), COLUMNS_A_PASS):
        group = dict(islice(wanted.items(), start, start + COLUMNS_A_PASS))
        sql = ", ".join(part for parts in group.values() for part in parts.values())
        if sql:
            answers = iter(con.execute(f"SELECT {sql} FROM final").fetchall()[0])
        found |= {alias: {name: next(answers) for name in parts} for alias, parts in group.items()}
    return found


def _first_aggregates(c: str, kind: ColumnType) -> dict[str, str]:
    held = {"held": f"count({c})"}
    return held if kind is ColumnType.GEOMETRY else held | {"approximate": f"approx_count_distinct({c})"}


def _aggregates(c: str, kind: ColumnType) -> dict[str, str]:
    if kind is ColumnType.DATETIME:
        c = f"epoch_us({c})"
    if kind in MEASURED or kind in DATED:
        finite = f"FILTER (isfinite({c}))" if kind is ColumnType.DECIMAL else ""
        parts = {"minimum": f"min({c}) {finite}", "maximum": f"max({c}) {finite}"}
        parts |= {"quantiles": f"approx_quantile({c}, {list(QUANTILES)}) {finite}"}
        return parts | {"mean": f"avg({c}) {finite}"} if kind in MEASURED else parts
    if kind is ColumnType.TIME:
        return {"minimum": f"min({c})", "maximum": f"max({c})"}
    if kind is ColumnType.TEXT:
        return {"shortest": f"min(length({c}))", "longest": f"max(length({c}))"}
    return {}


def _of_many(kind: ColumnType, held: int, distinct: int, counts: dict[str, Any]) -> Counted:
    if kind is ColumnType.DATETIME:  # the engine's own conversion would need another time zone library
        ends = {name: None if counts[name] is None else instant(counts[name]) for name in ("minimum", "maximum")}
        counts |= {**ends, "quantiles": [instant(microseconds) for microseconds in counts["quantiles"] or ()]}
    counts["quantiles"] = counts.get("quantiles") or ()
    return Counted(held=held, distinct=distinct, **counts)


def _tally(con: duckdb.DuckDBPyConnection, alias: str) -> pa.Table:
    c = quoted(alias)
    return con.sql(
        f"SELECT {c} AS v, count(*) AS n FROM final WHERE {c} IS NOT NULL GROUP BY 1 ORDER BY n DESC, v"
    ).to_arrow_table()


def _bars(con: duckdb.DuckDBPyConnection, alias: str, kind: ColumnType, steps: Steps) -> list[int]:
    c = quoted(alias)
    number = f"epoch({c})" if kind in DATED else f"{c}::DOUBLE"
    place = f"least(greatest(floor(({number} - {steps.first!r}) / {steps.width!r})::INTEGER, 0), {steps.bars - 1})"
    finite = f" AND isfinite({c})" if kind is ColumnType.DECIMAL else ""
    found = dict(
        con.execute(f"SELECT {place}, count(*) FROM final WHERE {c} IS NOT NULL{finite} GROUP BY 1").fetchall()
    )
    return [found.get(i, 0) for i in range(steps.bars)]


def _profiled(kind: ColumnType, found: Counted, fill: Fill, rows: int) -> Profiled:
    shown = Profile(
        minimum=as_json(found.minimum),
        maximum=as_json(found.maximum),
        mean=found.mean if found.mean is not None and math.isfinite(found.mean) else None,
        quantiles=tuple(as_json(value) for value in found.quantiles),
        top=_top(found.tally) if found.tally is not None else (),
        histogram=_histogram(kind, found, fill),
        length_minimum=found.shortest,
        length_maximum=found.longest,
    )
    return Profiled(rows - found.held, found.distinct, shown, found.tally)


def _top(tally: pa.Table) -> tuple[tuple[str, int], ...]:
    first = tally.slice(0, TOP).to_pylist()
    return tuple((str(as_json(row["v"]))[:TOP_LONGEST], row["n"]) for row in first)


def _histogram(kind: ColumnType, found: Counted, fill: Fill) -> tuple[Bin, ...]:
    low, high = found.minimum, found.maximum
    if low is None or high is None or (kind not in MEASURED and kind not in DATED):
        return ()
    first, last = (_epoch(low), _epoch(high)) if kind in DATED else (float(low), float(high))
    bars = _how_many(kind, first, last)
    width = (last - first) / bars
    if not 0 < width < float("inf"):
        return (Bin(low=_edge(kind, first), high=_edge(kind, last), count=found.held),)
    counts = fill(Steps(first=first, width=width, bars=bars))
    edges = [_edge(kind, first + width * i) for i in range(bars)] + [_edge(kind, last)]
    return tuple(Bin(low=edges[i], high=edges[i + 1], count=counts[i]) for i in range(bars))


def _how_many(kind: ColumnType, first: float, last: float) -> int:
    """`BINS` bars, fewer for whole numbers and days with fewer steps than that."""
    if kind is ColumnType.DECIMAL or kind is ColumnType.DATETIME:
        return BINS
    steps = last - first if kind in MEASURED else (last - first) / DAY_SECONDS
    return int(min(BINS, max(1, steps)))


def _edge(kind: ColumnType, value: float) -> float | str:
    if kind is ColumnType.DATETIME:
        return instant(round(value * 1_000_000)).isoformat(timespec="seconds")
    if kind in DATED:
        return date.fromordinal(date(1970, 1, 1).toordinal() + int(value // DAY_SECONDS)).isoformat()
    return value


def _epoch(value: date | datetime) -> float:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    return (value - date(1970, 1, 1)).days * float(DAY_SECONDS)


def as_json(value: Any) -> Any:
    """A value as JSON has it: dates and instants in ISO 8601, instants in UTC."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def sampled(con: duckdb.DuckDBPyConnection, alias: str, size: int) -> Sequence[str]:
    """At most ``size`` values out of every part of the finished file, none of them null."""
    c = quoted(alias)
    filled = f"SELECT {c} FROM final WHERE {c} IS NOT NULL"
    sample = con.execute(f"SELECT * FROM ({filled}) USING SAMPLE {size} ROWS").fetchall()
    return [row[0] for row in sample]
