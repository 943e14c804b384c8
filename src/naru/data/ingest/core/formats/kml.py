"""KML: the places of each folder as a layer, with the data that they carry (OGC 07-147r2).

Read by expat: GDAL's driver writes Korean names of data as underscores. A document that declares an entity is refused:
no map needs one, and bombs do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pyarrow as pa
import shapely

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats.geo import GEOMETRY, Layer, MapFile, in_degrees

CHUNK_CHARACTERS = 1 << 20
SHAPES = {"Point", "LineString", "LinearRing", "Polygon"}
ABOUT = {"name", "description", "address", "phoneNumber", "when"}  # of a place, beside its data
MULTI = {
    "Point": shapely.MultiPoint,
    "LineString": shapely.MultiLineString,
    "LinearRing": shapely.MultiLineString,
    "Polygon": shapely.MultiPolygon,
}


def read_kml(file: MapFile) -> Iterator[Layer]:
    """The places of a KML in UTF-8. Raises ``Refused``: ``file_is_broken``, ``table_too_wide``, ``no_table_found``."""
    reader = _Reader(file.name)
    reader.read(file.path)
    folders = [folder for folder in reader.folders if folder.places]
    if not folders:
        raise Refused("no_table_found", file=file.name)
    for folder in folders:
        names = list(dict.fromkeys(name for place in folder.places for name in place.data))
        columns = {name: pa.array([place.data.get(name) for place in folder.places], pa.string()) for name in names}
        shapes = pa.array(shapely.to_wkb([place.shape() for place in folder.places]), pa.binary())
        label = file.name if len(folders) == 1 else folder.name or file.name
        features = pa.table({**columns, GEOMETRY: shapes})
        yield in_degrees(features, GEOMETRY, label, file=file.name, declared="EPSG:4326", epsg=file.epsg)


@dataclass(slots=True)
class _Place:
    data: dict[str, str] = field(default_factory=dict)
    shapes: list[Any] = field(default_factory=list)

    def shape(self) -> Any:
        """Its one shape, or its shapes together."""
        kinds = {shape.geom_type for shape in self.shapes}
        if len(self.shapes) < 2:
            return self.shapes[0] if self.shapes else None
        return MULTI[kinds.pop()](self.shapes) if len(kinds) == 1 else shapely.GeometryCollection(self.shapes)


@dataclass(slots=True)
class _Folder:
    name: str = ""
    places: list[_Place] = field(default_factory=list)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.folders: list[_Folder] = []
        self.inside: list[_Folder] = [_Folder()]
        self.tags: list[str] = []
        self.place: _Place | None = None
        self.field = ""
        self.text: list[str] = []
        self.rings: list[list[tuple[float, float]]] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text_append
        self.parser.EntityDeclHandler = self.entity

    def read(self, path: Path) -> None:
        try:
            with path.open(encoding="utf-8-sig", newline="") as text:
                chunk = text.read(CHUNK_CHARACTERS).lstrip()  # blank lines above a declaration are an error to parsers
                while chunk:
                    self.parser.Parse(chunk, False)
                    chunk = text.read(CHUNK_CHARACTERS)
            self.parser.Parse("", True)
        except expat.ExpatError as error:
            raise self._broken(str(error)[:160]) from error

    def entity(self, *_: object) -> None:
        raise self._broken("an entity is declared")

    def _broken(self, reason: str) -> Refused:
        return Refused("file_is_broken", file=self.file, format="KML", reason=reason)

    def text_append(self, text: str) -> None:
        self.text.append(text)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        tag = tag.rpartition(" ")[2]
        self.tags.append(tag)
        self.text = []
        if tag in ("Folder", "Document"):
            self.inside.append(_Folder())
            self.folders.append(self.inside[-1])
        elif tag == "Placemark":
            self.place = _Place()
        elif tag in ("Data", "SimpleData"):
            self.field = attributes.get("name", "")
        elif tag == "Polygon":
            self.rings = []

    def end(self, tag: str) -> None:
        tag = self.tags.pop()
        text, self.text = "".join(self.text).strip(), []
        above = self.tags[-1] if self.tags else ""
        if tag in ("Folder", "Document"):
            self.inside.pop()
        elif tag == "Placemark" and self.place is not None:
            self._put(self.place)
        elif self.place is not None:
            self._of_place(self.place, tag, above, text)
        elif tag == "name" and above in ("Folder", "Document"):
            self.inside[-1].name = text

    def _put(self, place: _Place) -> None:
        folder = self.inside[-1]
        if not any(each is folder for each in self.folders):  # a place outside any folder
            self.folders.append(folder)
        folder.places.append(place)
        self.place = None

    def _of_place(self, place: _Place, tag: str, above: str, text: str) -> None:
        if tag == "SimpleData" or (tag == "value" and above == "Data"):
            if self.field and text:
                place.data[self.field] = text
        elif tag in ABOUT and above in ("Placemark", "TimeStamp"):
            place.data |= {tag: text} if text else {}
        elif tag == "coordinates" and above in SHAPES:
            self._drawn(place, above, _places(text))
        elif tag == "Polygon" and self.rings:
            place.shapes.append(shapely.Polygon(self.rings[0], self.rings[1:]))

    def _drawn(self, place: _Place, kind: str, places: list[tuple[float, float]]) -> None:
        if kind == "LinearRing" and "Polygon" in self.tags:
            self.rings += [places] if len(places) > 2 else []
        elif kind == "Point" and places:
            place.shapes.append(shapely.Point(places[0]))
        elif len(places) > 1:
            place.shapes.append(shapely.LineString(places))


def _places(text: str) -> list[tuple[float, float]]:
    """Longitude and latitude out of "127.1,37.2,0 127.3,37.4,0"; what reads otherwise is left out."""
    found = []
    for triple in text.split():
        try:
            longitude, latitude = triple.split(",")[:2]
            found.append((float(longitude), float(latitude)))
        except ValueError:
            continue
    return found
