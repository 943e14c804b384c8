"""Loads, uploads and feeds as their people see them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from naru.base.kit.actor import actor_words
from naru.base.kit.person import OrganisationId, Person, Role
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.ingest import storage
from naru.data.ingest.core import sanity
from naru.data.ingest.core.personal_decisions import unaccounted
from naru.data.ingest.core.source_settings import SourceSettings
from naru.data.ingest.core.states import CORRECTED_WORDS, LOADED, STATE_WORDS, LoadState
from naru.data.ingest.core.values import LoadResult, TableReport
from naru.data.ingest.models import Feed, FeedRun, Load
from naru.data.tables.core.values import Grade, PersonalFinding, PersonalKind

EARLIER = 20  # loads of the same bytes that are asked what they found


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadView:
    """A load with its report, for its page, the API and the command line; "" where there is nothing to say."""

    id: str
    state: LoadState
    file_name: str
    origin: str
    sha256: str
    bytes: int
    dataset_id: str | None
    tables: tuple[TableReport, ...]
    results: tuple[LoadResult, ...]
    previews: Mapping[str, Sequence[str]]  # the first lines of each table's source, by its name
    refused: tuple[Mapping[str, Any], ...]  # files inside an archive that gave no table
    refusal: Refused | None
    settings: SourceSettings
    decision: str
    decided_by: str
    same_as: str
    again: str  # the load of the same bytes as a person corrected them, where it could be read
    seconds: float
    by_id: str
    by: Words
    job_id: str
    at: datetime

    @property
    def words(self) -> Words:
        return CORRECTED_WORDS if self.is_corrected else STATE_WORDS[self.state]

    @property
    def is_corrected(self) -> bool:
        """Whether what waited here for a decision was corrected instead: what is to be decided lies with ``again``."""
        return self.state is LoadState.HELD and self.again != ""

    @property
    def is_running(self) -> bool:
        return self.state in {LoadState.RECEIVED, LoadState.PARSED, LoadState.STAGED, LoadState.COMMITTED}

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself: it has ended, or waits for a decision."""
        return not self.is_running and self.state is not LoadState.PUBLISHED

    @property
    def doubts(self) -> list[sanity.Doubt]:
        """What is odd enough about its tables to hold it, without what a person put aside for its source."""
        return sanity.grave(self.tables, self.settings.trusted)

    @property
    def rows(self) -> int:
        """Of all its tables, without the rows kept aside."""
        return sum(table.rows for table in self.tables)

    @property
    def quarantined(self) -> int:
        return sum(table.quarantined for table in self.tables)

    @property
    def has_personal(self) -> bool:
        return any(table.personal for table in self.tables)

    @property
    def has_identity(self) -> bool:
        """Whether numbers of identity were found, which are never published as they are."""
        return any(finding.grade is Grade.IDENTITY for table in self.tables for finding in table.personal)


def may_see(person: Person, row: Load) -> bool:
    """Whoever brought the file, the stewards of its organisation, the officers."""
    if person.is_anonymous:
        return False
    mine = row.by_id == person.id
    return (
        mine
        or person.is_officer
        or (row.organisation_id is not None and person.stewards(OrganisationId(row.organisation_id)))
    )


def seen_by(person: Person) -> Q:
    """The loads for which ``may_see`` holds."""
    if person.is_anonymous:
        return Q(pk__in=())
    if person.is_officer:
        return ~Q(pk__in=())
    stewarded = [organisation for organisation, role in person.roles.items() if role in {Role.OWNER, Role.STEWARD}]
    return Q(by_id=person.id) | Q(organisation__in=stewarded)


def load_row(load_id: str, person: Person) -> Load:
    """The row, or ``not_found`` for those who have nothing to do with it."""
    row = Load.objects.filter(seen_by(person), id=load_id).select_related("source").first()
    if row is None:
        raise Refused("not_found")
    return row


def load(load_id: str, person: Person) -> LoadView:
    """The load, or ``not_found`` for those who have nothing to do with it."""
    return _views([load_row(load_id, person)])[0]


def overtaken_by(row: Load) -> Load | None:
    """The newest load of a later file of the same source that is published already in one of this load's tables."""
    mine = {result["table_id"] for result in row.results}
    later = Load.objects.filter(source=row.source_id, id__gt=row.id, state__in=LOADED).order_by("-id")
    return next((load for load in later.iterator() if mine & {each["table_id"] for each in load.results}), None)


def earlier_reports(row: Load) -> list[TableReport]:
    """What other loads of the same source found in these very bytes, before this one."""
    same = Load.objects.filter(source=row.source_id, sha256=row.sha256, id__lt=row.id).exclude(report=None)
    return [report for other in same.order_by("-id")[:EARLIER] for report in storage.reports(other.report)]


def unaccounted_kinds(load_id: str) -> frozenset[PersonalKind]:
    """Kinds of identity numbers that were found in these bytes before, and that a correction hides."""
    row = Load.objects.get(id=load_id)
    return unaccounted(earlier_reports(row), storage.reports(row.report), SourceSettings.from_json(row.settings))


def newer_published(load_id: str) -> Refused | None:
    """Why the load cannot be published any more, if a newer file of its source was published first."""
    newer = overtaken_by(Load.objects.get(id=load_id))
    return Refused("newer_file_published", file=newer.file_name) if newer else None


def loads(person: Person, limit: int = 30, before: str = "") -> list[LoadView]:
    """Newest first; ``before`` is the id that the page before ended with."""
    rows = Load.objects.filter(seen_by(person)).select_related("source").order_by("-id")
    return _views((rows.filter(id__lt=before) if before else rows)[:limit])


def waiting(person: Person, limit: int = 30) -> list[LoadView]:
    """Loads that wait for a decision, newest first, but for those that were corrected and loaded again."""
    again = _followers().exclude(follows="").values("follows")
    rows = Load.objects.filter(seen_by(person), state=LoadState.HELD).exclude(id__in=again)
    return _views(rows.select_related("source").order_by("-id")[:limit])


def waiting_of_dataset(dataset_id: str, person: Person) -> list[LoadView]:
    """Those of ``waiting`` that are the dataset's."""
    return [view for view in waiting(person) if view.dataset_id == dataset_id]


def _views(rows: Iterable[Load]) -> list[LoadView]:
    found = list(rows)
    followers = _followers().filter(follows__in=[row.id for row in found]).order_by("id")
    again = dict(followers.values_list("follows", "id"))
    return [load_view(row, again=again.get(row.id, "")) for row in found]


def _followers() -> QuerySet[Load]:
    """Loads that may stand for the one they follow: a correction under which nothing could be read does not."""
    return Load.objects.exclude(state=LoadState.REFUSED)


def load_view(row: Load, *, again: str = "") -> LoadView:
    """The row as a value; ``again`` is the load that stands for it, which only a query over all loads knows."""
    report = row.report or {}
    return LoadView(
        id=row.id,
        state=LoadState(row.state),
        file_name=row.file_name,
        origin=row.source.origin,
        sha256=row.sha256,
        bytes=row.bytes,
        dataset_id=row.source.dataset_id,
        tables=tuple(storage.reports(report)),
        results=tuple(map(LoadResult.from_json, row.results)),
        previews=report.get("previews", {}),
        refused=tuple(report.get("refused", ())),
        refusal=Refused(row.refusal[0], **row.refusal[1]) if row.refusal else None,
        settings=SourceSettings.from_json(row.settings),
        decision=row.decision,
        decided_by=row.decided_by,
        same_as=row.same_as,
        again=again,
        seconds=row.seconds,
        by_id=row.by_id,
        by=actor_words(row.by_id, row.by_name),
        job_id=row.job_id,
        at=row.at,
    )


def report_lines(view: LoadView, source: str) -> Iterator[dict[str, Any]]:
    """One object a table, as ``naru ingest --json`` and the API say it; then one for each file that was refused."""
    results = {result.name: result for result in view.results}
    for table in view.tables:
        result = results.get(table.name)
        yield {
            "source": source,
            "table": result.sql_name if result else None,
            "dataset": view.dataset_id,
            "version": result.number if result else None,
            "state": view.state.value,
            "name": table.name,
            "encoding": table.encoding,
            "encoding_confidence": table.encoding_confidence,
            "header_rows": table.header_rows,
            "header_line": table.header_line,
            "rows": table.rows,
            "quarantined": table.quarantined,
            "aside": [{"reason": a.code, "column": a.column, "count": a.count} for a in table.quarantine_reasons],
            "personal": [_personal_line(p) for p in table.personal],
            "warnings": list(table.warnings),
            "doubts": [asdict(doubt) for doubt in sanity.doubts(table)],
            "changes": result.changes.to_json() if result and result.changes else {},
            "seconds": view.seconds,
            "load": view.id,
            "columns": [
                {
                    "name": column.name,
                    "alias": column.alias,
                    "type": column.type.value,
                    "unit": column.unit,
                    "meaning": column.meaning.value if column.meaning else None,
                    "epsg": column.epsg,
                    "nulls": column.nulls,
                    "distinct": column.distinct,
                }
                for column in table.columns
            ],
        }
    for refused in view.refused:
        yield error_line(f"{source} › {refused['file']}", Refused(refused["code"], **refused["facts"]), view.id)


def _personal_line(finding: PersonalFinding) -> dict[str, Any]:
    ground = {"ground": finding.ground.value} if finding.ground else {}
    return {
        "column": finding.column,
        "kind": finding.kind.value,
        "count": finding.count,
        "grade": finding.grade.value,
        **ground,
    }


def error_line(source: str, refused: Refused, load_id: str | None = None) -> dict[str, Any]:
    """``{source, error, message: {ko, en}, load}``: a refusal as the command line and the API say it."""
    words = refused.words
    return {"source": source, "error": refused.code, "message": {"ko": words.ko, "en": words.en}, "load": load_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedRow:
    """A row kept aside: where it stood, as it was, why, and in which column which value did not fit."""

    line: int | None
    raw: str
    reason: str
    column: str | None
    value: str | None


def quarantined_rows(table: TableReport, limit: int | None = None) -> Iterator[QuarantinedRow]:
    """The rows kept aside, in the order of their lines; none when the file of them is gone. Read in batches."""
    if table.quarantine is None or not Path(table.quarantine).exists():
        return
    import pyarrow.parquet as pq  # only this page needs it

    left = limit
    for batch in pq.ParquetFile(table.quarantine).iter_batches(batch_size=1000):
        for row in batch.to_pylist():
            if left is not None:
                if left <= 0:
                    return
                left -= 1
            yield QuarantinedRow(**{name: row.get(name) for name in ("line", "raw", "reason", "column", "value")})


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A feed and its last run, None before the first."""

    id: str
    name: str
    runs: int
    last: "FeedRunView | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRunView:
    """One reading of a feed; ``examples`` are the first hundred lines left out: ``{line, field, raw}``."""

    id: str
    feed: str
    file_name: str
    state: str
    added: int
    changed: int
    unchanged: int
    left_out: int
    examples: tuple[Mapping[str, Any], ...]
    refusal: Refused | None
    seconds: float
    by: Words
    job_id: str
    at: datetime

    @property
    def records(self) -> int:
        """How many records the feed had, the unchanged ones included."""
        return self.added + self.changed + self.unchanged

    def to_json(self) -> dict[str, Any]:
        """As ``naru ingest --json`` says it."""
        return {
            "feed": self.feed,
            "run": self.id,
            "records": self.records,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "left_out": self.left_out,
            "seconds": self.seconds,
        }


def feeds(person: Person) -> list[FeedView]:
    """By name: all for officers, else those of the person's organisations."""
    rows = Feed.objects.filter(_feeds_of(person)).order_by("name")
    return [FeedView(id=row.id, name=row.name, runs=row.runs.count(), last=_last_run(row)) for row in rows]


def feed_run(run_id: str, person: Person) -> FeedRunView:
    """The run, or ``not_found`` for those who may not see its feed."""
    row = FeedRun.objects.filter(id=run_id, feed__in=Feed.objects.filter(_feeds_of(person))).first()
    if row is None:
        raise Refused("not_found")
    return feed_run_view(row)


def feed_runs(person: Person, limit: int = 50) -> list[FeedRunView]:
    """Of the feeds that the person may see, newest first."""
    rows = (
        FeedRun.objects.filter(feed__in=Feed.objects.filter(_feeds_of(person))).select_related("feed").order_by("-id")
    )
    return [feed_run_view(row) for row in rows[:limit]]


def _feeds_of(person: Person) -> Q:
    if person.is_anonymous:
        return Q(pk__in=())
    if person.is_officer:
        return ~Q(pk__in=())
    return Q(organisation__in=person.organisations)


def _last_run(row: Feed) -> FeedRunView | None:
    last = row.runs.order_by("-id").first()
    return feed_run_view(last) if last else None


def feed_run_view(row: FeedRun) -> FeedRunView:
    return FeedRunView(
        id=row.id,
        feed=row.feed.name,
        file_name=row.file_name,
        state=row.state,
        added=row.added,
        changed=row.changed,
        unchanged=row.unchanged,
        left_out=row.left_out,
        examples=tuple(row.examples),
        refusal=Refused(row.refusal[0], **row.refusal[1]) if row.refusal else None,
        seconds=row.seconds,
        by=actor_words(row.by_id, row.by_name),
        job_id=row.job_id,
        at=row.at,
    )
