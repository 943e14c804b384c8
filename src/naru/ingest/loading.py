"""The steps of a load. Each is named by the state it starts from; a crash anywhere starts that step again.

A step answers the next state and what to write with it; ``_save`` writes both in one transaction that holds only while
this attempt has the job. Effects outside the database are made before that and can be made twice: the load's folder is
emptied before it is filled, and the lake knows a commit by its key.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from naru.catalogue import actions as catalogue_actions
from naru.catalogue import reads as catalogue_reads
from naru.catalogue.core.values import DatasetId, Description, SourceBytes, Table, TableId
from naru.catalogue.core.vocabulary import LICENCES, themes_of
from naru.catalogue.search import keeping
from naru.ingest import parsing, reads, storage
from naru.ingest.core.changes import column_changes, likely_key
from naru.ingest.core.origins import alike, readable_title, same_name
from naru.ingest.core.states import LOADED, LoadState, moved
from naru.ingest.core.values import Hints, TableReport
from naru.ingest.core.wishes import Wishes
from naru.ingest.models import Load, Source
from naru.jobs.held import Held
from naru.kit import crash
from naru.kit.refusals import Refused
from naru.kit.words import Words
from naru.lake import TableRef
from naru.people import reads as people_reads
from naru.people.core.person import SYSTEM, OrganisationId, Person, PersonId

Written = dict[str, Any]
Changes = dict[str, Any]

UNKEYED_ROWS = 1_000_000

READING = Words("파일을 읽는 중", "reading the file")
STORING = Words("표를 저장하는 중", "storing the tables")
PUBLISHING = Words("목록에 올리는 중", "registering in the catalogue")
INDEXING = Words("검색에 올리는 중", "making it searchable")


def run(load_id: str, held: Held) -> LoadState:
    """Carry the load on from wherever it stands until no step is left. Raises the load's refusal."""
    started = time.monotonic()
    row = Load.objects.select_related("source").get(id=load_id)
    while step := STEPS.get(LoadState(row.state)):
        if row.is_batched and step is _index:
            break  # whoever started the batch refreshes the search once, at its end
        crash.point(f"ingest.{row.state}")
        step(row, held)
        row.seconds = round(row.seconds + time.monotonic() - started, 3)
        started = time.monotonic()
    if row.state in {LoadState.REFUSED, LoadState.OVERTAKEN} and row.refusal:
        raise Refused(row.refusal[0], **row.refusal[1])
    return LoadState(row.state)


def person_of(row: Load) -> Person:
    return SYSTEM if row.by_id == SYSTEM.id else people_reads.person(PersonId(row.by_id))


def reports(row: Load) -> list[TableReport]:
    return [TableReport.from_json(table) for table in (row.report or {}).get("tables", ())]


# --- received: judge and read the bytes ---


def _read(row: Load, held: Held) -> None:
    if same := _same_before(row):
        with held.fenced():
            _save(row, LoadState.UNCHANGED, same_as=same.id, report=same.report, results=same.results)
        return
    path = storage.original(row.sha256)
    if not path.exists():
        raise Refused("original_is_gone")
    held.progress(0, 100, READING)
    folder = storage.attempt_folder(row.id, held.fence)
    try:
        report = parsing.parse(path, row.file_name, folder, Wishes.from_json(row.wishes), held.progress)
    except Refused as refused:
        with held.fenced():
            _save(row, LoadState.REFUSED, refusal=[refused.code, _plain(refused.facts)])
        storage.forget_load(row.id)
        return
    with held.fenced():
        _save(row, LoadState.PARSED, report=report)


def _same_before(row: Load) -> Load | None:
    """The source's newest load before this one, if it brought these very bytes under these wishes."""
    before = Load.objects.filter(source=row.source_id, id__lt=row.id, state__in=[*LOADED, LoadState.HELD]).order_by(
        "-id"
    )
    last = before.first()
    return last if last and last.sha256 == row.sha256 and last.wishes == row.wishes else None


# --- parsed: give it a dataset and tables, or hold it ---


def _stage(row: Load, held: Held) -> None:
    found, by = reports(row), person_of(row)
    with held.fenced():
        source = Source.objects.select_for_update().get(id=row.source_id)
        _leave_unlike(row, source, found, by)
        _place(row, source, found, by)
        hold = not row.decision and _unsettled(row, found)
        _save(row, LoadState.HELD if hold else LoadState.STAGED, results=_results(source, found))


def _leave_unlike(row: Load, source: Source, found: Sequence[TableReport], by: Person) -> None:
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
        source.dataset_id, source.tables = None, {}


def _place(row: Load, source: Source, found: Sequence[TableReport], by: Person) -> None:
    """Make sure that the dataset and a table for each report exist, and remember them on the source."""
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
            tables[name] = _table_for(dataset_id, report, key, by, is_alone=len(found) == 1).id
        if _wishes_of(row, report).key:
            _say_key(dataset_id, tables[name], key, by)
    source.tables = tables
    source.save()
    row.source = source


def _table_key(report: TableReport, found: Sequence[TableReport]) -> str:
    """How the source remembers a table: alone in its file it needs no name, for tomorrow's file has another."""
    return "" if len(found) == 1 else report.name


def _table_for(dataset_id: DatasetId, report: TableReport, key: Sequence[str], by: Person, *, is_alone: bool) -> Table:
    """The dataset's table of nearly this name (dates aside), or its only one if the columns are alike; else a new
    one. The only table of a dataset is named after it."""
    known = catalogue_reads.tables_of(dataset_id, by)
    for table in known:
        if same_name(table.name) == same_name(report.name):
            return table
    names = frozenset(column.name for column in report.columns)
    only = known[0].live if is_alone and len(known) == 1 else None
    if only and alike(frozenset(column.name for column in only.columns), names):
        return known[0]
    title = catalogue_reads.dataset(dataset_id, by).title
    name = title if is_alone and not known else readable_title(report.name)
    return catalogue_actions.ensure_table(dataset_id, name, by=by, key=key)


def _say_key(dataset_id: DatasetId, table_id: str, key: Sequence[str], by: Person) -> None:
    """What a person says identifies a row holds for a table that is there already, too."""
    table = next(table for table in catalogue_reads.tables_of(dataset_id, by) if table.id == table_id)
    catalogue_actions.ensure_table(dataset_id, table.name, by=by, key=key)


def _wishes_of(row: Load, report: TableReport) -> Hints:
    return Wishes.from_json(row.wishes).of(report.name).hints


def _key_of(row: Load, report: TableReport) -> tuple[str, ...]:
    """The aliases of the columns that identify a row: as a person said, or as the values show."""
    wanted = _wishes_of(row, report).key
    by_name = {column.name: column.alias for column in report.columns}
    if wanted and all(name in by_name for name in wanted):
        return tuple(by_name[name] for name in wanted)
    return likely_key(report.columns, report.rows)


def _unsettled(row: Load, found: Sequence[TableReport]) -> bool:
    """Whether personal data was found that nobody has accepted for this source before."""
    wishes = Wishes.from_json(row.wishes)
    return any(
        f"{finding.column}:{finding.kind.value}" not in wishes.of(report.name).accepted
        for report in found
        for finding in report.personal
    )


def _results(source: Source, found: Sequence[TableReport]) -> list[Written]:
    return [{"name": report.name, "table_id": source.tables[_table_key(report, found)]} for report in found]


def describe(row: Load, found: Sequence[TableReport]) -> Description:
    """What is known of a dataset that comes as a file: what was said beside it, else its name and its notes."""
    about: Mapping[str, Any] = row.about
    title = about.get("title") or readable_title(row.file_name)
    notes = "\n".join(note.text for report in found[:1] for note in report.notes[:5])
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


# --- staged: commit the rows into the lake ---


def _commit(row: Load, held: Held) -> None:
    if newer := reads.overtaken_by(row):
        with held.fenced():
            _give_way(row, newer)
        return
    lake, by = catalogue_reads.lake(), person_of(row)
    found, results = reports(row), []
    for index, (report, result) in enumerate(zip(found, row.results, strict=True)):
        held.progress(index, len(found), STORING)
        table_id = TableId(result["table_id"])
        before = catalogue_reads.table(table_id, by)
        note = {"load": row.id, "file": row.file_name, "sha256": row.sha256, "by": row.by_name}
        version = lake.commit(table_id, [Path(report.parquet)], commit_key=f"{row.id}:{index}", note=note)
        results.append({**result, "lake_version": version, "changes": _changes(before, report, version)})
    with held.fenced():
        _save(row, LoadState.COMMITTED, results=results)


def _give_way(row: Load, newer: Load) -> None:
    """End a load that would make older rows the newest version."""
    _save(row, LoadState.OVERTAKEN, refusal=["newer_file_published", {"file": newer.file_name}])
    transaction.on_commit(lambda: storage.forget_load(row.id))


def _changes(before: Table, report: TableReport, version: int) -> Changes:
    """What the new version changes against the live one: columns always, rows matched by their key
    where one is known, else as they stand while they are few enough for that."""
    live = before.live
    if live is None or live.lake_version >= version:
        return {}
    columns = column_changes(live.columns, report.columns)
    changes: Changes = {"against": live.number, "rows_before": live.rows, "rows_after": report.rows, **columns}
    if before.key or max(live.rows, report.rows) <= UNKEYED_ROWS:
        older, newer = TableRef(before.id, live.lake_version), TableRef(before.id, version)
        diff = catalogue_reads.lake().diff(older, newer, before.key, sample=0)
        changes |= {"rows_added": diff.added, "rows_removed": diff.removed, "rows_changed": diff.changed}
    return changes


# --- committed: tell the catalogue ---


def _publish(row: Load, held: Held) -> None:
    held.progress(0, 1, PUBLISHING)
    by = person_of(row)
    with held.fenced():
        source = Source.objects.select_for_update().get(id=row.source_id)
        if same := _same_since(row):
            _save(row, LoadState.UNCHANGED, same_as=same.id, results=same.results)
            return
        if newer := reads.overtaken_by(row):
            _give_way(row, newer)
            return
        results = [_version(row, report, result, by) for report, result in zip(reports(row), row.results, strict=True)]
        assert source.dataset_id is not None
        if row.publish:
            catalogue_actions.publish_dataset(DatasetId(source.dataset_id), by=by)
        _save(row, LoadState.PUBLISHED, results=results)
    storage.tidy_load(row.id, keep=parsing.quarantine_files(row.report))


def _same_since(row: Load) -> Load | None:
    """Another load of the same bytes that was faster: one version is enough."""
    last = Load.objects.filter(source=row.source_id, state__in=LOADED).exclude(id=row.id).order_by("-changed").first()
    return last if last and last.sha256 == row.sha256 and last.wishes == row.wishes else None


def _version(row: Load, report: TableReport, result: Written, by: Person) -> Written:
    table_id = TableId(result["table_id"])
    version = catalogue_actions.publish_version(
        table_id,
        columns=report.columns,
        rows=report.rows,
        quarantined=report.quarantined,
        lake_version=result["lake_version"],
        source=SourceBytes(
            name=row.file_name,
            sha256=row.sha256,
            bytes=row.bytes,
            encoding=report.encoding or "",
            notes={"load": row.id, "header_line": report.header_line, "header_rows": report.header_rows},
        ),
        changes=result["changes"],
        by=by,
    )
    sql_name = catalogue_reads.table(table_id, by).sql_name
    return {**result, "version_id": version.id, "number": version.number, "sql_name": sql_name}


# --- published: tell the search ---


def _index(row: Load, held: Held) -> None:
    held.progress(0, 1, INDEXING)
    keeping.refresh()
    with held.fenced():
        _save(row, LoadState.INDEXED)


def settle_batch(load_ids: Sequence[str]) -> int:
    """Refresh the search once for many loads that only wait for it."""
    waiting = Load.objects.filter(id__in=load_ids, state=LoadState.PUBLISHED)
    ids = list(waiting.values_list("id", flat=True))
    if ids:
        keeping.refresh()
    return Load.objects.filter(id__in=ids, state=LoadState.PUBLISHED).update(state=LoadState.INDEXED)


STEPS: dict[LoadState, Callable[[Load, Held], None]] = {
    LoadState.RECEIVED: _read,
    LoadState.PARSED: _stage,
    LoadState.STAGED: _commit,
    LoadState.COMMITTED: _publish,
    LoadState.PUBLISHED: _index,
}


def _save(row: Load, state: LoadState, **written: Any) -> None:
    """The state and what belongs to it; called inside a fenced transaction."""
    row.state = moved(LoadState(row.state), state)
    for name, value in written.items():
        setattr(row, name, value)
    row.changed = timezone.now()
    row.save(update_fields=["state", "changed", "seconds", *written])


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: fact if isinstance(fact, str | int | float | bool | None) else str(fact) for name, fact in facts.items()
    }
