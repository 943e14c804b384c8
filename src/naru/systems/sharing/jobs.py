"""Sharing's own work: names and copies for what is newly given, and versions held as long as they are."""

from datetime import time, timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Daily, Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.sharing import actions


@task(label="sharing.make_copy", title=Words("수신자용 사본 만들기", "Make a recipient's copy"))
def make_copy(shared_id: str, number: int) -> bool:
    return actions.make_copy(shared_id, number)


@task(label="sharing.keep_up", title=Words("새로 공유된 테이블 찾기", "Look for newly shared tables"))
def keep_up() -> int:
    return actions.keep_up()


@task(label="sharing.hold_versions", title=Words("공유 중인 버전 붙들기", "Hold the versions that are shared"))
def hold_versions() -> int:
    return actions.hold_versions()


schedule("sharing.keep_up", keep_up, Every(timedelta(minutes=5)))
schedule("sharing.hold_versions", hold_versions, Daily(time(2, 30)))
