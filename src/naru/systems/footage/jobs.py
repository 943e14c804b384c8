"""Work that a worker does for footage."""

from datetime import time
from pkgutil import resolve_name

from django_tasks import task

from naru.base.jobs import actions as jobs
from naru.base.jobs.attempt import current
from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.footage import actions, reads, recording, retention
from naru.systems.footage.sets import measuring, remaking

MEASURING = Words("영상 보기", "Looking at clips")
SAMPLE_SET = "footage.bring_sample_set"
SET_SAMPLE = "samples.footage_set:bring_set"
SAMPLE = "samples.footage:bring_site"  # the sample city lies above: it is named, and imported when it is wanted


@task(label="footage.run", queue_name="footage", title=Words("영상 분석", "Run over footage"))
def run(run_id: str) -> dict[str, int]:
    """How many clips were read and how many refused."""
    attempt = current()
    assert attempt is not None, "a run is carried out within its job"
    return recording.carry_out(run_id, attempt)


@task(label="footage.bring_sample", queue_name="footage", title=Words("견본 영상 만들기", "Render a sample clip"))
def bring_sample(site_id: str) -> dict[str, int]:
    """As ``run``, over a clip that the sample city renders."""
    attempt = current()
    assert attempt is not None, "a sample is brought within its job"
    told = recording.carry_out(resolve_name(SAMPLE)(site_id), attempt)
    for camera in reads.site(site_id, SYSTEM).cameras:
        actions.open_figures(camera.id, opened=True, by=SYSTEM)
    if reads.all_have_figures():
        jobs.start(
            SAMPLE_SET, {}, title=Words("견본 학습 데이터 만들기", "Make the sample training set"), once=SAMPLE_SET
        )
    return told


@task(
    label="footage.bring_sample_set",
    queue_name="footage",
    title=Words("견본 학습 데이터 만들기", "Make the sample training set"),
)
def bring_sample_set() -> bool:
    """Whether it was made."""
    return bool(resolve_name(SET_SAMPLE)())


@task(label="footage.measure_set", queue_name="footage", title=Words("학습 데이터 재기", "Measure a training set"))
def measure_set(set_id: str) -> str:
    """The key of what was measured."""
    attempt = current()

    def tell(done: int, total: int) -> None:
        if attempt is not None:
            attempt.progress(done, total, MEASURING)

    return measuring.measure(set_id, by=SYSTEM, tell=tell).key


@task(
    label="footage.remake_releases",
    queue_name="footage",
    title=Words("철회한 학습 데이터 다시 만들기", "Releases without what was withdrawn"),
)
def remake_releases(withdrawal_id: str) -> int:
    """How many."""
    return remaking.remake(withdrawal_id)


@task(
    label="footage.erase_originals",
    title=Words("보관 기간이 지난 원본 영상 지우기", "Erase originals past their retention"),
)
def erase_originals() -> int:
    """How many."""
    return retention.erase_expired()


schedule("footage.erase_originals", erase_originals, Daily(time(3, 40)))
