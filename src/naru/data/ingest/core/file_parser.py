"""What happens to a stranger's bytes, all of it in the limited child: judge, unpack, read, type, write.

``parse`` takes one file and leaves typed Parquet in the staging folder; it answers a report for each table and a
refusal for each file inside an archive that could not be read. Everything in and out is JSON. Nothing here knows Django.
"""

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from naru.base.kit.child.main import progress
from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.columns import Meaning
from naru.data.ingest.core import place_counts, reasons
from naru.data.ingest.core.blocks import tables_in
from naru.data.ingest.core.containers import Member, shapefile_sets, unpack_gzip, unpack_zip
from naru.data.ingest.core.encoding import Decoded, Encoding, decode
from naru.data.ingest.core.formats import json_records
from naru.data.ingest.core.formats.cell_spans import Book
from naru.data.ingest.core.formats.geoparquet import ShapeColumn, shape_column
from naru.data.ingest.core.formats.parquet import broken, kept_as_text, read_parquet
from naru.data.ingest.core.formats.register import FORMATS, Format, Reads
from naru.data.ingest.core.formats.sniff import sniff
from naru.data.ingest.core.masking import masked
from naru.data.ingest.core.output_files import check_outputs
from naru.data.ingest.core.preview import first_lines, first_rows, is_prose
from naru.data.ingest.core.quarantine import add_quarantined
from naru.data.ingest.core.readers import read_delimited, read_grid, read_records
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.stacked_text import LARGEST, as_grid
from naru.data.ingest.core.table_names import TableNames, stem
from naru.data.ingest.core.table_writer import scratch_in
from naru.data.ingest.core.values import Grid, Hints, TableReport
from naru.data.tables.core.description import THREADS
from naru.data.tables.core.meanings import names_system

if TYPE_CHECKING:
    from naru.data.ingest.core.formats.geo import Layer, MapFile

__all__ = ["check_outputs", "in_system", "parse"]  # what a child of this module is asked for

DEPTH_LIMIT = 2
PLANE = {Meaning.EASTING, Meaning.NORTHING}
NO_ROOM_FOR_A_THREAD = ("Failed to launch worker thread", "can't start new thread")  # its stack is memory too

Reading = Iterator[TableReport]


def parse(payload: Mapping[str, Any]) -> dict[str, Any]:
    """``{path, name, out, settings}`` → ``{tables: [report], refused: [{file, code, facts}], format, previews}``, where
    ``previews`` has the first lines of each table's source by the table's name.

    Raises ``Refused`` when the file as a whole gives no table."""
    pa.set_cpu_count(THREADS)
    job = _Parse(Path(payload["out"]), SourceSettings.from_json(payload.get("settings") or {}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _explained(payload["name"]):
            format = job.read(Member(name=payload["name"], path=Path(payload["path"])), depth=0)
    if not job.tables:
        raise job.first_refusal or Refused("no_table_found", file=payload["name"])
    return {
        "tables": [table.to_json() for table in job.tables],
        "refused": [{"file": name, "code": refused.code, "facts": refused.facts} for name, refused in job.refused],
        "format": format.value,
        "previews": job.previews,
    }


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """The edge at which a reader's own error, whatever it is, becomes a sentence that names the file."""
    try:
        yield
    except (Refused, MemoryError, OSError):
        raise
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except (pa.ArrowException, RuntimeError) as error:
        if any(mark in str(error) for mark in NO_ROOM_FOR_A_THREAD):
            raise MemoryError from error
        raise _unreadable(name, error) from error
    except Exception as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> Refused:
    reason = (str(error).splitlines() or [""])[0][:160]
    return Refused("file_unreadable", file=name, reason=f"{type(error).__name__}: {reason}")


class _Parse:
    """One file being read: the tables and refusals so far, and the next free folder."""

    def __init__(self, out: Path, settings: SourceSettings) -> None:
        self.out = out
        self.settings = settings
        self.tables: list[TableReport] = []
        self.refused: list[tuple[str, Refused]] = []
        self.called = TableNames()
        self.previews: dict[str, list[str]] = {}  # the first lines of each table's source, as they stand

    @property
    def first_refusal(self) -> Refused | None:
        return self.refused[0][1] if self.refused else None

    def read(self, member: Member, depth: int) -> Format:
        """Read one file's tables, going into archives as deep as allowed."""
        format = sniff(member.path, member.name)
        match format:
            case Format.ZIP | Format.GZIP if depth >= DEPTH_LIMIT:
                raise Refused("archive_too_deep", file=member.name, entry=member.name)
            case Format.ZIP:
                folder = self.out / f"unpacked-{depth}-{len(self.tables) + len(self.refused)}"
                self._read_members(unpack_zip(member.path, member.name, folder), member.name, depth)
            case Format.GZIP:
                folder = self.out / f"unpacked-{depth}-{len(self.tables) + len(self.refused)}"
                return self.read(unpack_gzip(member.path, member.name, folder), depth + 1)
            case Format.SHAPEFILE:
                raise Refused("shapefile_incomplete", file=member.name, missing=".dbf")
            case _:
                self._read_tables(lambda: self._tables(member, format), format)
        return format

    def _read_members(self, members: Sequence[Member], archive: str, depth: int) -> None:
        """A bad file inside does not keep the good ones out; it is told beside them."""
        if not members:
            raise Refused("archive_has_no_tables", file=archive)
        sets = [found for _, found in shapefile_sets(members)]
        parts = {part.name for found in sets for part in found.values()}
        rest = [member for member in members if member.name not in parts and not _is_beside_a_map(member)]
        self.called.among([*(found[".shp"].name for found in sets), *(member.name for member in rest)])
        for found in sets:
            self._try(found[".shp"].name, partial(self._read_shapefile, found))
        for member in rest:
            self._try(member.name, partial(self.read, member, depth + 1))

    def _try(self, name: str, reading: Callable[[], object]) -> None:
        try:
            with _explained(name):
                reading()
        except Refused as refused:
            self.refused.append((name, refused))

    def _read_shapefile(self, parts: Mapping[str, Member]) -> None:
        from naru.data.ingest.core.formats.geo import read_shapefile

        file = parts[".shp"].name
        table = self.called.name(file)
        encoding = self._hints(table).encoding
        self._read_tables(
            lambda: self._layers(read_shapefile(parts, table, self.settings.epsg, encoding)), Format.SHAPEFILE
        )

    def _read_tables(self, reading: Callable[[], Reading], format: Format) -> None:
        for report in reading():
            decided = self._as_decided(report)
            self.tables.append(replace(decided, format=format.value, places=place_counts.counted(decided)))

    def _as_decided(self, report: TableReport) -> TableReport:
        table_settings, report = self.settings.of(report.name), in_system(report, self.settings.epsg)
        columns = [column.name for column in report.columns if table_settings.masks(column.name)]
        return masked(report, columns, Path(report.parquet).parent / "masked") if columns else report

    def _tables(self, member: Member, format: Format) -> Reading:
        path, name, entry = member.path, member.name, FORMATS[format]
        match entry.reads:
            case Reads.CUT:
                yield from self._delimited(path, name)
            case Reads.GRIDS:
                yield from self._sheets(entry.load()(path, name, format), name)
            case Reads.GRIDS_OF_TEXT:
                yield from self._markup(path, name, entry.load())
            case Reads.DOCUMENT:
                yield from self._json(path, name)
            case Reads.LINES:
                yield self._json_lines(path, name)
            case Reads.COLUMNS:
                yield from self._parquet(path, name)
            case Reads.LAYERS:
                yield from self._layers(self._named_layers(entry.load()(self._map_file(path, name)), name))
            case Reads.LAYERS_OF_TEXT:
                yield from self._map_of_text(path, name, entry.load())
            case Reads.OPENED:
                raise AssertionError(f"{format} is no table")

    def _delimited(self, path: Path, name: str) -> Reading:
        """The one table of the text, or several below and beside each other as in a sheet."""
        tables = self._stacked(path, name)
        if len(tables) > 1:
            with _decoded(path, self._folder(), name, self._hints(stem(name)), is_whole=False) as decoded:
                for report in self._grids(tables, name, broken=decoded.broken > 0):
                    yield _in_encoding(report, decoded)
            return
        table = self.called.name(name)
        report = read_delimited(path, self._folder(), self._hints(table), name=table, file=name, on_progress=_say)
        self.previews[report.name] = first_lines(path, report.encoding or "utf-8")
        yield report

    def _stacked(self, path: Path, name: str) -> Sequence[Grid]:
        """The tables of a text that has several; nothing where a person said where the table's header is."""
        hints = self._hints(stem(name))
        if hints.header_line is not None or path.stat().st_size > 2 * LARGEST:
            return ()
        with _decoded(path, self._folder(), name, hints, is_whole=False) as decoded:
            grid = as_grid(decoded.text, stem(name), hints.delimiter)
            return tables_in(grid) if grid else ()

    def _sheets(self, book: Book, name: str, *, broken: bool = False) -> Reading:
        """Every sheet with a table; one sheet without a table is passed over, a whole workbook of them is refused."""
        found = book.grids
        if book.hidden and not found:
            raise Refused("sheets_are_hidden", file=name, sheets=", ".join(book.hidden))
        grids = [grid for grid in found if grid.name in self.settings.tables or not is_prose(grid)] or found
        warnings = (("sheets_passed_over",) if len(grids) < len(found) else ()) + _hidden(book)
        named = [replace(grids[0], name=stem(name))] if len(grids) == 1 else grids
        tables = [table for sheet in named for table in tables_in(sheet)]
        for report in self._grids(tables, name, broken=broken):
            yield replace(report, warnings=(*report.warnings, *warnings))

    def _grids(self, tables: Sequence[Grid], name: str, *, broken: bool) -> Reading:
        for table in tables:
            grid = replace(table, name=self._name(name, table.name))
            try:
                report = read_grid(grid, self._folder(), self._hints(grid.name), broken=broken, on_progress=_say)
                self.previews[report.name] = first_rows(grid)
                yield replace(report, warnings=(*report.warnings, *grid.warnings))
            except Refused as refused:
                self.refused.append((f"{name} › {grid.name}", refused))

    def _markup(self, path: Path, name: str, reader: Callable[[Path, str], Book]) -> Reading:
        with _decoded(path, self._folder(), name, self._hints(stem(name)), is_whole=False) as decoded:
            for report in self._sheets(reader(decoded.text, name), name, broken=decoded.broken > 0):
                yield _in_encoding(report, decoded)

    def _json(self, path: Path, name: str) -> Reading:
        """Every table of the document; beside others, one that cannot be read is told."""
        table = self.called.name(name)
        with _decoded(path, self._folder(), name, self._hints(table)) as decoded:
            made = json_records.read_json(decoded.text, name)
            for key, records in made.items():
                try:
                    report = self._records(records(), self.called.name(name, key) if len(made) > 1 else table)
                    yield _in_encoding(report, decoded)
                except Refused as refused:
                    if len(made) == 1:
                        raise
                    self.refused.append((name, refused))

    def _records(self, found: json_records.Records, table: str) -> TableReport:
        folder, hints = self._folder(), self._hints(table)
        if isinstance(found.rows, Grid):
            report = read_grid(replace(found.rows, name=table), folder, hints, on_progress=_say)
        else:
            report = read_records(found.rows, folder, hints, name=table, on_progress=_say)
        return add_quarantined(report, found.bad)

    def _json_lines(self, path: Path, name: str) -> TableReport:
        folder, table = self._folder(), self.called.name(name)
        with _decoded(path, folder, name, self._hints(table), is_whole=False) as decoded:
            records, bad = json_records.read_json_lines(decoded.text, name)
            report = read_records(records, folder, self._hints(table), name=table, on_progress=_say)
        return _in_encoding(add_quarantined(report, bad), decoded)

    def _map_of_text(self, path: Path, name: str, reader: Callable[["MapFile"], Iterator["Layer"]]) -> Reading:
        with _decoded(path, self._folder(), name, self._hints(stem(name))) as decoded:
            for report in self._layers(self._named_layers(reader(self._map_file(decoded.text, name)), name)):
                yield _in_encoding(report, decoded)

    def _map_file(self, path: Path, name: str) -> "MapFile":
        from naru.data.ingest.core.formats.geo import MapFile

        encoding = self._hints(stem(name)).encoding
        return MapFile(path=path, name=stem(name), folder=self._folder(), epsg=self.settings.epsg, encoding=encoding)

    def _named_layers(self, layers: Iterator["Layer"], name: str) -> Iterator["Layer"]:
        return (replace(layer, name=self._name(name, layer.name)) for layer in layers)

    def _parquet(self, path: Path, name: str) -> Reading:
        try:
            if shapes := shape_column(path):
                yield from self._geoparquet(path, name, shapes)
            else:
                yield self._columns(path, name)
        except MemoryError:
            raise
        except (pa.ArrowException, OverflowError, UnicodeDecodeError) as error:
            raise broken(name, error) from error

    def _columns(self, path: Path, name: str) -> TableReport:
        table = self.called.name(name)
        records, hints = read_parquet(path, name), self._hints(table)
        report = read_records(records, self._folder(), hints, name=table, keep_text=True, on_progress=_say)
        return replace(report, warnings=(*report.warnings, *_digits_kept(kept_as_text(path))))

    def _geoparquet(self, path: Path, name: str, shapes: ShapeColumn) -> Reading:
        from naru.data.ingest.core.formats.geo import in_degrees

        features = read_parquet(path, name, as_they_are=[shapes.name]).read_all()
        table = self.called.name(name)
        layer = in_degrees(features, shapes.name, table, file=name, declared=shapes.declared, epsg=self.settings.epsg)
        yield from self._layers(iter([layer]), keep_text=True)

    def _layers(self, layers: Iterator["Layer"], *, keep_text: bool = False) -> Reading:
        for layer in layers:
            geometry = "geometry" if "geometry" in layer.features.column_names else None
            report = read_records(
                layer.features,
                self._folder(),
                self._hints(layer.name),
                name=layer.name,
                geometry=geometry,
                keep_text=keep_text,
                declared_text=layer.is_declared,
                on_progress=_say,
            )
            columns = tuple(
                replace(column, epsg=layer.epsg) if column.alias == report.geometry else column
                for column in report.columns
            )
            placed = replace(report, columns=columns, warnings=(*report.warnings, *layer.warnings))
            yield _in_encoding(placed, layer.attributes) if layer.attributes else placed

    def _folder(self) -> Path:
        folder = self.out / f"table-{len(self.tables) + len(self.refused):04d}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _name(self, file: str, part: str) -> str:
        """What a table of the file is called; the only or first of its tables bears the file's own name."""
        return self.called.name(file, None if part == stem(file) else part)

    def _hints(self, table: str) -> Hints:
        return self.settings.of(table).hints


def _is_beside_a_map(member: Member) -> bool:
    return PurePosixPath(member.name).suffix.lower() in {".prj", ".cpg", ".shx"}


def _hidden(book: Book) -> tuple[str, ...]:
    return (f"sheets_hidden:{', '.join(book.hidden)}",) if book.hidden else ()


def _digits_kept(columns: Sequence[str]) -> tuple[str, ...]:
    return (f"digits_kept_as_text:{', '.join(columns)}",) if columns else ()


@contextmanager
def _decoded(path: Path, folder: Path, name: str, hints: Hints, *, is_whole: bool = True) -> Iterator[Decoded]:
    """The file as UTF-8, while its tables are read; a document (``is_whole``) with bytes that are no text is refused."""
    with scratch_in(folder) as scratch:
        decoded = decode(path, scratch, hints.encoding)
        if decoded.broken and is_whole:
            raise Refused("json_is_broken", file=name, line=1, reason="bytes that are no text")
        yield decoded


def _in_encoding(report: TableReport, found: Encoding) -> TableReport:
    return replace(
        report,
        encoding=found.encoding,
        encoding_confidence=found.confidence,
        encoding_grounds=found.grounds,
        warnings=(*report.warnings, *(found.warnings if isinstance(found, Decoded) else ())),
    )


def in_system(report: TableReport, epsg: int | None) -> TableReport:
    """The report with its plane coordinates in the system that a person named, else with a warning on any guess.

    ``epsg`` None or 0: nobody named one. The warnings are ``projection_guessed`` and ``projection_unknown``."""
    if report.geometry or not any(column.meaning in PLANE for column in report.columns):
        return report
    if epsg:
        columns = [replace(column, epsg=epsg) if column.meaning in PLANE else column for column in report.columns]
        return replace(report, columns=tuple(columns))
    guessed = [column for column in report.columns if column.meaning in PLANE and not names_system(column.name)]
    if not guessed:
        return report
    warning = "projection_guessed" if guessed[0].epsg else "projection_unknown"
    return replace(report, warnings=(*report.warnings, warning))


def _say(done: int, total: int, step: str) -> None:
    progress(done, total, reasons.STEPS[step])
