"""Usage added up by workers."""

from datetime import timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.data.usage import recording


@task(label="usage.roll_up", title=Words("이용 기록 합산", "Add up what was read"))
def roll_up() -> int:
    return recording.roll_up()


schedule("usage.roll_up", roll_up, Every(timedelta(minutes=10)))
