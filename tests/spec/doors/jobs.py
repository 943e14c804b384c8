"""Doors of jobs."""

from naru.base.jobs import actions as jobs
from tests import work
from tests.spec.doors.door import ASKER, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World


def _job(world: World) -> dict[str, str]:
    return {"job_id": world.things["job_id"]}


def make_things(world: World) -> dict[str, str]:
    return {"job_id": jobs.start(work.add, {"a": 1, "b": 2}, by=world.people["owner"].id)}


DOORS: Rows = {
    "jobs:jobs": [Door("GET", SIGNED_IN)],
    "jobs:job": [Door("GET", ASKER, _job, hidden_from=SIGNED_IN - ASKER)],
    "jobs:progress": [Door("GET", ASKER, _job, hidden_from=SIGNED_IN - ASKER)],
    "jobs:cancel": [Door("POST", ASKER, _job, hidden_from=SIGNED_IN - ASKER)],
    "jobs:again": [Door("POST", ASKER, _job, hidden_from=SIGNED_IN - ASKER)],
}
