"""GeoJSON, SHP, GPKG and DBF: every layer's features, their geometry brought to WKB in EPSG:4326.

Only the drivers meant are registered, so that bytes dressed as another of GDAL's formats open nothing.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
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
from pyproj.exceptions import ProjError  # noqa: E402

from naru.base.kit.refusals import Refused  # noqa: E402
from naru.data.ingest.core.containers import Member  # noqa: E402
from naru.data.ingest.core.encoding import Encoding  # noqa: E402
from naru.data.ingest.core.formats.curves import straightened  # noqa: E402
from naru.data.ingest.core.formats.dbf import dbf_encoding  # noqa: E402
from naru.data.ingest.core.formats.systems import placed  # noqa: E402
from naru.data.ingest.core.values import COLUMNS_LIMIT  # noqa: E402

GEOMETRY = "geometry"
LAYERS_LIMIT = 100
GPKG_ID_OFFSET = 68
BESIDE_LAYERS = (  # what programs keep for themselves
    "layer_styles", "qgis_projects", "gpkg_", "rtree_", "sqlite_", "android_metadata", "geometry_columns", "spatial_ref_sys",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """A file to be read: the ``name`` of its table, a ``folder`` for what passes by, and what a person said of its
    system (``epsg``) and of its texts' encoding."""

    path: Path
    name: str
    folder: Path
    epsg: int | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer: its features with ``geometry`` as 2D WKB in EPSG:4326, NULL where that failed; ``epsg`` is the system
    it was in, None where it has no geometry or the system no number. ``is_declared`` says that its texts were declared
    as such; ``warnings`` are codes for its report."""

    name: str
    features: pa.Table
    epsg: int | None
    warnings: tuple[str, ...] = ()
    attributes: Encoding | None = None  # a shapefile's, whose table stands beside the shapes
    is_declared: bool = False


def read_geojson(file: MapFile) -> Iterator[Layer]:
    """Its layer.

    Raises ``Refused``, as the others do: ``file_is_broken``, ``table_too_wide``, and ``projection_unknown`` for
    coordinates in no system known here."""
    yield from _layers(_Opened(source=f"GeoJSON:{file.path}", name=file.name, format="GeoJSON", epsg=file.epsg))


def read_geopackage(file: MapFile) -> Iterator[Layer]:
    """Every layer, at most 100, without what programs keep for themselves (``layer_styles``).

    Raises ``Refused``, also (``not_a_table_format``) for any other SQLite file."""
    if not _is_geopackage(file.path):
        raise Refused("not_a_table_format", file=file.name, format="SQLite")
    with _named(file.path, file.folder / "layers.gpkg") as source:
        for layer in _layers(_Opened(source=source, name=file.name, format="GPKG", epsg=file.epsg)):
            yield replace(layer, is_declared=True)


def read_dbf(file: MapFile) -> Iterator[Layer]:
    """A dBASE table without shapes. Raises ``Refused`` ``file_is_broken``."""
    found = dbf_encoding(file.path, None, file.encoding)
    with _named(file.path, file.folder / "table.dbf") as source:
        for layer in _layers(_Opened(source=source, name=file.name, format="DBF", encoding=found.encoding)):
            attributes = replace(found, encoding=found.encoding.upper())
            yield replace(layer, attributes=attributes, is_declared=True)


def read_shapefile(
    parts: Mapping[str, Member], name: str, epsg: int | None = None, encoding: str | None = None
) -> Iterator[Layer]:
    """One shapefile from its parts, which lie beside each other under one stem; a missing .prj is guessed.

    Raises ``Refused``: ``shapefile_incomplete`` without a .dbf or .shx, and as ``read_geojson``."""
    for needed in (".dbf", ".shx"):
        if needed not in parts:
            raise Refused("shapefile_incomplete", file=name, missing=needed)
    found = dbf_encoding(parts[".dbf"].path, parts[".cpg"].path if ".cpg" in parts else None, encoding)
    opened = _Opened(
        source=str(parts[".shp"].path),
        name=name,
        format="SHP",
        epsg=epsg,
        encoding=found.encoding,
        declared=_projection(parts[".prj"].path) if ".prj" in parts else None,
    )
    for layer in _layers(opened):
        yield replace(layer, attributes=replace(found, encoding=found.encoding.upper()), is_declared=True)


def _projection(prj: Path) -> str | None:
    """The text of a .prj, which is then out of GDAL's way: that stumbles over Korean names in CP949."""
    body = prj.read_bytes()
    prj.unlink()
    for encoding in ("utf-8-sig", "cp949", "latin-1"):
        with suppress(UnicodeDecodeError):
            return body.decode(encoding).strip("\x00 \r\n\t") or None
    return None


@contextmanager
def _named(path: Path, named: Path) -> Iterator[str]:
    """A copy under a name by whose ending GDAL knows the format, while it is read."""
    shutil.copyfile(path, named)
    try:
        yield str(named)
    finally:
        named.unlink()


def _is_geopackage(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(GPKG_ID_OFFSET)
        mark = file.read(4)
    return mark in (b"GPKG", b"GP10", b"GP11")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """A file as GDAL opens it, and what is known beside it; ``declared`` is its system as a text beside it says it."""

    source: str
    name: str
    format: str
    epsg: int | None = None
    encoding: str | None = None
    declared: str | None = None


def _layers(opened: _Opened) -> Iterator[Layer]:
    try:
        found = [str(layer[0]) for layer in pyogrio.list_layers(opened.source)]
        listed = [layer for layer in found if not layer.lower().startswith(BESIDE_LAYERS)][:LAYERS_LIMIT]
        for layer in listed:
            label = opened.name if len(listed) == 1 else layer
            meta, features = read_arrow(opened.source, layer=layer, encoding=opened.encoding)
            yield _layer(meta, features, label, opened)
    except (DataSourceError, DataLayerError, pa.ArrowException, UnicodeError, ProjError) as error:
        reason = _first_line(error)
        raise Refused("file_is_broken", file=opened.name, format=opened.format, reason=reason) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:160].replace("/vsizip", "")


def _layer(meta: Mapping[str, Any], features: pa.Table, label: str, opened: _Opened) -> Layer:
    column = meta["geometry_name"] or "wkb_geometry"
    if column not in features.column_names:
        _check_width(features, opened.name)
        return Layer(name=label, features=_plain(features), epsg=None)
    declared = opened.declared or meta.get("crs")
    return in_degrees(features, column, label, file=opened.name, declared=declared, epsg=opened.epsg)


def in_degrees(
    features: pa.Table, column: str, label: str, *, file: str, declared: str | None, epsg: int | None
) -> Layer:
    """The layer of these features, whose ``column`` of WKB is in the ``declared`` system, or in the one that a person
    named (``epsg``). Raises ``Refused``: ``table_too_wide``, ``projection_unknown``."""
    _check_width(features, file)
    shapes, unread = _shapes(features[column].to_numpy())
    found = placed(shapes, declared, file, epsg)
    geometry = pa.array(shapely.to_wkb(found.shapes, output_dimension=2), pa.binary())
    plain = _plain(features.drop_columns([column]))
    names = [f"{name}_" if name == GEOMETRY else name for name in plain.column_names]
    table = pa.Table.from_arrays([*plain.columns, geometry], names=[*names, GEOMETRY])  # there may be no other column
    warnings = (f"shapes_not_read:{unread}",) if unread else ()
    return Layer(name=label, features=table, epsg=found.epsg, warnings=(*warnings, *found.warnings))


def _check_width(features: pa.Table, file: str) -> None:
    if features.num_columns > COLUMNS_LIMIT:
        raise Refused("table_too_wide", file=file, columns=features.num_columns, limit=COLUMNS_LIMIT)


def _shapes(wkb: np.ndarray) -> tuple[np.ndarray, int]:
    """The shapes, curved ones straightened, and how many could not be read."""
    try:
        shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    except NotImplementedError:  # a curve among them
        shapes = np.array([None if each is None else straightened(each) for each in wkb], dtype=object)
    return shapes, sum(each is not None and shape is None for each, shape in zip(wkb, shapes, strict=True))


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
