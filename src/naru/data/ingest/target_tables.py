"""Where a load's tables belong: the dataset and the tables that its source has had, or new ones with what is known of
them."""

from collections.abc import Mapping, Sequence
from typing import Any

from naru.base.kit.person import OrganisationId, Person
from naru.data.catalogue import actions as catalogue_actions
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.values import DatasetId, Description, Table
from naru.data.catalogue.core.vocabulary import LICENCES, themes_of
from naru.data.ingest.core.origins import alike, readable_title, same_name
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.values import Hints, LoadResult, TableReport
from naru.data.ingest.models import Load, Source
from naru.data.tables.core.changes import likely_key
from naru.data.tables.core.personal import covered
from naru.data.tables.core.values import PersonalKind

Written = dict[str, Any]


def leave_unlike(row: Load, source: Source, found: Sequence[TableReport], by: Person) -> None:
    """An upload that only shares its name with an earlier one is another dataset, never its next version."""
    if not source.origin.startswith("upload:") or source.dataset_id is None:
        return
    known = {
        table.name: frozenset(column.name for column in table.live.columns)
        for table in catalogue_reads.tables_of(DatasetId(source.dataset_id), by)
        if table.live
    }
    mine = frozenset(column.name for report in found for column in report.columns)
    if known and not alike(frozenset().union(*known.values()), mine):
        source.dataset, source.tables = None, {}


def place(row: Load, source: Source, found: Sequence[TableReport], by: Person) -> None:
    """Make sure that the dataset and a table for each report exist, and remember
    them on the source; may be done again."""
    if source.dataset_id is None:
        dataset = catalogue_actions.register_dataset(
            describe(row, found),
            by=by,
            organisation=OrganisationId(row.organisation_id) if row.organisation_id else None,
            source="file",
            source_id=row.id,
        )
        source.dataset_id = dataset.id
    dataset_id = DatasetId(source.dataset_id)
    tables = dict(source.tables)
    for report in found:
        name = _table_key(report, found)
        key = _key_of(row, report)
        if name not in tables:
            tables[name] = _table_for(dataset_id, report, found, key, by).id
        if _hints_of(row, report).key:
            _say_key(dataset_id, tables[name], key, by)
    source.tables = tables
    source.save()
    row.source = source


def _table_key(report: TableReport, found: Sequence[TableReport]) -> str:
    """How the source remembers a table: alone in its file it needs no name, for tomorrow's file has another."""
    return "" if len(found) == 1 else report.name


def _table_for(
    dataset_id: DatasetId, report: TableReport, found: Sequence[TableReport], key: Sequence[str], by: Person
) -> Table:
    """The dataset's table of this name, or of nearly this name (dates aside), or its only one if the columns are alike;
    else a new one. The only table of a dataset is named after it."""
    known, is_alone = catalogue_reads.tables_of(dataset_id, by), len(found) == 1
    if same := _same_table(known, report, found):
        return same
    names = frozenset(column.name for column in report.columns)
    only = known[0].live if is_alone and len(known) == 1 else None
    if only and alike(frozenset(column.name for column in only.columns), names):
        return known[0]
    title = catalogue_reads.dataset(dataset_id, by).title
    name = title if is_alone and not known else readable_title(report.name)
    return catalogue_actions.ensure_table(dataset_id, name, by=by, key=key)


def _same_table(known: Sequence[Table], report: TableReport, found: Sequence[TableReport]) -> Table | None:
    """Where tables of one file differ by their dates alone (a sheet for each year), the dates tell them apart."""
    called = readable_title(report.name)
    nearly = same_name(report.name)
    is_one_of_dates = sum(same_name(other.name) == nearly for other in found) > 1
    return next(
        (table for table in known if table.name == called or (not is_one_of_dates and same_name(table.name) == nearly)),
        None,
    )


def _say_key(dataset_id: DatasetId, table_id: str, key: Sequence[str], by: Person) -> None:
    """What a person says identifies a row holds for a table that is there already, too."""
    table = next(table for table in catalogue_reads.tables_of(dataset_id, by) if table.id == table_id)
    catalogue_actions.ensure_table(dataset_id, table.name, by=by, key=key)


def _hints_of(row: Load, report: TableReport) -> Hints:
    return SourceSettings.from_json(row.settings).of(report.name).hints


def _key_of(row: Load, report: TableReport) -> tuple[str, ...]:
    """The aliases of the columns that identify a row: as a person said, or as the values show."""
    wanted = _hints_of(row, report).key
    by_name = {column.name: column.alias for column in report.columns}
    if wanted and all(name in by_name for name in wanted):
        return tuple(by_name[name] for name in wanted)
    return likely_key(report.columns, report.rows)


def results(source: Source, found: Sequence[TableReport]) -> list[LoadResult]:
    """The reports' tables, which ``place`` has remembered on the source, before anything of them is in the lake."""
    return [LoadResult(name=report.name, table_id=source.tables[_table_key(report, found)]) for report in found]


def describe(row: Load, found: Sequence[TableReport]) -> Description:
    """What is known of a dataset that comes as a file: what was said beside it, else its name and its notes, in which
    nobody's number stands."""
    about: Mapping[str, Any] = row.about
    title = about.get("title") or readable_title(row.file_name)
    notes = "\n".join(covered(note.text, PersonalKind) for report in found[:1] for note in report.notes[:5])
    names = " ".join(column.name for report in found for column in report.columns[:40])
    licence = str(about.get("licence", ""))
    return Description(
        title=title,
        title_en=about.get("title_en", ""),
        description=about.get("description") or notes,
        description_en=about.get("description_en", ""),
        publisher=about.get("publisher", ""),
        keywords=tuple(about.get("keywords", ())),
        themes=tuple(about.get("themes", ())) or themes_of(title, names),
        licence=licence if licence in LICENCES else "",
        frequency=about.get("frequency", ""),
        place=about.get("place", ""),
        landing_page=about.get("landing_page", ""),
    )
