"""The queue's own work."""

from datetime import time

from django_tasks import task

from naru.jobs import actions
from naru.jobs.core.ticks import Daily
from naru.jobs.schedules import schedule
from naru.kit.words import Words


@task(title=Words("오래된 작업 기록 정리", "Forget old jobs"))
def sweep() -> int:
    return actions.sweep()


schedule("jobs.sweep", sweep, Daily(time(4, 10)))
