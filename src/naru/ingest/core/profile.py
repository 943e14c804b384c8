"""What every column holds, computed on the finished Parquet file: nulls, distinct, range, quantiles, commonest, bars.

Distinct values are exact up to `EXACT_DISTINCT` and HyperLogLog's estimate beyond (a few per cent off); quantiles are
exact up to `EXACT_ROWS` rows and a t-digest's beyond; the commonest values are given where distinct is exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from naru.catalogue.core.columns import Bin, ColumnType, Profile

EXACT_DISTINCT = 50_000
EXACT_ROWS = 100_000
BINS = 20
TOP = 10
COLUMNS_A_PASS = 8
TOP_LONGEST = 200  # characters of a commonest value
QUANTILES = "[0.05, 0.25, 0.5, 0.75, 0.95]"
MEASURED = {ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.YEAR}
DATED = {ColumnType.DATE, ColumnType.MONTH, ColumnType.QUARTER, ColumnType.DATETIME}


@dataclass(frozen=True, slots=True)
class Profiled:
    nulls: int
    distinct: int
    profile: Profile
    tally: pa.Table | None  # `v`, `n`: every value with its count, commonest first, where distinct is exact


def profile(
    con: duckdb.DuckDBPyConnection, parquet: Path, columns: Mapping[str, ColumnType], rows: int
) -> dict[str, Profiled]:
    """Profile the columns, by alias, of a Parquet file with ``rows`` rows."""
    con.from_parquet(str(parquet)).create_view("final", replace=True)
    counts = _counts(con, columns, rows)
    tallies = {
        alias: _tally(con, alias)
        for alias, kind in columns.items()
        if kind is not ColumnType.GEOMETRY and counts[alias]["approximate"] <= EXACT_DISTINCT
    }
    return {
        alias: _profiled(con, alias, kind, counts[alias], tallies.get(alias), rows) for alias, kind in columns.items()
    }


def _counts(con: duckdb.DuckDBPyConnection, columns: Mapping[str, ColumnType], rows: int) -> dict[str, dict[str, Any]]:
    """Everything that one pass can give, for a group of columns at a time: DuckDB sets memory aside for each aggregate."""
    wanted = {alias: _aggregates(quoted(alias), kind, rows) for alias, kind in columns.items()}
    counted: dict[str, dict[str, Any]] = {}
    for start in range(0, len(wanted), COLUMNS_A_PASS):
        group = dict(islice(wanted.items(), start, start + COLUMNS_A_PASS))
        sql = ", ".join(part for parts in group.values() for part in parts.values())
        found = iter(con.execute(f"SELECT {sql} FROM final").fetchall()[0])
        counted |= {alias: {name: next(found) for name in parts} for alias, parts in group.items()}
    return counted


def _aggregates(c: str, kind: ColumnType, rows: int) -> dict[str, str]:
    parts = {"held": f"count({c})"}
    if kind is ColumnType.GEOMETRY:
        return parts
    parts["approximate"] = f"approx_count_distinct({c})"
    if kind is ColumnType.DATETIME:
        c = f"epoch_us({c})"
    if kind in MEASURED or kind in DATED:
        quantile = "quantile_disc" if rows <= EXACT_ROWS else "approx_quantile"
        finite = f"FILTER (isfinite({c}))" if kind is ColumnType.DECIMAL else ""
        parts |= {"minimum": f"min({c}) {finite}", "maximum": f"max({c}) {finite}"}
        parts |= {"quantiles": f"{quantile}({c}, {QUANTILES}) {finite}"}
        if kind in MEASURED:
            parts["mean"] = f"avg({c}) {finite}"
    elif kind is ColumnType.TIME:
        parts |= {"minimum": f"min({c})", "maximum": f"max({c})"}
    elif kind is ColumnType.TEXT:
        parts |= {"shortest": f"min(length({c}))", "longest": f"max(length({c}))"}
    return parts


def _tally(con: duckdb.DuckDBPyConnection, alias: str) -> pa.Table:
    c = quoted(alias)
    return con.sql(
        f"SELECT {c} AS v, count(*) AS n FROM final WHERE {c} IS NOT NULL GROUP BY 1 ORDER BY n DESC, v"
    ).to_arrow_table()


def _profiled(
    con: duckdb.DuckDBPyConnection,
    alias: str,
    kind: ColumnType,
    counts: Mapping[str, Any],
    tally: pa.Table | None,
    rows: int,
) -> Profiled:
    distinct = tally.num_rows if tally is not None else min(counts.get("approximate", 0), counts["held"])
    if kind is ColumnType.DATETIME:
        counts = {**counts, **{name: _instants(counts[name]) for name in ("minimum", "maximum", "quantiles")}}
    shown = Profile(
        minimum=as_json(counts.get("minimum")),
        maximum=as_json(counts.get("maximum")),
        mean=counts.get("mean"),
        quantiles=tuple(as_json(value) for value in counts.get("quantiles") or ()),
        top=_top(tally) if tally is not None else (),
        histogram=_histogram(con, alias, kind, counts),
        length_minimum=counts.get("shortest"),
        length_maximum=counts.get("longest"),
    )
    return Profiled(rows - counts["held"], distinct, shown, tally)


def _instants(microseconds: Any) -> Any:
    """Instants from the engine's numbers (its own conversion would need another time zone library)."""
    if isinstance(microseconds, list):
        return [_instants(value) for value in microseconds]
    return None if microseconds is None else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)


def _top(tally: pa.Table) -> tuple[tuple[str, int], ...]:
    first = tally.slice(0, TOP).to_pylist()
    return tuple((str(as_json(row["v"]))[:TOP_LONGEST], row["n"]) for row in first)


def _histogram(
    con: duckdb.DuckDBPyConnection, alias: str, kind: ColumnType, counts: Mapping[str, Any]
) -> tuple[Bin, ...]:
    low, high = counts.get("minimum"), counts.get("maximum")
    if low is None or high is None or (kind not in MEASURED and kind not in DATED):
        return ()
    c = quoted(alias)
    number = f"epoch({c})" if kind in DATED else f"{c}::DOUBLE"
    first, last = (_epoch(low), _epoch(high)) if kind in DATED else (float(low), float(high))
    bars = _bars(kind, first, last)
    width = (last - first) / bars
    if not 0 < width < float("inf"):
        return (Bin(low=_edge(kind, first), high=_edge(kind, last), count=counts["held"]),)
    place = f"least(greatest(floor(({number} - {first!r}) / {width!r})::INTEGER, 0), {bars - 1})"
    finite = f" AND isfinite({c})" if kind is ColumnType.DECIMAL else ""
    found = dict(
        con.execute(f"SELECT {place}, count(*) FROM final WHERE {c} IS NOT NULL{finite} GROUP BY 1").fetchall()
    )
    edges = [_edge(kind, first + width * i) for i in range(bars)] + [_edge(kind, last)]
    return tuple(Bin(low=edges[i], high=edges[i + 1], count=found.get(i, 0)) for i in range(bars))


def _bars(kind: ColumnType, first: float, last: float) -> int:
    """`BINS` bars, fewer for whole numbers and days with fewer steps than that."""
    if kind is ColumnType.DECIMAL or kind is ColumnType.DATETIME:
        return BINS
    steps = last - first if kind in MEASURED else (last - first) / 86_400
    return int(min(BINS, max(1, steps)))


def _edge(kind: ColumnType, value: float) -> float | str:
    if kind is ColumnType.DATETIME:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=value)).isoformat(timespec="seconds")
    if kind in DATED:
        return (date(1970, 1, 1) + timedelta(days=value // 86_400)).isoformat()
    return value


def _epoch(value: date | datetime) -> float:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    return (value - date(1970, 1, 1)).days * 86_400.0


def as_json(value: Any) -> Any:
    """A value as JSON has it: dates and instants in ISO 8601, instants in UTC."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def quoted(alias: str) -> str:
    return '"' + alias.replace('"', '""') + '"'


def sampled(con: duckdb.DuckDBPyConnection, alias: str, size: int) -> Sequence[str]:
    """Values out of every part of the finished file."""
    c = quoted(alias)
    found = con.execute(f"SELECT {c} FROM final WHERE {c} IS NOT NULL USING SAMPLE {size} ROWS").fetchall()
    return [row[0] for row in found]
