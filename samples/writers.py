"""Rows become the files a city really has: old encodings, title rows, merged headers, shapes in metres."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
import xlsxwriter
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2026-01-05T00:00:00Z"})  # the same seed makes the same bytes

Row = Sequence[object]
WGS84 = "EPSG:4326"


def csv_file(
    header: Row,
    rows: Iterable[Row],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    line_end: str = "\r\n",
) -> bytes:
    """Delimited text; ``above`` are title lines before the header and ``below`` notes after the last row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([line] for line in above)
    writer.writerow(header)
    writer.writerows(rows)
    writer.writerows([line] for line in below)
    return text.getvalue().encode(encoding)


def json_file(header: Sequence[str], rows: Iterable[Row], *, under: str | None = None) -> bytes:
    """An array of objects, or an object that holds the array under the key ``under`` beside a count."""
    records = [dict(zip(header, row, strict=True)) for row in rows]
    whole: object = {"count": len(records), under: records} if under else records
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def json_lines_file(header: Sequence[str], rows: Iterable[Row]) -> bytes:
    return "".join(json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) + "\n" for row in rows).encode()


def parquet_file(columns: Mapping[str, Sequence[Any]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({name: pa.array(values) for name, values in columns.items()}), sink)
    return sink.getvalue()


class Sheet:
    """One sheet of a workbook: a title above, a header of one or two levels with merged cells, rows."""

    def __init__(
        self, name: str, header: Sequence[Row], rows: Iterable[Row], *, title: str = "", note: str = ""
    ) -> None:
        self.name, self.header, self.rows, self.title, self.note = name, header, rows, title, note

    def write(self, book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(self.name)
        bold = book.add_format({"bold": True, "align": "center", "border": 1})
        top = 0
        if self.title:
            width = max(len(level) for level in self.header)
            sheet.merge_range(0, 0, 0, width - 1, self.title, bold)
            top = 2
        for level, names in enumerate(self.header):
            self._write_level(sheet, top + level, names, bold, is_last=level == len(self.header) - 1)
        line = top + len(self.header)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in self.rows:
            for place, value in enumerate(row):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(line, place, value, day)
                else:
                    sheet.write(line, place, value)
            line += 1
        if self.note:
            sheet.write(line + 1, 0, self.note)

    def _write_level(self, sheet: Any, line: int, names: Row, bold: Any, *, is_last: bool) -> None:
        """A name followed by ``None`` spans the empty cells to its right; ``""`` hangs from the level above."""
        place = 0
        while place < len(names):
            end = place + 1
            while not is_last and end < len(names) and names[end] is None:
                end += 1
            if end - place > 1:
                sheet.merge_range(line, place, line, end - 1, names[place], bold)
            elif names[place] != "":
                sheet.write(line, place, names[place], bold)
            place = end


def workbook_file(sheets: Sequence[Sheet]) -> bytes:
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 5)})  # noqa: DTZ001 - a workbook has no zone
        for sheet in sheets:
            sheet.write(book)
    return sink.getvalue()


def geojson_file(header: Sequence[str], features: Iterable[tuple[BaseGeometry, Row]]) -> bytes:
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": dict(zip(header, values, strict=True)),
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for shape, values in features
        ],
    }
    return json.dumps(collection, ensure_ascii=False).encode()


def shape_zip(
    name: str, header: Sequence[str], features: Sequence[tuple[BaseGeometry, Row]], *, crs: str, encoding: str = "CP949"
) -> bytes:
    """A zipped shapefile in ``crs`` with its .prj and .cpg, as offices send them."""
    with TemporaryDirectory() as folder:
        _write_features(
            Path(folder) / f"{name}.shp",
            "ESRI Shapefile",
            header,
            features,
            crs,
            ENCODING=encoding,
            DBF_DATE_LAST_UPDATE="2026-01-05",
        )
        return zip_file({path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())})


def geopackage_file(
    layer: str, header: Sequence[str], features: Sequence[tuple[BaseGeometry, Row]], *, crs: str
) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        _write_features(path, "GPKG", header, features, crs, layer=layer)
        return path.read_bytes()


def zip_file(members: Mapping[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def gzip_file(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def project(longitude: float, latitude: float, crs: str) -> tuple[float, float]:
    """A place in metres of ``crs`` (easting, northing), rounded to a centimetre."""
    easting, northing = _transformer(crs).transform(longitude, latitude)
    return round(easting, 2), round(northing, 2)


def _transformer(crs: str) -> Transformer:
    if crs not in _TRANSFORMERS:
        _TRANSFORMERS[crs] = Transformer.from_crs(WGS84, crs, always_xy=True)
    return _TRANSFORMERS[crs]


_TRANSFORMERS: dict[str, Transformer] = {}


def _write_features(
    path: Path,
    driver: str,
    header: Sequence[str],
    features: Sequence[tuple[BaseGeometry, Row]],
    crs: str,
    **options: str,
) -> None:
    transform = _transformer(crs).transform
    shapes = [shapely.transform(shape, transform, interleaved=False) for shape, _ in features]
    columns = {name: [values[place] for _, values in features] for place, name in enumerate(header)}
    table = pa.table({**columns, "geometry": pa.array(list(shapely.to_wkb(shapes)), pa.binary())})
    kind = features[0][0].geom_type
    pyogrio.write_arrow(table, path, driver=driver, geometry_name="geometry", geometry_type=kind, crs=crs, **options)
