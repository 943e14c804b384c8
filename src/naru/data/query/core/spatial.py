"""Spatial functions for SQL, by GEOS and PROJ inside the walls: the engine's own extension would have to be downloaded.

*Theory of operation.* The engine knows geometries and their text forms; everything else is a vectorised function over WKB,
and a macro under the name that people expect (``st_contains``). Coordinates are degrees, and what is measured is metres on the
ellipsoid: nobody wants a distance in degrees. Predicates of two geometries first compare the boxes about them, as four
comparisons of numbers, by which the engine joins two tables without trying every pair; only pairs whose boxes meet are
decoded. ``st_index`` and ``st_nearest`` look up the nearest of many.
"""

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyproj
import shapely
from duckdb.func import FunctionNullHandling, PythonUDFType

A, FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS 84
E2 = FLATTENING * (2 - FLATTENING)
QUARTER = 16  # segments of a quarter circle in a buffer
KNOWN_EPSG = (4326, 3857, 5174, 5178, 5179, 5181, 5182, 5183, 5185, 5186, 5187, 5188, 32651, 32652)
INDEXES_MOST = 16

_GEOD = pyproj.Geod(ellps="WGS84")
_TO_DEGREES = {code: pyproj.Transformer.from_crs(code, 4326, always_xy=True) for code in KNOWN_EPSG}
_FROM_DEGREES = {code: pyproj.Transformer.from_crs(4326, code, always_xy=True) for code in KNOWN_EPSG}

Shapes = Any  # an array of shapely geometries, None where there is none


def install(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection the functions; before its settings are locked."""
    indexes: list[tuple[shapely.STRtree, float]] = []
    for name, parameters, answer, function in (*FUNCTIONS, *_index_functions(indexes)):
        connection.create_function(
            name,
            _of_known(function, len(parameters), ARROW_OF[answer]),
            list(parameters),
            answer,
            type=PythonUDFType.ARROW,
            null_handling=FunctionNullHandling.SPECIAL,
        )
    connection.execute(
        "set merge_join_threshold = 0"
    )  # two sides with boxes are joined by intervals, however few areas
    connection.execute("set nested_loop_join_threshold = 0")
    for macro in MACROS:
        connection.execute(f"create macro main.{macro}")


ARROW_OF = {"BOOLEAN": pa.bool_(), "DOUBLE": pa.float64(), "BIGINT": pa.int64(), "BLOB": pa.binary()}


def _of_known(function: Callable[..., pa.Array], count: int, type_: pa.DataType) -> Callable[..., pa.Array]:
    """The function asked only where nothing is missing; a row that lacks something has no answer."""

    def asked(*given: Any) -> pa.Array:
        arrays = [_whole(values) for values in given]
        known = arrays[0].is_valid()
        for array in arrays[1:]:
            known = pc.and_(known, array.is_valid())
        if not (many := pc.sum(known).as_py() or 0):
            return pa.nulls(len(known), type_)
        if many == len(known):
            return function(*arrays)
        found = function(*(array.filter(known) for array in arrays))
        flags = known.to_numpy(zero_copy_only=False)
        return found.take(pa.array(np.cumsum(flags) - 1, pa.int64(), mask=~flags))

    if count == 1:  # the engine counts the parameters of what it is given
        return lambda a: asked(a)
    return (lambda a, b: asked(a, b)) if count == 2 else (lambda a, b, c: asked(a, b, c))


# --- arrays of WKB to arrays of shapes and back ---


def _shapes(values: Any) -> Shapes:
    """Decoded once where values repeat, as the polygon of a join does; what is no geometry is None."""
    array = _whole(values)
    if (xy := _coordinates(array)) is not None:
        return shapely.points(xy)
    encoded = array.dictionary_encode()
    decoded = _decoded(encoded.dictionary)
    places = encoded.indices.to_numpy(zero_copy_only=False)
    if encoded.indices.null_count:
        places = np.nan_to_num(places, nan=len(decoded)).astype(np.int64)
        decoded = np.append(decoded, [None])
    return decoded[places]


def _whole(values: Any) -> pa.Array:
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


POINT = np.frombuffer(b"\x01\x01\x00\x00\x00", np.uint8)  # how a point begins, as the engine writes it
POINT_BYTES = 21


def _coordinates(array: pa.Array) -> Any:
    """x and y of an array of points, read where they lie; None where there is anything else in it."""
    if array.type != pa.binary() or array.null_count or not len(array):
        return None
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, np.int32)[array.offset : array.offset + len(array) + 1]
    if ends[-1] - ends[0] != POINT_BYTES * len(array) or not (np.diff(ends) == POINT_BYTES).all():
        return None
    bytes_ = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]].reshape(-1, POINT_BYTES)
    if not (bytes_[:, :5] == POINT).all():
        return None
    xy = np.ascontiguousarray(bytes_[:, 5:]).view("<f8").reshape(-1, 2)
    return xy if np.isfinite(xy).all() else None


REMEMBERED = 4_096
_remembered: dict[bytes, Any] = {}  # prepared areas by their WKB: a join meets the same few in every batch


def _decoded(values: pa.Array) -> Shapes:
    texts = values.to_pylist()
    missing = [text for text in texts if text not in _remembered]
    shapes = shapely.from_wkb(np.array(missing, dtype=object), on_invalid="ignore")
    if len(missing) + len(_remembered) > REMEMBERED:
        known = dict(zip(missing, shapes, strict=True))
        return np.array([known[text] if text in known else _remembered[text] for text in texts], dtype=object)
    shapely.prepare(shapes)
    _remembered.update(zip(missing, shapes, strict=True))
    return np.array([_remembered[text] for text in texts], dtype=object)


def _wkb(shapes: Shapes) -> pa.Array:
    return pa.array([None if one is None else one for one in shapely.to_wkb(shapes)], pa.binary())


def _over(operation: Callable[[Shapes], Any], type_: pa.DataType) -> Callable[..., pa.Array]:
    return lambda values: pa.array(operation(_shapes(values)), type_, from_pandas=True)


def _of_two(operation: Callable[[Shapes, Shapes], Any], type_: pa.DataType) -> Callable[..., pa.Array]:
    return lambda one, other: pa.array(operation(_shapes(one), _shapes(other)), type_, from_pandas=True)


def _with_points(operation: Any, of_xy: Any, *, points_first: bool = False) -> Callable[..., pa.Array]:
    """A predicate that has a quicker way where one side is all points: they are never made objects."""

    def answer(one: Any, other: Any) -> pa.Array:
        points, shapes = (one, other) if points_first else (other, one)
        xy = _coordinates(_whole(points))
        found = operation(_shapes(one), _shapes(other)) if xy is None else of_xy(_shapes(shapes), xy[:, 0], xy[:, 1])
        return pa.array(found, pa.bool_())

    return answer


def _bound(side: int) -> Callable[..., pa.Array]:
    """One side of the box about each geometry: 0 west, 1 south, 2 east, 3 north."""

    def answer(values: Any) -> pa.Array:
        xy = _coordinates(_whole(values))
        bounds = shapely.bounds(_shapes(values))[:, side] if xy is None else xy[:, side % 2]
        return pa.array(bounds, pa.float64(), from_pandas=True)

    return answer


def _made(operation: Callable[[Shapes], Shapes]) -> Callable[..., pa.Array]:
    return lambda values: _wkb(operation(_shapes(values)))


def _made_of_two(operation: Callable[[Shapes, Shapes], Shapes]) -> Callable[..., pa.Array]:
    return lambda one, other: _wkb(operation(_shapes(one), _shapes(other)))


def _numbers(values: Any) -> Any:
    array = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
    return array.to_numpy(zero_copy_only=False)


# --- metres on the ellipsoid ---


def distance_m(one: Shapes, other: Shapes) -> Any:
    """Metres between two geometries along the ellipsoid; 0 where they meet, NaN where one is missing.

    Between shapes it is measured from the ends of the shortest line in degrees stretched to the latitude's proportions."""
    shapes_one, shapes_other = np.asarray(one, dtype=object), np.asarray(other, dtype=object)
    stretch = _cosine(shapes_one)
    lines = shapely.shortest_line(_stretched(shapes_one, stretch), _stretched(shapes_other, stretch))
    starts, ends = shapely.get_point(lines, 0), shapely.get_point(lines, -1)
    x1, y1 = shapely.get_x(starts) / stretch, shapely.get_y(starts)
    x2, y2 = shapely.get_x(ends) / stretch, shapely.get_y(ends)
    known = np.isfinite(x1) & np.isfinite(x2) & np.isfinite(y1) & np.isfinite(y2)
    metres = np.full(len(lines), np.nan)
    if known.any():
        metres[known] = _GEOD.inv(x1[known], y1[known], x2[known], y2[known])[2]
    return metres


def area_m2(shapes: Shapes) -> Any:
    """Square metres on the ellipsoid, by Lambert's equal-area cylinder (Snyder 1987, 10 and 3-11)."""
    return shapely.area(shapely.transform(shapes, _equal_area))


def length_m(shapes: Shapes) -> Any:
    """Metres along lines and around areas: every segment measured on the ellipsoid."""
    coordinates, owners = shapely.get_coordinates(_lines(shapes), return_index=True)
    metres = np.zeros(len(shapes))
    if len(coordinates) > 1:
        parts, ring = _parts_of(shapes)
        same = ring[1:] == ring[:-1]
        x, y = parts[:, 0], parts[:, 1]
        steps = _GEOD.inv(x[:-1][same], y[:-1][same], x[1:][same], y[1:][same])[2]
        np.add.at(metres, owners[1:][same], steps)
    metres[shapely.is_missing(shapes)] = np.nan
    return metres


def _lines(shapes: Shapes) -> Shapes:
    """Areas as the lines about them."""
    is_area = np.isin(shapely.get_type_id(shapes), (3, 6))
    return np.where(is_area, shapely.boundary(shapes), shapes)


def _parts_of(shapes: Shapes) -> tuple[Any, Any]:
    """The coordinates of every line and ring, and which one each is of."""
    lines = shapely.get_parts(_lines(shapes))
    coordinates, owners = shapely.get_coordinates(lines, return_index=True)
    return coordinates, owners


def buffered_m(shapes: Shapes, metres: Any) -> Shapes:
    """Everything within so many metres: round on the ground at the shape's own latitude."""
    middles = shapely.get_y(shapely.centroid(shapes))
    return _scaled_back(shapely.buffer(_metric(shapes, middles), metres, quad_segs=QUARTER), middles)


def simplified_m(shapes: Shapes, metres: Any) -> Shapes:
    """Outlines whose points lie at most so many metres off."""
    middles = shapely.get_y(shapely.centroid(shapes))
    return _scaled_back(shapely.simplify(_metric(shapes, middles), metres), middles)


def transformed(shapes: Shapes, source: Any, target: Any) -> Shapes:
    """Out of one projection into another, both by their EPSG codes ("EPSG:5179", 5179); None for unknown ones."""
    found = np.full(len(shapes), None, dtype=object)
    for pair in set(zip(source, target, strict=True)):
        here = np.array([one == pair for one in zip(source, target, strict=True)])
        before, after = (_epsg(code) for code in pair)
        if before in _TO_DEGREES and after in _FROM_DEGREES:
            into, out = _TO_DEGREES[before], _FROM_DEGREES[after]
            found[here] = shapely.transform(shapes[here], lambda xy, into=into, out=out: _moved(xy, into, out))
    return found


def _moved(xy: Any, into: pyproj.Transformer, out: pyproj.Transformer) -> Any:
    x, y = into.transform(xy[:, 0], xy[:, 1])
    return np.column_stack(out.transform(x, y))


def _epsg(code: Any) -> int:
    digits = str(code).rsplit(":", 1)[-1].strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else 0


def _equal_area(lonlat: Any) -> Any:
    e = np.sqrt(E2)
    sine = np.sin(np.radians(lonlat[:, 1]))
    q = (1 - E2) * (sine / (1 - E2 * sine**2) - np.log((1 - e * sine) / (1 + e * sine)) / (2 * e))
    return np.column_stack((A * np.radians(lonlat[:, 0]), A * q / 2))


def _scales(latitudes: Any) -> tuple[Any, Any]:
    """Metres of a degree of longitude and of one of latitude."""
    phi = np.radians(np.nan_to_num(latitudes))
    w = np.sqrt(1 - E2 * np.sin(phi) ** 2)
    return np.radians(1) * A * np.cos(phi) / w, np.radians(1) * A * (1 - E2) / w**3


def _metric(shapes: Shapes, latitudes: Any) -> Shapes:
    return _scaled(shapes, *_scales(latitudes))


def _scaled_back(shapes: Shapes, latitudes: Any) -> Shapes:
    x, y = _scales(latitudes)
    return _scaled(shapes, 1 / x, 1 / y)


def _scaled(shapes: Shapes, x: Any, y: Any) -> Shapes:
    """Every shape by its own two factors."""
    coordinates, owners = shapely.get_coordinates(shapes, return_index=True)
    factors = np.column_stack((np.asarray(x)[owners], np.asarray(y)[owners]))
    return shapely.set_coordinates(np.array(shapes, dtype=object, copy=True), coordinates * factors)


def _cosine(shapes: Shapes) -> float:
    """How much shorter a degree of longitude is than one of latitude, where these shapes lie."""
    latitudes = shapely.get_y(shapely.centroid(shapes))
    known = latitudes[np.isfinite(latitudes)]
    return float(np.cos(np.radians(np.clip(known.mean(), -85, 85)))) if len(known) else 1.0


def _stretched(shapes: Shapes, by: float) -> Shapes:
    return shapely.transform(shapes, lambda xy: xy * (by, 1.0))


# --- looking up the nearest ---


def _index_functions(indexes: list[tuple[shapely.STRtree, float]]) -> Sequence[tuple[str, Sequence[str], str, Any]]:
    def build(lists: Any) -> pa.Array:
        numbers = []
        for values in lists.to_pylist():
            shapes = shapely.from_wkb(np.array(values, dtype=object), on_invalid="ignore")
            stretch = _cosine(shapes)
            if len(indexes) < INDEXES_MOST:
                indexes.append((shapely.STRtree(_stretched(shapes, stretch)), stretch))
            numbers.append(len(indexes) - 1)
        return pa.array(numbers, pa.int64())

    def nearest(values: Any, numbers: Any) -> pa.Array:
        shapes, wanted = _shapes(values), _numbers(numbers)
        found = np.zeros(len(shapes), dtype=np.int64)
        for number in np.unique(wanted):
            if not 0 <= number < len(indexes):
                continue
            tree, stretch = indexes[number]
            here = np.flatnonzero((wanted == number) & ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
            asked, hits = tree.query_nearest(_stretched(shapes[here], stretch), all_matches=False)
            found[here[asked]] = hits + 1
        return pa.array(found, pa.int64(), mask=found == 0)

    return (
        ("naru_index", ("BLOB[]",), "BIGINT", build),
        ("naru_nearest", ("BLOB", "BIGINT"), "BIGINT", nearest),
    )


def _united(lists: Any) -> pa.Array:
    """One geometry of all in each list."""
    shapes = [
        shapely.union_all(shapely.from_wkb(np.array(values, dtype=object), on_invalid="ignore"))
        for values in lists.to_pylist()
    ]
    return _wkb(np.array(shapes, dtype=object))


PREDICATES = {
    "intersects": shapely.intersects,
    "contains": shapely.contains,
    "within": shapely.within,
    "covers": shapely.covers,
    "coveredby": shapely.covered_by,
    "touches": shapely.touches,
    "crosses": shapely.crosses,
    "overlaps": shapely.overlaps,
    "equals": shapely.equals,
}
NUMBERS = {
    "x": shapely.get_x,
    "y": shapely.get_y,
    "area": area_m2,
    "length": length_m,
}
BOUNDS = ("xmin", "ymin", "xmax", "ymax")
QUICK = {
    "contains": _with_points(shapely.contains, shapely.contains_xy),
    "covers": _with_points(shapely.covers, shapely.intersects_xy),
    "intersects": _with_points(shapely.intersects, shapely.intersects_xy),
    "within": _with_points(shapely.within, shapely.contains_xy, points_first=True),
    "coveredby": _with_points(shapely.covered_by, shapely.intersects_xy, points_first=True),
}
MADE = {
    "centroid": shapely.centroid,
    "pointonsurface": shapely.point_on_surface,
    "envelope": shapely.envelope,
    "convexhull": shapely.convex_hull,
    "boundary": shapely.boundary,
    "makevalid": shapely.make_valid,
}
MADE_OF_TWO = {
    "union": shapely.union,
    "intersection": shapely.intersection,
    "difference": shapely.difference,
    "symdifference": shapely.symmetric_difference,
}
FUNCTIONS: tuple[tuple[str, Sequence[str], str, Any], ...] = (
    *(
        (f"naru_{name}", ("BLOB", "BLOB"), "BOOLEAN", QUICK.get(name) or _of_two(one, pa.bool_()))
        for name, one in PREDICATES.items()
    ),
    *((f"naru_{name}", ("BLOB",), "DOUBLE", _bound(side)) for side, name in enumerate(BOUNDS)),
    *((f"naru_{name}", ("BLOB",), "DOUBLE", _over(one, pa.float64())) for name, one in NUMBERS.items()),
    *((f"naru_{name}", ("BLOB",), "BLOB", _made(one)) for name, one in MADE.items()),
    *((f"naru_{name}", ("BLOB", "BLOB"), "BLOB", _made_of_two(one)) for name, one in MADE_OF_TWO.items()),
    ("naru_distance", ("BLOB", "BLOB"), "DOUBLE", _of_two(distance_m, pa.float64())),
    ("naru_isvalid", ("BLOB",), "BOOLEAN", _over(shapely.is_valid, pa.bool_())),
    ("naru_npoints", ("BLOB",), "BIGINT", _over(shapely.get_num_coordinates, pa.int64())),
    ("naru_parts", ("BLOB",), "BIGINT", _over(shapely.get_num_geometries, pa.int64())),
    ("naru_point", ("DOUBLE", "DOUBLE"), "BLOB", lambda x, y: _wkb(shapely.points(_numbers(x), _numbers(y)))),
    ("naru_read", ("VARCHAR",), "BLOB", lambda t: _wkb(shapely.from_wkt(_numbers(t), on_invalid="ignore"))),
    ("naru_buffer", ("BLOB", "DOUBLE"), "BLOB", lambda g, m: _wkb(buffered_m(_shapes(g), _numbers(m)))),
    ("naru_simplify", ("BLOB", "DOUBLE"), "BLOB", lambda g, m: _wkb(simplified_m(_shapes(g), _numbers(m)))),
    (
        "naru_transform",
        ("BLOB", "VARCHAR", "VARCHAR"),
        "BLOB",
        lambda g, s, t: _wkb(transformed(_shapes(g), _numbers(s), _numbers(t))),
    ),
    ("naru_united", ("BLOB[]",), "BLOB", _united),
)  # fmt: skip

_BOTH = "st_aswkb(a), st_aswkb(b)"
# The first two comparisons are of each side's own numbers: the engine joins by them. The boxes of the pairs that are left it
# compares itself, and only what meets is decoded.
_BESIDE = "naru_xmin(st_aswkb(a)) <= naru_xmax(st_aswkb(b)){wide} and naru_xmax(st_aswkb(a)) >= naru_xmin(st_aswkb(b)){narrow}"
_MEET = _BESIDE.format(wide="", narrow="")
# so many metres, as degrees of longitude that hold them anywhere up to 60 degrees of latitude
_NEAR = _BESIDE.format(wide=" + metres / 55000.0", narrow=" - metres / 55000.0")
MACROS = (
    *(
        f"st_{name}(a, b) as ({_MEET} and case when st_intersects_extent(a, b) then naru_{name}({_BOTH})"
        " when a is null or b is null then null else false end)"
        for name in PREDICATES
    ),
    "st_disjoint(a, b) as not naru_intersects(st_aswkb(a), st_aswkb(b))",
    *(f"st_{name}(g) as naru_{name}(st_aswkb(g))" for name in (*NUMBERS, *BOUNDS)),
    "st_perimeter(g) as naru_length(st_aswkb(g))",
    *(f"st_{name}(g) as st_geomfromwkb(naru_{name}(st_aswkb(g)))" for name in MADE),
    *(f"st_{name}(a, b) as st_geomfromwkb(naru_{name}({_BOTH}))" for name in MADE_OF_TWO),
    f"st_distance(a, b) as naru_distance({_BOTH})",
    f"st_distance_sphere(a, b) as naru_distance({_BOTH})",
    f"st_dwithin(a, b, metres) as ({_NEAR} and naru_distance({_BOTH}) <= metres)",
    "st_isvalid(g) as naru_isvalid(st_aswkb(g))",
    "st_npoints(g) as naru_npoints(st_aswkb(g))",
    "st_numgeometries(g) as naru_parts(st_aswkb(g))",
    "st_point(x, y) as st_geomfromwkb(naru_point(x, y))",
    "st_makepoint(x, y) as st_geomfromwkb(naru_point(x, y))",
    "st_geomfromtext(t) as st_geomfromwkb(naru_read(t))",
    "st_buffer(g, metres) as st_geomfromwkb(naru_buffer(st_aswkb(g), metres))",
    "st_simplify(g, metres) as st_geomfromwkb(naru_simplify(st_aswkb(g), metres))",
    "st_transform(g, target) as st_geomfromwkb(naru_transform(st_aswkb(g), '4326', target::varchar)), "
    "(g, source, target) as st_geomfromwkb(naru_transform(st_aswkb(g), source::varchar, target::varchar))",
    "st_union_agg(g) as st_geomfromwkb(naru_united(list(st_aswkb(g)) filter (g is not null)))",
    "st_collect(g) as st_geomfromwkb(naru_united(list(st_aswkb(g)) filter (g is not null)))",
    "st_index(gs) as naru_index(list_transform(gs, lambda g: st_aswkb(g)))",
    "st_nearest(g, number) as naru_nearest(st_aswkb(g), number)",
)
