"""A chart's figures: a table and a spec in, at most a few thousand values out, whatever the table's size.

Tables are Ibis expressions over columns named by alias, and ``run`` carries one out on whichever engine holds them; a
browser is sent the answer of a ``group by`` or an even sample, never the rows themselves.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from naru.base.kit.clock import LAST_INSTANT
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core.chart_steps import every_step, label_of
from naru.data.query.core.charts import (
    MULTIPLES_MAXIMUM,
    SERIES_MAXIMUM,
    Aggregation,
    ChartSpec,
    Grain,
    Kind,
    Sort,
    grain_of,
)
from naru.data.query.core.column_families import ACROSS, Family, family
from naru.data.query.core.ordinal_values import natural, ordered

Run = Callable[[ir.Table], pa.Table]

STEPS_MAXIMUM = 2_000
LAST = ibis.literal(LAST_INSTANT.replace(tzinfo=None), "timestamp")  # "without end" in UTC is later in the city
POINTS_MAXIMUM = 2_000
BINS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """What an axis says and how it is drawn; ``whole`` forbids ticks between whole numbers."""

    name: str  # empty where the axis counts rows
    unit: str | None = None
    type: str = "text"  # category, truth, time, number
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A value for each of the chart's labels, None where there are no rows."""

    name: str
    values: tuple[float | None, ...]
    unit: str | None = None
    is_rest: bool = False  # all that have no series of their own, added up


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """What is drawn, and what the table beside the drawing says."""

    kind: Kind
    x: Axis
    y: Axis
    labels: tuple[str | None, ...] = ()  # of lines, bars and bins; None where the cell was empty
    series: tuple[Series, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    groups: int = 0  # how many labels there are in all
    rows: int = 0  # how many rows went in
    series_left_out: int = 0
    are_multiples: bool = False  # each series is drawn in a small chart of its own
    is_stacked: bool = False
    reference: float | None = None
    empty_left_out: int = 0  # rows without a value for x
    totals_left_out: tuple[str, ...] = ()  # the words of rows that are sums of others

    @property
    def is_empty(self) -> bool:
        return not self.points and not any(value is not None for series in self.series for value in series.values)

    def to_json(self) -> dict[str, Any]:
        """Its fields by their names."""
        return asdict(self)


def chart_data(
    table: ir.Table, spec: ChartSpec, columns: Sequence[Column], run: Run, *, utc_offset: timedelta = timedelta(0)
) -> ChartData:
    """The figures of a chart; ``utc_offset`` is the city's, in which days of a ``datetime`` begin and end.

    At most 2,000 steps or points, ``limit`` bars, 8 series in one picture and 24 in small ones; empty for a spec that does not fit the columns. Rows that
    are sums of others are left out, and their words told."""
    totals = tuple(dict.fromkeys(word for column in columns for word in column.totals))
    drawn = _drawn(without_totals(table, columns), spec, columns, run, utc_offset)
    return replace(drawn, totals_left_out=totals, is_stacked=spec.is_stacked, reference=spec.reference)


def without_totals(table: ir.Table, columns: Sequence[Column]) -> ir.Table:
    """The rows that are no sums of other rows, as their columns tell them."""
    for column in columns:
        if column.totals and column.alias in table.columns:
            value = table[column.alias]
            table = table.filter(value.isnull() | ~value.isin(column.totals))
    return table


def _drawn(table: ir.Table, spec: ChartSpec, columns: Sequence[Column], run: Run, utc_offset: timedelta) -> ChartData:
    known = {column.alias: column for column in columns}
    wide = family(columns) if spec.x == ACROSS else None
    match spec.kind:
        case Kind.LINE | Kind.BAR if wide is not None:
            return _across(table, spec, wide, known.get(spec.by or ""), run)
        case Kind.LINE | Kind.BAR if spec.x in known:
            return _grouped(table, spec, known, run, utc_offset)
        case Kind.SCATTER if spec.x in known and spec.y:
            return _scattered(table, spec, known, run)
        case Kind.HISTOGRAM if spec.x in known:
            return _binned(table, known[spec.x], run)
        case _:
            return ChartData(kind=spec.kind, x=Axis(name=""), y=Axis(name=""))


def _grouped(
    table: ir.Table, spec: ChartSpec, known: Mapping[str, Column], run: Run, utc_offset: timedelta
) -> ChartData:
    assert spec.x is not None
    column = known[spec.x]
    grain = _grain(spec, column)
    keyed = table.mutate(__x=_key(table, column, grain, utc_offset))
    measures = _measures(spec, known)
    totals = run(keyed.group_by("__x").aggregate(**_aggregates(keyed, spec, measures), __rows=keyed.count()))
    counts = dict(zip(totals.column("__x").to_pylist(), totals.column("__rows").to_pylist(), strict=True))
    empty = counts.get(None, 0) if grain is not None else 0
    if grain is not None:
        totals = totals.filter(totals.column("__x").is_valid())
        keyed = keyed.filter(keyed["__x"].notnull())
    keys, values = totals.column("__x").to_pylist(), {name: totals.column(name).to_pylist() for name in measures}
    order = _order(keys, values[next(iter(measures))], spec, by_name=grain is not None)
    kept = order[: STEPS_MAXIMUM if grain else spec.limit]
    labels = [keys[index] for index in kept]
    shared = {
        "kind": spec.kind,
        "x": Axis(name=column.plain_name, unit=None, type=_axis_type(column, grain)),
        "empty_left_out": empty,
        "groups": len(keys),
        "rows": sum(totals.column("__rows").to_pylist()),
    }
    if spec.by in known and spec.by != spec.x:
        return _split(keyed, spec, known, run, labels, shared, grain)
    series = tuple(
        Series(
            name=known[name].plain_name if name in known else "",
            values=_figures(values[name], kept),
            unit=_unit(name, known),
        )
        for name in measures
    )
    return ChartData(
        **shared, y=_y_axis(spec, known), **_filled([label_of(label, grain) for label in labels], series, spec, grain)
    )


def _across(table: ir.Table, spec: ChartSpec, wide: Family, by: Column | None, run: Run) -> ChartData:
    """The columns' names along x; a series for each value of ``by``, those with the most rows first."""
    names = [column.alias for column in wide.columns]
    split = table.mutate(__by=table[by.alias].cast("string") if by is not None else ibis.literal(wide.name))
    split = split.filter(split["__by"].notnull())
    figures = {name: _aggregate(split[name].cast("float64"), spec.aggregation) for name in names}
    found = run(split.group_by("__by").aggregate(**figures, __rows=split.count()))
    rows = sorted(found.to_pylist(), key=lambda row: (-_size(row, names), row["__by"]))
    shown, multiples = _shown_series([row["__by"] for row in rows], spec)
    first = wide.columns[0]
    series = [
        Series(name=row["__by"], values=tuple(_figure(row[name]) for name in names), unit=first.unit)
        for row in sorted(rows[: len(shown)], key=lambda row: shown.index(row["__by"]))
    ]
    rest = rows[len(shown) :] if _adds(spec) else []
    if rest:
        sums = tuple(_figure(sum(row[name] or 0 for row in rest)) for name in names)
        series.append(Series(name="", values=sums, unit=first.unit, is_rest=True))
    return ChartData(
        kind=spec.kind,
        x=Axis(name=wide.name, type="category"),
        y=Axis(name=wide.name, unit=first.unit, type="number", whole=first.type is ColumnType.INTEGER),
        labels=tuple(column.plain_name for column in wide.columns),
        series=tuple(series),
        groups=len(names),
        rows=sum(row["__rows"] for row in rows),
        series_left_out=max(0, len(rows) - len(shown)),
        are_multiples=multiples,
    )


def _size(row: Mapping[str, Any], names: Sequence[str]) -> float:
    return float(sum(abs(row[name] or 0.0) for name in names))


def _adds(spec: ChartSpec) -> bool:
    return spec.aggregation in {Aggregation.SUM, Aggregation.COUNT}


def _shown_series(names: Sequence[str], spec: ChartSpec) -> tuple[list[str], bool]:
    """Which of the series, the largest first, are shown, in the order that their names have of their own; and whether
    each is shown for itself: more lines than eight in one picture nobody tells apart."""
    multiples = spec.kind is Kind.LINE and SERIES_MAXIMUM < len(names) <= MULTIPLES_MAXIMUM
    most = MULTIPLES_MAXIMUM if multiples else SERIES_MAXIMUM
    if len(names) > most and _adds(spec):
        most -= 1  # and the rest of them together
    shown = list(names[:most])
    return ordered(shown) or shown, multiples


def _split(
    keyed: ir.Table,
    spec: ChartSpec,
    known: Mapping[str, Column],
    run: Run,
    labels: list[Any],
    shared: dict[str, Any],
    grain: Grain | None,
) -> ChartData:
    """A series for each of the values of ``by``, the largest; what adds up keeps the rest of them in one more."""
    assert spec.by is not None
    measure, column = next(iter(_measures(spec, known).items()))
    split = keyed.mutate(__by=keyed[spec.by].cast("string"))
    figures = _aggregates(split, spec, {measure: column})
    sizes = run(split.group_by("__by").aggregate(**figures, __rows=split.count())).to_pylist()
    sizes.sort(key=lambda row: (-abs(_figure(row[measure]) or 0.0), -row["__rows"], str(row["__by"])))
    names = [row["__by"] for row in sizes if row["__by"] is not None]
    shown, multiples = _shown_series(names, spec)
    is_shown = split["__by"].isin(shown).fill_null(False) if shown else ibis.literal(False)
    wanted = split.mutate(__rest=~is_shown)
    keeps_rest = _adds(spec) and len(names) > len(shown) > 0
    if not keeps_rest:
        wanted = wanted.filter(~wanted["__rest"])
    named = wanted.mutate(__by=ibis.ifelse(wanted["__rest"], "", wanted["__by"]))
    cells = run(named.group_by("__x", "__by", "__rest").aggregate(**_aggregates(named, spec, {measure: column})))
    places = {label: index for index, label in enumerate(labels)}
    keys = [(name, False) for name in shown] + ([("", True)] if keeps_rest else [])
    filled: dict[tuple[str, bool], list[float | None]] = {key: [None] * len(labels) for key in keys}
    for row in cells.to_pylist():
        if row["__x"] in places:
            filled[(row["__by"], row["__rest"])][places[row["__x"]]] = _figure(row[measure])
    series = tuple(
        Series(name=name, values=tuple(values), unit=_unit(measure, known), is_rest=is_rest)
        for (name, is_rest), values in filled.items()
    )
    return ChartData(
        **shared,
        y=_y_axis(spec, known),
        series_left_out=max(0, len(sizes) - len(shown)),
        are_multiples=multiples,
        **_filled([label_of(label, grain) for label in labels], series, spec, grain),
    )


def _scattered(table: ir.Table, spec: ChartSpec, known: Mapping[str, Column], run: Run) -> ChartData:
    """All points, or every n-th in the order of x: the same picture each time and on each engine."""
    assert spec.x is not None
    x, y = known[spec.x], known[spec.y[0]]
    pairs = table.select(__x=table[x.alias].cast("float64"), __y=table[y.alias].cast("float64"))
    pairs = pairs.filter(pairs["__x"].notnull(), pairs["__y"].notnull())
    rows = int(run(pairs.aggregate(n=pairs.count())).column("n")[0].as_py())
    if rows > POINTS_MAXIMUM:
        numbered = pairs.mutate(__n=ibis.row_number().over(order_by=[pairs["__x"], pairs["__y"]]))
        pairs = numbered.filter(numbered["__n"] % math.ceil(rows / POINTS_MAXIMUM) == 0).select("__x", "__y")
    answer = run(pairs.order_by("__x", "__y").limit(POINTS_MAXIMUM))
    points = zip(answer.column("__x").to_pylist(), answer.column("__y").to_pylist(), strict=True)
    return ChartData(
        kind=Kind.SCATTER,
        x=Axis(name=x.plain_name, unit=x.unit, type="number", whole=x.type is ColumnType.INTEGER),
        y=Axis(name=y.plain_name, unit=y.unit, type="number", whole=y.type is ColumnType.INTEGER),
        points=tuple((a, b) for a, b in points if math.isfinite(a) and math.isfinite(b)),
        rows=rows,
        groups=rows,
    )


def _binned(table: ir.Table, column: Column, run: Run) -> ChartData:
    values = table.select(__v=table[column.alias].cast("float64"))
    values = values.filter(values["__v"].notnull(), ~values["__v"].isnan(), ~values["__v"].isinf())
    ends = run(values.aggregate(low=values["__v"].min(), high=values["__v"].max(), n=values.count())).to_pylist()[0]
    axis = Axis(name=column.plain_name, unit=column.unit, type="category")
    count = Axis(name="", type="number", whole=True)
    if not ends["n"]:
        return ChartData(kind=Kind.HISTOGRAM, x=axis, y=count)
    width = bin_width(ends["low"], ends["high"], whole=column.type is ColumnType.INTEGER)
    first = math.floor(ends["low"] / width)
    binned = values.mutate(__b=(values["__v"] / width).floor().cast("int64"))
    answer = run(binned.group_by("__b").aggregate(n=binned.count()))
    counts = dict(zip(answer.column("__b").to_pylist(), answer.column("n").to_pylist(), strict=True))
    steps = range(first, max(counts) + 1)
    single = column.type is ColumnType.INTEGER and width == 1
    return ChartData(
        kind=Kind.HISTOGRAM,
        x=axis,
        y=count,
        labels=tuple(
            _edge(step * width) if single else f"{_edge(step * width)} – {_edge((step + 1) * width)}" for step in steps
        ),
        series=(Series(name="", values=tuple(float(counts.get(step, 0)) for step in steps)),),
        groups=len(steps),
        rows=ends["n"],
    )


def bin_width(low: float, high: float, *, whole: bool) -> float:
    """A round width (1, 2, 2.5 or 5 times a power of ten) that makes at most ``BINS`` bins and one."""
    if high <= low:
        return 1.0 if whole or high == 0 else abs(high) / 10
    rough = (high - low) / BINS
    power = 10.0 ** math.floor(math.log10(rough))
    width = next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= rough * 0.999)
    return max(1.0, float(math.ceil(width))) if whole else width


def _grain(spec: ChartSpec, column: Column) -> Grain | None:
    if spec.kind is not Kind.LINE or column.type not in {
        ColumnType.DATE,
        ColumnType.DATETIME,
        ColumnType.MONTH,
        ColumnType.QUARTER,
        ColumnType.YEAR,
    }:
        return None
    return Grain.YEAR if column.type is ColumnType.YEAR else spec.grain or grain_of(column)


def _key(table: ir.Table, column: Column, grain: Grain | None, utc_offset: timedelta) -> ir.Value:
    """What rows are grouped by: a step of city time as a timestamp, or the value as text."""
    value = table[column.alias]
    if column.type is ColumnType.YEAR and grain is not None:
        return value.cast("int64")
    if grain is None:
        return value if column.type is ColumnType.INTEGER else value.cast("string")
    if column.type is ColumnType.DATETIME:
        moved = value.cast("timestamp") + ibis.interval(minutes=int(utc_offset.total_seconds() // 60))
        value = ibis.ifelse(moved > LAST, LAST, moved)
    return value.cast("timestamp").truncate({"hour": "h", "day": "D", "month": "M", "quarter": "Q", "year": "Y"}[grain])


def _measures(spec: ChartSpec, known: Mapping[str, Column]) -> dict[str, Column | None]:
    if spec.aggregation is Aggregation.COUNT or not spec.y:
        return {"__count": None}
    return {alias: known[alias] for alias in spec.y if alias in known} or {"__count": None}


def _aggregates(table: ir.Table, spec: ChartSpec, measures: Mapping[str, Column | None]) -> dict[str, ir.Value]:
    return {
        name: table.count() if column is None else _aggregate(table[column.alias].cast("float64"), spec.aggregation)
        for name, column in measures.items()
    }


def _aggregate(value: ir.NumericValue, how: Aggregation) -> ir.Value:
    match how:
        case Aggregation.COUNT:
            return value.count()
        case Aggregation.SUM:
            return value.sum()
        case Aggregation.MEAN:
            return value.mean()
        case Aggregation.MEDIAN:
            return value.median()
        case Aggregation.MINIMUM:
            return value.min()
        case Aggregation.MAXIMUM:
            return value.max()


def _order(keys: Sequence[Any], values: Sequence[Any], spec: ChartSpec, *, by_name: bool) -> list[int]:
    def name(index: int) -> tuple[bool, Any]:
        return (keys[index] is None, keys[index] if keys[index] is not None else 0)

    if by_name:
        return sorted(range(len(keys)), key=name)
    if spec.sort is Sort.NAME:
        return _order_by_name(keys)
    sign = -1 if spec.sort is Sort.LARGEST else 1
    figures = [_figure(value) for value in values]
    return sorted(
        range(len(keys)), key=lambda index: (figures[index] is None, sign * (figures[index] or 0.0), str(keys[index]))
    )


def _order_by_name(keys: Sequence[Any]) -> list[int]:
    """Numbers as numbers, steps of a scale in its order, other names with the numbers in them as numbers."""
    texts = [key for key in keys if isinstance(key, str)]
    places = {key: place for place, key in enumerate(ordered(texts) or sorted(texts, key=natural))}
    return sorted(range(len(keys)), key=lambda index: (keys[index] is None, places.get(keys[index], keys[index] or 0)))


def _axis_type(column: Column, grain: Grain | None) -> str:
    if grain is not None:
        return "time"
    return "truth" if column.type is ColumnType.BOOLEAN else "category"


def _filled(
    labels: list[str | None], series: tuple[Series, ...], spec: ChartSpec, grain: Grain | None
) -> dict[str, Any]:
    """Steps of time without rows stand in the line as gaps, and as 0 where rows are counted."""
    every = list(islice(every_step(labels, grain), STEPS_MAXIMUM + 1)) if grain and labels else []
    if not 0 < len(every) <= STEPS_MAXIMUM:
        return {"labels": tuple(labels), "series": series}
    places = {label: index for index, label in enumerate(labels)}
    missing = 0.0 if spec.aggregation is Aggregation.COUNT else None
    return {
        "labels": tuple(every),
        "series": tuple(
            Series(
                name=one.name,
                unit=one.unit,
                is_rest=one.is_rest,
                values=tuple(one.values[places[step]] if step in places else missing for step in every),
            )
            for one in series
        ),
    }


def _y_axis(spec: ChartSpec, known: Mapping[str, Column]) -> Axis:
    measures = _measures(spec, known)
    first = next(iter(measures.values()))
    if first is None:
        return Axis(name="", type="number", whole=True)
    units = {column.unit for column in measures.values() if column is not None}
    return Axis(
        name=", ".join(column.plain_name for column in measures.values() if column is not None),
        unit=first.unit if len(units) == 1 else None,
        type="number",
        whole=first.type is ColumnType.INTEGER and spec.aggregation is not Aggregation.MEAN,
    )


def _unit(name: str, known: Mapping[str, Column]) -> str | None:
    return known[name].unit if name in known else None


def _figures(values: Sequence[Any], kept: Sequence[int]) -> tuple[float | None, ...]:
    return tuple(_figure(values[index]) for index in kept)


def _figure(value: Any) -> float | None:
    """A number that JSON can carry; sums of floats lose the digits that only binary fractions put there."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{float(value):.12g}")


def _edge(value: float) -> str:
    return f"{value:,.10g}"
