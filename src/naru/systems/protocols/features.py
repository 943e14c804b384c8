"""Rows that have a place, as features: read in the order of their version, a page at a time, under the reader's scope.

*Theory of operation.* A feature's id is its row's number in the version, from 1. A page goes on behind the last number seen,
so that no row is missed or doubled while a new version comes, and a page deep in the table costs what the first does.
Where the engine knows a row's place (columns of degrees) it narrows to a box itself; shapes and projected coordinates
are looked at here, a few thousand rows at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import ibis.expr.types as ir
import numpy as np
import orjson
import shapely

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, placing
from naru.data.catalogue.core.row_conditions import filtered
from naru.data.catalogue.core.row_filters import Filter
from naru.data.catalogue.core.values import Table
from naru.data.lake.positions import POSITION
from naru.data.query import pictures
from naru.data.query import reads as query
from naru.data.query.core import cells
from naru.data.query.core.degrees import degrees
from naru.data.query.core.values import OpenTable
from naru.systems.protocols.core.ogc_crs import Box, mover

AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureQuestion:
    """``after`` is the last row's number that was seen, 0 at the start; ``box`` in degrees."""

    filters: tuple[Filter, ...] = ()
    box: Box | None = None
    after: int = 0
    offset: int = 0
    limit: int = 100
    crs: str = ""

    @property
    def narrows(self) -> bool:
        return bool(self.filters or self.box)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeaturePage:
    """``features`` are GeoJSON; ``last`` is the number to go on after, None on the last page; ``matched`` None where
    nobody counted."""

    features: list[dict[str, Any]]
    last: int | None
    matched: int | None


def collections(person: Person) -> list[Table]:
    """The tables with places that the person may read and whose dataset is published."""
    return [table for table in catalogue.tables_with_places(person) if table.live and placing(table.live.columns)]


def opened(name: str, person: Person) -> OpenTable:
    """Raises ``Refused`` as ``query.reads.open_table``; ``not_found`` where it has no places."""
    table = query.open_table(name, person)
    if not placing(table.columns):
        raise Refused("not_found")
    return table


def extent(table: OpenTable) -> Box | None:
    """Where nearly all of the rows lie that the reader may see."""
    atlas = pictures.atlas(table)
    box = atlas.box if atlas else None
    return (box.west, box.south, box.east, box.north) if box and not box.is_empty else None


def page(table: OpenTable, asked: FeatureQuestion) -> FeaturePage:
    found = list(islice(_hits(table, asked), asked.offset, asked.offset + asked.limit + 1))
    shown = found[: asked.limit]
    return FeaturePage(
        features=[feature for _, feature in shown],
        last=shown[-1][0] if len(found) > asked.limit else None,
        matched=_matched(table, asked),
    )


def feature(table: OpenTable, number: int, crs: str) -> dict[str, Any]:
    """Raises ``Refused``: ``not_found``."""
    found = next(_hits(table, FeatureQuestion(after=number - 1, limit=1, crs=crs)), None)
    if found is None or found[0] != number:
        raise Refused("not_found")
    return found[1]


def _hits(table: OpenTable, asked: FeatureQuestion) -> Iterator[tuple[int, dict[str, Any]]]:
    """(number, feature) of all that fit behind ``after``."""
    rows = filtered(query.relation(table, numbered=True), asked.filters)
    placed = placing(table.columns)
    in_engine = asked.box is not None and _is_degrees(placed)
    if asked.box is not None and in_engine:
        rows = rows.filter(_inside(rows, placed, asked.box))
    after, size = asked.after - 1, min(AT_ONCE, asked.offset + asked.limit + 1)
    while True:
        part = rows.filter(rows[POSITION] > after)
        if not asked.narrows:
            part = part.filter(part[POSITION] <= after + size)
        found = catalogue.engine().execute(part.order_by(POSITION).limit(size))
        shapes = _shapes(found, placed)
        keep = np.ones(found.num_rows, dtype=bool) if asked.box is None or in_engine else _touching(shapes, asked.box)
        yield from _features(table.columns, found, shapes, keep, asked.crs)
        if found.num_rows < size:
            return
        after, size = found.column(POSITION)[-1].as_py(), AT_ONCE


def _matched(table: OpenTable, asked: FeatureQuestion) -> int | None:
    if not asked.narrows:
        return table.rows
    placed = placing(table.columns)
    if asked.box is not None and not _is_degrees(placed):
        return None
    rows = filtered(query.relation(table), asked.filters)
    if asked.box is not None:
        rows = rows.filter(_inside(rows, placed, asked.box))
    return int(catalogue.engine().execute(rows.aggregate(n=rows.count())).column("n")[0].as_py())


def _is_degrees(placed: Sequence[Column]) -> bool:
    return len(placed) == 2 and placed[0].meaning is Meaning.LONGITUDE


def _inside(rows: ir.Table, placed: Sequence[Column], box: Box) -> Any:
    x, y = (rows[column.alias].cast("float64") for column in placed)
    west, south, east, north = box
    across = (x >= west) | (x <= east) if west > east else x.between(west, east)
    return across & y.between(south, north)


def _shapes(found: Any, placed: Sequence[Column]) -> Any:
    """Each row's shape in degrees; None where it has none, or lies off the globe."""
    values = [found.column(column.alias).to_pylist() for column in placed]
    if len(placed) == 1:
        return shapely.from_wkb(np.array(values[0], dtype=object), on_invalid="ignore")
    if not found.num_rows:
        return np.array([], dtype=object)
    epsg = placed[0].epsg if placed[0].meaning is Meaning.EASTING else None
    points = (
        degrees(values[0], values[1], epsg=epsg)
        if epsg is not None
        else np.column_stack([np.array(each, dtype="float64") for each in values])
    )
    with np.errstate(invalid="ignore"):
        off = np.isnan(points).any(axis=1) | (np.abs(points) > (180.0, 90.0)).any(axis=1)
    return np.where(off, None, shapely.points(np.nan_to_num(points)))


def _touching(shapes: Any, box: Box) -> Any:
    west, south, east, north = box
    boxes = [(west, south, 180.0, north), (-180.0, south, east, north)] if west > east else [box]
    touched = np.zeros(len(shapes), dtype=bool)
    for each in boxes:
        touched |= shapely.intersects(shapes, shapely.box(*each)) & ~shapely.is_missing(shapes)
    return touched


def _features(
    columns: Sequence[Column], found: Any, shapes: Any, keep: Any, crs: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    places = np.flatnonzero(keep)
    if not len(places):
        return
    told = [column for column in columns if column.type is not ColumnType.GEOMETRY]
    kept = found.take(places).combine_chunks()
    names = [column.name for column in told]
    values = [cells.json_values(column, kept.column(column.alias).combine_chunks()) for column in told]
    move = mover(crs) if crs else None
    drawn = shapes[places] if move is None else shapely.transform(shapes[places], move)
    geometries = [None if text is None else orjson.Fragment(text) for text in shapely.to_geojson(drawn)]
    rows = zip(*values, strict=True) if values else iter([()] * len(places))
    for position, geometry, row in zip(kept.column(POSITION).to_pylist(), geometries, rows, strict=True):
        number = position + 1
        properties = dict(zip(names, row, strict=True))
        yield number, {"type": "Feature", "id": number, "geometry": geometry, "properties": properties}
