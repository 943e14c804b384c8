"""Work that a worker does for sectors."""

from datetime import timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import DatasetId
from naru.systems.sectors import actions


@task(label="sectors.recheck", title=Words("프로파일로 다시 검사", "Check by the profiles again"))
def recheck_dataset(dataset_id: str) -> int:
    """How many claims were checked."""
    return actions.recheck(DatasetId(dataset_id))


@task(label="sectors.forget_trials", title=Words("시험해 본 파일 지우기", "Remove files that were tried"))
def forget_trials() -> int:
    return actions.forget_trials()


schedule("sectors.forget_trials", forget_trials, Every(timedelta(hours=1)))
