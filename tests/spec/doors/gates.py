"""Doors of gates."""

from naru.base.gates.models import HoldRow
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.data.catalogue.core.values import Table
from tests.spec.doors.door import OFFICERS, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World


def _hold(world: World) -> dict[str, str]:
    return {"hold_id": world.things["hold_id"]}


def make_things(world: World) -> dict[str, str]:
    return {"hold_id": _held(world.open)}


def _held(table: Table) -> str:
    """An act of SYSTEM's that stands at a gate which no installed package answers for."""
    row = HoldRow.objects.create(
        gate="tests.gate",
        act="tests.act",
        thing_kind="dataset",
        thing_id=table.dataset_id,
        reason_ko="확인",
        reason_en="check",
        asked_by_id=SYSTEM.id,
        asked_by_name=SYSTEM.name,
        asked_at=SYSTEM_CLOCK.now(),
    )
    return row.id


DOORS: Rows = {
    "gates:holds": [Door("GET", SIGNED_IN)],
    "gates:decide": [
        Door(
            "POST",
            OFFICERS,
            _hold,
            lambda world: {"decision": "release", "note": "보았다"},
            hidden_from=SIGNED_IN - OFFICERS,
        )
    ],
}
