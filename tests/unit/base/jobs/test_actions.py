"""Which job is claimed next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from naru.base.jobs import actions
from naru.base.jobs.core.pools import Pool
from naru.base.jobs.models import Job
from tests import work

pytestmark = pytest.mark.django_db


def queued(due_s_ago: int, *, priority: int = 0, queue: str = "default") -> str:
    job = work.add.using(queue_name=queue, priority=priority).enqueue(1, 1)
    Job.objects.filter(id=job.id).update(run_after=timezone.now() - timedelta(seconds=due_s_ago))
    return str(job.id)


def claimed(**options: object) -> list[str]:
    """Until none is due."""
    held = iter(lambda: actions.claim(worker="here:1:1", **options), None)  # type: ignore[arg-type]
    return [each.job_id for each in held if each is not None]


def test_the_urgent_go_first_then_the_longest_due_then_the_oldest() -> None:
    third, second, fourth = queued(10), queued(20), queued(10)
    fifth, first = queued(99, priority=-1), queued(1, priority=1)
    assert claimed() == [first, second, third, fourth, fifth]


def test_what_is_not_due_yet_is_not_claimed() -> None:
    later, now = queued(-60), queued(0)
    assert claimed() == [now]
    assert actions.due_in([Pool(lanes=1)]) == [False]
    Job.objects.filter(id=later).update(run_after=timezone.now())
    assert actions.due_in([Pool(lanes=1)]) == [True]


def test_what_is_to_be_skipped_or_of_another_queue_is_left() -> None:
    first, second = queued(9), queued(8)
    heavy = queued(7, queue="heavy")
    assert claimed(skip=[first], queues=["default"]) == [second]
    assert claimed(skip=[first]) == [heavy]
