"""A small voucher programme for the tests: one source of money, one kind, two reviewers, and its steps as functions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.cases import review
from naru.commons.terms import reads as terms
from naru.systems.vouchers import actions, agreements, reads, spending

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
PLAN = "지역 상인에게 필요한 유동인구 자료를 사서 시간대별 수요를 예측하고 결과를 공개한다."


def rules(**more: Any) -> dict[str, Any]:
    return {
        "sources": [
            {"code": "city", "ko": "시비", "en": "City", "won": 7_000_001},
            {"code": "state", "ko": "국비", "en": "State", "won": 3_000_000},
        ],
        "kinds": [{"code": "purchase", "ko": "구매", "en": "Purchase", "ceiling_krw": 6_000_000, "own_share": "0.2"}],
        "criteria": [
            {"name": "need", "ko": "필요성", "en": "Need", "most": 50},
            {"name": "plan", "ko": "계획", "en": "Plan", "most": 50},
        ],
        "documents": [{"name": "paper", "ko": "계획서", "en": "Plan"}],
        "eligibility": ["not_closed", "no_recovery", "one_a_year"],
        "panel": {"size": 1, "of_one_organisation_most": 1},
        "trims": True,
        "far_points": 20,
        "pass_score": "60",
        "supplement_days": 5,
        "two_approvers_from_krw": 5_000_000,
        "report_months": [6, 12],
        "plan_letters": 10,
        "alike_from": "0.6",
    } | more


def programme(clock: FrozenClock, **more: Any) -> reads.Programme:
    said = rules(**more)
    for source in said["sources"]:
        actions.appropriate(2026, source["code"], source["won"], by=SYSTEM, clock=clock)
    return actions.open_programme(
        Words("시험 바우처", "Test vouchers"),
        summary=Words("시험", "Test"),
        year=2026,
        rules=said,
        opens=clock.now(),
        closes=clock.now() + timedelta(days=3650),
        spend_until=date(2036, 12, 31),
        seed="시험",
        by=SYSTEM,
        clock=clock,
    )


def filled(
    found: reads.Programme, organisation: OrganisationId, by: Person, clock: FrozenClock, won: int = 4_000_001
) -> str:
    """An application that lacks nothing, not filed yet."""
    case = actions.apply(found.id, organisation, by=by, clock=clock)
    steps = {
        "need": {"kind": "purchase", "title": "상권 예측", "contact": "051", "place": "부산 중구 중앙대로 1"},
        "plan": {"why": PLAN, "how": PLAN},
        "money": {"won": f"{won}"},
    }
    for step, raw in steps.items():
        assert not actions.save(case.id, step, raw, by=by, origin=case.id, clock=clock)
    actions.attach(case.id, "paper", name="계획.pdf", sha256=case.id.ljust(64, "0"), size=1, by=by, clock=clock)
    return case.id


def reviewed(
    found: reads.Programme, reviewer: Person, officer: Person, clock: FrozenClock, *, points: int = 40
) -> None:
    """Checked, scored and signed; the same points everywhere."""
    actions.check_all(found.id, by=officer, clock=clock)
    actions.draw_panel(found.id, [reviewer.id], by=officer, clock=clock)
    review.declare_interests(found.ref, {}, by=reviewer, clock=clock)
    for case in cases.cases_about(found.ref):
        if case.state.value == "complete":
            given = {each.name: points for each in found.rules.criteria}
            review.score(case.id, given, criteria=found.rules.criteria, by=reviewer, clock=clock)
    review.sign_sheets(found.ref, by=reviewer, clock=clock)


def agreed(award_id: str, *, holder: Person, supplier: Person, officer: Person, clock: FrozenClock) -> reads.Award:
    """Signed by all three, the firm's own share paid in."""
    (selling,) = supplier.roles
    drafted = agreements.draft_agreement(award_id, selling, by=holder, clock=clock)
    digest = terms.document(drafted.document_id).newest.sha256
    for party, by in ((f"org:{drafted.holder}", holder), (f"org:{selling}", supplier), ("city", officer)):
        agreements.sign(award_id, party, digest, by=by, clock=clock)
    return spending.deposit_own(award_id, drafted.own_needed_krw, by=officer, clock=clock)
