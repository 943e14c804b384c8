"""Rows of tables one may read, and one's own and shared queries, as values."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.base.kit.ids import is_id
from naru.base.kit.likeness import alike
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.people import reads as people
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.scope_tables import scoped
from naru.data.catalogue.core.values import Table, Version
from naru.data.lake.values import TableRef
from naru.data.query import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.data.query.core import cells, downloads, row_tables, rows
from naru.data.query.core.downloads import Format, Shape
from naru.data.query.core.values import Asked, OpenTable, RowsPage, Shared
from naru.data.query.metering import Tally
from naru.data.query.models import AskedQuery, SharedQuery

BATCH_ROWS = 10_000
MOUNTS = 40


def open_table(name: str, person: Person, version: int | None = None) -> OpenTable:
    """A table by ``sql_name`` or id, in its live version or one cited by number.

    Raises ``Refused``: ``table_unknown`` or ``not_found``, also of what is a secret; for those without the right what to
    do, where the dataset has a public card; ``table_not_in_lake``."""
    table = _table(name, person)
    if version is not None:
        return _opened(table, catalogue.version(table.id, version, person))
    if table.live is None:
        raise Refused("table_not_in_lake", table=table.sql_name)
    return _opened(table, table.live)


def relation(table: OpenTable, *, numbered: bool = False) -> ir.Table:
    """Its rows as the asker may see them; whatever is asked of a table begins here."""
    engine = catalogue.engine()
    source = engine.numbered(table.ref) if numbered else engine.table(table.ref)
    return scoped(source, table.whole_columns, table.scope)


def page(
    table: OpenTable,
    selection: rows.Selection,
    *,
    cursor: str | None = None,
    offset: int | None = None,
    limit: int = 100,
    count: bool = False,
    by_alias: bool = False,
) -> RowsPage:
    """One page after ``cursor``, or ``offset`` rows in; ``count`` counts what the filters leave.

    Raises ``Refused`` (``bad_cursor``) for a cursor of another question or version."""
    engine, numbered = catalogue.engine(), relation(table, numbered=True)
    if offset:
        expression = row_tables.jump_expression(numbered, selection, offset=offset, limit=limit + 1)
    else:
        after = decode_cursor(_marker(cursor), ordering=_ordering(table, selection)) if cursor else None
        expression = row_tables.page_expression(numbered, selection, after=after, limit=limit + 1)
    found = engine.execute(expression)
    shown = found.slice(0, limit)
    total = None if selection.narrows else table.rows
    if count and selection.narrows:
        total = engine.execute(row_tables.count_expression(numbered, selection))["rows"][0].as_py()
    return RowsPage(
        columns=selection.columns,
        rows=_as_rows(selection, shown, by_alias=by_alias),
        next=_cursor(table, selection, shown) if found.num_rows > limit else None,
        total=total,
    )


def aggregate(table: OpenTable, asked: rows.Aggregate) -> list[dict[str, Any]]:
    """Groups by name, with their measures as asked for: ``{"구": "중구", "count": 3, "sum:요금": 300}``."""
    engine = catalogue.engine()
    found = engine.execute(row_tables.aggregate_expression(relation(table), asked))
    values = {column.name: cells.json_values(column, found[column.alias].combine_chunks()) for column in asked.groups}
    for measure, column in asked.measures:
        cell = found[rows.measure_key(measure, column)].combine_chunks()
        keeps_type = column is not None and measure in {rows.Measure.MIN, rows.Measure.MAX}
        label = rows.measure_label(measure, column)
        values[label] = cells.json_values(column, cell) if column and keeps_type else cell.to_pylist()
    return [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]


def facets(
    table: OpenTable, selection: rows.Selection, columns: Sequence[Column], limit: int
) -> dict[str, list[dict[str, Any]]]:
    """By the name of each column, its values among the selected rows: ``{value, count}``, the commonest first."""
    engine, source = catalogue.engine(), relation(table, numbered=True)
    found = {}
    for column in columns:
        answer = engine.execute(row_tables.facet_expression(source, selection, column, limit))
        values = cells.json_values(column, answer.column("value").combine_chunks())
        counts = answer.column("rows").to_pylist()
        found[column.name] = [{"value": one, "count": count} for one, count in zip(values, counts, strict=True)]
    return found


def download(
    table: OpenTable,
    selection: rows.Selection,
    format_: Format,
    shape: Shape | None = None,
    tally: Tally | None = None,
    *,
    by: Person,
) -> Iterator[bytes]:
    """The selected rows as a file, piece by piece, counted by ``tally``; what could not be finished is refused before the first.

    A right that ends meanwhile ends the file where it is. Raises ``Refused`` as ``core.downloads.check``, and
    ``right_ended`` between two pieces."""
    engine, source = catalogue.engine(), relation(table, numbered=True)
    if format_ is Format.XLSX and selection.narrows:
        counted = engine.execute(row_tables.count_expression(source, selection))["rows"][0].as_py()
    else:
        counted = table.rows
    downloads.check(format_, selection.columns, counted)
    batches = engine.stream(row_tables.rows_expression(source, selection), BATCH_ROWS)
    if tally is None:
        return _while_entitled(downloads.write(format_, selection.columns, batches, shape or Shape()), table, by)
    pieces = tally.pieces(downloads.write(format_, selection.columns, tally.batches(batches), shape or Shape()))
    return _while_entitled(pieces, table, by)


def require_still(table: OpenTable, person: Person) -> None:
    """That the person may read at this moment what they began to read. Raises ``Refused``: ``right_ended``."""
    try:
        reader = people.as_now(person)
    except Refused:
        raise Refused("right_ended") from None
    catalogue.require_still(reader, table.id, table.version, table.scope, SYSTEM_CLOCK.now())


def _while_entitled(pieces: Iterator[bytes], table: OpenTable, person: Person) -> Iterator[bytes]:
    """The first piece was decided when the table was opened."""
    for number, piece in enumerate(pieces):
        if number:
            require_still(table, person)
        yield piece


def tables_named_in(text: str, person: Person, versions: Mapping[str, int] | None = None) -> dict[str, OpenTable]:
    """The tables whose names occur in a query, as far as the person may read them, by their name in the query.

    The text only proposes names; which of them are mounted is the catalogue's decision, at most 40. A quoted ``"표@3"``
    cites the third version of 표; ``versions`` says by name which one a plain name means, where it is not the live one.
    Raises ``Refused`` where such a version is none that the person may read, and ``sql_too_many_tables`` for a text that
    cites more, before one is looked up."""
    cited = dict.fromkeys(re.findall(r'"([^"@]+)@(\d{1,9})"', text))
    if len(cited) > MOUNTS:
        raise Refused("sql_too_many_tables", count=len(cited), limit=MOUNTS)
    words = set(re.findall(r"\w+", text))
    names = {*words, *(word.lower() for word in words), *re.findall(r'"([^"@]+)"', text)}
    mounted = {table.sql_name: table for table in open_tables(names, person)}
    for name, number in cited:
        with suppress(Refused):  # the query's own refusal will name it
            table = catalogue.table(name, person)
            mounted[f"{name}@{number}"] = _opened(table, catalogue.version(table.id, int(number), person))
    for name, number in (versions or {}).items():
        if name in mounted:
            mounted[name] = open_table(name, person, number)
    return dict(list(mounted.items())[:MOUNTS])


def _table(name: str, person: Person) -> Table:
    try:
        return catalogue.table(name, person)
    except Refused as refused:
        if refused.code == "not_found" and (nearest := similar_tables(name, person)):
            raise Refused("table_unknown", name=name[:100], nearest=", ".join(nearest)) from None
        raise


def similar_tables(name: str, person: Person) -> list[str]:
    """At most three names one may ask that look like ``name``."""
    names = [sql_name for sql_name, _ in catalogue.table_names(person, limit=5_000)]
    holding = [known for known in names if name.lower() in known]
    return [*dict.fromkeys([*alike(name.lower(), names), *holding])][:3]


def asked_by(person: Person, limit: int = 50) -> list[Asked]:
    """One's own history, newest first."""
    if person.is_anonymous or person.is_system:
        return []
    lines = AskedQuery.objects.filter(person=person.id).order_by("-at", "-id")[:limit]
    return [
        Asked(id=line.id, text=line.text, at=line.at, seconds=line.seconds, rows=line.rows, refused=line.refused)
        for line in lines
    ]


def shared_query(query_id: str) -> Shared:
    """Anybody's: its address is all that is needed. Raises ``Refused`` (``not_found``)."""
    row = SharedQuery.objects.select_related("by").filter(id=query_id).first() if is_id(query_id) else None
    if row is None:
        raise Refused("not_found")
    return shared_value(row)


def shared_value(row: SharedQuery) -> Shared:
    return Shared(id=row.id, title=row.title, text=row.text, by=str(row.by) if row.by else "", at=row.at)


def tables_called(names: Iterable[str], person: Person) -> list[Table]:
    """Those of the tables that the person may ask, a few hundred a question; what PostgreSQL cannot be asked is no name."""
    listed = sorted(name for name in set(names) if "\0" not in name)
    return [
        table
        for start in range(0, len(listed), 500)
        for table in catalogue.tables_readable(person, listed[start : start + 500])
    ]


def open_tables(names: Iterable[str], person: Person) -> list[OpenTable]:
    """Those of the tables that the person may ask, each in its live version; as many reads for all as for one."""
    return [_opened(table, table.live) for table in tables_called(names, person) if table.live]


def _opened(table: Table, version: Version) -> OpenTable:
    return OpenTable(
        id=table.id,
        sql_name=table.sql_name,
        name=table.name,
        dataset_id=table.dataset_id,
        dataset_title=table.dataset_title,
        dataset_title_en=table.dataset_title_en,
        version=version.number,
        ref=TableRef(table.id, version.lake_version),
        columns=version.columns,
        rows=version.rows,
        scope=version.scope,
        whole_columns=version.whole_columns,
        is_open=table.is_open,
        at=version.at,
    )


def _as_rows(selection: rows.Selection, found: pa.Table, *, by_alias: bool) -> list[dict[str, Any]]:
    keys = Shape(by_alias=by_alias).names(selection.columns)
    wanted = found.select([column.alias for column in selection.columns]).combine_chunks()
    return [row for batch in wanted.to_batches() for row in cells.json_rows(selection.columns, batch, keys)]


def _cursor(table: OpenTable, selection: rows.Selection, shown: pa.Table) -> str:
    """``3.…``: a reader who pages on while a new version comes stays in the one that they began with."""
    last: Mapping[str, Any] = shown.slice(shown.num_rows - 1).to_pylist()[0]
    marker = encode_cursor(row_tables.cursor_values(selection, dict(last)), ordering=_ordering(table, selection))
    return f"{table.version}.{marker}"


def _marker(cursor: str) -> str:
    return cursor.partition(".")[2]


def cursor_version(cursor: str | None) -> int | None:
    """The version that a cursor is of, None for what is no cursor; its marker does not fit any other."""
    number = (cursor or "").partition(".")[0]
    return int(number) if re.fullmatch(r"[1-9][0-9]{0,8}", number) else None


def _ordering(table: OpenTable, selection: rows.Selection) -> str:
    return f"{table.id}@{table.version}{table.scope.key()} {row_tables.ordering(selection)}"
