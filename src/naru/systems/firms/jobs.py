"""Work that a worker does for firms."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.firms import missed_searches


@task(label="firms.count_missed_searches", title=Words("찾았지만 없던 말 세기", "Count what was searched in vain"))
def count_missed_searches() -> int:
    return missed_searches.count_past_days()


schedule("firms.count_missed_searches", count_missed_searches, Daily(time(0, 20)))
