"""Doors of harvest: sources are their organisation's, the city's officers' and, to read, auditors'."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from naru.base.kit.person import SYSTEM
from naru.systems.harvest import actions as harvest
from naru.systems.harvest.actions import SourceSettings
from naru.systems.harvest.core.states import RunState
from tests.harvests import make_pair, make_record, make_run
from tests.spec.doors.door import INSIDERS, SIGNED_IN, STEWARDS, Door, Rows, Who
from tests.spec.doors.world import World

HIDDEN = SIGNED_IN - INSIDERS
STEWARDS_ANYWHERE = STEWARDS | {"stranger"}  # who owns another organisation
MAY_NOT = SIGNED_IN - INSIDERS


def _of(name: str, kept: str = "") -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {name: world.things[kept or f"harvest_{name}"]}


def _post(args: Callable[[World], Mapping[str, Any]], hidden: Who = MAY_NOT, **said: str) -> list[Door]:
    return [Door("POST", STEWARDS, args, lambda world: said, hidden_from=hidden)]


def make_things(world: World) -> dict[str, str]:
    """A source with a run that is over and one that asks, and two records that may be one dataset."""
    settings = SourceSettings(name="시험 포털", kind="ckan", address="https://portal.example", every_hours=0)
    source = harvest.add_source(settings, by=SYSTEM, organisation=world.own.id)
    elsewhere = replace(settings, address="https://other.example")
    other = harvest.add_source(elsewhere, by=SYSTEM, organisation=world.own.id)
    first, second = (make_record(each, "한 데이터셋") for each in (source, other))
    return {
        "harvest_source_id": source,
        "harvest_run_id": make_run(source, RunState.COMPLETE),
        "harvest_asking_id": make_run(source, RunState.ASKS),
        "harvest_record_id": first,
        "harvest_pair_id": make_pair(first, second),
    }


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
    "harvest:decide_run": _post(_of("run_id", "harvest_asking_id"), may_go="no"),
    "harvest:record": [Door("GET", INSIDERS, _of("record_id"), hidden_from=HIDDEN)],
}
