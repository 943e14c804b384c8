"""Which places lie in the city's country."""

import numpy as np

COUNTRY = (124.0, 32.0, 132.1, 39.0)
"""Degrees from west to north within which everything of the country lies, its islands and reefs at sea too."""


def share_in_country(places: np.ndarray) -> float | None:
    """The share of (longitude, latitude) places that lie within ``COUNTRY``; None where there is no place."""
    finite = places[np.isfinite(places).all(axis=1)]
    return float(in_country(finite).mean()) if len(finite) else None


def in_country(places: np.ndarray) -> np.ndarray:
    """Which of the (longitude, latitude) places lie within ``COUNTRY``."""
    west, south, east, north = COUNTRY
    longitude, latitude = places[:, 0], places[:, 1]
    inside: np.ndarray = (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)
    return inside
