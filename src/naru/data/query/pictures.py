"""Charts and maps of a table that the person may read: who, which version, which engine; the cores do the rest.

A version of a table never changes, so neither do its figures: they are kept by table, version, the scope that the
person may read, and question. The person's rights are asked anew each time, before anything kept is looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.person import ANONYMOUS
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column, placing
from naru.data.catalogue.core.values import Table
from naru.data.query import base_map
from naru.data.query.core.base_map import Level, best_match
from naru.data.query.core.chart_address import from_address
from naru.data.query.core.chart_tables import ChartData, chart_data
from naru.data.query.core.charts import ChartSpec
from naru.data.query.core.choropleth import COUNT, Regions, RegionSpec, choose_regions, coloured, district_figures
from naru.data.query.core.places import Box, MapSpec, Places, choose_map, classes, extent, places
from naru.data.query.core.row_tables import rows_expression
from naru.data.query.core.rows import parse_selection
from naru.data.query.core.values import OpenTable
from naru.data.query.reads import relation


def is_open(name: str) -> bool:
    """Whether everyone may read the table, so that a chart of it may stand in a page elsewhere."""
    return bool(catalogue.tables_readable(ANONYMOUS, [name]))


def spec_of(parameters: Mapping[str, Sequence[str]], table: OpenTable) -> ChartSpec:
    """The chart that an address asks for, made to fit the table."""
    return from_address(parameters, table.columns, table.rows, table.subject)


def figures(table: OpenTable, spec: ChartSpec, filters: Sequence[str] = ()) -> ChartData:
    """The chart's figures over the rows that the filters leave. Raises ``Refused`` for a filter that does not read."""
    return _figures(table, spec, tuple(filters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """A map before anything is drawn: which columns, where to look first, where colours change."""

    spec: MapSpec | RegionSpec
    box: Box | None
    breaks: tuple[float, ...]
    regions: Regions | None = None  # of a table that names districts instead of places


def atlas(table: OpenTable, value: str | None = None, *, value_chosen: bool = False) -> Atlas | None:
    """The map of the table; None where it has neither places nor districts that the ground knows."""
    spec = choose_map(table.columns, value, value_chosen=value_chosen, rows=table.rows, subject=table.subject)
    if spec is not None:
        return _atlas(table, spec)
    districts = choose_regions(table.columns, table.rows, table.subject, value if value_chosen or value else None)
    return _region_atlas(table, districts) if districts is not None and base_map.is_there() else None


def has_map(table: Table) -> bool:
    """Whether the live version could be put on a map."""
    if table.live is None:
        return False
    columns, rows = table.live.columns, table.live.rows
    return bool(placing(columns)) or (base_map.is_there() and choose_regions(columns, rows) is not None)


def places_in(table: OpenTable, atlas: Atlas, box: Box, zoom: float) -> Places:
    """What the map shows of a box in degrees at a zoom; read anew each time."""
    spec = atlas.spec
    if isinstance(spec, RegionSpec):
        assert atlas.regions is not None
        return coloured(atlas.regions, box, zoom, *_told(table.columns, spec))
    return places(relation(table), spec, table.columns, box, zoom, catalogue.engine().execute)


@lru_cache(maxsize=512)
def _figures(table: OpenTable, spec: ChartSpec, filters: tuple[str, ...]) -> ChartData:
    selection = parse_selection(table.columns, names=None, filters=filters, sort=None)
    rows = rows_expression(relation(table), selection)
    return chart_data(rows, spec, table.columns, catalogue.engine().execute, utc_offset=_city_offset())


@lru_cache(maxsize=512)
def _atlas(table: OpenTable, spec: MapSpec) -> Atlas:
    rows, run = relation(table), catalogue.engine().execute
    return Atlas(
        spec=spec,
        box=extent(rows, spec, run),
        breaks=classes(rows, spec.value, run) if spec.value is not None else (),
    )


@lru_cache(maxsize=256)
def _region_atlas(table: OpenTable, spec: RegionSpec) -> Atlas | None:
    figures, at = district_figures(relation(table), spec, table.columns, catalogue.engine().execute)
    return region_atlas(spec, figures, at)


def region_atlas(spec: RegionSpec, figures: Mapping[str, float | None], at: str = "") -> Atlas | None:
    """The districts that the figures name, as the ground knows them; None where it knows fewer than half."""
    levels = [base_map.areas(level) for level in (Level.DISTRICT, Level.PROVINCE, Level.DONG)]
    found = best_match(list(figures), levels, settings.NARU_CITY.ko)
    if found is None:
        return None
    areas, places_ = found
    regions = Regions(
        areas=areas,
        places=places_,
        figures={name: figures[name] for name in places_},
        missing=tuple(sorted(name for name in figures if name not in places_)),
        at=at,
    )
    return Atlas(spec=spec, box=regions.box, breaks=regions.breaks, regions=regions)


def _told(columns: Sequence[Column], spec: RegionSpec) -> tuple[str, str | None]:
    """The name and the unit of what colours the districts."""
    value = next((column for column in columns if column.alias == spec.value), None)
    return (value.plain_name, value.unit) if value is not None else (COUNT, None)


def _city_offset() -> timedelta:
    return datetime.now(CITY_ZONE).utcoffset() or timedelta(0)
