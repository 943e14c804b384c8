"""Tables and their versions, and which of them a person may ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from naru.base.kit.actor import actor_words
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import policy
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.dataset_figures import DatasetFigures, TableFigures, figures_of
from naru.data.catalogue.core.disclosure import PersonalColumn
from naru.data.catalogue.core.entitlement import ReadScope
from naru.data.catalogue.core.states import Access, State, VersionState
from naru.data.catalogue.core.values import (
    DatasetId,
    Derived,
    Lineage,
    LineageStep,
    OfFile,
    Provenance,
    Table,
    TableId,
    Version,
    VersionId,
)
from naru.data.catalogue.core.version_changes import VersionChanges
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Table as TableRow
from naru.data.catalogue.models import TableVersion, VersionInput
from naru.data.catalogue.reads.blocks import refusal
from naru.data.catalogue.reads.entitlements import Scopes
from naru.data.catalogue.reads.preview import rows_in
from naru.data.catalogue.reads.rights import rights_of

FIGURES = ("name", "sql_name", "live__rows", "live__quarantined", "live__file_bytes", "live__columns")


def table(name: str, person: Person) -> Table:
    """The table by its id or ``sql_name``. Raises ``Refused`` as ``blocks.refusal`` for those who may not read its dataset."""
    named = Q(id=name) | Q(sql_name=name)
    row = table_rows(person).filter(named).first() if "\0" not in name else None
    if row is None:
        raise Refused("not_found") if "\0" in name else _refusal(named, person)
    seen = _seen(row, Scopes.of(person))
    if seen is None:
        raise Refused("not_found")
    return seen


def tables_of(dataset_id: DatasetId, person: Person) -> list[Table]:
    """In the order they were made, those without live rows too; none for those who may not read the dataset."""
    return seen_tables(table_rows(person).filter(dataset=dataset_id).order_by("created", "id"), person)


def tables_readable(person: Person, names: Iterable[str] | None = None) -> list[Table]:
    """The tables with live rows that the person may ask, or those of ``names`` (SQL names) among them."""
    rows = table_rows(person).filter(live__isnull=False)
    if names is not None:
        rows = rows.filter(sql_name__in=list(names))
    return [table for table in seen_tables(rows.order_by("sql_name"), person) if table.live]


def table_names(person: Person, containing: str = "", limit: int = 50) -> list[tuple[str, Words]]:
    """(sql_name, dataset title) of askable tables, for completion: cheap, without columns."""
    rows = table_rows(person).filter(live__isnull=False, sql_name__icontains=containing)
    found = rows.order_by("sql_name").values_list("sql_name", "dataset__title", "dataset__title_en")[:limit]
    return [(name, Words(title, title_en or title)) for name, title, title_en in found]


def figures(dataset_ids: Iterable[str]) -> dict[DatasetId, DatasetFigures]:
    """The figures of those of the datasets that have live tables; who asks has made sure that they may be read."""
    rows = TableRow.objects.filter(dataset__in=list(dataset_ids), live__isnull=False).order_by("created", "id")
    tables: dict[DatasetId, list[TableFigures]] = {}
    for dataset_id, name, sql_name, count, quarantined, size, columns in rows.values_list("dataset_id", *FIGURES):
        table = TableFigures(
            name=name,
            sql_name=sql_name,
            rows=count,
            quarantined=quarantined,
            bytes=size,
            columns=tuple(Column.from_json(column) for column in columns),
        )
        tables.setdefault(DatasetId(dataset_id), []).append(table)
    return {dataset_id: found for dataset_id, each in tables.items() if (found := figures_of(each))}


def count_rows(person: Person) -> tuple[int, int]:
    """How many tables with live rows the person may ask, and how many rows they hold together."""
    counted = table_rows(person).filter(live__isnull=False).aggregate(tables=Count("id"), rows=Sum("live__rows"))
    return counted["tables"], counted["rows"] or 0


def versions(table_id: TableId, person: Person) -> list[Version]:
    """Newest first, without columns; held, rejected and withdrawn ones only for those who may edit.

    Raises ``Refused``: ``not_found``.
    """
    rows, scope = _shown(table_id, person)
    if scope.is_whole:
        return [version_value(row, columns=False) for row in rows.defer("columns", "notes").order_by("-number")]
    seen = (_narrowed(version_value(row), scope) for row in rows.order_by("-number"))
    return [replace(each, columns=()) for each in seen if each]


def version(table_id: TableId, number: int, person: Person) -> Version:
    """Raises ``Refused``: ``not_found``, and ``version_withdrawn`` for one that was live and may have been cited."""
    rows, scope = _shown(table_id, person)
    row = rows.filter(number=number).first() if scope.at_version(number) else None
    if row is None:
        was_live = TableVersion.objects.filter(table=table_id, number=number, state=VersionState.WITHDRAWN).exists()
        raise Refused("version_withdrawn", number=number) if was_live and scope.is_whole else Refused("not_found")
    seen = _narrowed(version_value(row), scope)
    assert seen is not None, "a version that the scope admits"
    return seen


def version_by_id(version_id: VersionId, person: Person) -> Version:
    """Raises as ``version``."""
    found = TableVersion.objects.filter(id=version_id).values_list("table_id", "number").first()
    if found is None:
        raise Refused("not_found")
    return version(TableId(found[0]), found[1], person)


def version_with_bytes(table_id: TableId, sha256: str) -> Version | None:
    """The newest version if it was read from these bytes: loading them again makes no version."""
    row = TableVersion.objects.filter(table=table_id).order_by("-number").first()
    known = row is not None and row.sha256 == sha256 and row.state != VersionState.ERASED
    return version_value(row) if row is not None and known else None


def table_value(row: TableRow) -> Table:
    """Asks the database for the dataset and the live version unless they came with the row."""
    return Table(
        id=TableId(row.id),
        dataset_id=DatasetId(row.dataset_id),
        dataset_title=row.dataset.title,
        dataset_title_en=row.dataset.title_en,
        name=row.name,
        sql_name=row.sql_name,
        key=tuple(row.key),
        live=version_value(row.live) if row.live else None,
        is_open=row.dataset.state == State.PUBLISHED and row.dataset.access == Access.OPEN,
    )


def version_value(row: TableVersion, *, columns: bool = True) -> Version:
    """Without ``columns`` the provenance's notes are left out too: neither is read from the row."""
    return Version(
        id=VersionId(row.id),
        table_id=TableId(row.table_id),
        number=row.number,
        lake_version=row.lake_version,
        state=VersionState(row.state),
        columns=tuple(Column.from_json(column) for column in row.columns) if columns else (),
        rows=row.rows,
        quarantined=row.quarantined,
        provenance=_provenance(row, row.notes if columns else {}),
        changes=VersionChanges.from_json(row.changes),
        by=actor_words(row.by_id, row.by_name),
        at=row.at,
        personal=tuple(map(PersonalColumn.from_json, row.personal)),
    )


def _provenance(row: TableVersion, notes: Mapping[str, Any]) -> Provenance:
    if row.derivation is None:
        return OfFile(name=row.file_name, sha256=row.sha256, bytes=row.file_bytes, encoding=row.encoding, notes=notes)
    inputs = row.inputs.order_by("position").values_list("input_id", flat=True)
    return Derived(
        inputs=tuple(VersionId(each) for each in inputs), by=row.derivation["by"], digest=row.sha256, notes=notes
    )


def lineage(version_id: VersionId, person: Person) -> Lineage:
    """One step to what the version was computed from and to what was computed from it, as far as the person may read."""
    rows = VersionInput.objects.filter(Q(version=version_id) | Q(input=version_id))
    edges = list(rows.order_by("position").values_list("version_id", "input_id"))
    inputs = [came_from for version, came_from in edges if version == version_id]
    outputs = sorted((version for version, came_from in edges if came_from == version_id), reverse=True)
    steps = {step.version_id: step for step in _steps([*inputs, *outputs], person)}
    return Lineage(
        inputs=tuple(steps[VersionId(each)] for each in inputs if each in steps),
        outputs=tuple(steps[VersionId(each)] for each in dict.fromkeys(outputs) if each in steps),
        unseen_inputs=sum(each not in steps for each in inputs),
    )


def _steps(version_ids: Sequence[str], person: Person) -> Iterator[LineageStep]:
    rows = TableVersion.objects.filter(id__in=version_ids, state=VersionState.LIVE).select_related("table__dataset")
    for row in rows.filter(table__in=table_rows(person)).defer("columns", "notes", "changes"):
        dataset = row.table.dataset
        yield LineageStep(
            version_id=VersionId(row.id),
            number=row.number,
            table_name=row.table.name,
            sql_name=row.table.sql_name,
            dataset_id=DatasetId(dataset.id),
            dataset=Words(dataset.title, dataset.title_en or dataset.title),
        )


def table_rows(person: Person) -> QuerySet[TableRow]:
    """Rows with dataset and live version, of those the person may ask. Asked of each table's own dataset: a list of all readable ones would be made for every page."""
    allowed = DatasetRow.objects.filter(policy.readable_by(person), pk=OuterRef("dataset_id"))
    rows = TableRow.objects.filter(Exists(allowed)).select_related("dataset", "live")
    hidden = Scopes.of(person).tables_left_out()
    return rows.exclude(hidden) if hidden else rows


def _shown(table_id: TableId, person: Person) -> tuple[QuerySet[TableVersion], ReadScope]:
    """A table's versions as far as the person may see them, and what of each."""
    row = table_rows(person).filter(id=table_id).first()
    scope = Scopes.of(person).of_table(row) if row else None
    if row is None or scope is None:
        raise _refusal(Q(id=table_id), person)
    rows = TableVersion.objects.filter(table=row)
    if policy.may_edit(person, rights_of(row.dataset)):
        return rows, scope
    return rows.filter(state=VersionState.LIVE), scope


def _refusal(named: Q, person: Person) -> Refused:
    row = TableRow.objects.select_related("dataset").filter(named).first()
    return refusal(row.dataset if row else None, person)


def seen_tables(rows: Iterable[TableRow], person: Person) -> list[Table]:
    """Each with what the person's scope leaves of its newest version that it gives."""
    scopes = Scopes.of(person)
    return [table for row in rows if (table := _seen(row, scopes))]


def _seen(row: TableRow, scopes: Scopes) -> Table | None:
    """The table with what the scope leaves of its newest version that it gives."""
    scope = scopes.of_table(row)
    if scope is None or scope.is_whole:
        return table_value(row) if scope else None
    live = _narrowed(version_value(row.live), scope) if row.live else None
    if row.live and live is None:
        older = (_narrowed(version_value(each), scope) for each in _live_versions(row))
        live = next((each for each in older if each), None)
    return replace(table_value(row), live=live)


def _live_versions(row: TableRow) -> QuerySet[TableVersion]:
    return TableVersion.objects.filter(table=row, state=VersionState.LIVE).order_by("-number")


def _narrowed(version: Version, scope: ReadScope) -> Version | None:
    """What the scope leaves of a version, without what was counted over all of its rows; None where nothing."""
    left = scope.at_version(version.number)
    if left is None or left.is_whole:
        return version if left else None
    return replace(
        version,
        columns=left.columns(version.columns),
        rows=rows_in(version, left) if left.narrows_rows else version.rows,
        quarantined=0,
        changes=None,
        personal=tuple(each for each in version.personal if each.column in _names(left, version)),
        scope=left,
        whole_columns=version.columns,
    )


def _names(scope: ReadScope, version: Version) -> set[str]:
    return {column.name for column in scope.columns(version.columns)}
