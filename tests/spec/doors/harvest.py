"""Doors of harvest: sources are their organisation's, the city's officers' and, to read, auditors'."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.spec.doors.door import INSIDERS, SIGNED_IN, STEWARDS, Door, Rows, Who
from tests.spec.doors.world import World

HIDDEN = SIGNED_IN - INSIDERS
STEWARDS_ANYWHERE = STEWARDS | {"stranger"}  # who owns another organisation
MAY_NOT = SIGNED_IN - INSIDERS


def _of(name: str, kept: str = "") -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {name: world.harvested[kept or name]}


def _post(args: Callable[[World], Mapping[str, Any]], hidden: Who = MAY_NOT, **said: str) -> list[Door]:
    return [Door("POST", STEWARDS, args, lambda world: said, hidden_from=hidden)]


DOORS: Rows = {
    "harvest:sources": [Door("GET", SIGNED_IN)],
    "harvest:new": [
        Door("GET", STEWARDS_ANYWHERE),
        Door("POST", STEWARDS_ANYWHERE, body=lambda world: {"step": "none"}),
    ],
    "harvest:duplicates": [Door("GET", SIGNED_IN)],
    "harvest:decide_pair": _post(_of("pair_id"), SIGNED_IN - STEWARDS, decision="apart"),
    "harvest:source": [Door("GET", INSIDERS, _of("source_id"), hidden_from=HIDDEN)],
    "harvest:settings": [
        Door("GET", STEWARDS, _of("source_id"), hidden_from=HIDDEN),
        Door("POST", STEWARDS, _of("source_id"), lambda world: {}, hidden_from=HIDDEN),
    ],
    "harvest:start_run": _post(_of("source_id")),
    "harvest:end_source": _post(_of("source_id"), withdraw="no"),
    "harvest:run": [Door("GET", INSIDERS, _of("run_id"), hidden_from=HIDDEN)],
    "harvest:run_state": [Door("GET", INSIDERS, _of("run_id"), hidden_from=HIDDEN)],
    "harvest:decide_run": _post(_of("run_id", "asking_id"), may_go="no"),
    "harvest:record": [Door("GET", INSIDERS, _of("record_id"), hidden_from=HIDDEN)],
}
