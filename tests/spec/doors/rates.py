"""Doors of rates."""

from naru.base.kit.person import Scope
from tests.spec.doors.door import AUDITORS, OFFICERS, Door, Rows
from tests.spec.doors.world import World


def _name(world: World) -> dict[str, str]:
    return {"name": "vat.standard"}


def _figure(world: World) -> dict[str, str]:
    return {"value": "0.1", "since": "2020-01-01", "source": "부가가치세법 30"}


def _whole(world: World) -> dict[str, str]:
    return _name(world) | _figure(world)


DOORS: Rows = {
    "rates:rates": [Door("GET", AUDITORS)],
    "rates:rate": [Door("GET", AUDITORS, _name), Door("POST", OFFICERS, _name, _figure)],
    "api:rates": [Door("GET", AUDITORS), Door("POST", OFFICERS, body=_whole, scope=Scope.ADMIN)],
    "api:rate": [Door("GET", AUDITORS, _name)],
}
