"""Doors of parties."""

from datetime import date

from naru.base.kit.person import SYSTEM, Scope
from naru.commons.parties import actions
from naru.commons.parties.core.values import Details, PartyKind
from tests.spec.doors.door import ANYONE, AUDITORS, OFFICERS, STEWARDS, Door, Rows
from tests.spec.doors.world import World

READERS = STEWARDS | AUDITORS  # of the party for which the organisation acts
HIDDEN = ANYONE - {"anonymous"} - READERS


def _party(world: World) -> dict[str, str]:
    return {"party_id": world.things["party_id"]}


def _new(world: World) -> dict[str, str]:
    return {"kind": "sole_trader", "name_ko": "새 가게", "since": "2020-01-01", "business_number": "176-83-70349"}


def _renamed(world: World) -> dict[str, str]:
    return {"name_ko": "새 이름", "since": "2024-01-01"}


def make_things(world: World) -> dict[str, str]:
    details = Details(name=world.own.name, since=date(2020, 1, 1))
    party = actions.register_party(
        PartyKind.SOLE_TRADER, details, business_number="327-87-42357", organisation=world.own.id, by=SYSTEM
    )
    return {"party_id": party.id}


DOORS: Rows = {
    "parties:parties": [Door("GET", AUDITORS)],
    "parties:register": [Door("GET", OFFICERS), Door("POST", OFFICERS, body=_new)],
    "parties:party": [
        Door("GET", READERS, _party, hidden_from=HIDDEN),
        Door("POST", OFFICERS, _party, _renamed, hidden_from=HIDDEN),
    ],
    "api:parties": [Door("GET", AUDITORS), Door("POST", OFFICERS, body=_new, scope=Scope.ADMIN)],
    "api:party": [Door("GET", READERS, _party, hidden_from=HIDDEN)],
}
