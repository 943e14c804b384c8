"""Work that a worker does for the academy."""

from datetime import timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.systems.academy import exercises


@task(label="academy.grade_waiting", title=Words("멈춘 채점 이어서 하기", "Grade answers whose grader is gone"))
def grade_waiting() -> int:
    return exercises.grade_waiting()


schedule("academy.grade_waiting", grade_waiting, Every(timedelta(minutes=5)))
