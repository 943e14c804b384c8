"""Work that a worker does for combinations."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.combination import actions, releases


@task(
    label="combination.destroy_expired",
    title=Words("기간이 끝난 결합 결과 파기", "Destroy releases whose term has ended"),
)
def destroy_expired() -> int:
    return releases.destroy_expired()


schedule("combination.destroy_expired", destroy_expired, Daily(time(0, 50)))


@task(label="combination.tell_late", title=Words("늦어진 결합 알림", "Tell of combinations that are late"))
def tell_late() -> int:
    return actions.tell_late()


schedule("combination.tell_late", tell_late, Daily(time(7, 30)))
