"""A running query is stopped by a request that another process of the site answers."""

from tests.machine import Machine, wait_until

ASK = """
from naru.base.kit.refusals import Refused
from naru.base.kit.person import SYSTEM
from naru.data.query import actions
from naru.data.query.core.values import SqlLimits
slow = "select count(*) from range(100000) a, range(100000) b, range(1000) c where (a.range * b.range) % 7 = c.range"
open("{home}/asking", "w").close()
try:
    actions.run_sql(slow, SYSTEM, SqlLimits(seconds=120), run="mine")
    told = "answered"
except Refused as refused:
    told = refused.code
with open("{home}/told", "w") as file:
    file.write(told)
actions._pool().close()
"""
STOP = """
from naru.base.kit.person import {person}
from naru.data.query import actions
print(actions.stop_sql("{run}", {person}))
"""


def test_a_query_is_stopped_from_another_process_by_its_asker_alone(database_machine: Machine) -> None:
    asking = database_machine.start(ASK.format(home=database_machine.home))
    wait_until((database_machine.home / "asking").exists)
    assert database_machine.python(STOP.format(person="ANONYMOUS", run="mine")) == "False"
    assert database_machine.python(STOP.format(person="SYSTEM", run="another")) == "False"
    assert asking.poll() is None
    assert database_machine.python(STOP.format(person="SYSTEM", run="mine")) == "True"
    asking.wait(60)
    assert (database_machine.home / "told").read_text() == "stopped"
    assert database_machine.rows("SELECT COUNT(*) FROM query_stopasked") == [(0,)]
