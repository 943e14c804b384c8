"""Plane coordinates of a known projection as degrees of WGS 84."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

WGS84 = 4326


def degrees(eastings: Sequence[float | None], northings: Sequence[float | None], *, epsg: int) -> Any:
    """Longitudes and latitudes, two columns, seven places; NaN where a coordinate is missing or off the projection."""
    x, y = (np.array(values, dtype="float64") for values in (eastings, northings))
    placed = np.round(np.column_stack(_mover(epsg).transform(x, y)), 7)
    placed[~np.isfinite(placed).all(axis=1)] = np.nan
    return placed


@lru_cache(maxsize=32)
def _mover(epsg: int) -> Any:
    from pyproj import Transformer  # a tenth of a second that most processes never need

    return Transformer.from_crs(epsg, WGS84, always_xy=True)
