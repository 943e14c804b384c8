"""Doors of firms, problems, support and research."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM
from naru.commons.cases import review
from naru.commons.terms import reads as terms
from naru.systems.firms.actions import awards, calls, directory, pilots, problems, results, workspaces
from naru.systems.firms.reads import calls as call_reads
from tests import firms as steps
from tests.spec.doors.door import ANYONE, AUDITORS, INSIDERS, OFFICERS, SIGNED_IN, Door, Rows, Who
from tests.spec.doors.world import World

HOLDERS = frozenset({"steward", "owner"})
REVIEWER = frozenset({"outsider"})
GROUP = frozenset({"owner", "outsider"})  # of the workspace, led by the owner
LEAD = frozenset({"owner"})
KEEPERS = frozenset({"steward", "owner", "officer"})  # of the organisation's datasets
SQL = "select 1"
GROWTH = {"year": "2025", "jobs": "3", "investment_krw": "0", "evidence": "명부"}
Args = Callable[[World], dict[str, str]]


def make_things(world: World) -> dict[str, str]:
    """The organisation has a page, a proposal that is tried and a supported project; the outsider reviews another's application."""
    return _problems(world) | _calls(world) | _research(world)


def _problems(world: World) -> dict[str, str]:
    directory.describe_firm(world.own.id, what="데이터를 분석합니다.", by=SYSTEM)
    tried, waiting = (
        problems.post_problem(title, "글", by=world.people["owner"]) for title in ("해 보는 문제", "열린 문제")
    )
    chosen = problems.propose(tried.id, world.own.id, title="제안", text="글", by=SYSTEM)
    pilot = pilots.begin_pilot(chosen, sql=SQL, measures="수", lower_is_better=True, ends=_later(), by=SYSTEM)
    pilots.measure_after(pilot.id, by=SYSTEM)
    return {
        "problem_tried": tried.id,
        "problem_open": waiting.id,
        "problem_pilot": pilot.id,
        "problem_proposal": problems.propose(waiting.id, world.other.id, title="제안", text="글", by=SYSTEM),
    }


def _calls(world: World) -> dict[str, str]:
    clock = FrozenClock(SYSTEM_CLOCK.now())
    owner, stranger, officer, outsider = (world.people[role] for role in ("owner", "stranger", "officer", "outsider"))
    first, second, third, fourth = (steps.call(clock, officer) for _ in range(4))
    decided = steps.filed(first, world.own.id, owner, clock)
    steps.judged(first, outsider, officer, clock)
    calls.announce(first.id, by=officer, clock=clock)
    (award,) = call_reads.awards_of_call(first.id)
    agreed = steps.agreed(award.id, holder=owner, officer=officer, clock=clock)
    milestone, next_one = agreed.milestones
    awards.deliver(next_one.id, "결과", by=owner, clock=clock)
    judged = steps.filed(third, world.other.id, stranger, clock)
    steps.drawn(third, outsider, officer, clock)
    review.declare_interests(third.ref, {}, by=outsider, clock=clock)
    return {
        "call_awarded": first.id,
        "call_open": second.id,
        "call_judged": third.id,
        "call_filed": fourth.id,
        "support_draft": steps.filled(second, world.own.id, owner, clock),
        "support_filed": steps.filed(fourth, world.own.id, owner, clock),
        "support_decided": decided,
        "support_judged": judged,
        "support_award": award.id,
        "support_milestone": milestone.id,
        "support_delivered": next_one.id,
        "support_digest": terms.document(agreed.document_id).newest.sha256,
    }


def _research(world: World) -> dict[str, str]:
    owner = world.people["owner"]
    space = workspaces.open_workspace("작업방", purpose="연구", ends=_later(), organisation=world.own.id, by=owner)
    workspaces.add_person(space.id, world.people["outsider"].email, by=owner)
    asked = workspaces.ask_for_data(space.id, str(world.granted_away.dataset_id), "연구에", by=owner)
    return {
        "workspace": space.id,
        "workspace_data": asked,
        "workspace_fellow": world.people["outsider"].id,
        "research_result": results.keep_result(space.id, "하나", SQL, by=owner).id,
    }


def _later() -> date:
    return SYSTEM_CLOCK.today() + timedelta(days=30)


def _slug(world: World) -> dict[str, str]:
    return {"slug": world.own.slug}


def _thing(part: str, thing: str) -> Args:
    return lambda world: {part: world.things[thing]}


_open, _pilot = _thing("problem_id", "problem_open"), _thing("pilot_id", "problem_pilot")
_award, _result = _thing("award_id", "support_award"), _thing("result_id", "research_result")
_space, _data = _thing("workspace_id", "workspace"), _thing("data_id", "workspace_data")


def _call(which: str) -> Args:
    return _thing("call_id", f"call_{which}")


def _case(which: str) -> Args:
    return _thing("case_id", f"support_{which}")


def _only(who: Who, among: Who) -> dict[str, Who]:
    """They alone; whoever else sees the thing is told no, the others find nothing."""
    return {"who": who, "hidden_from": SIGNED_IN - among}


def _post(args: Any, who: Who, among: Who = SIGNED_IN, body: Any = lambda world: {}) -> Door:
    return Door("POST", args=args, body=body, **_only(who, among))


def _sheet(world: World) -> dict[str, str]:
    return {"call_id": world.things["call_judged"], "case_id": world.things["support_judged"]}


def _new_call(world: World) -> dict[str, str]:
    return {"title": "공고", "text": "글", "rules": _RULES, "closes_on": _later().isoformat()}


_RULES = json.dumps(steps.rules())
PILOT = {"sql": SQL, "measures": "수", "better": "lower"}
DOORS: Rows = {
    "firms:directory": [Door("GET", ANYONE)],
    "firms:growth_of_all": [Door("GET", ANYONE)],
    "firms:ecosystem": [Door("GET", ANYONE)],
    "firms:missing": [Door("GET", ANYONE)],
    "firms:firm": [Door("GET", ANYONE, _slug)],
    "firms:edit": [Door("GET", HOLDERS, _slug), Door("POST", HOLDERS, _slug, lambda _: {"what": "소개"})],
    "firms:growth": [Door("POST", HOLDERS, _slug, lambda _: GROWTH)],
    "firms:board": [Door("GET", ANYONE)],
    "firms:post": [Door("GET", SIGNED_IN), Door("POST", SIGNED_IN, body=lambda _: {"title": "제목", "text": "글"})],
    "firms:problem": [
        Door("GET", ANYONE, _open),
        Door("GET", ANYONE, _thing("problem_id", "problem_tried")),
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
            _thing("proposal_id", "problem_proposal"),
            lambda world: PILOT | {"ends": _later().isoformat()},
        )
    ],
    "firms:pilot": [Door("GET", ANYONE, _pilot), Door("GET", ANYONE, _pilot, query=lambda _: "?ask=0")],
    "firms:measure": [Door("POST", OFFICERS, _pilot)],
    "firms:decide": [Door("POST", OFFICERS, _pilot, lambda _: {"outcome": "adopted", "reason": "좋음"})],
    "firms:calls": [Door("GET", ANYONE)],
    "firms:new_call": [Door("GET", OFFICERS), Door("POST", OFFICERS, body=_new_call)],
    "firms:call": [Door("GET", ANYONE, _call("awarded")), Door("GET", ANYONE, _call("judged"))],
    "firms:apply": [_post(_call("judged"), HOLDERS, body=lambda world: {"organisation": world.own.id})],
    "firms:office": [Door("GET", AUDITORS, _call("awarded")), Door("GET", AUDITORS, _call("judged"))],
    "firms:complete": [_post(_call("filed"), OFFICERS)],
    "firms:draw_panel": [
        _post(_call("open"), OFFICERS, body=lambda world: {"candidates": world.people["outsider"].email})
    ],
    "firms:announce": [_post(_call("judged"), OFFICERS)],
    "firms:review": [Door("GET", args=_call("judged"), **_only(REVIEWER, REVIEWER))],
    "firms:declare_interests": [_post(_call("judged"), REVIEWER, REVIEWER)],
    "firms:sign_sheets": [_post(_call("judged"), REVIEWER, REVIEWER)],
    "firms:sheet": [
        Door("GET", args=_sheet, **_only(REVIEWER, REVIEWER)),
        _post(_sheet, REVIEWER, REVIEWER, lambda _: {"need": "1", "plan": "1"}),
    ],
    "firms:application": [
        Door("GET", args=_case("draft"), **_only(INSIDERS, INSIDERS)),
        _post(_case("draft"), HOLDERS, INSIDERS, lambda _: {"step": "need", "amount": "1"}),
    ],
    "firms:file": [_post(_case("draft"), HOLDERS, INSIDERS)],
    "firms:withdraw_application": [_post(_case("draft"), HOLDERS, INSIDERS)],
    "firms:object": [_post(_case("decided"), HOLDERS, INSIDERS, lambda _: {"text": "까닭"})],
    "firms:ask_supplement": [_post(_case("filed"), OFFICERS, body=lambda _: {"text": "더"})],
    "firms:award": [Door("GET", args=_award, **_only(INSIDERS, INSIDERS))],
    "firms:draft_agreement": [_post(_award, HOLDERS | OFFICERS, INSIDERS)],
    "firms:sign": [
        _post(_award, OFFICERS, INSIDERS, lambda world: {"party": "city", "digest": world.things["support_digest"]})
    ],
    "firms:note_use": [_post(_award, OFFICERS, body=lambda _: {"amount": "1", "note": "회의"})],
    "firms:report_result": [_post(_award, HOLDERS, INSIDERS, lambda _: {"text": "줄었습니다."})],
    "firms:finish": [_post(_award, OFFICERS)],
    "firms:stop": [_post(_award, OFFICERS, body=lambda _: {"reason": "까닭"})],
    "firms:deliver": [
        _post(_thing("milestone_id", "support_milestone"), HOLDERS, INSIDERS, lambda _: {"what": "설계서"})
    ],
    "firms:check": [
        _post(_thing("milestone_id", "support_delivered"), OFFICERS, body=lambda _: {"verdict": "accepted"})
    ],
    "firms:workspaces": [
        Door("GET", SIGNED_IN),
        Door("POST", SIGNED_IN, body=lambda _: {"title": "방", "purpose": "연구", "ends": _later().isoformat()}),
    ],
    "firms:asks": [Door("GET", SIGNED_IN)],
    "firms:decide_data": [_post(_data, KEEPERS, KEEPERS, lambda _: {"act": "grant"})],
    "firms:workspace": [Door("GET", args=_space, **_only(GROUP, GROUP))],
    "firms:add_person": [
        _post(_space, LEAD, GROUP, lambda world: {"email": world.people["member"].email}),
    ],
    "firms:remove_person": [
        _post(_space, GROUP, GROUP, lambda world: {"person": world.things["workspace_fellow"]}),
    ],
    "firms:ask_for_data": [
        _post(_space, GROUP, GROUP, lambda world: {"dataset": world.closed.dataset_id, "why": "연구에"})
    ],
    "firms:save_query": [_post(_space, GROUP, GROUP, lambda _: {"title": "질의", "sql": SQL})],
    "firms:write_note": [_post(_space, GROUP, GROUP, lambda _: {"text": "기록"})],
    "firms:keep_result": [_post(_space, GROUP, GROUP, lambda _: {"title": "결과", "sql": SQL})],
    "firms:close": [_post(_space, LEAD, GROUP)],
    "firms:result": [
        Door("GET", args=_result, **_only(GROUP, GROUP)),
        Door("GET", args=_result, query=lambda _: "?again", **_only(GROUP, GROUP)),
    ],
    "firms:publish_result": [_post(_result, LEAD, GROUP, lambda _: {"description": "설명"})],
}
