"""A table's rows as a file, made a piece at a time so that a download's size costs no memory.

Every writer takes batches whose columns lie in the order of ``columns`` and yields bytes.
"""

import io
import math
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import shapely
import xlsxwriter

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, placing
from naru.data.query import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.query.core import cells
from naru.data.query.core.degrees import degrees
from naru.data.tables.core.aliases import romanised
from naru.data.tables.core.arrow_types import ARROW_TYPES

Batches = Iterable[pa.RecordBatch]

SHEET_ROWS = 1_048_575  # beneath the header
ROW_GROUP = 122_880
BOM = b"\xef\xbb\xbf"


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    ARROW = "arrow"
    FEATHER = "feather"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    FLATGEOBUF = "fgb"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
    Format.JSONL: "application/x-ndjson",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.ARROW: "application/vnd.apache.arrow.stream",
    Format.FEATHER: "application/vnd.apache.arrow.file",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.GEOJSON: "application/geo+json",
    Format.FLATGEOBUF: "application/flatgeobuf",
}
ON_A_MAP = frozenset({Format.GEOJSON, Format.FLATGEOBUF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a file names its columns, and two concerns of spreadsheets: a byte order mark, and text that is read as a
    formula. Formats that are not CSV heed the names alone."""

    by_alias: bool = False
    bom: bool = False
    safe: bool = False

    def names(self, columns: Sequence[Column]) -> list[str]:
        """One for each column, repeated ones numbered."""
        return unique([column.alias if self.by_alias else column.name for column in columns])


def write(format_: Format, columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    """The file's pieces, one after another. What it cannot hold must have been refused by ``check``."""
    return WRITERS[format_](columns, batches, shape)


def check(format_: Format, columns: Sequence[Column], rows: int) -> None:
    """Refuse before the first byte what could not be finished: ``too_many_rows_for_xlsx``, ``no_place_in_table``."""
    if format_ is Format.XLSX and rows > SHEET_ROWS:
        raise Refused("too_many_rows_for_xlsx", rows=rows, limit=SHEET_ROWS)
    if format_ in ON_A_MAP and not placing(columns):
        raise Refused("no_place_in_table")


def _csv(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    names = shape.names(columns)
    if shape.bom:
        yield BOM
    head = cells.text_batch(columns, _empty(columns), names, safe=shape.safe)
    yield _printed(head, header=True)
    for batch in batches:
        yield _printed(cells.text_batch(columns, batch, names, safe=shape.safe), header=False)


def _printed(batch: pa.RecordBatch, *, header: bool) -> bytes:
    sink = io.BytesIO()
    pa_csv.write_csv(batch, sink, pa_csv.WriteOptions(include_header=header, quoting_style="needed"))
    return sink.getvalue()


def _jsonl(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    keys = shape.names(columns)
    for batch in batches:
        rows = cells.json_rows(columns, batch, keys)
        yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


def _json(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    keys = shape.names(columns)
    between = b"[\n"
    for batch in batches:
        rows = cells.json_rows(columns, batch, keys)
        if rows:
            yield between + b",\n".join(map(orjson.dumps, rows))
            between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


def _geojson(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    keys = shape.names(columns)
    yield b'{"type":"FeatureCollection","features":['
    between = b"\n"
    for batch in batches:
        rows = cells.json_rows(columns, batch, keys)
        if rows:
            both = zip(_geometries(columns, batch, rows, keys), rows, strict=True)
            yield between + b",\n".join(orjson.dumps(_feature(geometry, row)) for geometry, row in both)
            between = b",\n"
    yield b"\n]}\n"


def _feature(geometry: Any, row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": row}


def _geometries(
    columns: Sequence[Column], batch: pa.RecordBatch, rows: Sequence[dict[str, Any]], keys: Sequence[str]
) -> list[Any]:
    """A geometry for each row, in degrees; a geometry's own column is taken out of the row's properties."""
    placed = placing(columns)
    places = [columns.index(column) for column in placed]
    if len(placed) == 1:
        return [row.pop(keys[places[0]]) for row in rows]
    if placed[0].meaning is Meaning.EASTING and placed[0].epsg is not None:
        x, y = (batch.column(place).to_pylist() for place in places)
        return [_point(point) for point in degrees(x, y, epsg=placed[0].epsg).tolist()]
    return [_point([row[keys[place]] for place in places]) for row in rows]


def _point(place: list[float | None]) -> dict[str, Any] | None:
    """(0, 0) is what software writes where it knows no place."""
    is_placed = all(side is not None and math.isfinite(side) for side in place) and any(place)
    return {"type": "Point", "coordinates": place} if is_placed else None


def _parquet(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    schema = _schema(columns, shape)
    pipe = Pipe()
    with pq.ParquetWriter(pa.PythonFile(pipe, mode="w"), schema, compression="zstd") as writer:
        for table in _grouped(batches):
            writer.write_table(table.rename_columns(schema.names).cast(schema), row_group_size=ROW_GROUP)
            yield pipe.taken()
    yield pipe.taken()


def _arrow(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    """Arrow's stream, which is read from its beginning."""
    return _ipc(pa.ipc.new_stream, columns, batches, shape)


def _feather(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    """Arrow's file, which polars, pandas and R open by its parts."""
    return _ipc(pa.ipc.new_file, columns, batches, shape)


def _ipc(opened: Callable[..., Any], columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    schema = _schema(columns, shape)
    pipe = Pipe()
    with opened(pa.PythonFile(pipe, mode="w"), schema) as writer:
        for batch in batches:
            writer.write_batch(batch.rename_columns(schema.names).cast(schema))
            yield pipe.taken()
    yield pipe.taken()


def _xlsx(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    """Rows go to a file on disk as they come; the sheet's archive is then sent from there."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(
            file,
            {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False},
        )
        sheet = book.add_worksheet()
        formats = {type_: book.add_format({"num_format": mask}) for type_, mask in SHEET_FORMATS.items()}
        bold = book.add_format({"bold": True})
        for index, name in enumerate(shape.names(columns)):
            sheet.write_string(0, index, name, bold)
        row = 0
        for batch in batches:
            for values in zip(*(batch.column(index).to_pylist() for index in range(len(columns))), strict=True):
                row += 1
                for index, (column, value) in enumerate(zip(columns, values, strict=True)):
                    _write_cell(sheet, row, index, column, cells.sheet_value(column, value), formats.get(column.type))
        book.close()
        file.seek(0)
        while piece := file.read(1 << 16):
            yield piece


def _flatgeobuf(columns: Sequence[Column], batches: Batches, shape: Shape) -> Iterator[bytes]:
    """Written by GDAL into a file on disk, with the index by which ``/vsicurl`` reads a part of it; then sent from there.

    Rows without a place are left out: the index has no room for them."""
    import pyogrio  # loads GDAL, which nothing else of the site needs

    placed = placing(columns)
    names = shape.names(columns)
    told = [index for index, column in enumerate(columns) if column.type is not ColumnType.GEOMETRY]
    fields = [pa.field(names[index], ARROW_TYPES[columns[index].type]) for index in told]
    schema = pa.schema([*fields, pa.field(WHERE, pa.binary())])

    def rows() -> Iterator[pa.RecordBatch]:
        for batch in batches:
            values = [batch.column(index).cast(ARROW_TYPES[columns[index].type]) for index in told]
            where = pa.array(_wkb(columns, placed, batch), pa.binary())
            yield pa.record_batch([*values, where], schema=schema).filter(where.is_valid())

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.fgb"
        reader = pa.RecordBatchReader.from_batches(schema, rows())
        pyogrio.write_arrow(
            reader, path, driver="FlatGeobuf", geometry_name=WHERE, geometry_type="Unknown", crs="EPSG:4326"
        )
        with path.open("rb") as file:
            while piece := file.read(1 << 16):
                yield piece


WHERE = "geometry"


def _wkb(columns: Sequence[Column], placed: Sequence[Column], batch: pa.RecordBatch) -> list[bytes | None]:
    """Each row's place in degrees, None where it has none."""
    sides = [batch.column(columns.index(column)) for column in placed]
    if len(placed) == 1:
        return sides[0].to_pylist()  # type: ignore[no-any-return]
    if placed[0].meaning is Meaning.EASTING and placed[0].epsg is not None:
        points = degrees(*(side.to_pylist() for side in sides), epsg=placed[0].epsg)
    else:
        floats = [side.cast(pa.float64()).to_numpy(zero_copy_only=False) for side in sides]
        points = np.stack(floats, axis=1)
    known = np.isfinite(points).all(axis=1) & points.any(
        axis=1
    )  # (0, 0) is what software writes where it knows no place
    shapes = np.where(known, shapely.points(np.nan_to_num(points)), None)
    return [None if shape is None else shapely.to_wkb(shape) for shape in shapes]


SHEET_FORMATS = {ColumnType.DATE: "yyyy-mm-dd", ColumnType.DATETIME: "yyyy-mm-dd hh:mm:ss", ColumnType.MONTH: "yyyy-mm"}


def _write_cell(sheet: Any, row: int, index: int, column: Column, value: Any, format_: Any) -> None:
    match value:
        case None:
            return
        case str():
            sheet.write_string(row, index, value)
        case bool():
            sheet.write_boolean(row, index, value)
        case int() | float():
            sheet.write_number(row, index, value)
        case _ if value.year < 1900:  # before a sheet's calendar begins
            sheet.write_string(row, index, value.isoformat())
        case _:
            sheet.write_datetime(row, index, value, format_)


WRITERS: dict[Format, Callable[[Sequence[Column], Batches, Shape], Iterator[bytes]]] = {
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.JSONL: _jsonl,
    Format.PARQUET: _parquet,
    Format.ARROW: _arrow,
    Format.FEATHER: _feather,
    Format.XLSX: _xlsx,
    Format.GEOJSON: _geojson,
    Format.FLATGEOBUF: _flatgeobuf,
}


def _schema(columns: Sequence[Column], shape: Shape) -> pa.Schema:
    return pa.schema(
        [
            pa.field(name, ARROW_TYPES[column.type], metadata=_about(column))
            for name, column in zip(shape.names(columns), columns, strict=True)
        ],
        metadata=_geo(columns, shape),
    )


def _geo(columns: Sequence[Column], shape: Shape) -> dict[str, str] | None:
    """GeoParquet's word (1.1.0, 4) for columns of geometries: WKB in degrees, which is its default (OGC:CRS84)."""
    named = zip(shape.names(columns), columns, strict=True)
    shapes = [name for name, column in named if column.type is ColumnType.GEOMETRY]
    if not shapes:
        return None
    about = {"encoding": "WKB", "geometry_types": []}
    geo = {"version": "1.1.0", "primary_column": shapes[0], "columns": dict.fromkeys(shapes, about)}
    return {"geo": orjson.dumps(geo).decode()}


def _about(column: Column) -> dict[str, str]:
    """What a column means, kept with it in files that can hold it."""
    told = {"name": column.name, "alias": column.alias, "unit": column.unit, "meaning": column.meaning}
    return {key: str(value) for key, value in told.items() if value}


def _empty(columns: Sequence[Column]) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(
        [pa.array([], ARROW_TYPES[column.type]) for column in columns], names=[column.alias for column in columns]
    )


def _grouped(batches: Batches) -> Iterator[pa.Table]:
    """Batches joined to about a row group each."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        held.append(batch)
        if sum(one.num_rows for one in held) >= ROW_GROUP:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


class Pipe(io.RawIOBase):
    """Where a writer writes and we take what there is."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """What was written since it was last asked."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def unique(names: Sequence[str]) -> list[str]:
    """The names, a repeated one numbered, so that no reader loses a column."""
    answer: dict[str, None] = {}
    for name in names:
        number, free = 1, name
        while free in answer:
            number += 1
            free = f"{name}_{number}"
        answer[free] = None
    return list(answer)


def content_disposition(name: str, format_: Format) -> str:
    """A file name with its Hangul (RFC 6266, RFC 8187), and the same in letters that every program can write: ``curl -OJ``
    reads no other."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", romanised(name)).strip("_.") or "table"
    return (
        f"attachment; filename=\"{plain[:NAME_LONGEST]}.{format_}\"; filename*=UTF-8''{quote(name, safe='')}.{format_}"
    )


NAME_LONGEST = 120
