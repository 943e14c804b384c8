"""Bytes into relations: CSV in any Korean encoding, Excel, Parquet, a ZIP of tables, rows out of documents.

Everything is read as text, exactly as it is written: what a reader would tidy away is what a profile looks for.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.base.kit.sql import literal, quoted
from naru.data.ingest.core.encoding import decode
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.relations import LINE, Relation
from naru.systems.sectors.core.values import FIRST_ROWS, Finding

BATCH = 50_000
MOST_UNPACKED = 4 << 30
MOST_MEMBERS = 200
BROKEN = "\ufffd"
SHEETS = frozenset({".xlsx", ".xls", ".xlsm", ".ods"})
CELL = 1 << 20  # letters in a cell


def read_table(engine: Engine, path: Path, name: str, *, table: str, scratch: Path) -> Relation:
    """``name`` is the file's own. Raises ``Refused``: ``sectors_file_unreadable``, and as ``encoding.decode``."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".parquet":
        return _parquet(engine, path, table)
    if suffix in SHEETS:
        return from_rows(engine, table, _sheet(path, name))
    return _delimited(engine, decode(path, scratch).text, table)


def _parquet(engine: Engine, path: Path, table: str) -> Relation:
    return from_files(engine, table, [path])


def from_files(engine: Engine, table: str, paths: Sequence[Path], names: Mapping[str, str] | None = None) -> Relation:
    """Parquet that is typed already; a row's line is its place, from 1. ``names``: column of the file → its own name."""
    files = ", ".join(literal(str(path)) for path in paths)
    view = _stored(table)
    renamed = ", ".join(f"{quoted(alias)} AS {quoted(name)}" for alias, name in (names or {}).items()) or "*"
    engine.run(
        f"CREATE OR REPLACE TABLE {quoted(view)} AS SELECT row_number() OVER () AS {LINE}, {renamed} FROM read_parquet([{files}])"  # noqa: S608
    )
    columns = tuple(each for each in engine.table(view).columns if each != LINE)
    return Relation(name=view, columns=columns, rows=engine.count(view))


def _stored(table: str) -> str:
    return f"_raw_{table}"


def _delimited(engine: Engine, text: Path, table: str) -> Relation:
    with text.open(encoding="utf-8", errors="replace", newline="") as file:
        head = file.read(1 << 16)
    return from_rows(engine, table, _records(text, _delimiter(head)))


def _delimiter(head: str) -> str:
    line = head.split("\n", 1)[0]
    return max(",\t;|", key=line.count)


def _records(text: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Cells with the line on which their record begins."""
    csv.field_size_limit(CELL)
    with text.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from records_of(file, delimiter)


def records_of(file: Iterable[str], delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(file, delimiter=delimiter)
    begun = 1
    try:
        for cells in reader:
            if cells:
                yield begun, cells
            begun = reader.line_num + 1
    except csv.Error as error:
        raise Refused("sectors_file_unreadable", line=reader.line_num, said=str(error)) from None


def _sheet(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (CalamineError, OSError, IndexError) as error:
        raise Refused("sectors_file_unreadable", line=0, said=f"{name}: {error}") from None
    for at, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if any(cell != "" for cell in cells):
            yield at, [_cell(cell) for cell in cells]


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def from_rows(engine: Engine, table: str, records: Iterable[tuple[int, Sequence[str]]]) -> Relation:
    """The first record is the header. A longer or shorter row is told and cut or filled."""
    given = iter(records)
    _, header = next(given, (0, []))
    names = _distinct(header)
    if not names:
        raise Refused("sectors_file_empty")
    widths: list[Finding] = []
    broken: list[Finding] = []
    faults = 0
    view = _stored(table)
    schema = pa.schema([(LINE, pa.int64()), *((name, pa.string()) for name in names)])

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal faults
        for chunk in _chunks(given):
            for line, cells in chunk:
                if len(cells) != len(names):
                    faults += 1
                    if len(widths) < FIRST_ROWS:
                        widths.append(Finding(line=line, where=table, value=f"{len(cells)}", expected=f"{len(names)}"))
                if len(broken) < FIRST_ROWS:
                    broken.extend(
                        Finding(line=line, where=name, value=cell[:200])
                        for name, cell in zip(names, cells, strict=False)
                        if BROKEN in cell
                    )
            columns = [[cells[at] if at < len(cells) else None for _, cells in chunk] for at in range(len(names))]
            yield pa.record_batch([pa.array([line for line, _ in chunk], pa.int64()), *columns], schema=schema)

    reader = pa.RecordBatchReader.from_batches(schema, batches())
    rows = engine.take(view, reader)
    return Relation(
        name=view,
        columns=tuple(names),
        rows=rows,
        widths=tuple(widths),
        width_faults=faults,
        broken=tuple(broken),
    )


def _chunks(records: Iterator[tuple[int, Sequence[str]]]) -> Iterator[list[tuple[int, Sequence[str]]]]:
    chunk = []
    for record in records:
        chunk.append(record)
        if len(chunk) >= BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _distinct(header: Sequence[str]) -> list[str]:
    """Names as written, without the blanks around them; a second of the same name gets a number."""
    names: list[str] = []
    for at, raw in enumerate(header):
        name = raw.strip().removeprefix("\ufeff") or f"열{at + 1}"
        while name in names or name == LINE:
            name = f"{name}_{at + 1}"
        names.append(name)
    return names


def read_archive(
    engine: Engine, path: Path, files: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Relation], tuple[str, ...]]:
    """The tables of a ZIP by ``files`` (table → the names it may have there), and the names of all members.

    Raises ``Refused``: ``sectors_file_unreadable``, ``sectors_archive_too_large``.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise Refused("sectors_file_unreadable", line=0, said=str(error)) from None
    with archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > MOST_UNPACKED:
            raise Refused("sectors_archive_too_large", members=len(members), most=MOST_MEMBERS)
        by_name = {PurePosixPath(each.filename).name.casefold(): each for each in members}
        relations = {}
        for table, names in files.items():
            member = next((by_name[name] for each in names if (name := each.casefold()) in by_name), None)
            if member is not None and (relation := _member(engine, archive, member, table)) is not None:
                relations[table] = relation
        return relations, tuple(sorted(by_name))


def _member(engine: Engine, archive: zipfile.ZipFile, member: zipfile.ZipInfo, table: str) -> Relation | None:
    with archive.open(member) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")
        try:
            return from_rows(engine, table, records_of(text, _delimiter_of(archive, member)))
        except Refused as refused:
            if refused.code == "sectors_file_empty":
                return None
            raise
        except (zipfile.BadZipFile, EOFError, OSError) as error:
            raise Refused("sectors_file_unreadable", line=0, said=f"{member.filename}: {error}") from None


def _delimiter_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    with archive.open(member) as raw:
        return _delimiter(raw.read(1 << 12).decode("utf-8", "replace"))
