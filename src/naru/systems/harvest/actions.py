"""Register a source, change it, run it, decide what may go, tell duplicates, end it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction

from naru.base.jobs import actions as jobs
from naru.base.jobs import reads as job_reads
from naru.base.jobs.core.states import State as JobState
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.ids import is_id
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core import naming
from naru.data.catalogue.core.description import clean
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import DatasetId
from naru.systems.harvest import reconciling, trial
from naru.systems.harvest.adapters.sealed_keys import seal
from naru.systems.harvest.core import rights
from naru.systems.harvest.core.keys import plain, taken_out
from naru.systems.harvest.core.states import PAIR_STATES, RUNNING, DataPolicy, PairState, RecordState, RunState
from naru.systems.harvest.models import Pair, Record, Run, Source

RUN = "harvest.run"
SAME_DATASET = Words("다른 출처의 같은 데이터셋과 합쳤습니다.", "Merged with the same dataset of another source.")
ENDED = Words("수집을 그만두며 내렸습니다.", "Withdrawn as its source was ended.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What a person says of a source. ``every_hours`` 0: only when somebody asks."""

    name: str
    kind: str
    address: str
    options: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    every_hours: int = 24
    share_may_go: float = 0.2
    pause_s: float = 0.0
    page_size: int = 100
    data_policy: DataPolicy = DataPolicy.NEVER
    data_formats: Sequence[str] = ()


@transaction.atomic
def add_source(
    settings: SourceSettings,
    *,
    by: Person,
    organisation: OrganisationId | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> str:
    """Register a source; its id. One that was ended at the same address is taken up again, with all its records.

    Raises ``Refused``: ``forbidden``, ``harvest_inside_only``, ``harvest_source_known``, ``harvest_needs_name``,
    ``harvest_key_malformed``."""
    trial.rights_checked(settings.kind, by, organisation)
    address, key = _address_and_key(settings)
    if not clean(settings.name):
        raise Refused("harvest_needs_name")
    row = _known(settings.kind, address, settings.options)
    if row is not None and row.ended is None:
        raise Refused("harvest_source_known", name=row.name)
    now = clock.now()
    row = row or Source(created=now, slug=_free_slug(settings.name), by_id=by.id, by_name=by.name)
    row.ended = None
    row.organisation_id = organisation  # type: ignore[assignment]
    _write(row, settings, address, key)
    row.next_at = now + timedelta(hours=row.every_hours) if row.every_hours else None
    row.save()
    record(by.actor, "harvest_source.added", row.id, facts={"source": row.name, "kind": row.kind}, clock=clock)
    return row.id


@transaction.atomic
def change_source(source_id: str, settings: SourceSettings, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """An empty key leaves the one there is. Raises ``Refused`` as ``add_source``, ``not_found``."""
    row = _locked(source_id, by)
    trial.rights_checked(settings.kind, by, _organisation(row))
    address, key = _address_and_key(settings)
    if (row.address, row.options) != (address, dict(settings.options)):
        row.asked_otherwise = True
    _write(row, settings, address, key)
    row.next_at = clock.now() + timedelta(hours=row.every_hours) if row.every_hours else None
    row.save()
    record(by.actor, "harvest_source.changed", row.id, facts={"source": row.name}, clock=clock)


def _address_and_key(settings: SourceSettings) -> tuple[str, str]:
    address, inside = taken_out(settings.address.strip())
    return address, plain(settings.key or inside)


def _known(kind: str, address: str, options: Mapping[str, Any]) -> Source | None:
    return Source.objects.select_for_update().filter(kind=kind, address=address, options=dict(options)).first()


def _free_slug(name: str) -> str:
    wanted = f"harvest:{naming.slug(name)[:60]}"
    return naming.unique(wanted, lambda slug: Source.objects.filter(slug=slug).exists())


def _write(row: Source, settings: SourceSettings, address: str, key: str) -> None:
    row.name, row.kind = clean(settings.name)[:200], settings.kind
    row.address, row.options = address, dict(settings.options)
    row.sealed_key = seal(key, row.id) if key else row.sealed_key
    row.every_hours = max(0, min(settings.every_hours, 24 * 366))
    row.share_may_go = max(0.0, min(settings.share_may_go, 1.0))
    row.pause_s = max(0.0, min(settings.pause_s, 60.0))
    row.page_size = max(1, min(settings.page_size, 1000))
    row.data_policy, row.data_formats = settings.data_policy.value, list(settings.data_formats)


def _organisation(row: Source) -> OrganisationId | None:
    return OrganisationId(row.organisation_id) if row.organisation_id else None


def _locked(source_id: str, by: Person) -> Source:
    row = Source.objects.select_for_update().filter(id=source_id).first() if is_id(source_id) else None
    if row is None or not rights.may_see_source(by, _organisation(row)):
        raise Refused("not_found")
    if not rights.may_harvest(by, _organisation(row)):
        raise Refused("forbidden")
    return row


# --- runs ---


@transaction.atomic
def start_run(source_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """Queue a run and return its id; one that is on its way already is returned instead.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``harvest_source_ended``."""
    source = _locked(source_id, by)
    if source.ended is not None:
        raise Refused("harvest_source_ended", name=source.name)
    going = Run.objects.filter(source=source, state__in=RUNNING).first()
    if going is not None and not _is_lost(going):
        return going.id
    if going is not None:
        going.state, going.ended, going.refusal = RunState.INCOMPLETE, clock.now(), ["harvest_run_lost", {}]
        going.reasons = ["walk_not_ended"]
        going.save(update_fields=["state", "ended", "refusal", "reasons"])
    Run.objects.filter(source=source, state=RunState.ASKS).update(state=RunState.INCOMPLETE, decided_by="")
    row = Run.objects.create(source=source, by_id=by.id, by_name=by.name, at=clock.now())
    queue(row, source)
    if source.every_hours:
        source.next_at = clock.now() + timedelta(hours=source.every_hours)
        source.save(update_fields=["next_at"])
    return row.id


def _is_lost(run: Run) -> bool:
    """Its job has ended, and the run has not: an error of ours that no retry mended."""
    try:
        return job_reads.job(run.job_id).state in {JobState.FAILED, JobState.CANCELLED}
    except Refused:
        return True


def queue(row: Run, source: Source) -> None:
    """The run's job, at once or when the source may be asked again."""
    row.job_id = jobs.start(
        RUN,
        {"run_id": row.id},
        by="" if row.by_id == SYSTEM.id else row.by_id,
        title=Words(f"수집: {source.name}"[:200], f"Harvest: {source.name}"[:200]),
        about=f"/harvest/runs/{row.id}/",
        run_after=row.resume_at,
    )
    row.save(update_fields=["job_id"])


@transaction.atomic
def decide_run(run_id: str, *, may_go: bool, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """A person's word on a run that asks: what it missed is retired, or all of it stays.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``harvest_run_asks_nothing``."""
    found = Run.objects.filter(id=run_id).values_list("source_id", flat=True).first() if is_id(run_id) else None
    if found is None:
        raise Refused("not_found")
    source = _locked(found, by)
    row = Run.objects.select_for_update().select_related("source").get(id=run_id)
    if row.state != RunState.ASKS:
        raise Refused("harvest_run_asks_nothing")
    row.state = RunState.COMPLETE if may_go else RunState.INCOMPLETE
    row.decided_by = by.name
    if may_go:
        reconciling.mark_missing(row, by_person=True)
        source.asked_otherwise = False
        source.save(update_fields=["asked_otherwise"])
        queue(row, source)
    row.save(update_fields=["state", "decided_by"])
    verb = "harvest_source.removal_confirmed" if may_go else "harvest_source.removal_declined"
    record(by.actor, verb, source.id, facts={"source": source.name, "records": row.absent}, clock=clock)


# --- duplicates ---


@transaction.atomic
def decide_pair(pair_id: str, state: PairState, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Two records are one dataset (the second's is withdrawn and follows its source no more), or they are not (it comes
    back). Raises ``Refused``: ``not_found``, ``forbidden``, ``harvest_pair_decided``."""
    pair = Pair.objects.select_for_update().select_related("first__source", "second__source").filter(id=pair_id).first()
    if pair is None or not all(_may(by, each.source) for each in (pair.first, pair.second)):
        raise Refused("not_found")
    if state not in PAIR_STATES[PairState(pair.state)]:
        raise Refused("harvest_pair_decided")
    was, pair.state, pair.decided_by, pair.at = pair.state, state, by.name, clock.now()
    pair.save(update_fields=["state", "decided_by", "at"])
    if state is PairState.MERGED:
        _follow_no_more(pair.second, by)
    elif was == PairState.MERGED:
        _follow_again(pair.second, by)
    facts = {"first": pair.first.title, "second": pair.second.title, "decision": state.value}
    record(by.actor, "harvest_source.duplicate_decided", pair.second.source_id, facts=facts, clock=clock)


def _may(by: Person, source: Source) -> bool:
    return rights.may_harvest(by, _organisation(source))


def _follow_no_more(row: Record, by: Person) -> None:
    row.state = RecordState.MERGED
    row.save(update_fields=["state"])
    _withdraw(row, SAME_DATASET, by)


def _follow_again(row: Record, by: Person) -> None:
    """Its dataset stands again; what its source said meanwhile is taken in with the next run."""
    row.state, row.fingerprint, row.misses = RecordState.PRESENT, "", 0
    row.save(update_fields=["state", "fingerprint", "misses"])
    catalogue.publish_dataset(DatasetId(row.dataset_id), by=by)


def _withdraw(row: Record, reason: Words, by: Person) -> None:
    dataset = catalogue_reads.datasets([row.dataset_id], by).get(DatasetId(row.dataset_id))
    if dataset is not None and dataset.state is State.PUBLISHED:
        catalogue.withdraw_dataset(dataset.id, reason=f"{reason.ko} {reason.en}", by=by)


# --- its end ---


@transaction.atomic
def end_source(source_id: str, *, withdraws: bool, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Ask the source no more. Its datasets stay as they are, or are withdrawn by a job. Nothing is erased.

    Raises ``Refused``: ``not_found``, ``forbidden``."""
    source = _locked(source_id, by)
    source.ended, source.next_at = clock.now(), None
    source.save(update_fields=["ended", "next_at"])
    for run in Run.objects.filter(source=source, state__in=RUNNING):
        run.state, run.ended, run.reasons = RunState.INCOMPLETE, clock.now(), ["walk_not_ended"]
        run.refusal = ["harvest_source_ended", {"name": source.name}]
        run.save(update_fields=["state", "ended", "reasons", "refusal"])
        _cancel(run, by)
    if withdraws:
        jobs.start("harvest.withdraw_all", {"source_id": source.id}, by=by.id, about=f"/harvest/sources/{source.id}/")
    record(by.actor, "harvest_source.ended", source.id, facts={"source": source.name}, clock=clock)


def _cancel(run: Run, by: Person) -> None:
    try:
        jobs.cancel(run.job_id, by=by.actor)
    except Refused:
        return


def withdraw_all(source_id: str) -> int:
    """Withdraw what an ended source has brought, a hundred at a time; how many. May be done again."""
    done = 0
    rows = Record.objects.filter(source=source_id, source__ended__isnull=False).exclude(
        state__in=[RecordState.RETIRED, RecordState.MERGED]
    )
    while batch := list(rows.order_by("id")[:100]):
        with transaction.atomic():
            for row in batch:
                row.state = RecordState.RETIRED
                row.save(update_fields=["state"])
                _withdraw(row, ENDED, SYSTEM)
        done += len(batch)
    return done
