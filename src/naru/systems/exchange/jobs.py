"""The exchange's own work, each day: terms end, shares are released, periods renewed, breaches credited."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.exchange.actions.daily import do_daily_work


@task(label="exchange.daily", title=Words("거래소의 하루 일", "The exchange's daily work"))
def daily() -> dict[str, int]:
    """As ``do_daily_work``."""
    return do_daily_work()


schedule("exchange.daily", daily, Daily(time(0, 10)))
