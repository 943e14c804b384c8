"""Work that a worker does for footage."""

from datetime import time
from pkgutil import resolve_name

from django_tasks import task

from naru.base.jobs.attempt import current
from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.footage import actions, reads, recording, retention

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
    return told


@task(
    label="footage.erase_originals",
    title=Words("보관 기간이 지난 원본 영상 지우기", "Erase originals past their retention"),
)
def erase_originals() -> int:
    """How many."""
    return retention.erase_expired()


schedule("footage.erase_originals", erase_originals, Daily(time(3, 40)))
