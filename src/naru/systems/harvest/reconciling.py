"""A run's end: records under new ids, the verdict, what is missing, what is retired. Each step may be done again after a kill."""

from collections.abc import Iterator

from django.db.models import F, QuerySet

from naru.base.jobs.attempt import Attempt
from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import DatasetId
from naru.systems.harvest.core.completeness import (
    MISSES_TO_RETIRE,
    Completeness,
    Threshold,
    Verdict,
    Walk,
    verdict,
)
from naru.systems.harvest.core.states import RecordState, RunState
from naru.systems.harvest.intake import Intake
from naru.systems.harvest.kinds.register import ROW_KINDS, kind_named
from naru.systems.harvest.models import Record, Run
from naru.systems.harvest.said import harvested_of
from naru.systems.harvest.taking_in import PRESENT, take_in

AT_ONCE = 200
ENDING = Words("맞춰 보는 중", "comparing with what was there")
GONE = Words("원 출처에서 사라졌습니다.", "It is gone at its source.")
STATES = {
    Completeness.COMPLETE: RunState.COMPLETE,
    Completeness.INCOMPLETE: RunState.INCOMPLETE,
    Completeness.ASKS: RunState.ASKS,
}


def absent(run: Run) -> QuerySet[Record]:
    """The source's records that the run did not meet."""
    return Record.objects.filter(source=run.source_id, state__in=PRESENT).exclude(last_run=run.id)


def count_before(run: Run) -> int:
    """What the source had before this run: records that stand, or the rows of its last complete run."""
    if kind_named(run.source.kind).name not in ROW_KINDS:
        return Record.objects.filter(source=run.source_id, state__in=PRESENT).count()
    last = Run.objects.filter(source=run.source_id, state=RunState.COMPLETE).order_by("-id").first()
    return last.met if last else 0


def settle_deferred(intake: Intake, attempt: Attempt, *, ended: bool) -> None:
    """Each record that waited is the one it resembles, where the whole walk did not meet that one; else it is new."""
    while rows := list(
        Record.objects.filter(source=intake.source, state=RecordState.DEFERRED).order_by("id")[:AT_ONCE]
    ):
        attempt.progress(0, 0, ENDING)
        with attempt.fenced():
            _settle(intake, rows, ended=ended)
        crash.point("harvest.deferred_settled")


def _settle(intake: Intake, rows: list[Record], *, ended: bool) -> None:
    records = [harvested_of(row) for row in rows]
    resembled = Record.objects.in_bulk([row.resembles for row in rows])
    Record.objects.filter(id__in=[row.id for row in rows]).delete()
    for row in rows:
        before = resembled.get(row.resembles)
        if ended and before is not None and before.last_run != intake.run.id and before.state in PRESENT:
            before.remote_id = row.remote_id
            before.save(update_fields=["remote_id"])
    taken = take_in(intake, records, defers=False)
    Run.objects.filter(id=intake.run.id).update(
        added=F("added") + taken.added,
        changed=F("changed") + taken.changed,
        unchanged=F("unchanged") + taken.unchanged,
    )


def judge(run: Run, *, ended: bool) -> tuple[Verdict, int]:
    """The verdict, and how many records the run did not meet."""
    missing = max(0, run.before - run.met) if run.has_rows else absent(run).count()
    walk = Walk(ended=ended, total=run.total, met=run.met, unread=run.unread, repeated=run.is_repeated)
    threshold = Threshold(share=run.source.share_may_go, least=run.source.least_may_go)
    found = verdict(
        walk, before=run.before, absent=missing, threshold=threshold, asked_otherwise=run.source.asked_otherwise
    )
    return found, missing


def mark_missing(run: Run, *, by_person: bool = False) -> None:
    """Once for each complete run, within the transaction that says it is complete; a person's word counts for all misses."""
    misses = MISSES_TO_RETIRE if by_person else F("misses") + 1
    if run.has_rows:
        return
    absent(run).update(state=RecordState.MISSING, misses=misses)


def retire_due(run: Run, intake: Intake, attempt: Attempt) -> int:
    """Withdraw the datasets of records missed often enough; how many. A person's own withdrawal is left as it is."""
    retired = 0
    for rows in _due(run):
        with attempt.fenced():
            for row in rows:
                _retire(row, intake)
            retired += len(rows)
            Run.objects.filter(id=run.id).update(retired=F("retired") + len(rows))
        crash.point("harvest.retired")
    return retired


def _due(run: Run) -> Iterator[list[Record]]:
    due = Record.objects.filter(source=run.source_id, state=RecordState.MISSING, misses__gte=MISSES_TO_RETIRE).order_by(
        "id"
    )
    while rows := list(due[:AT_ONCE]):
        yield rows


def _retire(row: Record, intake: Intake) -> None:
    row.state, row.changed_at = RecordState.RETIRED, SYSTEM_CLOCK.now()
    row.save(update_fields=["state", "changed_at"])
    try:
        dataset = catalogue_reads.dataset(row.dataset_id, intake.by)
    except Refused:
        return
    if dataset.state is State.PUBLISHED:
        catalogue.withdraw_dataset(DatasetId(row.dataset_id), reason=f"{GONE.ko} {GONE.en}", by=intake.by)
