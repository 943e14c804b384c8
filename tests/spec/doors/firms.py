"""Doors of firms and problems."""

from datetime import date, timedelta

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM
from naru.systems.firms import actions
from tests.spec.doors.door import ANYONE, OFFICERS, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

HOLDERS = frozenset({"steward", "owner"})
SQL = "select 1"


def make_things(world: World) -> dict[str, str]:
    """The organisation has a page and a proposal that is tried; another problem is open, with a proposal."""
    actions.describe_firm(world.own.id, what="데이터를 분석합니다.", by=SYSTEM)
    tried, waiting = (
        actions.post_problem(title, "글", by=world.people["owner"]) for title in ("해 보는 문제", "열린 문제")
    )
    chosen = actions.propose(tried.id, world.own.id, title="제안", text="글", by=SYSTEM)
    pilot = actions.begin_pilot(chosen, sql=SQL, measures="수", lower_is_better=True, ends=_later(), by=SYSTEM)
    actions.measure_after(pilot.id, by=SYSTEM)
    return {
        "problem_tried": tried.id,
        "problem_open": waiting.id,
        "problem_pilot": pilot.id,
        "problem_proposal": actions.propose(waiting.id, world.other.id, title="제안", text="글", by=SYSTEM),
    }


def _later() -> date:
    return SYSTEM_CLOCK.today() + timedelta(days=30)


def _slug(world: World) -> dict[str, str]:
    return {"slug": world.own.slug}


def _open(world: World) -> dict[str, str]:
    return {"problem_id": world.things["problem_open"]}


def _pilot(world: World) -> dict[str, str]:
    return {"pilot_id": world.things["problem_pilot"]}


GROWTH = {"year": "2025", "jobs": "3", "investment_krw": "0", "evidence": "명부"}
DOORS: Rows = {
    "firms:directory": [Door("GET", ANYONE)],
    "firms:ecosystem": [Door("GET", ANYONE)],
    "firms:missing": [Door("GET", ANYONE)],
    "firms:firm": [Door("GET", ANYONE, _slug)],
    "firms:edit": [Door("GET", HOLDERS, _slug), Door("POST", HOLDERS, _slug, lambda _: {"what": "소개"})],
    "firms:growth": [Door("POST", HOLDERS, _slug, lambda _: GROWTH)],
    "firms:board": [Door("GET", ANYONE)],
    "firms:post": [Door("GET", SIGNED_IN), Door("POST", SIGNED_IN, body=lambda _: {"title": "제목", "text": "글"})],
    "firms:problem": [
        Door("GET", ANYONE, _open),
        Door("GET", ANYONE, lambda world: {"problem_id": world.things["problem_tried"]}),
    ],
    "firms:support": [Door("POST", SIGNED_IN, _open)],
    "firms:withdraw": [Door("POST", frozenset({"owner", "officer"}), _open)],
    "firms:merge": [Door("POST", OFFICERS, _open, lambda world: {"into": world.things["problem_tried"]})],
    "firms:propose": [
        Door("POST", HOLDERS, _open, lambda world: {"organisation": world.own.id, "title": "제안", "text": "글"})
    ],
    "firms:begin_pilot": [
        Door(
            "POST",
            OFFICERS,
            lambda world: {"proposal_id": world.things["problem_proposal"]},
            lambda world: {"sql": SQL, "measures": "수", "better": "lower", "ends": _later().isoformat()},
        )
    ],
    "firms:measure": [Door("POST", OFFICERS, _pilot)],
    "firms:decide": [Door("POST", OFFICERS, _pilot, lambda _: {"outcome": "adopted", "reason": "좋음"})],
}
