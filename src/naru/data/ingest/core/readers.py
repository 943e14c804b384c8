"""The three ways in: delimited text, a grid of cells, records that are typed already."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.refusals import Refused
from naru.data.ingest.core import allocator, cells, reasons, short_headers, typed_records  # noqa: F401 (reasons declares the refusals)
from naru.data.ingest.core.delimited import TAIL_ROWS, Cut, Shape, cut_rows, cut_text
from naru.data.ingest.core.dialect import Dialect, Record, find_dialect, records
from naru.data.ingest.core.encoding import Decoded, decode
from naru.data.ingest.core.fixed_width import find_places, with_tabs
from naru.data.ingest.core.layout import Layout, find_layout, footer_rows
from naru.data.ingest.core.prose import is_text
from naru.data.ingest.core.quarantine import QuarantinedRow
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.ingest.core.table_writer import scratch_in, write_table
from naru.data.ingest.core.values import COLUMNS_LIMIT, NO_HINTS, Grid, Hints, Note, Progress, TableReport, silent

HEAD_CHARACTERS = 300_000
HEAD_ROWS = 200
_GAP = re.compile(r"(?:[,;|\t]\s*){2,}|\t")  # between the cells of a remark
END_OF_FILE = " \t\r\n\x00\x1a"  # DOS wrote 0x1A behind a file's last line


def read_delimited(
    path: Path,
    out: Path,
    hints: Hints = NO_HINTS,
    *,
    name: str | None = None,
    file: str | None = None,
    on_progress: Progress = silent,
) -> TableReport:
    """Read delimited text of any encoding into typed Parquet in the folder ``out``.

    The table is called ``name``, by default the path's stem. Raises ``Refused``, naming the ``file``, when there is no
    table in it: ``file_is_empty``, ``file_is_prose``, ``no_table_found``, ``table_too_wide``."""
    file = file or path.name
    if not path.stat().st_size:
        raise Refused("file_is_empty", file=file)
    with scratch_in(out) as scratch:
        on_progress(0, path.stat().st_size, "encoding")
        allocator.keep_freed()
        decoded = decode(path, scratch, hints.encoding)
        on_progress(0, path.stat().st_size, "reading")
        found = _rectangular(_opened(decoded.text, scratch, hints, file), scratch, hints, file)
        head, dialect, layout = found.head, found.dialect, found.layout
        allocator.suit(layout.width, found.text.stat().st_size)
        shape = _shape(layout, dialect, head, broken=decoded.broken > 0)
        cut = cut_text(found.text, shape, scratch)
        source = _source(cut, layout, _notes(layout, head), _text_report(decoded, dialect, layout, head))
        source = replace(source, warnings=(*decoded.warnings, *found.warnings))
        return write_table(source, out, scratch, hints, name=name or path.stem, on_progress=on_progress)


def read_grid(
    grid: Grid, out: Path, hints: Hints = NO_HINTS, *, broken: bool = False, on_progress: Progress = silent
) -> TableReport:
    """Read a sheet's cells, title rows, merged headers and footnotes included, into typed Parquet in ``out``.

    ``broken`` says that the cells come from text of which some bytes could not be decoded. Raises ``Refused``:
    ``sheet_is_empty``, ``no_table_found``, ``table_too_wide``."""
    with scratch_in(out) as scratch:
        on_progress(0, len(grid.rows), "reading")
        rows = cells.filled(grid)
        filled = [i for i, row in enumerate(rows) if any(cell.strip() for cell in row)]
        if not filled:
            raise Refused("sheet_is_empty", sheet=grid.name)
        at = max(hints.header_line - grid.above - 1, 0) if hints.header_line else None
        layout = _layout(rows[:HEAD_ROWS], at, hints, grid.name)
        head = [Record(i, list(row), "\t".join(row)) for i, row in enumerate(rows[:HEAD_ROWS], grid.above + 1)]
        shape = _shape(layout, Dialect(), head, broken=broken)
        cut = cut_rows(rows[layout.first :], shape)
        header_line = grid.above + layout.header[0] + 1 if layout.header else None
        report = {"header_line": header_line, "header_rows": len(layout.header)}
        below = [Note(line=line, text=text) for line, text in enumerate(grid.below, grid.above + len(grid.rows) + 1)]
        source = _source(cut, layout, [*_notes(layout, head), *below], report)
        source = replace(source, columns=_declared(source.columns, grid, layout))
        return write_table(source, out, scratch, hints, name=grid.name, on_progress=on_progress)


def _declared(columns: Sequence[SourceColumn], grid: Grid, layout: Layout) -> list[SourceColumn]:
    """The columns, those known as text in which every cell of a typed sheet is a text."""
    if not grid.is_typed:
        return list(columns)
    others = {
        f"c{i}"
        for row in grid.rows[layout.first :]
        for i, cell in enumerate(row[: layout.width])
        if cell is not None and not isinstance(cell, str)
    }
    return [replace(column, is_declared_text=column.field not in others) for column in columns]


def read_records(
    records_: pa.Table | pa.RecordBatchReader,
    out: Path,
    hints: Hints = NO_HINTS,
    *,
    name: str,
    geometry: str | None = None,
    keep_text: bool = False,
    declared_text: bool = False,
    on_progress: Progress = silent,
) -> TableReport:
    """Read records whose columns have names, and maybe types, already.

    ``geometry`` names a binary column of WKB in EPSG:4326. Text columns are typed by their values ("1,395" in a JSON
    answer) unless ``keep_text`` says that the source's types are to be taken at their word (Parquet), or, but for days,
    ``declared_text`` (databases, which have numbers of their own)."""
    with scratch_in(out) as scratch:
        on_progress(0, 0, "reading")
        source = typed_records.source_of(records_, scratch, geometry=geometry, keep_text=keep_text)
        if declared_text:
            source = replace(source, columns=[replace(column, is_no_number=True) for column in source.columns])
        return write_table(source, out, scratch, hints, name=name, on_progress=on_progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """Text in UTF-8 as it is cut: its first rows, and where the table lies among them."""

    text: Path
    dialect: Dialect
    head: Sequence[Record]
    layout: Layout
    warnings: tuple[str, ...] = ()


def _opened(text: Path, scratch: Path, hints: Hints, file: str) -> _Text:
    start = _start(text)
    is_free = hints.delimiter is None and hints.header_line is None
    if is_free and is_text(start, file):
        raise Refused("file_is_prose", file=file)
    dialect = find_dialect(start, hints.delimiter)
    if is_free and (dialect.delimiter == " " or dialect.delimiter not in start) and (places := find_places(start)):
        tabbed = with_tabs(text, places, scratch / "tabbed.txt")
        return _cut_with(Dialect("\t"), tabbed, hints, file, "fixed_width")
    return _cut_with(dialect, text, hints, file)


def _cut_with(dialect: Dialect, text: Path, hints: Hints, file: str, *warnings: str) -> _Text:
    start = _start(text)
    head = list(records(io.StringIO(start, newline=""), dialect))
    head = (head if len(start) < HEAD_CHARACTERS or len(head) < 2 else head[:-1])[:HEAD_ROWS]
    layout = _layout([record.fields for record in head], _position(head, hints), hints, file)
    return _Text(text=text, dialect=dialect, head=head, layout=layout, warnings=warnings)


def _start(text: Path) -> str:
    with text.open(encoding="utf-8-sig", newline="") as file:
        return file.read(HEAD_CHARACTERS)


def _rectangular(found: _Text, scratch: Path, hints: Hints, file: str) -> _Text:
    """The text with as many cells in its rows as names in its header: put together, named, or cut where nobody can tell
    which cell is too many."""
    rows, layout = [record.fields for record in found.head], found.layout
    missing = short_headers.missing_names(rows, layout)
    if not missing:
        return found
    if missing == 1:
        delimiter = found.dialect.delimiter
        if (at := short_headers.joint(rows, layout, delimiter)) is not None:
            whole = short_headers.joined(found.text, found.dialect, at, layout.width, scratch / "joined.txt")
            return _cut_with(Dialect(delimiter), whole, hints, file, *found.warnings, "dates_put_together")
        if short_headers.are_numbered(rows, layout):
            head = short_headers.numbered(found.head, layout)
            layout = _layout([record.fields for record in head], _position(head, hints), hints, file)
            return replace(found, head=head, layout=layout)
    width = layout.width - missing
    layout = _layout([row[:width] for row in rows], _position(found.head, hints), hints, file)
    return replace(found, layout=layout, warnings=(*found.warnings, "header_too_short"))


def _position(head: Sequence[Record], hints: Hints) -> int | None:
    if hints.header_line is None:
        return None
    return next((i for i, record in enumerate(head) if record.line >= hints.header_line), 0)


def _layout(rows: Sequence[Sequence[str]], at: int | None, hints: Hints, name: str) -> Layout:
    widest = max((len(row) for row in rows), default=0)
    if widest > COLUMNS_LIMIT:
        raise Refused("table_too_wide", file=name, columns=widest, limit=COLUMNS_LIMIT)
    layout = find_layout(rows, header_at=at, header_rows=hints.header_rows)
    if not layout.width:
        raise Refused("no_table_found", file=name)
    return layout


def _shape(layout: Layout, dialect: Dialect, head: Sequence[Record], *, broken: bool) -> Shape:
    header = head[layout.header[-1]].fields if layout.header else []
    return Shape(
        dialect=dialect,
        width=layout.width,
        first_line=head[layout.first].line
        if layout.first < len(head)
        else head[-1].line + head[-1].raw.count("\n") + 1,
        header=tuple(header[: layout.width]) if len(header) >= layout.width > 1 else (),
        broken=broken,
    )


def _notes(layout: Layout, head: Sequence[Record]) -> list[Note]:
    return [
        Note(line=head[i].line, text=" ".join(cell.strip() for cell in dict.fromkeys(head[i].fields) if cell.strip()))
        for i in layout.notes
    ]


def _text_report(decoded: Decoded, dialect: Dialect, layout: Layout, head: Sequence[Record]) -> dict[str, object]:
    return {
        "encoding": decoded.encoding,
        "encoding_confidence": decoded.confidence,
        "encoding_grounds": decoded.grounds,
        "delimiter": dialect.delimiter,
        "header_line": head[layout.header[0]].line if layout.header else None,
        "header_rows": len(layout.header),
    }


def _source(cut: Cut, layout: Layout, notes: list[Note], report: Mapping[str, object]) -> Source:
    where = cut.locate(sorted([n for n, _ in cut.left_out] + cut.below))
    quarantined = [QuarantinedRow(line=where[n][0], raw=where[n][1], reason=reason) for n, reason in cut.left_out]
    last = max((where[n][0] for n in cut.below), default=None)
    notes = notes + [Note(line=where[n][0], text=_GAP.sub(" ", where[n][1]).strip(" ,;\t")) for n in cut.below]
    for record in cut.ragged:
        if not record.raw.strip(END_OF_FILE):
            continue
        if footer_rows([record.fields], layout.width) and (last is None or record.line >= last - TAIL_ROWS):
            notes.append(Note(line=record.line, text=" ".join(record.fields).strip()))
        else:
            reason = "too_few_cells" if len(record.fields) < layout.width else "too_many_cells"
            quarantined.append(QuarantinedRow(line=record.line, raw=record.raw, reason=reason))
    columns = [
        SourceColumn(field=f"c{i}", name=name, unit=layout.units[i])
        for i, name in enumerate(layout.names)
        if not (i in layout.nameless and _is_blank(cut.raw, f"c{i}"))
    ]
    return Source(
        raw=cut.raw,
        rows=cut.rows,
        columns=columns,
        stated_unit=layout.stated_unit,
        quarantined=quarantined,
        locate=cut.locate,
        notes=sorted(notes, key=lambda note: note.line),
        report=report,
    )


def _is_blank(raw: pa.Table | Path, field: str) -> bool:
    """A margin beside the table: nothing in any row (large files keep theirs)."""
    return isinstance(raw, pa.Table) and bool(pc.all(pc.equal(raw.column(field), "")).as_py())
