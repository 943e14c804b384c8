"""Doors of combination: what it is is everyone's, a case the city's officers' and auditors', a vote its reviewers' alone."""

from pathlib import Path

from django.conf import settings

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.systems.combination.core.key_spec import read_key_spec
from naru.systems.combination.folder import begin
from tests.combination import SPEC
from tests.spec.doors.door import ANYONE, AUDITORS, NOBODY, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

CASE = "card-hospital"


def make_things(_world: World) -> dict[str, str]:
    """A case that the city has begun, in the world's home; it has no report and no panel yet."""
    place = Path(settings.NARU_HOME) / "combination" / CASE
    if not (place / "role.json").exists():
        begin(place, role="agency", name="city", spec=read_key_spec(SPEC), clock=SYSTEM_CLOCK)
    return {"case_id": CASE}


def _case(world: World) -> dict[str, str]:
    return {"case_id": world.things["case_id"]}


DOORS: Rows = {
    "combination:overview": [Door("GET", ANYONE)],
    "combination:case": [Door("GET", AUDITORS, _case, hidden_from=SIGNED_IN - AUDITORS)],
    "combination:report": [Door("GET", NOBODY, _case, hidden_from=SIGNED_IN)],
    "combination:vote": [Door("POST", NOBODY, _case, hidden_from=SIGNED_IN - AUDITORS)],
}
