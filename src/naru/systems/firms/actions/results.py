"""What a workspace keeps: queries, notes, results bound to versions; and a result published back as a dataset with its lineage."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import DatasetId, Derived, Description, TableId
from naru.data.query.actions import run_sql
from naru.data.query.core.answers import Answer, read_answer
from naru.data.query.core.values import SqlLimits, SqlResult
from naru.data.tables import actions as tables
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.description import KnownColumn
from naru.systems.firms.actions.text import written
from naru.systems.firms.actions.workspaces import working
from naru.systems.firms.core.citations import answer_digest, versions_of
from naru.systems.firms.core.states import DataState
from naru.systems.firms.models import TEXT_LONGEST, TITLE_LONGEST, Note, Result, SavedQuery, WorkspaceData
from naru.systems.firms.reads import workspaces as reads

ROWS_MOST = 2_000
LIMITS = SqlLimits(rows=ROWS_MOST)
SHOWN = {Access.OPEN, Access.SIGNED_IN}
SOURCE, BY = "firms.research", "firms.research 1"


@transaction.atomic
def save_query(workspace_id: str, title: str, sql: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """For all of the group; each asks it with their own rights. Raises ``Refused``: ``not_found``, ``workspace_closed``."""
    row, _ = working(workspace_id, by, clock)
    made = SavedQuery.objects.create(
        workspace=row,
        title=written(title, TITLE_LONGEST),
        sql=written(sql, TEXT_LONGEST),
        saved=clock.now(),
        by_name=by.name,
    )
    return made.id


@transaction.atomic
def write_note(workspace_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Stays as it was written. Raises ``Refused``: ``not_found``, ``workspace_closed``, ``problem_text_refused``."""
    row, _ = working(workspace_id, by, clock)
    Note.objects.create(workspace=row, text=written(text, TEXT_LONGEST), at=clock.now(), by_name=by.name)


def keep_result(workspace_id: str, title: str, sql: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Result:
    """The answer of now, bound to the versions that it was asked of: they are named before it is asked, so none can slip in between.

    Raises ``Refused``: ``not_found``, ``workspace_closed``, ``result_too_large``, ``problem_text_refused``, and as ``run_sql``.
    """
    with transaction.atomic():
        working(workspace_id, by, clock)
    said, text = written(title, TITLE_LONGEST), written(sql, TEXT_LONGEST)
    citations = reads.cited_in(text, by)
    answer = run_sql(text, by, LIMITS, versions=versions_of(citations))
    if answer.truncated:
        raise Refused("result_too_large", most=ROWS_MOST)
    with transaction.atomic():
        row, _ = working(workspace_id, by, clock)
        made = Result.objects.create(
            workspace=row,
            title=said,
            sql=text,
            citations=[each.to_json() for each in citations],
            columns=[[column.name, column.type] for column in answer.columns],
            rows=answer.rows,
            digest=_digest(answer),
            made=clock.now(),
            by_name=by.name,
        )
        facts = {"title": said, "digest": made.digest, "versions": len(citations)}
        record(by.actor, "workspace.result_made", row.id, facts=facts, clock=clock)
        return reads.result_value(made, by)


def comes_out_again(result_id: str, *, by: Person) -> bool:
    """Asked of the same versions with the asker's own rights: whether the answer is the same to the last digit that counts.

    Raises ``Refused``: ``not_found``, and as ``run_sql``.
    """
    found = reads.result(result_id, by)
    answer = run_sql(found.sql, by, LIMITS, versions=versions_of(found.citations))
    return _digest(answer) == found.digest


def publish_result(result_id: str, description: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> DatasetId:
    """As a draft with its lineage, for the organisation of the workspace; it goes the way of any dataset from there.

    Asked again after a crash, it goes on where it stopped. Raises ``Refused``: ``not_found``, ``forbidden``, ``workspace_closed``,
    ``result_published_already``, ``result_of_closed_data``, and as ``tables.publish``.
    """
    found = reads.result(result_id, by)
    with transaction.atomic():
        row, workspace = working(found.workspace_id, by, clock)
        access = _access_of(found, workspace)
    if found.dataset_id:
        raise Refused("result_published_already")
    inputs = tuple(catalogue_reads.version(TableId(each.table_id), each.number, by).id for each in found.citations)
    dataset = catalogue.register_dataset(
        Description(title=found.title, description=written(description, TEXT_LONGEST)),
        by=by,
        organisation=workspace.organisation,
        source=SOURCE,
        source_id=found.id,
        access=access,
        clock=clock,
    )
    table = catalogue.ensure_table(dataset.id, found.title, by=by, clock=clock)
    notes = {"sql": found.sql, "workspace": workspace.title, "digest": found.digest}
    derived = Derived(
        inputs=inputs, by=BY, digest=sha256_of({"by": BY, "sql": found.sql, "inputs": list(inputs)}), notes=notes
    )
    answer = read_answer(found.answer, _columns_of(found, by))
    with TemporaryDirectory(prefix="naru-result-") as folder:
        path = Path(folder) / "table.parquet"
        pq.write_table(_as_kept(answer), path, compression="zstd")
        tables.publish(
            TableId(table.id), path, derived, columns=_known(answer), commit_key=derived.digest, by=by, clock=clock
        )
    with transaction.atomic():
        Result.objects.filter(id=found.id).update(dataset_id=dataset.id)
        record(by.actor, "workspace.result_published", row.id, facts={"title": found.title}, clock=clock)
    return dataset.id


def _access_of(found: reads.Result, workspace: reads.Workspace) -> Access:
    """As open as the least open input. What is closed is published only where its keeper said so and still grants it."""
    ids = {catalogue_reads.table(each.table_id, SYSTEM).dataset_id for each in found.citations}
    inputs = list(catalogue_reads.datasets(ids, SYSTEM).values())
    granted = WorkspaceData.objects.filter(
        workspace_id=workspace.id, state=DataState.GRANTED.value, may_publish=True
    ).values_list("dataset_id", flat=True)
    rest = [each for each in inputs if each.id not in set(granted)]
    closed = [each for each in rest if each.state is not State.PUBLISHED or each.rights.access not in SHOWN]
    if closed or len(inputs) < len(ids):
        raise Refused("result_of_closed_data", titles=", ".join(sorted(each.title for each in closed)) or "-")
    return Access.OPEN if all(each.rights.access is Access.OPEN for each in rest) else Access.SIGNED_IN


def _columns_of(found: reads.Result, by: Person) -> list[Column]:
    versions = (catalogue_reads.version(TableId(each.table_id), each.number, by) for each in found.citations)
    return [column for version in versions for column in version.columns]


def _known(answer: Answer) -> list[KnownColumn]:
    return [
        KnownColumn(name=column.name, alias=column.alias, type=column.type, unit=column.unit, meaning=column.meaning)
        for column in answer.columns
    ]


def _as_kept(answer: Answer) -> pa.Table:
    schema = pa.schema([(column.alias, ARROW_TYPES[column.type]) for column in answer.columns])
    return answer.table.select(schema.names).cast(schema)


def _digest(answer: SqlResult) -> str:
    return answer_digest([column.name for column in answer.columns], answer.rows)
