"""The ground under every map: provinces, districts and dongs with their names, no finer than a pixel of the view.

The same areas give tables without coordinates a map, where a column holds districts' names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
import orjson
import shapely

AREAS_MAXIMUM = 1_500  # of one view
_TILE_PIXELS = 512
_AROUND = 0.5  # of the view on each side, so that a small move shows no edge
DISTRICTS_FROM, DONGS_FROM = 8.0, 12.0  # zooms from which smaller areas are told apart
_OF_A_CITY = re.compile(r"^(서울|부산|대구|인천|광주|대전|울산)시(?=.+구$)")  # 서울시성북구 is 성북구


class Level(StrEnum):
    """How large the areas are; the value names them in addresses."""

    PROVINCE = "province"  # 시도
    DISTRICT = "district"  # 시군구
    DONG = "dong"  # 읍면동, by law


@dataclass(frozen=True)
class Areas:
    """The areas of one level. ``names`` and ``provinces`` lie beside ``shapes`` (polygons in EPSG:4326)."""

    names: tuple[str, ...]
    provinces: tuple[str, ...]
    shapes: Any

    @cached_property
    def tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    @cached_property
    def middles(self) -> Any:
        """A point within the largest part of each area, where its name is written."""
        largest = [max(shapely.get_parts(shape), key=shapely.area) for shape in self.shapes]
        return shapely.set_precision(shapely.point_on_surface(largest), 1e-5, mode="pointwise")

    def view(self, west: float, south: float, east: float, north: float, zoom: float) -> bytes:
        """A FeatureCollection of what lies in and about a box in degrees: the areas, and a point in each with its ``label``."""
        wide, high = (east - west) * _AROUND, (north - south) * _AROUND
        frame = shapely.box(west - wide, south - high, east + wide, north + high)
        hits = np.sort(self.tree.query(frame, predicate="intersects"))[:AREAS_MAXIMUM]
        pixel = 360.0 / (2 ** min(max(zoom, 0.0), 22.0) * _TILE_PIXELS)
        drawn = shapely.simplify(self.shapes[hits], pixel, preserve_topology=False)
        texts = shapely.to_geojson(shapely.set_precision(drawn, 1e-6, mode="pointwise"))
        features = [
            {"type": "Feature", "geometry": orjson.Fragment(text), "properties": {}}
            for text, shape in zip(texts, drawn, strict=True)
            if not shape.is_empty
        ]
        features += [
            {"type": "Feature", "geometry": orjson.Fragment(text), "properties": {"label": self.names[hit]}}
            for hit, text in zip(hits.tolist(), shapely.to_geojson(self.middles[hits]), strict=True)
        ]
        return orjson.dumps({"type": "FeatureCollection", "features": features})

    def named(self, province: str = "") -> dict[str, int]:
        """Where each name stands, of one province's areas alone if that is told; a name that several have is none."""
        places: dict[str, int] = {}
        twice = set()
        for place, (name, of) in enumerate(zip(self.names, self.provinces, strict=True)):
            if province and of != province:
                continue
            key = plain(name)
            if key in places:
                twice.add(key)
            places[key] = place
        return {key: place for key, place in places.items() if key not in twice}


def level_of(zoom: float) -> Level:
    """Which areas are told apart at a zoom."""
    if zoom < DISTRICTS_FROM:
        return Level.PROVINCE
    return Level.DISTRICT if zoom < DONGS_FROM else Level.DONG


def area_name(name: str) -> str:
    """As people call the area: without the city that some sources write before it."""
    return _OF_A_CITY.sub("", name)


def plain(name: str, province: str = "") -> str:
    """A name as it is compared: "부산광역시 해운대구", "부산 해운대구" and "해운대구" are one."""
    words = name.split()
    called = {province, province[:2], f"{province[:2]}시"} - {""}
    if len(words) > 1 and words[0] in called:
        words = words[1:]
    squeezed = "".join(words)
    return squeezed.removeprefix(province) or squeezed


def matched(values: Iterable[str], areas: Areas, province: str) -> dict[str, int]:
    """Which area each of the values names; what names none is left out.

    Names that several provinces have are the given province's."""
    here, anywhere = areas.named(province), areas.named()
    found = {}
    for value in values:
        place = here.get(plain(value, province), anywhere.get(plain(value)))
        if place is not None:
            found[value] = place
    return found


def best_match(values: Sequence[str], levels: Sequence[Areas], province: str) -> tuple[Areas, dict[str, int]] | None:
    """The level whose areas most of the values name; None where fewer than half of them are found."""
    found = [(areas, matched(values, areas, province)) for areas in levels]
    areas, most = max(found, key=lambda pair: len(pair[1]), default=(None, {}))
    return (areas, most) if areas is not None and values and 2 * len(most) >= len(values) else None
