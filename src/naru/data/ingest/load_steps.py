"""The steps of a load. Each is named by the state it starts from; a crash anywhere starts that step again.

A step ends with ``_save``, which writes the next state and what belongs to it in one transaction that holds only while
this attempt has the job. Effects outside the database are made before that and can be made twice: the load's folder is
emptied before it is filled, and the lake knows a commit by its key."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction

from naru.base.jobs.attempt import Attempt
from naru.base.jobs.walk import Walk
from naru.base.kit.person import SYSTEM, Person, PersonId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people_reads
from naru.data.catalogue import actions as catalogue_actions
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.values import DatasetId, OfFile, TableId
from naru.data.catalogue.search import indexer
from naru.data.ingest import child_parser, reads, storage, target_tables
from naru.data.ingest.core import personal_decisions, sanity
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.states import LOADED, MOVES, LoadState
from naru.data.ingest.core.values import LoadResult, TableReport
from naru.data.ingest.models import Load, Source
from naru.data.ingest.originals import whole_original
from naru.data.tables import actions as tables_actions
from naru.data.tables.core.values import Grade

Written = dict[str, Any]

READING = Words("파일을 읽는 중", "reading the file")
STORING = Words("표를 저장하는 중", "storing the tables")
PUBLISHING = Words("목록에 올리는 중", "registering in the catalogue")
INDEXING = Words("검색에 올리는 중", "making it searchable")


def run(load_id: str, attempt: Attempt) -> LoadState:
    """Carry the load on from wherever it stands until no step is left, or a person must decide; the state it has then.

    Raises the load's refusal."""
    row = Load.objects.select_related("source").get(id=load_id)
    # whoever started a batch refreshes the search once, at its end
    state = WALK.run(row, attempt, rest_at={LoadState.PUBLISHED} if row.is_batched else ())
    if row.state in {LoadState.REFUSED, LoadState.OVERTAKEN} and row.refusal:
        raise Refused(row.refusal[0], **row.refusal[1])
    return state


def person_of(row: Load) -> Person:
    """Whoever brought the file, or decided about it since, with the rights that they have now."""
    acts = row.decider_id or row.by_id
    return SYSTEM if acts == SYSTEM.id else people_reads.as_now(people_reads.person(PersonId(acts)))


def reports(row: Load) -> list[TableReport]:
    """One for each table, their paths in this home; empty before the file was read."""
    return storage.reports(row.report)


def results_of(row: Load) -> list[LoadResult]:
    """One for each table, as far as the load has come; empty before it was staged."""
    return [LoadResult.from_json(result) for result in row.results]


def stored(results: Sequence[LoadResult]) -> list[dict[str, Any]]:
    return [result.to_json() for result in results]


# --- received: judge and read the bytes ---


def _read(row: Load, attempt: Attempt) -> None:
    if same := _same_before(row):
        with attempt.fenced():
            _save(row, LoadState.UNCHANGED, same_as=same.id, report=same.report, results=same.results)
        return
    path = whole_original(row.sha256)
    attempt.progress(0, 100, READING)
    folder = storage.attempt_folder(row.id, attempt.fence)
    try:
        report = child_parser.parse(
            path, row.file_name, folder, SourceSettings.from_json(row.settings), attempt.progress
        )
    except Refused as refused:
        with attempt.fenced():
            _save(row, LoadState.REFUSED, refusal=[refused.code, _plain(refused.facts)])
        storage.forget_load(row.id)
        return
    with attempt.fenced():
        _save(row, LoadState.PARSED, report=report)


def _same_before(row: Load) -> Load | None:
    """The source's newest load before this one, if it brought these very bytes under these settings."""
    before = Load.objects.filter(source=row.source_id, id__lt=row.id, state__in=[*LOADED, LoadState.HELD]).order_by(
        "-id"
    )
    last = before.first()
    return last if last and last.sha256 == row.sha256 and last.settings == row.settings else None


# --- parsed: give it a dataset and tables, or hold it ---


def _stage(row: Load, attempt: Attempt) -> None:
    found, by = reports(row), person_of(row)
    with attempt.fenced():
        source = Source.objects.select_for_update().get(id=row.source_id)
        target_tables.leave_unlike(row, source, found, by)
        target_tables.place(row, source, found, by)
        results = stored(target_tables.results(source, found))
        if _waits(row, found):
            _save(row, LoadState.HELD, results=results, decision="")
        else:
            _save(row, LoadState.HELD if doubtful(row) else LoadState.STAGED, results=results)


def doubtful(row: Load) -> list[sanity.Doubt]:
    """The grave doubts about the load that nobody has put aside for its source."""
    return sanity.grave(reports(row), SourceSettings.from_json(row.settings).trusted)


def _waits(row: Load, found: Sequence[TableReport]) -> bool:
    """Whether personal data was found that no decision about this source settles, whatever was decided last."""
    settings = SourceSettings.from_json(row.settings)
    return bool(
        personal_decisions.unsettled(found, settings)
        or personal_decisions.unaccounted(reads.earlier_reports(row), found, settings)
    )


# --- staged: commit the rows into the lake ---


def _commit(row: Load, attempt: Attempt) -> None:
    if newer := reads.overtaken_by(row):
        with attempt.fenced():
            _give_way(row, newer)
        return
    try:
        results = _committed(row, attempt)
    except FileNotFoundError:
        if all(Path(report.parquet).exists() for report in reports(row)):
            raise
        with attempt.fenced():  # it was begun so long ago that what was read then has been swept: it is read again
            _save(row, LoadState.RECEIVED, results=[])
        return
    with attempt.fenced():
        _save(row, LoadState.COMMITTED, results=stored(results))


def _committed(row: Load, attempt: Attempt) -> list[LoadResult]:
    by = person_of(row)
    found, results = reports(row), []
    for index, (report, result) in enumerate(zip(found, results_of(row), strict=True)):
        attempt.progress(index, len(found), STORING)
        before = catalogue_reads.table(TableId(result.table_id), by)
        note = {"load": row.id, "file": row.file_name, "sha256": row.sha256, "by": row.by_name}
        committed = tables_actions.commit(
            before, Path(report.parquet), report.columns, report.rows, commit_key=f"{row.id}:{index}", note=note
        )
        results.append(replace(result, lake_version=committed.lake_version, changes=committed.changes))
    return results


def _give_way(row: Load, newer: Load) -> None:
    """End a load that would make older rows the newest version."""
    _save(row, LoadState.OVERTAKEN, refusal=["newer_file_published", {"file": newer.file_name}])
    transaction.on_commit(lambda: storage.forget_load(row.id))


# --- committed: tell the catalogue ---


def _publish(row: Load, attempt: Attempt) -> None:
    by = person_of(row)
    with attempt.fenced():
        source = Source.objects.select_for_update().get(id=row.source_id)
        if same := _same_since(row):
            _save(row, LoadState.UNCHANGED, same_as=same.id, results=same.results)
            return
        if newer := reads.overtaken_by(row):
            _give_way(row, newer)
            return
        results = [
            _version(row, report, result, by) for report, result in zip(reports(row), results_of(row), strict=True)
        ]
        assert source.dataset_id is not None
        if row.publish:
            _open(DatasetId(source.dataset_id), by)
        _save(row, LoadState.PUBLISHED, results=stored(results))
    storage.tidy_load(row.id, keep=storage.quarantine_files(row.report))


def _open(dataset_id: DatasetId, by: Person) -> None:
    """Publish the dataset; one without publisher or licence stays a draft, as its page says, and its file is in all the same."""
    try:
        catalogue_actions.publish_dataset(dataset_id, by=by)
    except Refused as refused:
        if refused.code != "dataset_needs_publisher_and_licence":
            raise


def _same_since(row: Load) -> Load | None:
    """Another load of the same bytes that was faster: one version is enough."""
    last = Load.objects.filter(source=row.source_id, state__in=LOADED).exclude(id=row.id).order_by("-changed").first()
    return last if last and last.sha256 == row.sha256 and last.settings == row.settings else None


def _version(row: Load, report: TableReport, result: LoadResult, by: Person) -> LoadResult:
    assert result.lake_version is not None
    table_id = TableId(result.table_id)
    version = catalogue_actions.publish_version(
        table_id,
        columns=report.columns,
        rows=report.rows,
        quarantined=report.quarantined,
        lake_version=result.lake_version,
        provenance=OfFile(
            name=row.file_name,
            sha256=row.sha256,
            bytes=row.bytes,
            encoding=report.encoding or "",
            notes={
                "load": row.id,
                "format": report.format,
                "header_line": report.header_line,
                "header_rows": report.header_rows,
            },
        ),
        changes=result.changes,
        personal=[
            tables_actions.personal_column(finding, table=report.name)
            for finding in report.personal
            if finding.grade is not Grade.PUBLIC
        ],
        by=by,
    )
    sql_name = catalogue_reads.table(table_id, by).sql_name
    return replace(result, version_id=version.id, number=version.number, sql_name=sql_name)


# --- published: tell the search ---


def _index(row: Load, attempt: Attempt) -> None:
    indexer.refresh()
    with attempt.fenced():
        _save(row, LoadState.INDEXED)


def index_batch(load_ids: Sequence[str]) -> int:
    """Refresh the search once for many loads that only wait for it; how many there were. May be done again."""
    waiting = Load.objects.filter(id__in=load_ids, state=LoadState.PUBLISHED)
    ids = list(waiting.values_list("id", flat=True))
    if ids:
        indexer.refresh()
    return Load.objects.filter(id__in=ids, state=LoadState.PUBLISHED).update(state=LoadState.INDEXED)


WALK: Walk[Load, LoadState] = Walk(
    label="ingest",
    states=LoadState,
    moves=MOVES,
    steps={
        LoadState.RECEIVED: _read,
        LoadState.PARSED: _stage,
        LoadState.STAGED: _commit,
        LoadState.COMMITTED: _publish,
        LoadState.PUBLISHED: _index,
    },
    words={
        LoadState.RECEIVED: READING,
        LoadState.PARSED: STORING,
        LoadState.STAGED: STORING,
        LoadState.COMMITTED: PUBLISHING,
        LoadState.PUBLISHED: INDEXING,
    },
)


def _save(row: Load, state: LoadState, **written: Any) -> None:
    """The state and what belongs to it; called inside a fenced transaction."""
    WALK.save(row, state, **written)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: fact if isinstance(fact, str | int | float | bool | None) else str(fact) for name, fact in facts.items()
    }
