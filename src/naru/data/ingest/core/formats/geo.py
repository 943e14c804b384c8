"""GeoJSON, SHP and GPKG: every layer's features, their geometry brought to WKB in EPSG:4326.

Only the three drivers meant are registered, so that bytes dressed as another of GDAL's formats open nothing. The datum
shift of the old Korean systems (Bessel, EPSG:5173-5178 and 2097) is pyproj's own seven-parameter transformation,
good to about a metre, and needs no grid from a network.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

OTHER_DRIVERS = (
    "PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,OGR_VRT,CSV,GML,GPX,LIBKML,KML,"
    "GeoJSONSeq,ESRIJSON,TopoJSON,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,FlatGeobuf,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,"
    "WFS,OAPIF,EDIGEO,Idrisi,ODS,XLSX,Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,MVT,NGW,MapML,"
    "GTFS,PMTiles,JSONFG,MiraMonVector,ADBC,AVCBin,AVCE00,AIVector,HTTP"
)
os.environ.setdefault("OGR_SKIP", OTHER_DRIVERS)

import numpy as np  # noqa: E402 - the drivers are chosen before GDAL wakes
import pyarrow as pa  # noqa: E402
import pyogrio  # noqa: E402
import shapely  # noqa: E402
from pyogrio.errors import DataLayerError, DataSourceError  # noqa: E402
from pyogrio.raw import read_arrow  # noqa: E402
from pyproj import CRS, Transformer  # noqa: E402
from pyproj.exceptions import CRSError, ProjError  # noqa: E402

from naru.base.kit.refusals import Refused  # noqa: E402
from naru.data.ingest.core.containers import Member  # noqa: E402
from naru.data.ingest.core.encoding import Encoding  # noqa: E402
from naru.data.ingest.core.formats.korea import KOREAN_SYSTEMS, likely_epsg  # noqa: E402
from naru.data.ingest.core.values import COLUMNS_LIMIT  # noqa: E402

GEOMETRY = "geometry"
WGS84, WGS84_WITH_HEIGHT = 4326, 4979
LAYERS_LIMIT = 100
GPKG_ID_OFFSET = 68


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer: its features with ``geometry`` as 2D WKB in EPSG:4326, NULL where that failed; ``epsg`` is the system
    it was in, None where it has no geometry or the system no number."""

    name: str
    features: pa.Table
    epsg: int | None
    epsg_guessed: bool = False
    attributes: Encoding | None = None  # a shapefile's, whose table stands beside the shapes


def read_geojson(path: Path, name: str, epsg: int | None = None) -> Iterator[Layer]:
    """Its layer; ``epsg`` overrides what the file says of its system.

    Raises ``Refused``, as the other two do: ``file_is_broken``, ``table_too_wide``, and ``projection_unknown`` for
    coordinates in no system known here."""
    yield from _layers(f"GeoJSON:{path}", name, "GeoJSON", epsg)


def read_geopackage(path: Path, name: str, folder: Path, epsg: int | None = None) -> Iterator[Layer]:
    """Every layer, at most 100. GDAL knows the file only by a name in .gpkg, so it is read as a copy in ``folder``,
    then removed. Raises ``Refused``, also (``not_a_table_format``) for any other SQLite file."""
    if not _is_geopackage(path):
        raise Refused("not_a_table_format", file=name, format="SQLite")
    named = folder / "layers.gpkg"
    shutil.copyfile(path, named)
    try:
        yield from _layers(str(named), name, "GPKG", epsg)
    finally:
        named.unlink()


def read_shapefile(
    parts: Mapping[str, Member], name: str, epsg: int | None = None, encoding: str | None = None
) -> Iterator[Layer]:
    """One shapefile from its parts, which lie beside each other under one stem; a missing .prj is guessed.

    Raises ``Refused``: ``shapefile_incomplete`` without a .dbf or .shx, and as ``read_geojson``."""
    for needed in (".dbf", ".shx"):
        if needed not in parts:
            raise Refused("shapefile_incomplete", file=name, missing=needed)
    found = dbf_encoding(parts[".dbf"].path, parts[".cpg"].path if ".cpg" in parts else None, encoding)
    for layer in _layers(str(parts[".shp"].path), name, "SHP", epsg, encoding=found.encoding):
        yield replace(layer, attributes=replace(found, encoding=found.encoding.upper()))


def dbf_encoding(dbf: Path, cpg: Path | None, told: str | None = None) -> Encoding:
    """What a person told; what the .cpg says where the bytes agree; else UTF-8 when every byte is, else CP949."""
    if told:
        return Encoding(encoding=told, confidence=1.0, grounds="as_told")
    body = dbf.read_bytes()
    said = _codepage(cpg.read_text("ascii", "replace").strip().lower() if cpg else "")
    if said and _reads(body, said):
        return Encoding(encoding=said, confidence=1.0, grounds="stated_beside")
    if _reads(body, "utf-8"):
        grounds = "ascii_only" if body[32:].isascii() else "valid_throughout"
        return Encoding(encoding="utf-8", confidence=0.99, grounds=grounds)
    sure = _reads(body, "cp949")
    return Encoding(
        encoding="cp949", confidence=0.95 if sure else 0.3, grounds="valid_throughout" if sure else "nothing_else_fits"
    )


def _codepage(said: str) -> str | None:
    match said.replace("-", "").replace("_", "").removeprefix("ansi").strip():
        case "":
            return None
        case "utf8" | "65001":
            return "utf-8"
        case "949" | "cp949" | "euckr" | "ksc5601" | "ksc56011987" | "ms949" | "uhc" | "51949":
            return "cp949"
        case other:
            return other if other.isascii() and other.isalnum() else None


def _reads(body: bytes, encoding: str) -> bool:
    """Whether the table's field names and values decode; fixed fields may cut a character in two at their end."""
    try:
        text = body[32:].decode(encoding, "replace")
    except LookupError:
        return False
    strange = sum(byte > 127 for byte in body[32:])
    return text.count("\ufffd") <= strange // 50


def _is_geopackage(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(GPKG_ID_OFFSET)
        mark = file.read(4)
    return mark in (b"GPKG", b"GP10", b"GP11")


def _layers(source: str, name: str, format: str, epsg: int | None, encoding: str | None = None) -> Iterator[Layer]:
    try:
        listed = [str(layer[0]) for layer in pyogrio.list_layers(source)][:LAYERS_LIMIT]
        for layer in listed:
            label = name if len(listed) == 1 else layer
            meta, features = read_arrow(source, layer=layer, encoding=encoding)
            yield _layer(meta, features, label, name, epsg)
    except (DataSourceError, DataLayerError, pa.ArrowException, UnicodeError, ProjError) as error:
        raise Refused("file_is_broken", file=name, format=format, reason=_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160].replace("/vsizip", "")


def _layer(meta: Mapping[str, Any], features: pa.Table, label: str, file: str, epsg: int | None) -> Layer:
    if features.num_columns > COLUMNS_LIMIT:
        raise Refused("table_too_wide", file=file, columns=features.num_columns, limit=COLUMNS_LIMIT)
    column = meta["geometry_name"] or "wkb_geometry"
    if column not in features.column_names:
        return Layer(name=label, features=_plain(features), epsg=None)
    shapes = shapely.from_wkb(features[column].to_numpy(), on_invalid="ignore")
    system, guessed = _system(meta.get("crs"), shapes, file, epsg)
    moved = _to_wgs84(shapes, system)
    geometry = pa.array(shapely.to_wkb(moved, output_dimension=2), pa.binary())
    plain = _plain(features.drop_columns([column]))
    names = [f"{name}_" if name == GEOMETRY else name for name in plain.column_names]
    table = plain.rename_columns(names).append_column(GEOMETRY, geometry)
    return Layer(name=label, features=table, epsg=system.to_epsg(min_confidence=20), epsg_guessed=guessed)


def _plain(features: pa.Table) -> pa.Table:
    """Lists and binaries within become text; everything else is a type the typing knows."""
    columns = []
    for column in features.columns:
        kind = column.type
        if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            column = pa.array([None if v is None else v.hex() for v in column.to_pylist()], pa.string())
        elif pa.types.is_nested(kind):
            column = pa.array([None if v is None else str(v) for v in column.to_pylist()], pa.string())
        columns.append(column)
    return pa.table(dict(zip(features.column_names, columns, strict=True)))


def _system(declared: str | None, shapes: np.ndarray, file: str, epsg: int | None) -> tuple[CRS, bool]:
    """The system asked for, else the declared one if the coordinates can be in it, else the one that puts them in Korea."""
    if epsg:
        return CRS.from_epsg(epsg), False
    bounds = shapely.total_bounds(shapes)
    if declared:
        with suppress(CRSError):
            system = _known(CRS.from_user_input(declared))
            system = CRS.from_epsg(WGS84) if system.to_epsg() == WGS84_WITH_HEIGHT else system
            if not system.is_geographic or _degrees(bounds):
                return system, False
    if not np.isfinite(bounds).all():
        return CRS.from_epsg(WGS84), False
    if (likely := likely_epsg(shapely.get_coordinates(shapes))) is None:
        raise Refused("projection_unknown", file=file)
    return CRS.from_epsg(likely), True


def _known(system: CRS) -> CRS:
    """A .prj spells a system without its datum's shift; the same system from the register has it."""
    if (epsg := system.to_epsg(min_confidence=20)) is not None:
        return CRS.from_epsg(epsg)
    wanted = _axes(system)
    for epsg in KOREAN_SYSTEMS:
        if wanted and _axes(CRS.from_epsg(epsg)) == wanted:
            return CRS.from_epsg(epsg)
    return system


def _axes(system: CRS) -> tuple[Any, ...] | None:
    """Ellipsoid and the projection's numbers: what tells one Korean system from another."""
    if system.coordinate_operation is None or system.ellipsoid is None:
        return None
    numbers = {parameter.name: round(float(parameter.value), 6) for parameter in system.coordinate_operation.params}
    return (round(system.ellipsoid.semi_major_metre), *sorted(numbers.items()))


def _degrees(bounds: np.ndarray) -> bool:
    low_x, low_y, high_x, high_y = bounds
    return not np.isfinite(bounds).all() or bool(
        low_x >= -180.5 and high_x <= 180.5 and low_y >= -90.5 and high_y <= 90.5
    )


def _to_wgs84(shapes: np.ndarray, system: CRS) -> np.ndarray:
    if system.to_epsg() == WGS84:
        return shapes
    mover = Transformer.from_crs(system, WGS84, always_xy=True)

    def move(places: np.ndarray) -> np.ndarray:
        return np.column_stack(mover.transform(places[:, 0], places[:, 1]))

    moved: np.ndarray = shapely.transform(shapes, move)
    lost = ~np.isfinite(shapely.bounds(moved)).all(axis=1) & ~shapely.is_empty(shapes)
    moved[lost] = None
    return moved
