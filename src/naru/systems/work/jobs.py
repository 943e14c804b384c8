"""Work that a worker does for paid work: leases that end, people who are paid on their day."""

from datetime import time, timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Daily, Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.work.actions import labelling, paying


@task(label="work.end_leases", title=Words("시간이 지난 작업 묶음 되돌리기", "Take back batches whose time is over"))
def end_leases() -> int:
    return labelling.end_leases()


@task(label="work.pay_due", title=Words("작업 보수 지급", "Pay what is due for work"))
def pay_due() -> int:
    return paying.pay_due()


schedule("work.end_leases", end_leases, Every(timedelta(minutes=5)))
schedule("work.pay_due", pay_due, Daily(time(9, 0)))
