"""A table or view of an SQL database: its rows, read in one transaction, are the table's next version.

``address`` is the database's, without a password (that is the source's key): ``postgresql://reader@db.city:5432/parking``
or ``sqlite:///srv/data/parking.db``. ``options``: {table: "schema.table", where: a condition, key: names of the columns
that identify a row}. A database is read in one snapshot, so a run that came to its end saw all of it.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, urlsplit

import psycopg
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from psycopg import sql

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core.keys import without_keys
from naru.systems.harvest.core.values import Page, SourceConfig
from naru.systems.harvest.kinds.session import Answer, Session

BLOCK = 8 << 20
BATCH = 50_000
TYPES = {
    "smallint": pa.int64(),
    "integer": pa.int64(),
    "bigint": pa.int64(),
    "real": pa.float64(),
    "double precision": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp without time zone": pa.timestamp("us"),
}
NO_TEXT = frozenset({"bytea"})


class Database:
    name = "database"
    words = Words("데이터베이스 표", "Database table")
    is_inside = True

    def fits(self, answer: Answer) -> bool:
        return False

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        path = Path(tempfile.mkstemp(prefix="naru-harvest-", suffix=".parquet")[1])
        rows = _read(config, path)
        where = without_keys(config.address)
        yield Page(address=where, records=(), file=path, came=rows, cursor=None, total=rows)


def _read(config: SourceConfig, path: Path) -> int:
    """The table into a Parquet file; how many rows. Raises ``Refused``: ``harvest_database``."""
    scheme = urlsplit(config.address).scheme
    try:
        if scheme == "sqlite":
            return _of_sqlite(config, path)
        if scheme in {"postgresql", "postgres"}:
            return _of_postgres(config, path)
    except (psycopg.Error, sqlite3.Error) as error:
        reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        raise Refused("harvest_database", where=without_keys(config.address), reason=reason) from None
    raise Refused("harvest_database", where=without_keys(config.address), reason=f"{scheme}://")


# --- PostgreSQL ---


def _of_postgres(config: SourceConfig, path: Path) -> int:
    with psycopg.connect(_with_password(config), connect_timeout=10) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        names = str(config.options["table"]).split(".")
        table = sql.Identifier(*names)
        columns = _columns(connection, names)
        selected = sql.SQL(", ").join(map(sql.Identifier, columns))
        where = str(config.options.get("where") or "")
        asked = sql.SQL("SELECT {} FROM {}").format(selected, table)
        if where:
            asked = sql.SQL("{} WHERE {}").format(asked, sql.SQL(cast("Any", where)))
        copy = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, HEADER false, NULL '')").format(asked)
        with connection.cursor().copy(copy) as stream:
            reader = pa_csv.open_csv(
                pa.PythonFile(cast("Any", _Chunks(stream)), mode="r"),
                read_options=pa_csv.ReadOptions(column_names=list(columns), block_size=BLOCK),
                parse_options=pa_csv.ParseOptions(newlines_in_values=True),
                convert_options=pa_csv.ConvertOptions(
                    column_types=columns,
                    null_values=[""],
                    strings_can_be_null=True,
                    quoted_strings_can_be_null=False,
                    true_values=["t"],
                    false_values=["f"],
                ),
            )
            return _written(path, reader.schema, reader)


def _columns(connection: "psycopg.Connection[Any]", names: Sequence[str]) -> dict[str, pa.DataType]:
    """Name → Arrow type, as the database declares them; bytes are left out, what has no type of ours is text."""
    table = sql.Identifier(*names).as_string(connection)
    found = connection.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
        "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table],
    ).fetchall()
    return {name: TYPES.get(kind, pa.string()) for name, kind in found if kind not in NO_TEXT}


class _Chunks:
    """A stream of pieces as a file that can be read."""

    def __init__(self, pieces: Any) -> None:
        self._pieces, self._rest, self.closed = iter(pieces), b"", False

    def read(self, size: int = -1) -> bytes:
        parts, length = [self._rest], len(self._rest)
        while size < 0 or length < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            parts.append(bytes(piece))
            length += len(piece)
        whole = b"".join(parts)
        size = length if size < 0 else size
        self._rest = whole[size:]
        return whole[:size]

    def close(self) -> None:
        self.closed = True


def _with_password(config: SourceConfig) -> str:
    parts = urlsplit(config.address)
    if not config.key or "@" not in parts.netloc:
        return config.address
    user, _, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.partition(':')[0]}:{quote(config.key, safe='')}@{host}").geturl()


# --- SQLite ---


def _of_sqlite(config: SourceConfig, path: Path) -> int:
    file = config.address.removeprefix("sqlite:///")
    where = str(config.options.get("where") or "")
    name = '"' + str(config.options["table"]).replace('"', '""') + '"'
    with closing(sqlite3.connect(f"file:/{quote(file.lstrip('/'))}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f"SELECT * FROM {name}" + (f" WHERE {where}" if where else ""))  # noqa: S608
        names = [column[0] for column in rows.description]
        first = rows.fetchmany(BATCH)
        schema = pa.schema([(name, _type(place, first)) for place, name in enumerate(names)])
        return _written(path, schema, _batches(rows, first, schema))


def _type(place: int, rows: Sequence[Sequence[Any]]) -> pa.DataType:
    """SQLite declares little: numbers where all values of the first batch are."""
    kinds = {type(row[place]) for row in rows} - {type(None)}
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds and kinds <= {int, float} else pa.string()


def _batches(rows: sqlite3.Cursor, first: list[Any], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    batch = first
    while batch:
        columns = [_column(values, field.type) for values, field in zip(zip(*batch, strict=True), schema, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
        batch = rows.fetchmany(BATCH)


def _column(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return pa.array([None if each is None or isinstance(each, bytes) else str(each) for each in values], kind)
    return pa.array([each if isinstance(each, int | float) else None for each in values], kind)


def _written(path: Path, schema: pa.Schema, batches: Any) -> int:
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows
