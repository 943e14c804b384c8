"""A table by district as a map: each district coloured by its figure, found by its name among the areas of the ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import orjson
import shapely

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.query.core.base_map import Areas
from naru.data.query.core.chart_measures import adds_up, measures_in_order
from naru.data.query.core.chart_steps import label_of
from naru.data.query.core.chart_tables import without_totals
from naru.data.query.core.charts import PANEL, Aggregation, is_time
from naru.data.query.core.places import CLASSES, Box, Feature, Places, Run, rounded_classes
from naru.data.tables.core import lexicon

DISTRICTS_MAXIMUM = 400
_TILE_PIXELS = 512
COUNT = "건수"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSpec:
    """``district`` names the areas; ``value`` colours them, None for the number of rows; by alias.

    Where a table says the same districts again at each moment, ``moment`` is that column, and its last one is shown."""

    district: str
    value: str | None = None
    aggregation: Aggregation = Aggregation.COUNT
    moment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """The figure of every district, and which area of ``areas`` it is; ``missing`` names none.

    ``at`` is the moment that is shown, "" where there is but one."""

    areas: Areas
    places: Mapping[str, int]
    figures: Mapping[str, float | None]
    missing: tuple[str, ...] = ()
    at: str = ""

    @property
    def box(self) -> Box | None:
        if not self.places:
            return None
        bounds = shapely.total_bounds(self.areas.shapes[sorted(self.places.values())])
        west, south, east, north = (float(side) for side in bounds)
        return None if np.isnan(bounds).any() else Box(west=west, south=south, east=east, north=north)

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where colours change: equal numbers of districts in each."""
        known = np.array([value for value in self.figures.values() if value is not None])
        if not len(known):
            return ()
        ends = np.quantile(known, [step / CLASSES for step in range(1, CLASSES)])
        return rounded_classes(ends.tolist(), float(known.min()))


def choose_regions(
    columns: Sequence[Column], rows: int, subject: str = "", value: str | None = None
) -> RegionSpec | None:
    """The map of a table that names districts; ``value`` is the alias or name of the number that colours it."""
    district = next((column for column in columns if _names_districts(column)), None)
    if district is None:
        return None
    measures = measures_in_order(columns, rows, subject)
    chosen = next((column for column in measures if value in {column.alias, column.name}), None)
    coloured = chosen or (next(iter(measures), None) if value is None else None)
    times = [column for column in columns if is_time(column) and not lexicon.RECORD_DATE.search(column.name)]
    moment = next((column.alias for column in times if column.distinct > 1 and rows > column.distinct * PANEL), None)
    if coloured is None:
        return RegionSpec(district=district.alias, moment=None)
    how = Aggregation.SUM if adds_up(coloured) else Aggregation.MEAN
    return RegionSpec(district=district.alias, value=coloured.alias, aggregation=how, moment=moment)


def _names_districts(column: Column) -> bool:
    return (
        column.meaning is Meaning.DISTRICT_NAME
        and column.type is ColumnType.TEXT
        and 2 <= column.distinct <= DISTRICTS_MAXIMUM
    )


def district_figures(
    table: ir.Table, spec: RegionSpec, columns: Sequence[Column], run: Run
) -> tuple[dict[str, float | None], str]:
    """The figure of each district that the table names, and the moment they are of."""
    table = without_totals(table, columns)
    at = ""
    if spec.moment is not None:
        column = next(one for one in columns if one.alias == spec.moment)
        last = run(table.aggregate(last=table[spec.moment].max())).column("last")[0].as_py()
        table = table.filter(table[spec.moment] == ibis.literal(last, table[spec.moment].type()))
        at = _moment(last, column)
    name = table[spec.district].cast("string")
    named = table.mutate(__name=name).filter(name.notnull())
    figure = named.count() if spec.value is None else _aggregate(named[spec.value].cast("float64"), spec.aggregation)
    answer = run(named.group_by("__name").aggregate(__v=figure))
    values = zip(answer.column("__name").to_pylist(), answer.column("__v").to_pylist(), strict=True)
    return {key: None if value is None else float(f"{float(value):.12g}") for key, value in values}, at


def _aggregate(value: Any, how: Aggregation) -> Any:
    return value.sum() if how is Aggregation.SUM else value.mean()


def _moment(last: Any, column: Column) -> str:
    if column.type in {ColumnType.MONTH, ColumnType.QUARTER}:
        text = str(last)
        return text[:7] if column.type is ColumnType.MONTH else f"{text[:4]}-Q{(int(text[5:7]) + 2) // 3}"
    return label_of(last, None) or ""


def coloured(regions: Regions, box: Box, zoom: float, name: str, unit: str | None) -> Places:
    """What a view shows: the districts in the box with their figures, outlines no finer than a pixel."""
    view = shapely.box(box.west, box.south, box.east, box.north)
    pixel = 360.0 / (2 ** min(max(zoom, 0.0), 22.0) * _TILE_PIXELS)
    features: list[Feature] = []
    for district, place in regions.places.items():
        shape = regions.areas.shapes[place]
        if not shape.intersects(view):
            continue
        value = regions.figures.get(district)
        drawn = shapely.to_geojson(shapely.simplify(shape, pixel, preserve_topology=True))
        facts = [] if value is None else [[name, value, unit]]
        properties = {"label": district, "value": value, "facts": facts}
        features.append({"type": "Feature", "geometry": orjson.loads(drawn), "properties": properties})
    features.sort(key=lambda one: -(one["properties"]["value"] or 0.0))
    return Places(features=features, rows=len(features))
