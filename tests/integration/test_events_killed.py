"""A process killed anywhere between publishing and delivering loses no event, doubles none and keeps their order."""

import signal

import pytest

from tests.machine import Machine

LISTEN = "from django.db import transaction; from naru.base.events import actions; from tests import events_killed; events_killed.listen()\n"
PUBLISH = LISTEN + "with transaction.atomic():\n    events_killed.publish('first'); events_killed.publish('second')\n"
WORK = LISTEN + "from naru.base.jobs.worker import Worker; Worker(drain=True).run()\n"
HEARD = "SELECT subject FROM trail_record WHERE verb = 'trail.exported' ORDER BY number"


@pytest.mark.parametrize("nth", [1, 2])
def test_killed_while_it_delivers_the_next_worker_goes_on(database_machine: Machine, nth: int) -> None:
    machine = database_machine
    machine.migrate()
    machine.python(PUBLISH)
    killed = machine.start(f"from tests import kill_steps; kill_steps.crash_at('events.handled:{nth}')\n" + WORK)
    assert killed.wait(60) == -signal.SIGKILL
    assert machine.rows(HEARD) == [("first",)] * (nth - 1)
    machine.python(WORK)
    assert machine.rows(HEARD) == [("first",), ("second",)]
