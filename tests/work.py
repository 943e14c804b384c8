"""Tasks for the tests of the queue; the effects land in a table that the test makes."""

import os
import random
import time

from django.db import connection
from django_tasks import task

from naru.base.jobs import attempt
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

STEP = Words("단계", "step")


def note(name: str, fence: int = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (name, fence) VALUES (%s, %s)", [name, fence])


@task(title=Words("더하기", "Add"))
def add(a: int, b: int) -> int:
    return a + b


@task(attempts_max=2)
def fail(text: str) -> None:
    raise ValueError(text)


@task
def refuse() -> None:
    raise Refused("not_found", what="표")


@task(takes_context=True)
def tell_attempt(context) -> int:
    return context.attempt


@task
async def later(a: int) -> int:
    return a


@task
def start_another() -> str:
    return add.enqueue(1, 2).id


@task
def start_load(n: int) -> str:
    """Work of one pool that brings work for another, at its very end."""
    time.sleep(0.6)
    return add.using(queue_name="loads").enqueue(n, n).id


@task
def count_to(n: int) -> str:
    mine = attempt.current()
    for step in range(n):
        mine.progress(step + 1, n, STEP)
    return mine.job_id


@task
def apply_once(name: str) -> None:
    """Two pieces of outside work around one effect, whose commit ends the job."""
    mine = attempt.current()
    time.sleep(random.random() * 0.02)
    mine.progress(1, 2, STEP)
    with mine.fenced(final=True):
        note(name, mine.fence)
        time.sleep(random.random() * 0.004)


@task
def write_slowly(name: str, folder: str) -> None:
    """Says that it works, waits until it may go on, and then writes."""
    mine = attempt.current()
    open(os.path.join(folder, f"started-{mine.fence}"), "w").close()
    while not os.path.exists(os.path.join(folder, "go")):
        time.sleep(0.02)
    with mine.fenced(final=True):
        note(name, mine.fence)


@task
def work_until_stopped() -> None:
    mine = attempt.current()
    while True:
        mine.progress(1, 2, STEP)
        time.sleep(0.02)
