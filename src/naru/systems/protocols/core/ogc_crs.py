"""Coordinate systems that OGC APIs take and give (OGC API Features part 2), in the axis order of their authority.

Rows lie in the lake in longitude and latitude (CRS84). Korea's own systems are among those that can be asked for.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

from naru.systems.protocols.core.parameters import unreadable

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
CODES = (4326, 3857, 5174, 5179, 5181, 5186, 5187)
CRS_LIST = (CRS84, *(f"http://www.opengis.net/def/crs/EPSG/0/{code}" for code in CODES))
Box = tuple[float, float, float, float]  # west, south, east, north in degrees; west > east crosses the antimeridian


def known(name: str, said: str) -> str:
    """One of ``CRS_LIST``; CRS84 for "". Raises ``Refused``: ``parameter_unreadable``."""
    plain = said.strip("[]") or CRS84
    if plain not in CRS_LIST:
        raise unreadable(name, said, ", ".join(CRS_LIST))
    return plain


def read_box(said: str, crs: str) -> Box:
    """``bbox`` of four or six numbers in ``crs``, as degrees. Raises ``Refused``: ``parameter_unreadable``."""
    try:
        numbers = [float(part) for part in said.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in {4, 6} or not all(map(np.isfinite, numbers)):
        raise unreadable("bbox", said, "129.0,35.0,129.3,35.3")
    half = len(numbers) // 2
    (first_low, second_low), (first_high, second_high) = numbers[:2], numbers[half : half + 2]
    if second_low > second_high:
        raise unreadable("bbox", said, "129.0,35.0,129.3,35.3")
    if crs == CRS84:
        return first_low, second_low, first_high, second_high
    west, south, east, north = _transformer(crs, inverse=True).transform_bounds(
        first_low, second_low, first_high, second_high
    )
    return float(west), float(south), float(east), float(north)


def mover(crs: str) -> Callable[[Any], Any] | None:
    """What turns an array of (longitude, latitude) into ``crs``; None where there is nothing to do."""
    if crs == CRS84:
        return None

    def move(points: Any) -> Any:
        x, y = _transformer(crs, inverse=False).transform(points[:, 0], points[:, 1])
        return np.column_stack([x, y])

    return move


@lru_cache(maxsize=32)
def _transformer(crs: str, *, inverse: bool) -> Any:
    from pyproj import Transformer  # a tenth of a second that most processes never need

    code = f"EPSG:{crs.rsplit('/', 1)[-1]}"
    first, second = (code, "OGC:CRS84") if inverse else ("OGC:CRS84", code)
    return Transformer.from_crs(first, second)
