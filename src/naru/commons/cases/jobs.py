"""Work that a worker does for cases."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.commons.cases import actions


@task(label="cases.lapse", title=Words("보완 기한이 지난 신청 정리", "Lapse what was not supplemented in time"))
def lapse() -> int:
    return actions.lapse_overdue()


schedule("cases.lapse", lapse, Daily(time(0, 20)))
