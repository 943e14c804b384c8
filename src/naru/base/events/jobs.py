"""Events delivered by workers; what is done forgotten."""

from datetime import time

from django_tasks import task

from naru.base.events import actions
from naru.base.events.reads import Line
from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words


@task(label="events.deliver", title=Words("소식 전달", "Deliver an event"))
def deliver(subscription: str, thing_kind: str, thing_id: str) -> int:
    return actions.deliver(Line(subscription=subscription, thing_kind=thing_kind, thing_id=thing_id))


@task(
    label="events.sweep", title=Words("지난 소식 정리와 멈춘 소식 다시 전달", "Forget old events, try stuck ones again")
)
def sweep() -> int:
    actions.retry_stuck()
    return actions.sweep()


schedule("events.sweep", sweep, Daily(time(4, 20)))
