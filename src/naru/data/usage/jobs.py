"""Usage added up, and its readers forgotten, by workers."""

from datetime import time, timedelta

from django.conf import settings
from django_tasks import task

from naru.base.jobs.core.ticks import Daily, Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.data.usage import recording


@task(label="usage.roll_up", title=Words("이용 기록 합산", "Add up what was read"))
def roll_up() -> int:
    return recording.roll_up()


@task(label="usage.forget_readers", title=Words("이용 기록에서 읽은 사람 지우기", "Forget who read what"))
def forget_readers() -> int:
    return recording.forget_readers(days=settings.NARU_KEEP_READERS_DAYS)


schedule("usage.roll_up", roll_up, Every(timedelta(minutes=10)))
schedule("usage.forget_readers", forget_readers, Daily(time(4, 50)))
