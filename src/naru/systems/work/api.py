"""Paid work in the API: jobs and how far they are, for anyone."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from naru.base.kit.guard import person_of
from naru.systems.work.core.states import JobState
from naru.systems.work.reads import jobs as reads

router = Router(tags=["work"])


class JobOut(Schema):
    id: str
    organisation: str
    kind: str
    title_ko: str
    title_en: str
    contract: str
    pay_by: str
    won: int
    batch_size: int
    state: str
    opened: datetime | None
    tasks: int
    settled: int
    people: int
    paid_krw: int
    usual_ms: int | None


@router.get("/work/jobs", response=list[JobOut], url_name="work_jobs", summary="Jobs of paid work and how far they are")
def jobs(request: HttpRequest) -> list[JobOut]:
    return [_out(each) for each in reads.jobs(person_of(request)) if each.state is not JobState.DRAFT]


def _out(found: reads.JobView) -> JobOut:
    progress = reads.progress(found.id)
    return JobOut(
        id=found.id,
        organisation=found.organisation,
        kind=found.kind.value,
        title_ko=found.title.ko,
        title_en=found.title.en,
        contract=found.rules.contract.value,
        pay_by=found.rules.by.value,
        won=found.won,
        batch_size=found.rules.batch_size,
        state=found.state.value,
        opened=found.opened,
        tasks=progress.tasks,
        settled=progress.settled,
        people=progress.people,
        paid_krw=progress.paid_krw,
        usual_ms=progress.usual_ms,
    )
