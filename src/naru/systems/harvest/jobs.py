"""Work that a worker does for harvest."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from naru.base.jobs.attempt import current
from naru.base.jobs.core.ticks import Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.harvest import actions, data_files, harvesting, probing
from naru.systems.harvest.core.states import RunState
from naru.systems.harvest.models import Run, Source

AT_ONCE = 50


@task(label="harvest.run", queue_name="harvest", title=Words("수집", "Harvest"))
def run(run_id: str) -> dict[str, Any]:
    """What ``harvesting.run`` answers; a run that rests is queued again for when its source may be asked."""
    attempt = current()
    assert attempt is not None, "a run is carried out within its job"
    answer = harvesting.run(run_id, attempt)
    if answer["state"] == RunState.RESTING:
        row = Run.objects.select_related("source").get(id=run_id)
        with attempt.fenced(final=True, answer=answer):
            actions.queue(row, row.source)
    return answer


@task(label="harvest.start_due", title=Words("때가 된 수집 시작", "Start harvests that are due"))
def start_due() -> int:
    """How many were started."""
    due = Source.objects.filter(next_at__lte=timezone.now(), ended__isnull=True).order_by("next_at")
    ids = list(due.values_list("id", flat=True)[:AT_ONCE])
    for source_id in ids:
        actions.start_run(source_id, by=SYSTEM)
    return len(ids)


@task(label="harvest.withdraw_all", title=Words("그만둔 출처의 데이터셋 내리기", "Withdraw an ended source's datasets"))
def withdraw_all(source_id: str) -> int:
    """How many were withdrawn."""
    return actions.withdraw_all(source_id)


@task(label="harvest.fetch_data", queue_name="downloads", title=Words("데이터 받기", "Fetch the data behind a record"))
def fetch_data(record_id: str) -> dict[str, int]:
    """What ``data_files.fetch`` answers."""
    return data_files.fetch(record_id)


@task(label="harvest.probe_links", queue_name="probes", title=Words("링크 확인", "Probe links"))
def probe_links() -> int:
    """How many were probed."""
    return probing.probe_due()


schedule("harvest.probe_links", probe_links, Every(timedelta(minutes=1)))
schedule("harvest.start_due", start_due, Every(timedelta(minutes=1)))
