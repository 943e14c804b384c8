"""The last batches, one check and one payday under many at once: real threads, a real database."""

import json

from tests.machine import Machine

RUN = "import json; from tests import work_rush; print(json.dumps(work_rush.run()))"


def test_nothing_is_in_two_hands_and_nothing_is_paid_twice(database_machine: Machine) -> None:
    said = json.loads(database_machine.python(RUN).splitlines()[-1])
    assert said == {
        "taken": {"done": 2, "work_none_left": 4},
        "in_hands": 2,
        "batches": 2,
        "handed_in": {"done": 1, "work_lease_over": 5},
        "checked": {"done": 1, "work_cannot_move": 5},
        "earned": 1,
        "paid": 6,
        "payouts": 6,
        "left": 0,
        "sound": True,
    }
