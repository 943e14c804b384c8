"""One SELECT over mounted tables, run inside the limited child process (see ``kit.child``).

*Theory of operation.* The parent has checked the person's rights and names the tables to mount with their files. The
child opens each file, and mounts it by its handle (``/proc/self/fd/N``) so that no view's text holds a path; it then
switches the engine's access to everything else off and locks the settings. Only then is the person's text parsed,
checked (``guard``) and run. The answer is bounded in rows and bytes and made of JSON values.
"""

import json
import math
import os
import re
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal
from typing import Any
from uuid import UUID

import duckdb
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.base.kit.sql import literal, quoted
from naru.data.query import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.query.core import guard, spatial

JSON = dict[str, Any]

TEXT_LIMIT = 50_000
CELL_LIMIT = 100_000  # characters of one value
CHUNK = 512
SOURCE = "source"  # the schema of what is mounted, which no question may name


@dataclass(frozen=True, slots=True, kw_only=True)
class MountedColumn:
    """``name`` in the query, ``alias`` in the files, ``type`` the value of a ``ColumnType``."""

    name: str
    alias: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """One version of a table, by the name it has in the query.

    ``scope`` is the SELECT from ``source.<name>`` (the files' rows) of what the asker may read, "" where that is all.
    """

    name: str
    files: tuple[str, ...]
    columns: tuple[MountedColumn, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One query and what it may take: rows and bytes of its answer, DuckDB's ``memory`` and ``threads``."""

    text: str
    mounts: tuple[Mount, ...]
    rows: int
    bytes: int
    memory: str = "512MB"
    threads: int = 1
    zone: str = "Asia/Seoul"

    def to_json(self) -> JSON:
        return asdict(self)

    @classmethod
    def from_json(cls, payload: JSON) -> "Question":
        mounts = tuple(
            Mount(
                name=mount["name"],
                files=tuple(mount["files"]),
                columns=tuple(MountedColumn(**column) for column in mount["columns"]),
                scope=mount["scope"],
            )
            for mount in payload["mounts"]
        )
        return cls(**{**payload, "mounts": mounts})


def answer(payload: JSON) -> JSON:
    """``{columns: [{name, type}], rows, seconds, truncated}`` for a ``Question``;
    ``seconds`` without opening the tables.

    Raises ``Refused`` with what the person is told."""
    question = Question.from_json(payload)
    os.nice(10)  # pages come before queries
    connection = _open(question)
    statement = _parse(connection, question)
    began = time.perf_counter()
    try:
        connection.execute(statement)
        columns = [{"name": name, "type": _type(str(kind))} for name, kind, *_ in connection.description or ()]
        rows, truncated = _collect(connection, question)
    except duckdb.Error as error:
        raise translated(error, question.text) from None
    return {"columns": columns, "rows": rows, "seconds": round(time.perf_counter() - began, 4), "truncated": truncated}


def _open(question: Question) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        config={
            "memory_limit": question.memory,
            "threads": question.threads,
            "python_enable_replacements": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "errors_as_json": True,
        }
    )
    connection.execute(f"set TimeZone = {literal(question.zone)}")
    for schema in ("ascii", SOURCE):
        connection.execute(f"create schema {schema}")
    if "st_" in question.text.casefold():
        spatial.install(connection)
    paths = [path for mount in question.mounts for path in _mount(connection, mount)]
    connection.execute(f"set allowed_paths = [{', '.join(map(literal, paths))}]")
    connection.execute("set temp_directory = ''")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection


def _mount(connection: duckdb.DuckDBPyConnection, mount: Mount) -> list[str]:
    """Views by name in ``main`` and by alias in ``ascii``; answers the handles' paths."""
    paths = [f"/proc/self/fd/{os.open(file, os.O_RDONLY)}" for file in mount.files]
    source = f"read_parquet([{', '.join(map(literal, paths))}])"
    if mount.scope:
        source = _scoped(connection, mount, source)
    for schema in ("main", "ascii"):
        listed = ", ".join(
            f"{_source(column)} as {quoted(column.name if schema == 'main' else column.alias)}"
            for column in mount.columns
        )
        connection.execute(f"create view {schema}.{quoted(mount.name)} as select {listed} from {source}")  # noqa: S608
    return paths


def _scoped(connection: duckdb.DuckDBPyConnection, mount: Mount, source: str) -> str:
    """The rows within the scope, taken out before the question is so much as parsed.

    A view would be no wall: the engine may carry a question's own conditions below the scope's, and an error names the
    value that it met. The cost is the memory of what the asker may see.
    """
    name = f"{SOURCE}.{quoted(mount.name)}"
    connection.execute(f"create view {name} as select * from {source}")  # noqa: S608
    taken = f"{SOURCE}.{quoted(mount.name + ' ')}"
    connection.execute(f"create table {taken} as {mount.scope}")
    connection.execute(f"drop view {name}")
    return taken


def _source(column: MountedColumn) -> str:
    alias = quoted(column.alias)
    return f"st_geomfromwkb({alias})" if column.type == "geometry" else alias


def _parse(connection: duckdb.DuckDBPyConnection, question: Question) -> duckdb.Statement:
    text = question.text
    if not text.strip():
        raise Refused("sql_empty")
    if len(text) > TEXT_LIMIT:
        raise Refused("sql_too_long", length=len(text), limit=TEXT_LIMIT)
    try:
        statements = connection.extract_statements(text)
    except duckdb.Error as error:
        raise translated(error, text) from None
    if not statements:
        raise Refused("sql_empty")
    if len(statements) > 1:
        raise Refused("sql_one_statement", count=len(statements))
    (statement,) = statements
    if (kind := _kind(statement)) == "MULTI":  # the engine would take several statements for it
        raise Refused("sql_pivot_without_list")
    if kind != "SELECT":
        raise Refused("sql_only_select", statement=kind)
    mounted = {mount.name.lower() for mount in question.mounts}
    guard.check(_tree(connection, text), text, mounted, _system_names(connection))
    return statement


def _kind(statement: duckdb.Statement) -> str:
    try:
        return str(statement.type.name)
    except ValueError:  # the parser knows kinds that the Python module has no name for
        return "?"


def _tree(connection: duckdb.DuckDBPyConnection, text: str) -> JSON:
    """The engine's own parse of the text."""
    try:
        found = connection.execute("select json_serialize_sql(?)", [text]).fetchone()
        assert found is not None
        tree: JSON = json.loads(found[0])
    except (RecursionError, duckdb.Error):
        raise Refused("sql_too_deep") from None
    if tree["error"]:
        raise Refused("sql_only_select", statement=str(tree.get("error_message", "?")))
    return tree


def _system_names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {
        str(name).lower()
        for (name,) in connection.execute("select view_name from duckdb_views() where internal").fetchall()
    }


def _collect(connection: duckdb.DuckDBPyConnection, question: Question) -> tuple[list[list[Any]], bool]:
    rows: list[list[Any]] = []
    room = question.bytes
    for batch in _batches(connection):
        for row in zip(*map(_values, batch.columns), strict=True):
            if len(rows) == question.rows:
                return rows, True
            values = [_json(value) for value in row]
            room -= sum(_size(value) for value in values)
            if room < 0:
                return rows, True
            rows.append(values)
    return rows, False


def _batches(connection: duckdb.DuckDBPyConnection) -> Iterator[pa.RecordBatch]:
    with warnings.catch_warnings():  # the extra copy it warns of is of a bounded answer
        warnings.simplefilter("ignore", UserWarning)
        yield from connection.to_arrow_reader(CHUNK) or ()


def _values(column: pa.Array) -> list[Any]:
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except (OverflowError, ValueError):  # an infinite date, or one past Python's year 9999: a cell at a time
        return [_value(cell) for cell in column]


def _value(cell: Any) -> Any:
    """Python's value of a cell, with those in it that are past Python's calendar as texts."""
    match cell:
        case pa.StructScalar() | pa.ListScalar() if not cell.is_valid:
            return None
        case pa.StructScalar():
            return {name: _value(inner) for name, inner in cell.items()}
        case pa.MapScalar():
            return [tuple(pair.values()) for pair in _values(cell.values)]
        case pa.ListScalar():
            return _values(cell.values)
    try:
        return cell.as_py()
    except (OverflowError, ValueError):
        return _beyond(cell)


def _beyond(cell: Any) -> Any:
    """A day or an instant as the engine writes it; an instant that is past the year 9999 only in the city, in UTC."""
    if cell.value in ENDLESS:
        return ENDLESS[cell.value]
    with suppress(OverflowError, ValueError):
        return cell.cast(pa.timestamp("us", "UTC")).as_py()
    return cell.cast(pa.string()).as_py()


ENDLESS = {sign * ((1 << bits) - 1): text for bits in (31, 63) for sign, text in ((1, "infinity"), (-1, "-infinity"))}


def _size(value: Any) -> int:
    return len(value) + 3 if isinstance(value, str) else 8 if not isinstance(value, list | dict) else len(str(value))


def _json(value: Any) -> Any:
    """A DuckDB value as JSON: dates and times in ISO 8601, bytes in hexadecimal; decimals, and whole numbers beyond 64
    bits (which JSON's writers do not know), as numbers where those have all their digits, else as text."""
    match value:
        case None | bool():
            return value
        case int():
            return value if -(1 << 63) <= value < 1 << 63 else _in_digits(Decimal(value))
        case str():
            return value if len(value) <= CELL_LIMIT else value[:CELL_LIMIT] + "…"
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return _json(int(value)) if value.as_tuple().exponent == 0 else _in_digits(value)
        case datetime() | date() | time_of_day():
            return value.isoformat()
        case bytes() | bytearray() | memoryview():
            return bytes(value[: CELL_LIMIT // 2]).hex()
        case dict():
            return {str(key): _json(entry) for key, entry in value.items()}
        case pa.MonthDayNano():
            return _span(value)
        case list() | tuple() | set():
            return [_json(entry) for entry in value]
        case timedelta() | UUID():
            return str(value)
        case _:
            return str(value)


def _in_digits(value: Decimal) -> float | str:
    """The number as a float where that says all its digits."""
    return float(value) if Decimal(repr(float(value))) == value else format(value, "f")


def _span(value: Any) -> str:
    """An interval as the engine itself writes it: ``1 year 2 months 3 days 04:05:06``."""
    years, months = divmod(abs(value.months), 12)
    sign = "-" if value.months < 0 else ""
    counted = [(f"{sign}{years}", "year"), (f"{sign}{months}", "month"), (str(value.days), "day")]
    words = [
        f"{count} {name}{'' if count in {'1', '-1'} else 's'}" for count, name in counted if count.strip("-") != "0"
    ]
    seconds, rest = divmod(abs(value.nanoseconds), 1_000_000_000)
    clock = f"{'-' if value.nanoseconds < 0 else ''}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    fraction = f".{rest // 1000:06}".rstrip("0") if rest // 1000 else ""
    return " ".join([*words, clock + fraction] if value.nanoseconds or not words else words)


def _type(kind: str) -> str:
    """The catalogue's word for a DuckDB type."""
    base = kind.split("(")[0].upper()
    if kind.endswith("]") or base in {"STRUCT", "MAP", "LIST", "ARRAY", "UNION", "JSON", "VARIANT"}:
        return "json"
    return TYPES.get(base, "text")


TYPES = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "integer"),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE", "DECIMAL", "REAL"), "decimal"),
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"), "datetime"),
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIME": "time",
    "GEOMETRY": "geometry",
}


_OF_TABLE = re.compile(r'does not have a column named "(?P<name>[^"]*)"')  # told without those it has


def translated(error: duckdb.Error, text: str) -> Refused:
    """The engine's complaint as a refusal with its place in the text, and without anything of this machine."""
    told = _told(error)
    line, column = guard.place(text, int(told.get("position") or 0))
    spot: JSON = {"line": line, "column": column}
    detail = scrubbed(str(told.get("exception_message", "")).split("\n")[0])
    nearest = ", ".join(str(told.get("candidates", "")).split(",")) or "-"
    match told.get("exception_type"), told.get("error_subtype"):
        case ("Parser", _):
            return Refused("sql_syntax", detail=detail, **spot)
        case ("Binder", None) if named := _OF_TABLE.search(detail):
            return Refused("sql_unknown_column", name=named["name"], nearest="-", **spot)
        case ("Binder", "COLUMN_NOT_FOUND"):
            code = "sql_unknown_quoted" if _words_at(text, told).startswith('"') else "sql_unknown_column"
            return Refused(code, name=told.get("name", "?"), nearest=nearest, **spot)
        case ("Catalog", "MISSING_ENTRY") if "Function" in str(told.get("type")):
            return Refused("sql_unknown_function", name=told.get("name", "?"), nearest=nearest, **spot)
        case ("Catalog", "MISSING_ENTRY"):
            return Refused("sql_unknown_table", name=told.get("name", "?"), nearest="-", **spot)
        case ("Permission" | "IO" | "HTTP" | "Missing Extension" | "Autoload", _):
            return Refused("sql_not_allowed", what=f"‘{_words_at(text, told)}’", **spot)
        case ("Conversion", _):
            return Refused("sql_value", detail=detail, **spot)
        case ("Out of Memory", _):
            return Refused("sql_too_big")
        case _:
            return Refused("sql_wrong", detail=detail or type(error).__name__, **spot)


def _told(error: duckdb.Error) -> JSON:
    message = str(error)
    try:
        told: JSON = json.loads(message[message.index("{") :])
        return told
    except ValueError:
        return {
            "exception_type": message.split(" Error")[0],
            "exception_message": message.partition(": ")[2] or message,
        }


def _words_at(text: str, told: JSON) -> str:
    start = int(told.get("position") or 0)
    return text.encode()[start : start + 40].decode(errors="ignore").split("(")[0].split("\n")[0]


def scrubbed(message: str) -> str:
    """Without paths of this machine, at most 300 characters."""
    return re.sub(r"(/[^\s'\"/]+){2,}/?", "…", message)[:300]
