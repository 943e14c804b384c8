"""Which coordinate system a map's shapes are in, and the shapes in degrees.

Theory of operation. What a file declares is taken by its numbers: an entry of the register stands in for it only where
ellipsoid, projection and every parameter are equal, for names lie (a "TM128" of Japan has Korea's name, "UTM-K" may be on
WGS84). Where no entry is equal, the file's own numbers are used; Bessel's ellipsoid in Korea needs the datum shift that
they never have, which is that of EPSG:4162 (good to about a metre). Shapes that lie in Korea only with their two
coordinates exchanged are exchanged, and that is said.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.crs import ProjectedCRS
from pyproj.exceptions import CRSError

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats.country import share_in_country
from naru.data.ingest.core.formats.korea import KOREAN_SYSTEMS, likely_epsg

WGS84, WGS84_WITH_HEIGHT = 4326, 4979
KOREAN_DATUM = 4162
BESSEL_METRES = 6_377_397
OTHER_SYSTEMS = (32652, 32651, 3857)  # that files spell out by their numbers, too
ENOUGH, HARDLY_ANY = 0.8, 0.2  # of the shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Shapes in EPSG:4326, None where one could not be brought there; ``epsg`` is the system they were in, None where
    that has no number. ``warnings`` are codes for the report."""

    shapes: np.ndarray
    epsg: int | None
    warnings: tuple[str, ...] = ()


def placed(shapes: np.ndarray, declared: str | None, file: str, epsg: int | None) -> Placed:
    """The shapes in degrees: from the system that a person named (``epsg``), else from the declared one if the
    coordinates can be in it, else from the one that puts them in Korea.

    Raises ``Refused`` ``projection_unknown`` where there is none such."""
    if epsg:
        return Placed(shapes=_in_degrees(shapes, CRS.from_epsg(epsg)), epsg=epsg)
    try:
        plain = _as_declared(shapes, declared, file)
        share = share_in_country(shapely.get_coordinates(plain.shapes))
    except Refused:
        plain, share = None, 0.0
    if share is not None and share < HARDLY_ANY and (turned := _exchanged(shapes, declared, file)):
        return turned
    if plain is None:
        raise Refused("projection_unknown", file=file)
    return plain


def _exchanged(shapes: np.ndarray, declared: str | None, file: str) -> Placed | None:
    """The shapes with their coordinates exchanged, where that puts them in Korea."""
    with suppress(Refused):
        turned = _as_declared(shapely.transform(shapes, lambda places: places[:, ::-1]), declared, file)
        if (share_in_country(shapely.get_coordinates(turned.shapes)) or 0.0) >= ENOUGH:
            return replace(turned, warnings=(*turned.warnings, "coordinates_exchanged"))
    return None


def _as_declared(shapes: np.ndarray, declared: str | None, file: str) -> Placed:
    bounds = shapely.total_bounds(shapes)
    if declared:
        with suppress(CRSError):
            system = _without_height(CRS.from_user_input(declared))
            if not system.is_geographic or _are_degrees(bounds):
                return _by_numbers(shapes, system)
    if not np.isfinite(bounds).all():
        return Placed(shapes=shapes, epsg=WGS84)
    if (likely := likely_epsg(shapely.get_coordinates(shapes))) is None:
        raise Refused("projection_unknown", file=file)
    moved = _in_degrees(shapes, CRS.from_epsg(likely))
    return Placed(shapes=moved, epsg=likely, warnings=("projection_guessed",))


def _without_height(system: CRS) -> CRS:
    return system.sub_crs_list[0] if system.is_compound else system


def _by_numbers(shapes: np.ndarray, system: CRS) -> Placed:
    """The shapes out of a declared system: the register's of the same numbers, else its own."""
    if (epsg := registered(system)) is not None:
        return Placed(shapes=_in_degrees(shapes, CRS.from_epsg(epsg)), epsg=epsg)
    if _is_on_bessel(system):
        moved = _in_degrees(shapes, _on_korean_datum(system))
        if (share_in_country(shapely.get_coordinates(moved)) or 0.0) >= ENOUGH:
            return Placed(shapes=moved, epsg=None)
    return Placed(shapes=_in_degrees(shapes, system), epsg=None)


def _on_korean_datum(system: CRS) -> CRS:
    datum = CRS.from_epsg(KOREAN_DATUM)
    return datum if system.is_geographic else ProjectedCRS(conversion=system.coordinate_operation, geodetic_crs=datum)


def registered(system: CRS) -> int | None:
    """The number of the register's entry with the same ellipsoid, projection and parameters; None where there is none.

    Heights are passed over: they do not move a place."""
    if system.is_bound:  # it brings a datum shift of its own
        return None
    if (numbers := _numbers(system)) is None:
        return None
    return next((epsg for epsg in _candidates(system) if _numbers_of(epsg) == numbers), None)


def _candidates(system: CRS) -> Iterator[int]:
    if (named := system.to_epsg(min_confidence=20)) is not None:
        yield WGS84 if named == WGS84_WITH_HEIGHT else named
    yield from KOREAN_SYSTEMS
    yield from OTHER_SYSTEMS


@cache
def _numbers_of(epsg: int) -> tuple[object, ...] | None:
    return _numbers(CRS.from_epsg(epsg))


def _numbers(system: CRS) -> tuple[object, ...] | None:
    """Ellipsoid, prime meridian, unit and the projection with its parameters; None for what has no ellipsoid."""
    if system.ellipsoid is None or system.prime_meridian is None:
        return None
    ellipsoid = round(system.ellipsoid.semi_major_metre, 2), round(system.ellipsoid.inverse_flattening, 6)
    begin = round(system.prime_meridian.longitude, 6)
    if system.is_geographic or system.coordinate_operation is None:
        return (*ellipsoid, begin, system.is_geographic)
    operation: Any = system.coordinate_operation
    parameters = sorted((each.name, round(float(each.value), 6)) for each in operation.params)
    return (*ellipsoid, begin, system.axis_info[0].unit_conversion_factor, operation.method_name, *parameters)


def _is_on_bessel(system: CRS) -> bool:
    if system.is_bound or system.ellipsoid is None:
        return False
    return round(system.ellipsoid.semi_major_metre) == BESSEL_METRES


def _are_degrees(bounds: np.ndarray) -> bool:
    low_x, low_y, high_x, high_y = bounds
    return not np.isfinite(bounds).all() or bool(
        low_x >= -180.5 and high_x <= 180.5 and low_y >= -90.5 and high_y <= 90.5
    )


def _in_degrees(shapes: np.ndarray, system: CRS) -> np.ndarray:
    if system.to_epsg() == WGS84:
        return shapes
    mover = Transformer.from_crs(system, WGS84, always_xy=True)

    def move(places: np.ndarray) -> np.ndarray:
        return np.column_stack(mover.transform(places[:, 0], places[:, 1]))

    moved: np.ndarray = shapely.transform(shapes, move)
    lost = ~np.isfinite(shapely.bounds(moved)).all(axis=1) & ~shapely.is_empty(shapes)
    moved[lost] = None
    return moved
