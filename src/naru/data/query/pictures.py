"""Charts and maps of a table that the person may read: who, which version, which engine; the cores do the rest.

A version of a table never changes, so neither do its figures: they are kept by table, version, the scope that the
person may read, and question. The person's rights are asked anew each time, before anything kept is looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from naru.base.kit.clock import CITY_ZONE
from naru.base.kit.person import ANONYMOUS
from naru.data.catalogue import reads as catalogue
from naru.data.query.core.chart_address import from_address
from naru.data.query.core.chart_tables import ChartData, chart_data
from naru.data.query.core.charts import ChartSpec
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
    return from_address(parameters, table.columns, table.rows)


def figures(table: OpenTable, spec: ChartSpec, filters: Sequence[str] = ()) -> ChartData:
    """The chart's figures over the rows that the filters leave. Raises ``Refused`` for a filter that does not read."""
    return _figures(table, spec, tuple(filters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """A map before anything is drawn: which columns, where to look first, where colours change."""

    spec: MapSpec
    box: Box | None
    breaks: tuple[float, ...]


def atlas(table: OpenTable, value: str | None = None, *, value_chosen: bool = False) -> Atlas | None:
    """The map of the table; None where it has no places."""
    spec = choose_map(table.columns, value, value_chosen=value_chosen)
    return None if spec is None else _atlas(table, spec)


def places_in(table: OpenTable, spec: MapSpec, box: Box, zoom: float) -> Places:
    """What the map shows of a box in degrees at a zoom; read anew each time."""
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


def _city_offset() -> timedelta:
    return datetime.now(CITY_ZONE).utcoffset() or timedelta(0)
