"""The exchange's own work, each day: terms end, shares are released, periods renewed, breaches credited."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.exchange.actions import contracts, promises, release


@task(label="exchange.daily", title=Words("거래소의 하루 일", "The exchange's daily work"))
def daily() -> dict[str, int]:
    """How many contracts ended, were suspended or renewed, shares were released and breaches credited."""
    return {
        "ended": contracts.end_due(),
        "released": release.release_due(),
        "renewed": contracts.renew_due(),
        "suspended": contracts.suspend_unpaid(),
        "credited": promises.credit_breaches(),
    }


schedule("exchange.daily", daily, Daily(time(0, 10)))
