"""A small call for the tests: twelve hours of consulting, one reviewer, two milestones, and its steps as functions."""

from datetime import UTC, datetime, timedelta
from typing import Any

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.cases.core.states import CaseState
from naru.commons.terms import reads as terms
from naru.systems.firms.actions import awards, calls
from naru.systems.firms.reads import calls as reads

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
PLAN = "지표를 만들어 공개 데이터와 견주어 확인하고 결과를 모두에게 보인다."


def rules(**more: Any) -> dict[str, Any]:
    return {
        "gives": {"ko": "자문", "en": "Consulting"},
        "unit": {"ko": "시간", "en": "hours"},
        "capacity": 12,
        "most_each": 10,
        "criteria": [
            {"name": "need", "ko": "필요성", "en": "Need", "most": 50},
            {"name": "plan", "ko": "계획", "en": "Plan", "most": 50},
        ],
        "panel": {"size": 1, "of_one_organisation_most": 1},
        "trims": False,
        "far_points": 20,
        "pass_score": "60",
        "supplement_days": 5,
        "plan_letters": 10,
        "milestones": [
            {"code": "design", "ko": "설계", "en": "Design", "days": 30},
            {"code": "result", "ko": "결과", "en": "Result", "days": 90},
        ],
    } | more


def call(clock: FrozenClock, by: Person, **more: Any) -> reads.Call:
    return calls.open_call(
        Words("시험 자문", "Test consulting"),
        summary=Words("시험", "Test"),
        rules=rules(**more),
        closes_on=clock.today() + timedelta(days=30),
        seed="시험",
        by=by,
        clock=clock,
    )


def filled(found: reads.Call, organisation: OrganisationId, by: Person, clock: FrozenClock, *, hours: int = 8) -> str:
    """An application that lacks nothing, not filed yet."""
    case = calls.apply(found.id, organisation, by=by, clock=clock)
    steps = {
        "need": {"title": "상권 지표", "amount": f"{hours}", "contact": "051"},
        "plan": {"why": PLAN, "how": PLAN, "measure": "맞힌 비율", "team": "두 명"},
    }
    for step, raw in steps.items():
        assert not calls.save(case.id, step, raw, by=by, origin=case.id, clock=clock)
    return case.id


def filed(found: reads.Call, organisation: OrganisationId, by: Person, clock: FrozenClock, *, hours: int = 8) -> str:
    case_id = filled(found, organisation, by, clock, hours=hours)
    calls.file(case_id, by=by, clock=clock)
    return case_id


def drawn(found: reads.Call, reviewer: Person, officer: Person, clock: FrozenClock) -> None:
    calls.complete_all(found.id, by=officer, clock=clock)
    calls.draw_panel(found.id, [reviewer.id], by=officer, clock=clock)


def judged(
    found: reads.Call, reviewer: Person, officer: Person, clock: FrozenClock, *, points: dict[str, int] | None = None
) -> None:
    """Drawn, scored and signed; ``points`` of each criterion by case, 40 where none are said."""
    drawn(found, reviewer, officer, clock)
    review.declare_interests(found.ref, {}, by=reviewer, clock=clock)
    for case in cases.cases_about(found.ref, states=[CaseState.COMPLETE]):
        given = dict.fromkeys(("need", "plan"), (points or {}).get(case.id, 40))
        review.score(case.id, given, criteria=found.rules.criteria, by=reviewer, clock=clock)
    review.sign_sheets(found.ref, by=reviewer, clock=clock)


def agreed(award_id: str, *, holder: Person, officer: Person, clock: FrozenClock) -> reads.Award:
    """Signed by both."""
    drafted = awards.draft_agreement(award_id, by=holder, clock=clock)
    digest = terms.document(drafted.document_id).newest.sha256
    awards.sign(award_id, f"org:{drafted.organisation}", digest, by=holder, clock=clock)
    return awards.sign(award_id, reads.CITY, digest, by=officer, clock=clock)
