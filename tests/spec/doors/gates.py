"""Doors of gates."""

from tests.spec.doors.door import OFFICERS, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World


def _hold(world: World) -> dict[str, str]:
    return {"hold_id": world.hold}


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
