"""JSON and JSON lines: records wherever they hide, flattened to columns and handed on as an Arrow table.

Recognised, in this order: an array of objects; an array of arrays whose first one is the header; columns
(``{"a": […], "b": […]}``, also pandas's ``split`` and default forms); records, or lists of records of one kind, under
their keys; and any of these nested under keys, as open API answers are (``response.body.items.item``). Several lists of
records are as many tables, called by their keys; those that describe the others (``fields``, ``links``) are passed over.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.column_names import distinct
from naru.data.ingest.core.formats.json_lines import json_lines
from naru.data.ingest.core.mixed_encodings import BROKEN
from naru.data.ingest.core.quarantine import QuarantinedRow
from naru.data.ingest.core.values import COLUMNS_LIMIT, Cell, Grid

DOCUMENT_BYTES = 160 << 20
FLATTEN_DEPTH = 4
SEARCH_DEPTH = 8
BATCH_ROWS = 50_000
TABLES_MAX = 50
PARTS_MAX = 4  # of an object that comes as a list of its parts
PLAIN_KEYS = {
    "data",
    "item",
    "items",
    "list",
    "record",
    "records",
    "result",
    "results",
    "row",
    "rows",
    "body",
    "response",
}
ABOUT_KEYS = {"columns", "errors", "fields", "head", "header", "links", "meta", "metadata", "schema", "warnings"}
NO_RECORD = "not_a_record"
KEY = "key"  # the column of the names under which records stand
_BROKEN = BROKEN.encode()

Record = Mapping[str, Any]


@dataclass(slots=True)
class Lines:
    """What a pass over JSON lines found."""

    columns: dict[str, "Kind"] = field(default_factory=dict)
    bad: list[QuarantinedRow] = field(default_factory=list)
    rows: int = 0


@dataclass(slots=True)
class Kind:
    """Which sorts of value a column has had: what its Arrow type must hold."""

    text: bool = False
    real: bool = False
    whole: bool = False
    truth: bool = False

    def see(self, value: Any) -> None:
        """Count one value in; whole numbers beyond 64 bits and anything nested are text."""
        match value:
            case None:
                pass
            case bool():
                self.truth = True
            case int():
                if abs(value) < 2**63:
                    self.whole = True
                else:
                    self.text = True
            case float():
                self.real = True
            case _:
                self.text = True

    @property
    def arrow(self) -> pa.DataType:
        """The narrowest type for all that was seen; text for truths beside numbers, and for nothing."""
        numeric = self.whole or self.real
        if self.text or (self.truth and numeric):
            return pa.string()
        if numeric:
            return pa.float64() if self.real else pa.int64()
        return pa.bool_() if self.truth else pa.string()


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """One table of a document: records, or a grid where its rows are arrays, and what stood among the records without
    being one, by its place."""

    rows: pa.Table | Grid
    bad: Sequence[QuarantinedRow]


def read_json(path: Path, file: str) -> Mapping[str, Callable[[], Records]]:
    """The tables of a document in UTF-8 by their keys; each is made when it is called.

    Raises ``Refused``: ``file_too_large`` beyond 160 MiB, ``json_is_broken`` with the line, ``json_has_no_records``.
    Raises MemoryError where the document does not fit."""
    size = path.stat().st_size
    if size > DOCUMENT_BYTES:
        raise Refused("file_too_large", file=file, megabytes=size >> 20, limit_megabytes=DOCUMENT_BYTES >> 20)
    try:
        document = orjson.loads(path.read_bytes().lstrip(codecs.BOM_UTF8 + b" \t\r\n"))
    except orjson.JSONDecodeError as error:
        if error.msg.startswith("Not enough memory"):
            raise MemoryError from error
        raise Refused("json_is_broken", file=file, line=error.lineno, reason=error.msg[:120]) from error
    found = _find(document, "")
    if not found:
        raise Refused("json_has_no_records", file=file)
    if len(found) > 1:
        longest = max(found, key=lambda pair: len(pair[1]))
        found = [pair for pair in found if pair is longest or isinstance(pair[1][0], Mapping)][:TABLES_MAX]
    keys = distinct([key for key, _ in found])
    return {key: partial(_records, rows, file) for key, (_, rows) in zip(keys, found, strict=True)}


def _records(found: list[Any], file: str) -> Records:
    is_grid = all(isinstance(item, list) for item in found)
    bad = [
        QuarantinedRow(line=place, raw=orjson.dumps(item).decode()[:10_000], reason=NO_RECORD)
        for place, item in enumerate(found, 1)
        if not isinstance(item, Mapping) and not is_grid
    ]
    records = [item for item in found if isinstance(item, Mapping)]
    if records:
        return Records(rows=_table(records, file), bad=bad)
    return Records(rows=Grid(name=file, rows=[[_scalar(cell) for cell in row] for row in found]), bad=bad)


def read_json_lines(path: Path, name: str) -> tuple[pa.RecordBatchReader, Sequence[QuarantinedRow]]:
    """One object a line, read twice: first for every column's kind over all lines, then in batches of that schema.

    The second value are the lines that are no objects. Raises ``Refused`` ``json_has_no_records`` when all are such."""
    seen = Lines()
    for record in _objects(path, name, seen):
        _see(record, seen.columns, name)
        seen.rows += 1
    if not seen.rows:
        raise Refused("json_has_no_records", file=name)
    schema = pa.schema([(column, kind.arrow) for column, kind in seen.columns.items()])

    def batches() -> Iterator[pa.RecordBatch]:
        rows: list[Record] = []
        for record in _objects(path, name, Lines()):
            rows.append(record)
            if len(rows) == BATCH_ROWS:
                yield _batch(rows, schema)
                rows = []
        if rows:
            yield _batch(rows, schema)

    return pa.RecordBatchReader.from_batches(schema, batches()), seen.bad


def _objects(path: Path, name: str, seen: Lines) -> Iterator[Record]:
    for number, line in json_lines(path, name):
        if _BROKEN in line:
            seen.bad.append(QuarantinedRow(line=number, raw=_short(line), reason=NO_RECORD))
            continue
        try:
            value = orjson.loads(line.rstrip().removesuffix(b","))
        except orjson.JSONDecodeError:
            seen.bad.append(QuarantinedRow(line=number, raw=_short(line), reason=NO_RECORD))
            continue
        if isinstance(value, dict):
            yield flatten(value)
        else:
            seen.bad.append(QuarantinedRow(line=number, raw=_short(line), reason=NO_RECORD))


def _short(line: bytes) -> str:
    return line.decode("utf-8", "replace").rstrip("\r\n")[:10_000]


def _find(value: Any, name: str, depth: int = 0) -> list[tuple[str, list[Any]]]:
    """All rows in a document, with the nearest key that says something: the document itself, its columns, what lies
    under its keys."""
    value = _opened(value)
    if isinstance(value, list):
        return [(name, rows)] if (rows := _rows(value)) else []
    if not isinstance(value, dict) or depth > SEARCH_DEPTH:
        return []
    if rows := _columnar(value) or _grouped(value):
        return [(name, rows)]
    under = [
        (key, _find(child, name if name and key.lower() in PLAIN_KEYS else key, depth + 1))
        for key, child in value.items()
    ]
    telling = [rows for key, found in under if key.lower() not in ABOUT_KEYS for rows in found]
    if found := telling or [rows for _, found in under for rows in found]:
        return found
    if indexed := _indexed(value):
        return [(name, indexed)]
    is_record = depth == 0 and value and not any(isinstance(v, dict | list) for v in value.values())
    return [(name, [value])] if is_record else []


def _opened(value: Any) -> Any:
    """``[{"head": […]}, {"row": […]}]``, as the open data of 경기도 and of schools come, is one object in two parts."""
    if not isinstance(value, list) or not 1 < len(value) <= PARTS_MAX:
        return value
    parts = [(key, under) for part in value if isinstance(part, dict) for key, under in part.items()]
    is_one = len(dict(parts)) == len(parts) == len(value) and all(isinstance(under, list) for _, under in parts)
    return dict(parts) if is_one else value


def _rows(value: list[Any]) -> list[Any] | None:
    if value and all(isinstance(item, dict) for item in value):
        return value
    if len(value) > 1 and all(isinstance(item, list) for item in value):
        return value
    return value if sum(isinstance(item, dict) for item in value) > len(value) / 2 else None


def _columnar(value: dict[str, Any]) -> list[Any] | None:
    """``{"columns": [names], "data": [rows]}``, or lists of scalars of one length under each key."""
    names, rows = value.get("columns"), value.get("data")
    if _scalars(names) and isinstance(rows, list) and rows and all(isinstance(row, list) for row in rows):
        return [names, *rows]
    columns = {key: column for key, column in value.items() if isinstance(column, list)}
    if len(columns) < 2 or len(columns) < len(value) or len({len(column) for column in columns.values()}) != 1:
        return None
    if not all(_scalars(column) for column in columns.values()):
        return None
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _grouped(value: dict[str, Any]) -> list[Any] | None:
    """Lists of records of one kind under their groups' names: ``{"중구": [{"인구": 1}, …], "서구": […]}``."""
    if len(value) < 2 or not all(isinstance(rows, list) and rows for rows in value.values()):
        return None
    if not all(isinstance(row, dict) for rows in value.values() for row in rows):
        return None
    first = next(iter(value.values()))[0].keys()
    if any(rows[0].keys() != first for rows in value.values()):
        return None
    return [{KEY: key, **record} for key, rows in value.items() for record in rows]


def _indexed(value: dict[str, Any]) -> list[Any] | None:
    """``{"a": {"0": 1, "1": 2}, "b": {…}}``, pandas's default, with the same index under every column; or records under
    their keys, ``{"중구": {"인구": 1}, "서구": {…}}``."""
    if len(value) < 2 or not all(isinstance(column, dict) and column for column in value.values()):
        return None
    first = next(iter(value.values()))
    if any(column.keys() != first.keys() for column in value.values()):
        return None
    if not all(index.isdigit() for index in first):
        return [{KEY: key, **record} for key, record in value.items()]
    return [{name: column[index] for name, column in value.items()} for index in first]


def _scalars(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and not any(isinstance(item, list | dict) for item in value)


def flatten(record: Record, prefix: str = "", depth: int = 1) -> dict[str, Any]:
    """Objects within become columns named ``outer.inner``; lists, and objects within four others, their JSON text."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value and depth < FLATTEN_DEPTH:
            flat |= flatten(value, f"{prefix}{key}.", depth + 1)
        else:
            flat[f"{prefix}{key}"] = _scalar(value)
    return flat


def _scalar(value: Any) -> Cell:
    if isinstance(value, list | dict):
        return orjson.dumps(value).decode() if value else None
    return None if value == "" else value


def _see(record: Record, columns: dict[str, Kind], name: str) -> None:
    for key, value in record.items():
        if (kind := columns.get(key)) is None:
            kind = columns[key] = Kind()
        kind.see(value)
    if len(columns) > COLUMNS_LIMIT:
        raise Refused("table_too_wide", file=name, columns=len(columns), limit=COLUMNS_LIMIT)


def _table(records: Iterable[Record], name: str) -> pa.Table:
    rows, columns = [], dict[str, Kind]()
    for record in records:
        row = flatten(record)
        _see(row, columns, name)
        rows.append(row)
    schema = pa.schema([(column, kind.arrow) for column, kind in columns.items()])
    return pa.Table.from_batches([_batch(rows, schema)])


def _batch(rows: Sequence[Record], schema: pa.Schema) -> pa.RecordBatch:
    arrays = [pa.array([_fit(row.get(f.name), f.type) for row in rows], f.type) for f in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _fit(value: Any, kind: pa.DataType) -> Any:
    if value is None or not pa.types.is_string(kind) or isinstance(value, str):
        return float(value) if isinstance(value, int) and pa.types.is_floating(kind) else value
    return orjson.dumps(value).decode() if isinstance(value, bool | float) else str(value)
