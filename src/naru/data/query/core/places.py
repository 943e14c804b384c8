"""Where a table's rows lie: points, or clusters of them where they are too many, and areas coloured by a number.

A map is sent what it shows: at most ``FEATURES_MAXIMUM`` features of the part in view, outlines no finer than a pixel.
Coordinates are degrees of WGS 84 (EPSG:4326), as everywhere in the lake.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import ibis
import ibis.expr.types as ir
import numpy as np
import orjson
import pyarrow as pa
import shapely

from naru.base.kit.canonical import SAFE_INTEGER
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, placing
from naru.data.query.core.chart_measures import is_measure, measures_in_order
from naru.data.query.core.charts import is_group
from naru.data.query.core.degrees import degrees

Run = Callable[[ir.Table], pa.Table]
Feature = dict[str, Any]

FEATURES_MAXIMUM = 2_000
GEOMETRIES_MAXIMUM = 100_000  # read for one view; past it the map says that it shows a part
SHOWN_MAXIMUM = 12
WILD_SHARE, MANY = 0.002, 1_000  # of many rows, how many at each end may have wild coordinates
CLASSES = 5
_CLUSTER_PIXELS = 56
_TILE_PIXELS = 512
_TRANSCRIBED = re.compile(r"영문|영어|로마자|english|_en$|eng", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec:
    """Which columns place the rows, which one colours them and which ones a pop-up tells; all by alias."""

    latitude: str | None = None
    longitude: str | None = None
    geometry: str | None = None
    value: str | None = None
    label: str | None = None
    shown: tuple[str, ...] = ()
    epsg: int | None = None  # of ``longitude`` and ``latitude``, where they are eastings and northings

    @property
    def is_read(self) -> bool:
        """Whether places are worked out here: the engine itself knows nothing but degrees."""
        return self.geometry is not None or self.epsg is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of the world in degrees; it does not cross the antimeridian."""

    west: float = -180.0
    south: float = -90.0
    east: float = 180.0
    north: float = 90.0

    @property
    def is_empty(self) -> bool:
        return self.east < self.west or self.north < self.south


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What one view shows, ready to be sent."""

    features: list[Feature]
    rows: int  # how many rows lie in the view
    clustered: bool = False
    partial: bool = False  # whether the view holds more than was read

    def to_geojson(self) -> bytes:
        """A FeatureCollection (RFC 7946) with the member ``naru``: ``{rows, clustered, partial}``."""
        return orjson.dumps(
            {
                "type": "FeatureCollection",
                "features": self.features,
                "naru": {"rows": self.rows, "clustered": self.clustered, "partial": self.partial},
            }
        )


def choose_map(
    columns: Sequence[Column], value: str | None = None, *, value_chosen: bool = False, rows: int = 0, subject: str = ""
) -> MapSpec | None:
    """A map of the table, if it has places; ``value`` is the alias or name of the number that colours it.

    Without one areas are coloured by what the table of so many ``rows``, called ``subject``, is about."""
    placed = placing(columns)
    if not placed:
        return None
    geometry = placed[0].alias if len(placed) == 1 else None
    longitude, latitude = (None, None) if geometry else (column.alias for column in placed)
    asked = next((column.alias for column in columns if value and value in {column.alias, column.name}), None)
    measures = [column.alias for column in measures_in_order(columns, rows, subject)]
    coordinates = {column.alias for column in placed}
    told = [
        column.alias for column in columns if column.alias not in coordinates and column.type is not ColumnType.GEOMETRY
    ]
    return MapSpec(
        latitude=latitude,
        longitude=longitude,
        geometry=geometry,
        epsg=placed[0].epsg if placed[0].meaning is Meaning.EASTING else None,
        value=asked if value_chosen or asked or not geometry else next(iter(measures), None),
        label=_label(columns),
        shown=tuple(told[:SHOWN_MAXIMUM]),
    )


def value_choices(columns: Sequence[Column]) -> list[Column]:
    """Which columns may colour the map."""
    return [column for column in columns if is_measure(column)]


def extent(table: ir.Table, spec: MapSpec, run: Run) -> Box | None:
    """Where nearly all rows lie: a few wild coordinates must not send the reader to another continent.

    None where no row has a place."""
    if spec.is_read:
        return _extent_read(table, spec, run)
    placed = _placed(table, spec)
    rows = int(run(placed.aggregate(n=placed.count())).column("n")[0].as_py())
    cut = WILD_SHARE if rows >= MANY else 0.0
    ends = run(
        placed.aggregate(
            west=placed["__x"].quantile(cut),
            east=placed["__x"].quantile(1 - cut),
            south=placed["__y"].quantile(cut),
            north=placed["__y"].quantile(1 - cut),
        )
    ).to_pylist()[0]
    return None if ends["west"] is None else Box(**{side: float(value) for side, value in ends.items()})


def places(table: ir.Table, spec: MapSpec, columns: Sequence[Column], box: Box, zoom: float, run: Run) -> Places:
    """What the view shows; ``zoom`` is the map's, at which the world is ``512 * 2 ** zoom`` pixels wide."""
    return (
        _areas(table, spec, columns, box, zoom, run) if spec.is_read else _points(table, spec, columns, box, zoom, run)
    )


def classes(table: ir.Table, alias: str, run: Run) -> tuple[float, ...]:
    """The values where one colour ends and the next begins: equal numbers of rows in each, rounded to three digits; at
    most four, in order, fewer where values repeat."""
    values = table[alias].cast("float64")
    kept = table.filter(values.notnull()).select(__v=values)
    names = [f"q{step}" for step in range(1, CLASSES)]
    answer = run(
        kept.aggregate(
            low=kept["__v"].min(),
            **{name: kept["__v"].quantile(step / CLASSES) for step, name in enumerate(names, start=1)},
        )
    ).to_pylist()[0]
    return rounded_classes([answer[name] for name in names if answer[name] is not None], answer["low"])


def rounded_classes(ends: Sequence[float], least: float | None) -> tuple[float, ...]:
    """Ends of classes to three digits, in order, once each; one at or below the ``least`` value would end no class."""
    return tuple(sorted(value for value in {float(f"{end:.3g}") for end in ends} if least is None or value > least))


def _label(columns: Sequence[Column]) -> str | None:
    """What a place is called: a name, else the text that tells most rows apart; in Korean before a transcription."""
    texts = [column for column in columns if column.type is ColumnType.TEXT and is_group(column)]
    named = [column for column in texts if column.meaning in {Meaning.NAME, Meaning.DISTRICT_NAME}]
    ranked = sorted(named or texts, key=lambda column: (_TRANSCRIBED.search(column.name) is not None, -column.distinct))
    return ranked[0].alias if ranked else None


def _placed(table: ir.Table, spec: MapSpec) -> ir.Table:
    """Rows whose coordinates are on the globe; (0, 0) is what software writes where it knows no place."""
    x, y = table[spec.longitude].cast("float64"), table[spec.latitude].cast("float64")
    placed = table.mutate(__x=x, __y=y)
    return placed.filter(
        placed["__x"].between(-180, 180), placed["__y"].between(-90, 90), (placed["__x"] != 0) | (placed["__y"] != 0)
    )


def _points(table: ir.Table, spec: MapSpec, columns: Sequence[Column], box: Box, zoom: float, run: Run) -> Places:
    placed = _placed(table, spec)
    inside = placed.filter(placed["__x"].between(box.west, box.east), placed["__y"].between(box.south, box.north))
    rows = int(run(inside.aggregate(n=inside.count())).column("n")[0].as_py())
    if rows > FEATURES_MAXIMUM:
        return Places(features=_clusters(inside, spec, zoom, run), rows=rows, clustered=True)
    answer = run(inside.select("__x", "__y", *_told(spec))).to_pylist()
    features = [
        _feature({"type": "Point", "coordinates": [row["__x"], row["__y"]]}, row, spec, columns) for row in answer
    ]
    return Places(features=features, rows=rows)


def _clusters(inside: ir.Table, spec: MapSpec, zoom: float, run: Run) -> list[Feature]:
    cell = cell_degrees(zoom)
    gridded = inside.mutate(__cx=(inside["__x"] / cell).floor(), __cy=(inside["__y"] / cell).floor())
    figures: dict[str, ir.Value] = {"n": gridded.count(), "x": gridded["__x"].mean(), "y": gridded["__y"].mean()}
    if spec.value is not None:
        figures["v"] = gridded[spec.value].cast("float64").mean()
    answer = run(gridded.group_by("__cx", "__cy").aggregate(**figures).order_by(ibis.desc("n")).limit(FEATURES_MAXIMUM))
    return [_cluster(row["x"], row["y"], row["n"], row.get("v")) for row in answer.to_pylist()]


def _cluster(x: float, y: float, count: int, value: float | None) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(x, 6), round(y, 6)]},
        "properties": {"count": count, "value": _finite(value)},
    }


def cell_degrees(zoom: float) -> float:
    """The side of a cluster's cell: 56 pixels at the zoom."""
    return 360.0 / 2 ** min(max(zoom, 0.0), 22.0) * _CLUSTER_PIXELS / _TILE_PIXELS


def _areas(table: ir.Table, spec: MapSpec, columns: Sequence[Column], box: Box, zoom: float, run: Run) -> Places:
    answer, shapes = _read(table, spec, run, _told(spec))
    view = shapely.box(box.west, box.south, box.east, box.north)
    hits = np.flatnonzero(~shapely.is_missing(shapes) & shapely.intersects(shapely.envelope(shapes), view))
    partial = answer.num_rows == GEOMETRIES_MAXIMUM
    pointed = bool(len(hits)) and shapely.get_type_id(shapes[hits[0]]) in {0, 4}
    if pointed and len(hits) > FEATURES_MAXIMUM:
        return Places(features=_gridded(shapes[hits], zoom), rows=len(hits), clustered=True, partial=partial)
    kept = hits[:FEATURES_MAXIMUM]
    pixel = 360.0 / (2 ** min(max(zoom, 0.0), 22.0) * _TILE_PIXELS)
    drawn = shapely.to_geojson(shapely.simplify(shapes[kept], pixel, preserve_topology=True))
    rows = answer.select(_told(spec)).take(pa.array(kept)).to_pylist()
    features = [
        _feature(orjson.loads(text), row, spec, columns)
        for text, row in zip(drawn, rows, strict=True)
        if text is not None
    ]
    return Places(features=features, rows=len(hits), partial=partial or len(hits) > len(kept))


def _gridded(shapes: Any, zoom: float) -> list[Feature]:
    middles = shapely.centroid(shapes)
    x, y = shapely.get_x(middles), shapely.get_y(middles)
    cell = cell_degrees(zoom)
    keys = np.stack([np.floor(x / cell), np.floor(y / cell)], axis=1)
    _, where, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    where = where.reshape(-1)
    xs, ys = np.bincount(where, weights=x) / counts, np.bincount(where, weights=y) / counts
    return [_cluster(float(a), float(b), int(n), None) for a, b, n in zip(xs, ys, counts, strict=True)][
        :FEATURES_MAXIMUM
    ]


def _extent_read(table: ir.Table, spec: MapSpec, run: Run) -> Box | None:
    bounds = shapely.bounds(_read(table, spec, run)[1])
    bounds = bounds[~np.isnan(bounds).any(axis=1)]
    if not len(bounds):
        return None
    cut = WILD_SHARE if spec.epsg and len(bounds) >= MANY else 0.0
    west, south = np.quantile(bounds[:, :2], cut, axis=0)
    east, north = np.quantile(bounds[:, 2:], 1 - cut, axis=0)
    return Box(west=float(west), south=float(south), east=float(east), north=float(north))


def _read(table: ir.Table, spec: MapSpec, run: Run, more: Sequence[str] = ()) -> tuple[pa.Table, Any]:
    """Rows as far as one view reads them, and the shape of each, None where it has no place."""
    placed = [alias for alias in (spec.geometry, spec.longitude, spec.latitude) if alias is not None]
    answer = run(table.select(list(dict.fromkeys([*placed, *more]))).limit(GEOMETRIES_MAXIMUM))
    first, *second = (answer.column(alias).to_pylist() for alias in placed)
    if spec.epsg is None:
        return answer, shapely.from_wkb(np.array(first, dtype=object), on_invalid="ignore")
    points = degrees(first, *second, epsg=spec.epsg)
    return answer, np.where(np.isnan(points).any(axis=1), None, shapely.points(np.nan_to_num(points)))


def _told(spec: MapSpec) -> list[str]:
    return list(dict.fromkeys([*spec.shown, *(alias for alias in (spec.value, spec.label) if alias is not None)]))


def _feature(geometry: dict[str, Any], row: dict[str, Any], spec: MapSpec, columns: Sequence[Column]) -> Feature:
    """Properties are a list of name and text: a map's own expressions read only ``value`` and ``label``."""
    named = {column.alias: column for column in columns}
    told = [
        [named[alias].name, row[alias] if _plain(row[alias]) else str(row[alias]), named[alias].unit]
        for alias in spec.shown
        if row[alias] is not None and alias in named
    ]
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {
            "value": _finite(row[spec.value]) if spec.value else None,
            "label": None if spec.label is None or row[spec.label] is None else str(row[spec.label]),
            "facts": told,
        },
    }


def _plain(value: Any) -> bool:
    """Does a browser read the value as it is? It takes every number for a float, and loses digits beyond 2^53."""
    if isinstance(value, int):
        return abs(value) <= SAFE_INTEGER
    return isinstance(value, str) or (isinstance(value, float) and math.isfinite(value))


def _finite(value: Any) -> float | None:
    return float(cast("float", value)) if value is not None and math.isfinite(value) else None
