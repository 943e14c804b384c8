"""Text cut into a table of text columns, with the rows that cannot be cut and those that are no data left out.

Small files go through the reference reader (`dialect.records`), large ones through Arrow's, which must agree with it:
where Arrow gives up, or a quote is left open, the reference reads the large file too.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from naru.data.ingest.core.dialect import Dialect, Record, records
from naru.data.ingest.core.layout import footer_rows
from naru.data.ingest.core.mixed_encodings import BROKEN

SMALL = 1 << 20
IN_MEMORY = 450 << 20  # larger files pass through a Parquet file of text columns
BLOCK = 4 << 20
TAIL_ROWS = 30  # how far from the end remarks are looked for

Located = Mapping[int, tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the cutter has to know about the table: where its data begins and what to leave out."""

    dialect: Dialect
    width: int
    first_line: int  # 1-based line of the first row of data
    header: tuple[str, ...] = ()  # the header's cells, to know it when it comes again
    broken: bool = False  # some bytes could not be decoded


@dataclass(slots=True, kw_only=True)
class Cut:
    """Columns `c0`, `c1`, … of text without NULL, and `n`, the row's number from 0 among all rows of the right width.

    ``raw`` is a file where the table is too large for memory; ``rows`` are those in it, without what was left out."""

    raw: pa.Table | Path
    rows: int
    left_out: list[tuple[int, str]] = field(default_factory=list)  # row number and reason
    below: list[int] = field(default_factory=list)  # numbers of the rows that are remarks below the table
    ragged: list[Record] = field(default_factory=list)
    locate: Callable[[Sequence[int]], Located] = lambda _: {}  # row numbers → line and text


def cut_text(text: Path, shape: Shape, scratch: Path) -> Cut:
    """Cut a file in UTF-8 into text columns; one of more than 450 MiB goes through a file in ``scratch``.

    Bad rows raise nothing: those of another width are ``ragged``, repeated headers and broken bytes ``left_out``."""
    size = text.stat().st_size
    is_plain = shape.dialect.is_standard and len(shape.dialect.delimiter.encode()) == 1
    if size > SMALL and is_plain and not _ends_with_escape(text, shape.dialect):
        quotes = _quotes(text, shape.dialect)
        if quotes % 2 == 0:
            cut = _fast(text, shape, scratch, quoted=quotes > 0, in_memory=size <= IN_MEMORY)
            if cut is not None:
                return cut
    return _by_reference(text, shape)


def cut_rows(rows: Sequence[Sequence[str]], shape: Shape) -> Cut:
    """Rows that are cut already (a sheet's cells), brought to the shape's width; lines are the sheet's row numbers."""
    padded_rows = [(*row[: shape.width], *[""] * (shape.width - len(row))) for row in rows]
    screen = _Screen(shape)
    batch = screen.batch(_batch(padded_rows, shape.width))
    table, below = _without_footer(pa.Table.from_batches([batch]), shape.width)
    return Cut(
        raw=table,
        rows=table.num_rows,
        left_out=screen.left_out,
        below=below,
        locate=lambda wanted: {n: (shape.first_line + n, "\t".join(rows[n]).rstrip("\t")) for n in wanted},
    )


def _by_reference(text: Path, shape: Shape) -> Cut:
    good: list[Record] = []
    ragged: list[Record] = []
    with text.open(encoding="utf-8-sig", newline="") as lines:
        for record in _data(lines, shape):
            fields = record.fields
            if _only_empty_extras(record, shape):
                fields = fields[: shape.width]
            if len(fields) == shape.width:
                good.append(Record(record.line, fields, record.raw))
            else:
                ragged.append(record)
    screen = _Screen(shape)
    batch = screen.batch(_batch([record.fields for record in good], shape.width))
    table, below = _without_footer(pa.Table.from_batches([batch]), shape.width)
    return Cut(
        raw=table,
        rows=table.num_rows,
        left_out=screen.left_out,
        below=below,
        ragged=ragged,
        locate=lambda wanted: {n: (good[n].line, good[n].raw) for n in wanted},
    )


def _data(lines: Iterator[str], shape: Shape) -> Iterator[Record]:
    return (record for record in records(lines, shape.dialect) if record.line >= shape.first_line)


def _batch(rows: Sequence[Sequence[str]], width: int) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else [()] * width
    return pa.RecordBatch.from_arrays([pa.array(column, pa.string()) for column in columns], _fields(width))


def _fields(width: int) -> list[str]:
    return [f"c{i}" for i in range(width)]


def _quotes(text: Path, dialect: Dialect) -> int:
    count, mark, escaped = 0, dialect.quote.encode(), f"{dialect.escape}{dialect.quote}".encode()
    with text.open("rb", buffering=0) as file:
        while data := file.read(BLOCK):
            count += data.count(mark) - (data.count(escaped) if dialect.escape else 0)
    return count


def _ends_with_escape(text: Path, dialect: Dialect) -> bool:
    """An escape with nothing behind it, of which the two readers make different things."""
    with text.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == (dialect.escape or "").encode()


def _fast(text: Path, shape: Shape, scratch: Path, *, quoted: bool, in_memory: bool) -> Cut | None:
    ragged: list[pcsv.InvalidRow] = []

    def skip(row: pcsv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    screen = _Screen(shape)
    options = _arrow_options(shape, quoted, skip)
    try:
        batches = pcsv.read_csv(text, **options).to_batches() if in_memory else pcsv.open_csv(text, **options)
        screened = (screen.batch(batch) for batch in batches)
        path = scratch / "raw.parquet"
        raw, below = _held(screened, shape) if in_memory else _through_parquet(screened, shape, path)
    except pa.ArrowInvalid:
        return None
    finder = _Finder(text, shape, good=screen.seen, ragged=len(ragged))
    found = finder.ragged() if ragged else []
    if found is None or len(found) != len(ragged) or any(_only_empty_extras(record, shape) for record in found):
        return None
    return Cut(
        raw=raw,
        rows=screen.kept - len(below),
        left_out=screen.left_out,
        below=below,
        ragged=found,
        locate=finder.locate,
    )


def _arrow_options(shape: Shape, quoted: bool, skip: Callable[[pcsv.InvalidRow], str]) -> dict[str, object]:
    fields = _fields(shape.width)
    return {
        "read_options": pcsv.ReadOptions(column_names=fields, skip_rows=shape.first_line - 1, block_size=BLOCK),
        "parse_options": pcsv.ParseOptions(
            delimiter=shape.dialect.delimiter,
            quote_char=shape.dialect.quote,
            escape_char=shape.dialect.escape or False,
            newlines_in_values=quoted,
            invalid_row_handler=skip,
        ),
        "convert_options": pcsv.ConvertOptions(
            column_types=dict.fromkeys(fields, pa.string()), strings_can_be_null=False, check_utf8=False
        ),
    }


def _only_empty_extras(record: Record, shape: Shape) -> bool:
    """Too wide by empty cells alone: the reference reader drops them and keeps the row."""
    return len(record.fields) > shape.width and not any(record.fields[shape.width :])


def _held(batches: Iterator[pa.RecordBatch], shape: Shape) -> tuple[pa.Table, list[int]]:
    found = list(batches)
    return _without_footer(pa.Table.from_batches(found or [_nothing(shape)]), shape.width)


def _nothing(shape: Shape) -> pa.RecordBatch:
    return _Screen(shape).batch(_batch([], shape.width))


def _through_parquet(batches: Iterator[pa.RecordBatch], shape: Shape, path: Path) -> tuple[Path, list[int]]:
    """Every batch into the file, the last ones held back until it is known what at the end are remarks."""
    waiting: list[pa.RecordBatch] = []
    first = next(batches, None) or _nothing(shape)
    with pq.ParquetWriter(path, first.schema, compression="lz4", use_dictionary=False) as writer:
        for batch in chain([first], batches):
            waiting.append(batch)
            while sum(held.num_rows for held in waiting[1:]) >= TAIL_ROWS:
                writer.write_batch(waiting.pop(0))
        table, below = _without_footer(pa.Table.from_batches(waiting), shape.width)
        writer.write_table(table)
    return path, below


def _without_footer(table: pa.Table, width: int) -> tuple[pa.Table, list[int]]:
    """The table without the remarks at its end, and their row numbers."""
    tail = table.slice(max(0, table.num_rows - TAIL_ROWS))
    rows = [list(row) for row in zip(*(tail.column(i).to_pylist() for i in range(width)), strict=True)]
    count = footer_rows(rows, width)
    numbers = tail.column("n").to_pylist()[len(rows) - count :] if count else []
    return table.slice(0, table.num_rows - count), numbers


class _Screen:
    """Numbers the rows and takes out those that hold nothing, repeat the header or hold broken bytes."""

    def __init__(self, shape: Shape) -> None:
        self.shape, self.seen, self.kept = shape, 0, 0
        self.left_out: list[tuple[int, str]] = []

    def batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        numbers = pa.array(np.arange(self.seen, self.seen + batch.num_rows))
        self.seen += batch.num_rows
        batch = batch.append_column("n", numbers)
        for reason, find in (("blank", self._blank), ("repeated_header", self._header), ("broken_bytes", self._broken)):
            mask = find(batch)
            if mask is not None and pc.any(mask).as_py():
                if reason != "blank":
                    self.left_out += [(n, reason) for n in batch.filter(mask).column("n").to_pylist()]
                batch = batch.filter(pc.invert(mask))
        self.kept += batch.num_rows
        return batch

    def _blank(self, batch: pa.RecordBatch) -> pa.Array | None:
        return _all_equal(batch, ("",) * self.shape.width)

    def _header(self, batch: pa.RecordBatch) -> pa.Array | None:
        return _all_equal(batch, self.shape.header) if self.shape.header else None

    def _broken(self, batch: pa.RecordBatch) -> pa.Array | None:
        if not self.shape.broken:
            return None
        return _any([pc.match_substring(batch.column(i), BROKEN) for i in range(self.shape.width)])


def _all_equal(batch: pa.RecordBatch, cells: Sequence[str]) -> pa.Array | None:
    mask = None
    for i, cell in enumerate(cells):
        same = pc.equal(batch.column(i), cell)
        mask = same if mask is None else pc.and_(mask, same)
        if not pc.any(mask).as_py():
            return None
    return mask


def _any(masks: Sequence[pa.Array]) -> pa.Array | None:
    whole = None
    for mask in masks:
        whole = mask if whole is None else pc.or_(whole, mask)
    return whole


class _Finder:
    """Finds the line and the text of rows by number, by counting lines where every row is one, else by reading again."""

    def __init__(self, text: Path, shape: Shape, *, good: int, ragged: int) -> None:
        self.text, self.shape, self.good, self.ragged_count = text, shape, good, ragged
        self._records: list[Record] = []

    def locate(self, wanted: Sequence[int]) -> Located:
        if not wanted:
            return {}
        if not self.ragged_count and self._line_a_row():
            return self._by_line(sorted(wanted))
        asked = set(wanted)
        return {n: (record.line, record.raw) for n, record in self._numbered() if n in asked}

    def ragged(self) -> list[Record] | None:
        """The rows of another width; None when the reference reader does not agree on the others."""
        found, good = [], 0
        for record in self._all():
            if len(record.fields) == self.shape.width:
                good += 1
            else:
                found.append(record)
        return found if good == self.good else None

    def _numbered(self) -> Iterator[tuple[int, Record]]:
        return enumerate(record for record in self._all() if len(record.fields) == self.shape.width)

    def _all(self) -> Iterator[Record]:
        with self.text.open(encoding="utf-8-sig", newline="") as lines:
            yield from _data(lines, self.shape)

    def _line_a_row(self) -> bool:
        """Whether line n holds row n: as many lines as rows, and no carriage return that ends a row by itself."""
        lines, last = 0, b"\n"
        with self.text.open("rb", buffering=0) as file:
            while data := file.read(BLOCK):
                lines += data.count(b"\n")
                paired = data.count(b"\r\n") + (last == b"\r" and data[:1] == b"\n")
                if data.count(b"\r", 0, len(data) - 1) + (last == b"\r") != paired:
                    return False
                last = data[-1:]
        return last != b"\r" and lines + (last != b"\n") == self.good + self.shape.first_line - 1

    def _by_line(self, wanted: Sequence[int]) -> Located:
        found: dict[int, tuple[int, str]] = {}
        with self.text.open("rb") as file:
            at = 0
            for n in wanted:
                line = self.shape.first_line + n
                raw = next(islice(file, line - at - 1, None))
                encoding = "utf-8-sig" if line == 1 else "utf-8"
                found[n], at = (line, raw.decode(encoding, "replace").rstrip("\r\n")), line
        return found
