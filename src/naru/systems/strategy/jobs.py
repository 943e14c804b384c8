"""Work that a worker does for the strategy."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.strategy import actions


@task(label="strategy.measure", title=Words("계획의 지표 재기", "Measure the plan's indicators"))
def measure() -> int:
    return actions.measure()


schedule("strategy.measure", measure, Daily(time(23, 50)))
