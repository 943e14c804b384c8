"""The coordinate systems of Korean data, and which of them puts given coordinates on Korean land."""

from functools import cache

import numpy as np
import shapely
from pyproj import Transformer

KOREAN_SYSTEMS = (
    5186,
    5179,
    5181,
    5174,
    5187,
    5185,
    5188,
    5180,
    5182,
    5183,
    5173,
    5175,
    5176,
    5177,
    5178,
    2097,
    2096,
    2098,
)
"""The national and the older systems, most common first."""

LIKELY = (4326, 5179, 5186, 5187, 5181, 5185, 3857)
"""What undeclared coordinates are tried in; 5174 lies within 400 m of 5181, so values cannot tell them apart."""

SAMPLE = 2_000
ENOUGH = 0.8

LAND = (
    (126.0, 34.2), (126.9, 34.0), (127.9, 34.5), (128.7, 34.65), (129.35, 35.15), (129.7, 36.0), (129.5, 37.1),
    (128.5, 38.7), (127.1, 38.5), (126.5, 37.9), (124.5, 38.1), (126.1, 36.9), (126.3, 36.2), (126.1, 35.2),
)  # fmt: skip
ISLANDS = ((126.1, 33.15, 127.0, 33.6), (130.75, 37.4, 131.9, 37.6), (124.5, 37.6, 125.0, 38.0))
"""A coarse outline of the mainland with its near islands; Jeju, Ulleung with Dokdo, Baengnyeong as boxes."""


def likely_epsg(places: np.ndarray) -> int | None:
    """The first system in which most of the (x, y) places lie on Korean land; degrees anywhere on Earth pass as 4326."""
    finite = places[np.isfinite(places).all(axis=1)]
    if not len(finite):
        return None
    if (np.abs(finite[:, 0]) <= 180).all() and (np.abs(finite[:, 1]) <= 90).all():
        return 4326
    sample = finite[:: max(1, len(finite) // SAMPLE)]
    shares = {epsg: _share_on_land(sample, epsg) for epsg in LIKELY[1:]}
    best = max(shares, key=lambda epsg: shares[epsg])
    return best if shares[best] >= ENOUGH else None


def _share_on_land(places: np.ndarray, epsg: int) -> float:
    mover = Transformer.from_crs(epsg, 4326, always_xy=True)
    longitude, latitude = mover.transform(places[:, 0], places[:, 1])
    good = np.isfinite(longitude) & np.isfinite(latitude)
    return float(shapely.contains_xy(_land(), longitude[good], latitude[good]).sum() / len(places))


@cache
def _land() -> shapely.Geometry:
    return shapely.union_all([shapely.Polygon(LAND), *(shapely.box(*box) for box in ISLANDS)])
