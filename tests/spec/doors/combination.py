"""Doors of combination: what it is is everyone's, an application its firm's, a case at the desk the officers' and auditors',
a vote its reviewers' alone."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.systems.combination import actions, questions
from naru.systems.combination.core.key_spec import read_key_spec
from naru.systems.combination.folder import begin
from tests.combination import SPEC, apply_for
from tests.spec.doors.door import ANYONE, AUDITORS, INSIDERS, NOBODY, OFFICERS, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

CASE = "card-hospital"
HOLDERS = frozenset({"steward", "owner"})
HIDDEN = SIGNED_IN - INSIDERS
Args = Callable[[World], dict[str, str]]


def make_things(world: World) -> dict[str, str]:
    """A case that the city has begun, with no report and no panel yet; applications of the organisation: written, filed, accepted."""
    place = Path(settings.NARU_HOME) / "combination" / CASE
    if not (place / "role.json").exists():
        begin(place, role="agency", name="city", spec=read_key_spec(SPEC), clock=SYSTEM_CLOCK)
    owner, officer = world.people["owner"], world.people["officer"]
    written, filed, accepted = (apply_for(world.own.id, owner, officer) for _ in range(3))
    for case in (filed, accepted):
        actions.file(case.id, by=owner)
    actions.accept(accepted.id, by=officer)
    return {
        "combination_case": CASE,
        "combination_asked": written.about.id,
        "combination_written": written.id,
        "combination_filed": filed.id,
        "combination_accepted": accepted.id,
        "combination_held": actions.show_holding(
            world.own.id, title="회원", text="", items=("name", "birth"), persons=40_000, by=owner
        ),
        "combination_question": questions.ask(CASE, "왜입니까?", by=officer),
    }


def _thing(part: str, name: str) -> Args:
    return lambda world: {part: world.things[f"combination_{name}"]}


CASE_ARGS = _thing("case_id", "case")
WRITTEN, FILED, ACCEPTED = (_thing("case_id", name) for name in ("written", "filed", "accepted"))
ASKED, HELD = _thing("consultation_id", "asked"), _thing("holding_id", "held")


def _own(method: str, args: Args, **more: object) -> Door:
    """The organisation's stewards act; its other people, officers and auditors see; nobody else knows of it."""
    return Door(method, HOLDERS, args, hidden_from=HIDDEN, **more)  # type: ignore[arg-type]


DOORS: Rows = {
    "combination:overview": [Door("GET", ANYONE)],
    "combination:partners": [Door("GET", ANYONE)],
    "combination:verify": [Door("GET", ANYONE), Door("POST", ANYONE)],
    "combination:show_holding": [Door("POST", HOLDERS, body=lambda world: {"organisation": world.own.id})],
    "combination:hide_holding": [Door("POST", HOLDERS, HELD)],
    "combination:consult": [Door("POST", HOLDERS, body=lambda world: {"organisation": world.own.id})],
    "combination:consultation": [Door("GET", INSIDERS, ASKED, hidden_from=HIDDEN)],
    "combination:answer_consultation": [Door("POST", OFFICERS, ASKED, body=lambda world: {"text": "네"})],
    "combination:apply": [_own("POST", ASKED)],
    "combination:application": [
        Door("GET", INSIDERS, ACCEPTED, hidden_from=HIDDEN),
        _own("POST", WRITTEN, body=lambda world: {"step": "data", "persons": "9"}),
    ],
    "combination:file": [_own("POST", WRITTEN)],
    "combination:withdraw": [_own("POST", WRITTEN)],
    "combination:ask_supplement": [Door("POST", OFFICERS, FILED)],
    "combination:accept": [Door("POST", OFFICERS, FILED)],
    "combination:take_fee": [Door("POST", OFFICERS, ACCEPTED, body=lambda world: {"receipt": "2026-1"})],
    "combination:key_kit": [Door("GET", INSIDERS, ACCEPTED, hidden_from=HIDDEN)],
    "combination:take_dossier": [Door("POST", OFFICERS, ACCEPTED)],
    "combination:take_release": [Door("POST", OFFICERS, ACCEPTED)],
    "combination:release_file": [Door("GET", NOBODY, ACCEPTED, hidden_from=SIGNED_IN)],
    "combination:destroy_release": [
        Door("POST", NOBODY, ACCEPTED, hidden_from=(HIDDEN | HOLDERS | OFFICERS), note="nothing was released")
    ],
    "combination:desk": [Door("GET", ANYONE)],
    "combination:designation": [Door("GET", AUDITORS)],
    "combination:issue_designation": [Door("POST", OFFICERS)],
    "combination:issue_activity": [Door("POST", OFFICERS)],
    "combination:begin": [Door("POST", OFFICERS)],
    "combination:case": [Door("GET", AUDITORS, CASE_ARGS, hidden_from=SIGNED_IN - AUDITORS)],
    "combination:meet": [Door("POST", OFFICERS, CASE_ARGS)],
    "combination:act": [Door("POST", OFFICERS, lambda world: {"case_id": CASE, "verb": "receive"})],
    "combination:sent_file": [Door("GET", AUDITORS, lambda world: {"case_id": CASE, "name": "card.json"})],
    "combination:dossier": [Door("GET", AUDITORS, CASE_ARGS)],
    "combination:report": [Door("GET", NOBODY, CASE_ARGS, hidden_from=SIGNED_IN)],
    "combination:report_page": [Door("GET", NOBODY, CASE_ARGS, hidden_from=SIGNED_IN)],
    "combination:vote": [Door("POST", NOBODY, CASE_ARGS, hidden_from=SIGNED_IN - AUDITORS)],
    "combination:recuse": [Door("POST", NOBODY, CASE_ARGS, hidden_from=SIGNED_IN - AUDITORS)],
    "combination:ask": [Door("POST", NOBODY, CASE_ARGS, hidden_from=SIGNED_IN - AUDITORS)],
    "combination:answer": [
        Door("POST", OFFICERS, _thing("question_id", "question"), body=lambda world: {"text": "답"})
    ],
}
