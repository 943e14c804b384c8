"""Work that a worker does for consents."""

from datetime import timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.mydata import actions, oauth, orders, transport


@task(
    label="mydata.run_clock",
    title=Words("동의 기간, 전송 일정과 삭제 기한 살피기", "Look at terms, schedules and deletion days"),
)
def run_clock() -> int:
    """Ends what is over, plans what is due, marks what is late, forgets what is spent; how many of all."""
    return actions.expire_due() + transport.plan_due() + orders.mark_overdue() + oauth.sweep()


@task(label="mydata.tell_orders", title=Words("삭제 요청 알리기", "Tell receivers what to delete"))
def tell_orders() -> int:
    return orders.tell_waiting()


schedule("mydata.run_clock", run_clock, Every(timedelta(minutes=10)))
schedule("mydata.tell_orders", tell_orders, Every(timedelta(minutes=1)))
