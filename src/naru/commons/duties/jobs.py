"""Work that a worker does for duties."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.commons.duties import actions


@task(label="duties.remind", title=Words("다가온 기한 알리기", "Remind of what is due"))
def remind() -> int:
    return actions.remind()


schedule("duties.remind", remind, Daily(time(8, 30)))
