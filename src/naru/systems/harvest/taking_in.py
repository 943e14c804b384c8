"""A page's records taken into the catalogue, in one transaction with the place where the walk goes on.

Unchanged ones cost a comparison; changed ones are merged with what people wrote here; a new one that says what a record
said which the run has not met yet waits until the run's end: it may be that record under a new id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from naru.base.kit.person import OrganisationId
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.values import DatasetId, DistributionIn
from naru.data.catalogue.core.values import Record as CatalogueRecord
from naru.systems.harvest.core import identity, merge
from naru.systems.harvest.core.completeness import MISSES_TO_RETIRE
from naru.systems.harvest.core.states import RecordState
from naru.systems.harvest.core.values import Finding, Harvested
from naru.systems.harvest.intake import Intake
from naru.systems.harvest.models import Record, Run, RunFinding, Source
from naru.systems.harvest.noticing import notice
from naru.systems.harvest.said import description_said, distributions_said, said_of

FINDINGS_MOST = 20_000  # rows of one run; what comes after is counted only
PRESENT = (RecordState.PRESENT, RecordState.MISSING)


@dataclass(slots=True)
class Taken:
    """What taking in did so far."""

    met: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    findings: list[tuple[str, Finding]] = field(default_factory=list)


def take_in(intake: Intake, records: Sequence[Harvested], *, defers: bool = True) -> Taken:
    """Within the caller's transaction. ``defers``: whether new records that look like absent ones may wait."""
    taken = Taken()
    once = _once(records, taken)
    known = _known(intake.source, once)
    news: list[tuple[Harvested, Record | None]] = []
    same: list[Record] = []
    for record in once.values():
        row = known.get(record.remote_id)
        if row is not None and row.last_run == intake.run.id and row.state != RecordState.DEFERRED:
            _note_again(record, row, taken)
            continue
        taken.met += 1
        taken.findings += [(record.remote_id, each) for each in record.findings]
        if record.is_gone:
            _expect_gone(row)
        elif not record.description.title:
            taken.left_out += 1
            same += [row] if row else []
        elif row is not None and row.fingerprint == identity.fingerprint(record) and _stands(row):
            taken.unchanged += 1
            same.append(row)
        else:
            news.append((record, row))
    if defers and intake.run.before:
        news = _deferred(intake, news, set(once), taken)
    _see(same, intake)
    _write(intake, news, taken)
    _note(intake.run, taken.findings)
    return taken


def _once(records: Sequence[Harvested], taken: Taken) -> dict[str, Harvested]:
    """The first of each id; another that says otherwise is told."""
    once: dict[str, Harvested] = {}
    for record in records:
        first = once.setdefault(record.remote_id, record)
        if first is not record and identity.fingerprint(first) != identity.fingerprint(record):
            facts = {"first": first.description.title, "second": record.description.title}
            taken.findings.append(
                (record.remote_id, Finding(code="same_id_twice", where=record.remote_id, facts=facts))
            )
            taken.met += 1
            taken.left_out += 1
    return once


def _known(source: Source, remote_ids: Iterable[str]) -> dict[str, Record]:
    rows = Record.objects.filter(source=source, remote_id__in=list(remote_ids)).defer("said")
    return {row.remote_id: row for row in rows}


def _note_again(record: Harvested, row: Record, taken: Taken) -> None:
    if row.fingerprint != identity.fingerprint(record):
        facts = {"first": row.title, "second": record.description.title}
        taken.findings.append((record.remote_id, Finding(code="same_id_twice", where=record.remote_id, facts=facts)))


def _expect_gone(row: Record | None) -> None:
    """The source says itself that it is gone: the run's end retires it, if that end is complete."""
    if row is not None and row.state in PRESENT:
        row.misses = MISSES_TO_RETIRE - 1
        row.save(update_fields=["misses"])


def _stands(row: Record) -> bool:
    """Whether what was taken in last still stands in the catalogue as the source's, so that nothing is to be done."""
    return row.state in {RecordState.PRESENT, RecordState.MISSING, RecordState.MERGED}


def _see(rows: Sequence[Record], intake: Intake) -> None:
    ids = [row.id for row in rows]
    Record.objects.filter(id__in=ids).update(last_run=intake.run.id)
    if missing := [row.id for row in rows if row.state == RecordState.MISSING or row.misses]:
        Record.objects.filter(id__in=missing).exclude(state=RecordState.MERGED).update(
            state=RecordState.PRESENT, misses=0
        )


def _deferred(
    intake: Intake, news: list[tuple[Harvested, Record | None]], page: set[str], taken: Taken
) -> list[tuple[Harvested, Record | None]]:
    """Lay aside those that say what an absent record said; the others."""
    fresh = {mark: record for record, row in news if row is None and (mark := identity.likeness(record))}
    alike = (
        Record.objects.filter(source=intake.source, likeness__in=list(fresh), state__in=PRESENT)
        .exclude(last_run=intake.run.id)
        .exclude(remote_id__in=page)
    )
    by_likeness = {row.likeness: row.id for row in alike.order_by("-id")}
    waiting = {id(record): by_likeness[mark] for mark, record in fresh.items() if mark in by_likeness}
    for record, _ in news:
        if id(record) in waiting:
            row = _row(intake, record)
            row.state, row.resembles, row.last_run = RecordState.DEFERRED, waiting[id(record)], intake.run.id
            row.save(force_insert=True)
    return [(record, row) for record, row in news if id(record) not in waiting]


def _row(intake: Intake, record: Harvested) -> Record:
    """A new row, not saved."""
    return Record(
        source=intake.source,
        remote_id=record.remote_id,
        key=identity.key(record.remote_id),
        title=record.description.title[:500],
        said=said_of(record),
        fingerprint=identity.fingerprint(record),
        likeness=identity.likeness(record),
        first_at=intake.now,
        changed_at=intake.now,
    )


def _write(intake: Intake, news: list[tuple[Harvested, Record | None]], taken: Taken) -> None:
    """New and changed records into the catalogue, and what the source said of them into their rows."""
    before = Record.objects.in_bulk([row.id for _, row in news if row])
    into = [(record, before[row.id] if row else None) for record, row in news]
    shown = [(record, row) for record, row in into if row is None or row.state != RecordState.MERGED]
    fresh = {record.remote_id: _row(intake, record) for record, row in into if row is None}
    rows = [row or fresh[record.remote_id] for record, row in into]
    given = _merged(intake, shown, fresh)
    catalogue.upsert_records(intake.source.slug, given, by=intake.by, organisation=_organisation(intake.source))
    ids = catalogue_reads.ids_of_records(intake.source.slug, [row.key for row in rows])
    for (record, was), row in zip(into, rows, strict=True):
        if was is not None and was.state == RecordState.RETIRED:
            _publish_again(DatasetId(was.dataset_id), intake)
        _update(row, record, intake, ids)
    Record.objects.bulk_create([row for row, (_, was) in zip(rows, into, strict=True) if was is None], batch_size=500)
    Record.objects.bulk_update([row for row, (_, was) in zip(rows, into, strict=True) if was], UPDATED, batch_size=200)
    notice(rows, intake)
    taken.added += len(fresh)
    taken.changed += len(rows) - len(fresh)


UPDATED = ["title", "said", "fingerprint", "likeness", "state", "misses", "last_run", "changed_at", "dataset_id", "resembles"]  # fmt: skip


def _update(row: Record, record: Harvested, intake: Intake, ids: dict[str, DatasetId]) -> None:
    row.title, row.said = record.description.title[:500], said_of(record)
    row.fingerprint, row.likeness = identity.fingerprint(record), identity.likeness(record)
    row.state = row.state if row.state == RecordState.MERGED else RecordState.PRESENT
    row.misses, row.last_run, row.changed_at, row.resembles = 0, intake.run.id, intake.now, ""
    row.dataset_id = ids.get(row.key, row.dataset_id)


def _merged(
    intake: Intake, news: list[tuple[Harvested, Record | None]], fresh: dict[str, Record]
) -> list[CatalogueRecord]:
    ids = [DatasetId(row.dataset_id) for _, row in news if row and row.dataset_id]
    here = catalogue.lock_datasets(ids, by=intake.by)
    files = catalogue_reads.distributions_of(here, intake.by)
    given = []
    for record, row in news:
        description, distributions = record.description, record.distributions
        if row is not None and (standing := here.get(DatasetId(row.dataset_id))):
            description = merge.merged(said=description_said(row), here=standing.description, now=description)
            distributions = merge.merged_distributions(
                said=distributions_said(row),
                here=[
                    DistributionIn(title=each.title, format=each.format, url=each.url, bytes=each.bytes)
                    for each in files[standing.id]
                ],
                now=distributions,
            )
        key = row.key if row else fresh[record.remote_id].key
        given.append(CatalogueRecord(source_id=key, description=description, distributions=distributions))
    return given


def _publish_again(dataset_id: DatasetId, intake: Intake) -> None:
    """A record that was retired has come back."""
    catalogue.publish_dataset(dataset_id, by=intake.by)


def _organisation(source: Source) -> OrganisationId | None:
    return OrganisationId(source.organisation_id) if source.organisation_id else None


def _note(run: Run, findings: Sequence[tuple[str, Finding]]) -> None:
    room = FINDINGS_MOST - RunFinding.objects.filter(run=run).count() if findings else 0
    RunFinding.objects.bulk_create(
        [
            RunFinding(run=run, remote_id=remote_id[:500], **each.to_json())
            for remote_id, each in findings[: max(room, 0)]
        ],
        batch_size=500,
    )
