"""Sources, runs, records and findings as their people see them."""

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
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.history import FIELD_WORDS, shown
from naru.systems.harvest.core import merge, rights
from naru.systems.harvest.core.finding_words import LIKENESS, REASONS, words_of
from naru.systems.harvest.core.links import LINK_WORDS, LinkState, as_promised
from naru.systems.harvest.core.states import (
    RECORD_STATE_WORDS,
    RUN_STATE_WORDS,
    RUNNING,
    PairState,
    RecordState,
    RunState,
)
from naru.systems.harvest.core.values import Finding
from naru.systems.harvest.kinds.register import KINDS
from naru.systems.harvest.models import Link, Pair, Record, Run, RunFinding, Source
from naru.systems.harvest.noticing import digest
from naru.systems.harvest.reconciling import absent
from naru.systems.harvest.said import description_said, distributions_said

RUNS_SHOWN = 30
MISSING_SHOWN = 200


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
class WordView:
    """A field of a record and whose word it is."""

    field: Words
    value: Words
    is_persons: bool
    source_says: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    id: str
    source_id: str
    source_name: str
    remote_id: str
    title: str
    state: RecordState
    words: Words
    dataset_id: str
    misses: int
    first_at: datetime
    changed_at: datetime
    fields: Sequence[WordView] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """What an address answered when it was probed last; ``is_as_promised`` where its media type is the format named."""

    url: str
    promised: str
    state: LinkState
    words: Words
    status: int | None
    milliseconds: int | None
    answered_at: datetime | None
    is_as_promised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """``count``: how many records of the run it is said of; ``title`` and ``remote_id`` of one of them."""

    remote_id: str
    title: str
    record_id: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    id: str
    first: RecordView
    second: RecordView
    reasons: Sequence[Words]
    state: PairState
    decided_by: str


def sources(person: Person, *, ended: bool = False) -> list[SourceView]:
    """Those the person may see, the newest first."""
    rows = _seen_by(person).filter(ended__isnull=not ended).order_by("-id")
    return [_source_view(row, person) for row in rows]


def source(source_id: str, person: Person) -> SourceView:
    """Raises ``Refused``: ``not_found``."""
    return _source_view(_source(source_id, person), person)


def source_named(text: str, person: Person) -> SourceView:
    """By its id or the name it was given. Raises ``Refused``: ``not_found``."""
    row = _seen_by(person).filter(name=text).order_by("ended", "-id").first()
    return _source_view(row, person) if row else source(text, person)


def runs(source_id: str, person: Person, *, limit: int = RUNS_SHOWN) -> list[RunView]:
    """The newest first. Raises ``Refused``: ``not_found``."""
    row = _source(source_id, person)
    found = Run.objects.filter(source=row).select_related("source").order_by("-id")[:limit]
    counts = dict(
        RunFinding.objects.filter(run__in=[each.id for each in found]).values_list("run").annotate(count=Count("id"))
    )
    return [_run_view(each, counts.get(each.id, 0)) for each in found]


def run(run_id: str, person: Person) -> RunView:
    """Raises ``Refused``: ``not_found``."""
    row = Run.objects.select_related("source").filter(id=run_id).first() if is_id(run_id) else None
    if row is None or not rights.may_see_source(person, _organisation(row.source)):
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


def missing(run_id: str, person: Person) -> list[RecordView]:
    """What a run did not meet, for whoever decides. Raises ``Refused``: ``not_found``."""
    run(run_id, person)
    row = Run.objects.select_related("source").get(id=run_id)
    return [_record_view(each) for each in absent(row).select_related("source").order_by("title")[:MISSING_SHOWN]]


def records(source_id: str, person: Person, *, state: RecordState | None = None, limit: int = 50) -> list[RecordView]:
    """Those that changed last first. Raises ``Refused``: ``not_found``."""
    rows = Record.objects.filter(source=_source(source_id, person)).select_related("source")
    if state is not None:
        rows = rows.filter(state=state)
    return [_record_view(row) for row in rows.order_by("-changed_at", "-id")[:limit]]


def record(record_id: str, person: Person) -> RecordView:
    """With whose word each field is. Raises ``Refused``: ``not_found``."""
    row = Record.objects.select_related("source").filter(id=record_id).first() if is_id(record_id) else None
    if row is None or not rights.may_see_source(person, _organisation(row.source)):
        raise Refused("not_found")
    return _record_view(row, fields=_words(row, person))


def origins(dataset_id: str, person: Person) -> list[RecordView]:
    """The records that are this dataset, its own first, then those merged into it; of sources that the person may see."""
    rows = list(Record.objects.filter(dataset_id=dataset_id).select_related("source"))
    merged = Pair.objects.filter(first__in=rows, state=PairState.MERGED).select_related("second__source")
    found = [*rows, *(pair.second for pair in merged)]
    return [
        _record_view(row, fields=_words(row, person))
        for row in found
        if rights.may_see_source(person, _organisation(row.source))
    ]


def links(dataset_id: str, *, limit: int = 20) -> list[LinkView]:
    """Those of a dataset's records that were probed; to whoever may see the dataset: its addresses stand there too."""
    rows = Record.objects.filter(dataset_id=dataset_id)
    digests = [digest(each.url) for row in rows for each in distributions_said(row)[:limit] if each.url]
    found = Link.objects.filter(url_digest__in=digests, answered_at__isnull=False).order_by("url")
    return [
        LinkView(
            url=row.url,
            promised=row.promised,
            state=LinkState(row.state),
            words=LINK_WORDS[LinkState(row.state)],
            status=row.status,
            milliseconds=row.milliseconds,
            answered_at=row.answered_at,
            is_as_promised=as_promised(row.media_type, row.promised),
        )
        for row in found[:limit]
    ]


def pairs(person: Person, *, state: PairState = PairState.PROPOSED, limit: int = 50) -> list[PairView]:
    """Pairs of records that may be one dataset, of sources that the person may see."""
    seen = _seen_by(person)
    rows = Pair.objects.filter(state=state, first__source__in=seen, second__source__in=seen)
    return [
        PairView(
            id=row.id,
            first=_record_view(row.first),
            second=_record_view(row.second),
            reasons=[LIKENESS[reason] for reason in row.reasons],
            state=PairState(row.state),
            decided_by=row.decided_by,
        )
        for row in rows.select_related("first__source", "second__source").order_by("-id")[:limit]
    ]


def _seen_by(person: Person) -> QuerySet[Source]:
    rows = Source.objects.all()
    if person.is_officer or person.is_auditor:
        return rows
    return rows.filter(organisation__in=person.organisations)


def _source(source_id: str, person: Person) -> Source:
    row = Source.objects.filter(id=source_id).first() if is_id(source_id) else None
    if row is None or not rights.may_see_source(person, _organisation(row)):
        raise Refused("not_found")
    return row


def _organisation(row: Source) -> OrganisationId | None:
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
        organisation=_organisation(row),
        created=row.created,
        ended=row.ended,
        present=counts.get(RecordState.PRESENT, 0) + counts.get(RecordState.MISSING, 0),
        missing=counts.get(RecordState.MISSING, 0),
        retired=counts.get(RecordState.RETIRED, 0),
        last=_run_view(last, 0) if last else None,
        last_complete=complete.ended if complete else None,
        may_change=rights.may_harvest(person, _organisation(row)),
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


def _record_view(row: Record, fields: Sequence[WordView] = ()) -> RecordView:
    state = RecordState(row.state)
    return RecordView(
        id=row.id,
        source_id=row.source_id,
        source_name=row.source.name,
        remote_id=row.remote_id,
        title=row.title,
        state=state,
        words=RECORD_STATE_WORDS[state],
        dataset_id=row.dataset_id,
        misses=row.misses,
        first_at=row.first_at,
        changed_at=row.changed_at,
        fields=fields,
    )


def _words(row: Record, person: Person) -> list[WordView]:
    said = description_said(row)
    here = catalogue_reads.datasets([row.dataset_id], person).values() if row.dataset_id else ()
    return [
        WordView(
            field=FIELD_WORDS[word.field],
            value=_shown(word.field, word.value),
            is_persons=word.is_persons,
            source_says=_shown(word.field, word.source_says),
        )
        for dataset in here
        if said is not None
        for word in merge.words(said=said, here=dataset.description)
    ]


def _shown(field: str, value: Any) -> Words:
    return shown(field, ", ".join(value) if isinstance(value, tuple) else str(value or ""))


def count_sources() -> int:
    """Those that are not ended."""
    return Source.objects.filter(ended__isnull=True).count()
