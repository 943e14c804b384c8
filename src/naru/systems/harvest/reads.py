"""Sources, runs and findings as their people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from naru.base.kit.actor import actor_words
from naru.base.kit.ids import is_id
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest.core import rights
from naru.systems.harvest.core.finding_words import REASONS, words_of
from naru.systems.harvest.core.states import RUN_STATE_WORDS, RUNNING, RecordState, RunState
from naru.systems.harvest.core.values import Finding
from naru.systems.harvest.kinds.register import KINDS
from naru.systems.harvest.models import Record, Run, RunFinding, Source

RUNS_SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """``asks``: what a person decides; ``refusal``: what ended the walk early."""

    id: str
    source_id: str
    source_name: str
    state: RunState
    words: Words
    at: datetime
    ended: datetime | None
    by: Words
    decided_by: str
    added: int
    changed: int
    unchanged: int
    left_out: int
    met: int
    total: int | None
    unread: int
    before: int
    absent: int
    retired: int
    seconds: float
    reasons: Sequence[Words]
    refusal: Words | None
    resume_at: datetime | None
    job_id: str
    findings: int = 0

    @property
    def is_over(self) -> bool:
        return self.state not in RUNNING

    @property
    def tone(self) -> str:
        """Of its badge: a run that changed nothing and left records out is not green."""
        match self.state:
            case RunState.COMPLETE:
                return "care" if self.left_out and not self.added + self.changed + self.unchanged else "good"
            case RunState.ASKS:
                return "care"
            case RunState.INCOMPLETE:
                return "bad"
        return "harbour"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """``address`` without its key; ``present`` counts records that stand."""

    id: str
    slug: str
    name: str
    kind: str
    kind_words: Words
    address: str
    options: dict[str, Any]
    has_key: bool
    every_hours: int
    next_at: datetime | None
    share_may_go: float
    pause_s: float
    page_size: int
    data_policy: str
    data_formats: Sequence[str]
    organisation: OrganisationId | None
    created: datetime
    ended: datetime | None
    present: int
    missing: int
    retired: int
    last: RunView | None
    last_complete: datetime | None
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """``count``: how many records of the run it is said of; ``title`` and ``remote_id`` of one of them."""

    remote_id: str
    title: str
    record_id: str
    words: Words


def sources(person: Person, *, ended: bool = False) -> list[SourceView]:
    """Those the person may see, the newest first."""
    rows = sources_seen_by(person).filter(ended__isnull=not ended).order_by("-id")
    return [_source_view(row, person) for row in rows]


def source(source_id: str, person: Person) -> SourceView:
    """Raises ``Refused``: ``not_found``."""
    return _source_view(source_row(source_id, person), person)


def source_named(text: str, person: Person) -> SourceView:
    """By its id or the name it was given. Raises ``Refused``: ``not_found``."""
    row = sources_seen_by(person).filter(name=text).order_by("ended", "-id").first()
    return _source_view(row, person) if row else source(text, person)


def runs(source_id: str, person: Person, *, limit: int = RUNS_SHOWN) -> list[RunView]:
    """The newest first. Raises ``Refused``: ``not_found``."""
    row = source_row(source_id, person)
    found = Run.objects.filter(source=row).select_related("source").order_by("-id")[:limit]
    counts = dict(
        RunFinding.objects.filter(run__in=[each.id for each in found]).values_list("run").annotate(count=Count("id"))
    )
    return [_run_view(each, counts.get(each.id, 0)) for each in found]


def run(run_id: str, person: Person) -> RunView:
    """Raises ``Refused``: ``not_found``."""
    row = Run.objects.select_related("source").filter(id=run_id).first() if is_id(run_id) else None
    if row is None or not rights.may_see_source(person, organisation_of(row.source)):
        raise Refused("not_found")
    return _run_view(row, RunFinding.objects.filter(run=row).count())


def findings(run_id: str, person: Person, *, limit: int = 100) -> list[FindingView]:
    """What a run says of its records. Raises ``Refused``: ``not_found``."""
    view = run(run_id, person)
    rows = list(RunFinding.objects.filter(run=run_id).order_by("id")[:limit])
    records = {
        each.remote_id: each
        for each in Record.objects.filter(source=view.source_id, remote_id__in=[row.remote_id for row in rows])
    }
    return [
        FindingView(
            remote_id=row.remote_id,
            title=records[row.remote_id].title if row.remote_id in records else "",
            record_id=records[row.remote_id].id if row.remote_id in records else "",
            words=words_of(Finding(code=row.code, where=row.where, facts=row.facts)),
        )
        for row in rows
    ]


def count_sources() -> int:
    """Those that are not ended."""
    return Source.objects.filter(ended__isnull=True).count()


def sources_seen_by(person: Person) -> QuerySet[Source]:
    rows = Source.objects.all()
    if person.is_officer or person.is_auditor:
        return rows
    return rows.filter(organisation__in=person.organisations)


def source_row(source_id: str, person: Person) -> Source:
    row = Source.objects.filter(id=source_id).first() if is_id(source_id) else None
    if row is None or not rights.may_see_source(person, organisation_of(row)):
        raise Refused("not_found")
    return row


def organisation_of(row: Source) -> OrganisationId | None:
    return OrganisationId(row.organisation_id) if row.organisation_id else None


def _source_view(row: Source, person: Person) -> SourceView:
    counts = dict(Record.objects.filter(source=row).values_list("state").annotate(count=Count("id")))
    last = Run.objects.filter(source=row).select_related("source").order_by("-id").first()
    complete = Run.objects.filter(source=row, state=RunState.COMPLETE).order_by("-id").first()
    return SourceView(
        id=row.id,
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        kind_words=KINDS[row.kind].words if row.kind in KINDS else Words(row.kind, row.kind),
        address=row.address,
        options=row.options,
        has_key=bool(row.sealed_key),
        every_hours=row.every_hours,
        next_at=row.next_at,
        share_may_go=row.share_may_go,
        pause_s=row.pause_s,
        page_size=row.page_size,
        data_policy=row.data_policy,
        data_formats=row.data_formats,
        organisation=organisation_of(row),
        created=row.created,
        ended=row.ended,
        present=counts.get(RecordState.PRESENT, 0) + counts.get(RecordState.MISSING, 0),
        missing=counts.get(RecordState.MISSING, 0),
        retired=counts.get(RecordState.RETIRED, 0),
        last=_run_view(last, 0) if last else None,
        last_complete=complete.ended if complete else None,
        may_change=rights.may_harvest(person, organisation_of(row)),
    )


def _run_view(row: Run, findings: int) -> RunView:
    state = RunState(row.state)
    return RunView(
        id=row.id,
        source_id=row.source_id,
        source_name=row.source.name,
        state=state,
        words=RUN_STATE_WORDS[state],
        at=row.at,
        ended=row.ended,
        by=actor_words(row.by_id, row.by_name),
        decided_by=row.decided_by,
        added=row.added,
        changed=row.changed,
        unchanged=row.unchanged,
        left_out=row.left_out,
        met=row.met,
        total=row.total,
        unread=row.unread,
        before=row.before,
        absent=row.absent,
        retired=row.retired,
        seconds=row.seconds,
        reasons=[REASONS[reason] for reason in row.reasons],
        refusal=Refused(row.refusal[0], **row.refusal[1]).words if row.refusal else None,
        resume_at=row.resume_at,
        job_id=row.job_id,
        findings=findings,
    )
