"""Jobs and how far they are."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.work.core import rights
from naru.systems.work.core.job_rules import JobRules, LabelKind, PayBy, read_rules
from naru.systems.work.core.pay import accepted_hour
from naru.systems.work.core.states import AssignmentState, BatchState, JobState, TaskState
from naru.systems.work.models import Assignment, Batch, Job, Task

JOB = "work_job"
SHOWN = (JobState.OPEN, JobState.PAUSED, JobState.STOPPED, JobState.CLOSED)
LATEST = 200  # assignments that the usual time is taken from


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    id: str
    organisation: str
    organisation_name: Words
    kind: LabelKind
    title: Words
    guide: Words
    rules: JobRules
    won: int
    state: JobState
    opened: datetime | None

    @property
    def ref(self) -> Ref:
        return Ref(JOB, self.id)

    @property
    def is_by_piece(self) -> bool:
        return self.rules.by is PayBy.PIECE

    @property
    def reward_krw(self) -> int | None:
        """Of a whole batch, where it is paid by piece."""
        return self.won * self.rules.batch_size if self.is_by_piece else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``usual_ms`` a piece takes in the middle; ``hour_krw`` what an accepted hour brought by the price."""

    tasks: int
    settled: int
    disputed: int
    batches: int
    open: int
    to_check: int
    people: int
    paid_krw: int
    usual_ms: int | None
    hour_krw: int | None

    @property
    def share(self) -> int:
        return 100 * self.settled // self.tasks if self.tasks else 0


def jobs(person: Person) -> list[JobView]:
    """Those that are shown, and drafts of those one runs; the newest first."""
    own = [str(each) for each in person.roles if person.stewards(each)]
    rows = _rows().order_by("-made", "-id")
    if not (person.is_officer or person.is_auditor):
        rows = rows.filter(Q(state__in=SHOWN) | Q(organisation__in=own))
    return [job_value(row) for row in rows]


def job(job_id: str, person: Person) -> JobView:
    """Raises ``Refused``: ``not_found``, for a draft of others, too."""
    row = _rows().filter(id=job_id).first()
    if row is None:
        raise Refused("not_found")
    if JobState(row.state) is JobState.DRAFT and not rights.may_see_office(person, row.organisation_id):
        raise Refused("not_found")
    return job_value(row)


def job_value(row: Job) -> JobView:
    organisation = row.organisation
    return JobView(
        id=row.id,
        organisation=str(row.organisation_id),
        organisation_name=Words(organisation.name_ko, organisation.name_en),
        kind=LabelKind(row.kind),
        title=Words(row.title_ko, row.title_en),
        guide=Words(row.guide_ko, row.guide_en),
        rules=read_rules(row.rules),
        won=row.won,
        state=JobState(row.state),
        opened=row.opened,
    )


def _rows() -> "QuerySet[Job]":
    return Job.objects.select_related("organisation")


def progress(job_id: str) -> Progress:
    tasks = Task.objects.filter(job=job_id, gold__isnull=True)
    counted = tasks.aggregate(
        all=Count("*"),
        settled=Count("pk", filter=Q(state=TaskState.SETTLED)),
        disputed=Count("pk", filter=Q(state=TaskState.DISPUTED)),
    )
    batches = Batch.objects.filter(job=job_id).aggregate(
        all=Count("*"), open=Count("pk", filter=Q(state=BatchState.OPEN))
    )
    done = Assignment.objects.filter(batch__job=job_id, state=AssignmentState.CHECKED)
    paid = done.aggregate(won=Sum(F("earned_krw") + F("top_up_krw")), people=Count("contract", distinct=True))
    return Progress(
        tasks=counted["all"],
        settled=counted["settled"],
        disputed=counted["disputed"],
        batches=batches["all"],
        open=batches["open"],
        to_check=Assignment.objects.filter(batch__job=job_id, state=AssignmentState.HANDED_IN).count(),
        people=paid["people"],
        paid_krw=paid["won"] or 0,
        usual_ms=_usual_ms(done),
        hour_krw=hour_krw(job_id),
    )


def hour_krw(job_id: str) -> int | None:
    """What an hour of the job's accepted work brought by the price now in force."""
    rows = Assignment.objects.filter(batch__job=job_id, state=AssignmentState.CHECKED, won=F("batch__job__won"))
    return accepted_hour(rows.values_list("earned_krw", "accepted_ms"))


def _usual_ms(done: "QuerySet[Assignment]") -> int | None:
    rows = done.filter(pieces__gt=0).order_by("-checked").values_list("accepted_ms", "pieces")[:LATEST]
    times = [worked // pieces for worked, pieces in rows]
    return int(median(times)) if times else None


def settled_labels(job_id: str) -> list[dict[str, Any]]:
    """Every settled task with its answer and how it came, by the name that its file gave it; no person's name."""
    rows = Task.objects.filter(job=job_id, gold__isnull=True, state=TaskState.SETTLED).order_by("number")
    return [
        {"key": row.key, **row.content, **(row.settled or {}), "how": row.how, "answers": row.wanted} for row in rows
    ]
