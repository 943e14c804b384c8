"""Work that a worker does for files."""

from datetime import time

from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.data.files import actions, erasing


@task(label="files.finish_erasures", title=Words("지운 파일의 남은 내용 정리", "Take away what erased files left"))
def finish_erasures() -> int:
    return actions.finish_erasures() + erasing.finish_decided()


schedule("files.finish_erasures", finish_erasures, Daily(time(4, 40)))
