"""A chart as an address: every choice is a parameter, and one that does not fit the table falls back to the default."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from naru.data.catalogue.core.columns import Column
from naru.data.query.core.chart_measures import NUMERIC, adds_up, is_measure
from naru.data.query.core.charts import (
    Aggregation,
    ChartSpec,
    Grain,
    Kind,
    Sort,
    choose_chart,
    grain_of,
    has_place,
    is_group,
    is_time,
    suggestions,
)
from naru.data.query.core.column_families import ACROSS, family

Choice = TypeVar("Choice", bound=StrEnum)
LIMIT_MAXIMUM = 100
HEADING_LONGEST = 120


def to_address(spec: ChartSpec) -> list[tuple[str, str]]:
    """The spec as query parameters, complete, so that a shared address keeps its meaning when defaults change."""
    pairs = [("kind", spec.kind.value)]
    pairs += [("x", spec.x)] if spec.x else []
    pairs += [("y", alias) for alias in spec.y]
    pairs += [("by", spec.by)] if spec.by else []
    pairs += [("agg", spec.aggregation.value)]
    pairs += [("grain", spec.grain.value)] if spec.grain else []
    pairs += [("stack", "1")] if spec.is_stacked else []
    pairs += [("line", f"{spec.reference:g}")] if spec.reference is not None else []
    pairs += [("title", spec.heading)] if spec.heading else []
    return [*pairs, ("sort", spec.sort.value), ("limit", str(spec.limit))]


def from_address(
    parameters: Mapping[str, Sequence[str]], columns: Sequence[Column], rows: int, subject: str = ""
) -> ChartSpec:
    """What an address asks for, made to fit; without ``kind`` the chart Naru would choose. Never raises.

    ``was`` is the kind that an editor showed until now, ``subject`` what the table is called."""
    kind = _choice(Kind, _one(parameters, "kind"))
    if kind is None:
        return choose_chart(columns, rows, subject)
    if _one(parameters, "was") not in {"", kind.value}:  # another kind was just chosen: its own columns suit it better
        parameters = {"y": parameters.get("y", ())}
    start = next((spec for spec in suggestions(columns, rows, subject) if spec.kind is kind), ChartSpec(kind=kind))
    listed = [*columns, *_family(columns)]
    by_name = {column.name: column for column in listed} | {column.alias: column for column in listed}
    x = by_name.get(_one(parameters, "x"))
    measures = tuple(
        dict.fromkeys(
            by_name[name].alias for name in parameters.get("y", ()) if name in by_name and by_name[name].type in NUMERIC
        )
    )
    asked = replace(
        start,
        x=x.alias if x is not None and x in x_choices(kind, columns) else start.x,
        y=measures if measures or "x" in parameters else start.y,
        by=_series(by_name.get(_one(parameters, "by"))) if "x" in parameters or "by" in parameters else start.by,
        aggregation=_choice(Aggregation, _one(parameters, "agg")) or start.aggregation,
        grain=_choice(Grain, _one(parameters, "grain")),
        sort=_choice(Sort, _one(parameters, "sort")) or start.sort,
        limit=_limit(_one(parameters, "limit"), start.limit),
        is_stacked=_one(parameters, "stack") == "1",
        reference=_finite(_one(parameters, "line")),
        heading=_one(parameters, "title").replace("\0", "").strip()[:HEADING_LONGEST],
    )
    return _fitting(asked, columns)


def x_choices(kind: Kind, columns: Sequence[Column]) -> list[Column]:
    """Which columns may lie along x, those that suit best first; none for maps and tables."""
    match kind:
        case Kind.LINE:
            return [column for column in columns if is_time(column) and column.distinct != 1] + _family(columns)
        case Kind.BAR:
            return [
                column
                for column in columns
                if is_group(column) or is_time(column) or (column.type in NUMERIC and column.distinct <= LIMIT_MAXIMUM)
            ] + _family(columns)
        case Kind.SCATTER | Kind.HISTOGRAM:
            return [column for column in columns if is_measure(column)] or [
                column for column in columns if column.type in NUMERIC
            ]
        case _:
            return []


def _family(columns: Sequence[Column]) -> list[Column]:
    found = family(columns)
    return [found.as_column] if found is not None else []


def y_choices(columns: Sequence[Column]) -> list[Column]:
    """Which columns may be measured."""
    return [column for column in columns if is_measure(column)]


def kinds_possible(columns: Sequence[Column]) -> list[Kind]:
    """The kinds of chart that the columns have anything for, in the editor's order."""
    numbers = len(x_choices(Kind.SCATTER, columns))
    possible = {
        Kind.LINE: bool(x_choices(Kind.LINE, columns)),
        Kind.BAR: bool(x_choices(Kind.BAR, columns)),
        Kind.SCATTER: numbers >= 2,
        Kind.HISTOGRAM: numbers >= 1,
        Kind.MAP: has_place(columns),
    }
    return [kind for kind, fits in possible.items() if fits]


def _fitting(spec: ChartSpec, columns: Sequence[Column]) -> ChartSpec:
    """Repairs what contradicts itself: an aggregation without a number, a time without a step."""
    choices = x_choices(spec.kind, columns)
    x = next((column for column in [*columns, *choices] if column.alias == spec.x), choices[0] if choices else None)
    if x is not None and x.alias == ACROSS and spec.kind in {Kind.LINE, Kind.BAR}:
        return replace(spec, x=ACROSS, y=(), grain=None, is_stacked=_is_stacked(spec))
    first = next((column for column in columns if spec.y and column.alias == spec.y[0]), None)
    grouped = spec.kind in {Kind.LINE, Kind.BAR}
    return replace(
        spec,
        x=x.alias if x is not None and spec.kind is not Kind.MAP else None,
        y=_fitting_y(spec, x, columns),
        by=spec.by if grouped else None,
        aggregation=Aggregation.COUNT if grouped and first is None else spec.aggregation,
        grain=(spec.grain or grain_of(x)) if x is not None and spec.kind is Kind.LINE else None,
        is_stacked=_is_stacked(spec) and (first is None or adds_up(first)),
        reference=spec.reference if grouped else None,
    )


def _is_stacked(spec: ChartSpec) -> bool:
    """Bars are stacked where the pile says something: their parts add up to it."""
    return spec.is_stacked and spec.kind is Kind.BAR and spec.aggregation in {Aggregation.SUM, Aggregation.COUNT}


def _fitting_y(spec: ChartSpec, x: Column | None, columns: Sequence[Column]) -> tuple[str, ...]:
    match spec.kind:
        case Kind.SCATTER:
            others = [column.alias for column in x_choices(Kind.SCATTER, columns) if column != x]
            return spec.y[:1] or tuple(others[:1])
        case Kind.HISTOGRAM | Kind.TABLE:
            return ()
        case Kind.MAP:
            return spec.y[:1]
        case _:
            return spec.y[:1] if spec.by else spec.y[:6]


def _series(column: Column | None) -> str | None:
    return column.alias if column is not None and is_group(column) else None


def _one(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name, ())
    return values[-1] if values else ""


def _choice(kind: type[Choice], text: str) -> Choice | None:
    return kind(text) if text in set(kind) else None


def _finite(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _limit(text: str, default: int) -> int:
    return min(max(int(text), 1), LIMIT_MAXIMUM) if text.isascii() and text.isdigit() and len(text) < 6 else default
