"""Work that a worker does for ingest."""

from dataclasses import asdict
from datetime import time, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import task

from naru.base.jobs.attempt import current
from naru.base.jobs.core.ticks import Daily, Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.data.ingest import cleanup, fetch, harvest, load_steps, uploads
from naru.data.ingest.core.states import LoadState
from naru.data.ingest.models import Load

BATCH_RESTS = timedelta(minutes=2)


@task(label="ingest.load_file", queue_name="loads", title=Words("파일 불러오기", "Load a file"))
def load_file(load_id: str) -> str:
    """Carry a load on to the state that it rests at, which is returned. Raises its refusal."""
    attempt = current()
    assert attempt is not None, "a load runs within its job"
    return load_steps.run(load_id, attempt).value


@task(label="ingest.read_feed", queue_name="loads", title=Words("목록 기록 받기", "Read a feed"))
def read_feed(run_id: str) -> dict[str, Any]:
    """What ``harvest.run`` answers."""
    attempt = current()
    assert attempt is not None, "a feed is read within its job"
    return harvest.run(run_id, attempt)


@task(
    label="ingest.fetch_address", queue_name="downloads", title=Words("주소에서 내려받기", "Download from an address")
)
def fetch_address(url: str, load_request: dict[str, Any], person_id: str) -> str:
    """The id of the load that was started."""
    return fetch.fetch_and_load(url, load_request, person_id)


@task(label="ingest.tidy_uploads", title=Words("오래된 올리기 정리", "Forget old uploads"))
def tidy_uploads() -> int:
    """How many were forgotten."""
    return uploads.forget_expired_uploads()


@task(label="ingest.index_batches", title=Words("남은 불러오기 검색에 올리기", "Index loads left behind"))
def index_batches() -> int:
    """A folder's loads whose command was killed before its end, two minutes after they were published; how many."""
    left = Load.objects.filter(state=LoadState.PUBLISHED, changed__lt=timezone.now() - BATCH_RESTS)
    return load_steps.index_batch(list(left.values_list("id", flat=True)[:5000]))


@task(label="ingest.sweep", title=Words("남은 파일 정리", "Sweep what crashes left behind"))
def sweep() -> dict[str, int]:
    """How many were removed, by what they were."""
    return asdict(cleanup.sweep())


schedule("ingest.sweep", sweep, Daily(time(4, 20)))
schedule("ingest.tidy_uploads", tidy_uploads, Every(timedelta(hours=1)))
schedule("ingest.index_batches", index_batches, Every(timedelta(minutes=1)))
