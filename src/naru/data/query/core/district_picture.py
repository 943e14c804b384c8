"""A map of districts as a drawing of a few kilobytes, for pages that should not wait for a map's program."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from naru.data.query.core.choropleth import Regions

WIDTH = 600.0
SMALLEST = 3.0  # of an island's side, in the drawing's units


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnDistrict:
    """``path`` as SVG has it; ``shade`` 0 to 4, None where nothing is known; ``share`` of the largest, 0 to 1."""

    name: str
    path: str
    value: float | None
    shade: int | None
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictPicture:
    """The drawing's size, and its districts, the largest value first."""

    width: int
    height: int
    districts: tuple[DrawnDistrict, ...]


def drawn(regions: Regions) -> DistrictPicture | None:
    """None where there is nothing to draw. Cropped to what is seen: an islet far out does not make the rest small."""
    box = regions.box
    if box is None or box.east <= box.west or box.north <= box.south:
        return None
    squeeze = float(np.cos(np.radians((box.south + box.north) / 2)))
    smallest = (box.east - box.west) * squeeze * SMALLEST / WIDTH
    seen = {
        name: _seen(_flat(regions.areas.shapes[place], squeeze), smallest) for name, place in regions.places.items()
    }
    west, north, east, south = shapely.total_bounds([part for parts in seen.values() for part in parts])
    scale = WIDTH / (east - west)

    def placed(xy: np.ndarray) -> np.ndarray:
        return np.asarray((xy - (west, north)) * scale)

    most = max((value or 0.0 for value in regions.figures.values()), default=0.0)
    districts = []
    for name, parts in seen.items():
        value = regions.figures.get(name)
        districts.append(
            DrawnDistrict(
                name=name,
                path=_path(shapely.transform(shapely.MultiPolygon(parts), placed)),
                value=value,
                shade=None if value is None else int(np.searchsorted(regions.breaks, value, side="right")),
                share=max(0.0, (value or 0.0) / most) if most > 0 else 0.0,
            )
        )
    districts.sort(key=lambda one: (one.value is None, -(one.value or 0.0), one.name))
    return DistrictPicture(width=round(WIDTH), height=round((south - north) * scale), districts=tuple(districts))


def _flat(shape: shapely.Geometry, squeeze: float) -> shapely.Geometry:
    """In proportion, and downwards as a drawing counts."""
    return shapely.transform(shape, lambda xy: xy * (squeeze, -1.0))


def _seen(shape: shapely.Geometry, smallest: float) -> list[shapely.Polygon]:
    """Its areas but islands that would be dots, unless there is nothing else."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return [part for part in parts if max(_sides(part.bounds)) >= smallest] or parts[:1]


def _sides(bounds: Sequence[float]) -> tuple[float, float]:
    return bounds[2] - bounds[0], bounds[3] - bounds[1]


def _path(shape: shapely.MultiPolygon) -> str:
    """Outlines alone."""
    lean = shapely.simplify(shape, 1.2, preserve_topology=True)
    return "".join(_ring(part.exterior.coords) for part in shapely.get_parts(lean))


def _ring(coordinates: Sequence[Sequence[float]]) -> str:
    points = [f"{x:.0f} {y:.0f}" for x, y, *_ in coordinates]
    kept = [point for index, point in enumerate(points) if not index or point != points[index - 1]]
    return f"M{'L'.join(kept)}z"
