"""Work that a worker does for vouchers."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.vouchers import returns


@task(
    label="vouchers.close_expired", title=Words("기한이 지난 바우처 정산", "Close vouchers whose last day has passed")
)
def close_expired() -> int:
    return returns.close_expired()


schedule("vouchers.close_expired", close_expired, Daily(time(0, 40)))
