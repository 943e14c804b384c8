"""The owner's file of persons: CSV in UTF-8 or CP949, or Parquet. What goes wrong is said by place, never by a cell."""

import codecs
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused

READ_BYTES = 1 << 22
ENCODINGS = ("utf-8-sig", "cp949")


def read_as_text(file: Path) -> pa.Table:
    """Every column as text, as it stands in the file: a number keeps its first 0. Raises ``Refused``."""
    if file.suffix.lower() == ".parquet":
        table = _parquet(file)
        return pa.table({name: _text(table.column(name)) for name in table.column_names})
    names = _csv(file, pv.ConvertOptions(), header_only=True).column_names
    texts = pv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
    )
    return _csv(file, texts)


def read_typed(file: Path) -> pa.Table:
    """Columns with the types that they have or look like. Raises ``Refused``."""
    return (
        _parquet(file) if file.suffix.lower() == ".parquet" else _csv(file, pv.ConvertOptions(strings_can_be_null=True))
    )


def _parquet(file: Path) -> pa.Table:
    try:
        return pq.read_table(file, partitioning=None)
    except (pa.ArrowException, OSError):
        raise Refused("records_unreadable", file=file.name, place="-") from None


def _csv(file: Path, convert: pv.ConvertOptions, *, header_only: bool = False) -> pa.Table:
    """Arrow's own messages quote the row that is wrong: only its number is passed on."""
    encoding = encoding_of(file)
    parse = pv.ParseOptions(newlines_in_values=True)
    try:
        if header_only:
            with pv.open_csv(file, read_options=pv.ReadOptions(encoding=encoding), parse_options=parse) as batches:
                return batches.schema.empty_table()
        read = pv.ReadOptions(encoding=encoding)
        table = pv.read_csv(file, read_options=read, parse_options=parse, convert_options=convert)
    except pa.ArrowException:
        raise Refused("records_unreadable", file=file.name, place=_wrong_row(file, encoding, parse)) from None
    if len(set(table.column_names)) != len(table.column_names):
        raise Refused("records_column_twice", file=file.name)
    return table


def _wrong_row(file: Path, encoding: str, parse: pv.ParseOptions) -> str:
    """The number of the first row that cannot be parsed, which Arrow knows when it reads by one thread, or ``-``."""
    try:
        pv.read_csv(file, read_options=pv.ReadOptions(encoding=encoding, use_threads=False), parse_options=parse)
    except pa.ArrowException as error:
        row = re.search(r"Row #(\d+)", str(error))
        return row.group(1) if row else "-"
    return "-"


def encoding_of(file: Path) -> str:
    """The one encoding that the whole file is written in. Raises ``Refused("records_encoding")``, also where two are mixed."""
    for encoding in ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with file.open("rb") as stream:
                while piece := stream.read(READ_BYTES):
                    decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return "utf-8" if encoding == "utf-8-sig" else encoding
    raise Refused("records_encoding", file=file.name)


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return column.cast(pa.string())
    except pa.ArrowException:
        raise Refused("records_column_no_text", type=str(column.type)) from None
