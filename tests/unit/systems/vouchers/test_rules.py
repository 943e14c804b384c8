"""A voucher's small rules: who may do what, which states follow, when reports are due, what a programme's JSON becomes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.base.kit.refusals import Refused
from naru.systems.vouchers import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.vouchers.core import programme, rights
from naru.systems.vouchers.core.due_dates import months_after
from naru.systems.vouchers.core.states import AWARDS, CLAIMS, RECOVERIES, AwardState, ClaimState, RecoveryState, moved

FIRM, SUPPLIER = OrganisationId("firm"), OrganisationId("supplier")


def person(**more: Any) -> Person:
    return Person(id=PersonId("p"), name="p", **more)


@pytest.mark.parametrize(
    ("who", "runs", "audits", "applies", "sees_application", "sees_award"),
    [
        (ANONYMOUS, False, False, False, False, False),
        (person(), False, False, False, False, False),
        (person(is_officer=True), True, True, False, True, True),
        (person(is_officer=True, scopes=frozenset({Scope.READ})), False, True, False, True, True),
        (person(is_auditor=True), False, True, False, True, True),
        (person(roles={FIRM: Role.OWNER}), False, False, True, True, True),
        (person(roles={FIRM: Role.STEWARD}), False, False, True, True, True),
        (person(roles={FIRM: Role.MEMBER}), False, False, False, True, True),
        (person(roles={FIRM: Role.OWNER}, scopes=frozenset({Scope.READ})), False, False, False, True, True),
        (person(roles={SUPPLIER: Role.MEMBER}), False, False, False, False, True),
    ],
)
def test_who_may(
    who: Person, runs: bool, audits: bool, applies: bool, sees_application: bool, sees_award: bool
) -> None:
    assert rights.may_run(who) is runs
    assert rights.may_audit(who) is audits
    assert rights.may_apply_for(who, FIRM) is applies
    assert rights.may_see_application(who, FIRM) is sees_application
    assert rights.may_see_award(who, FIRM, SUPPLIER) is sees_award


def test_an_award_without_a_supplier_is_seen_by_no_supplier() -> None:
    assert not rights.may_see_award(person(roles={OrganisationId(""): Role.OWNER}), FIRM, "")


A, C, R = AwardState, ClaimState, RecoveryState
WAYS: list[tuple[Any, Any, set[str]]] = [
    (A, AWARDS, {"awarded agreed", "awarded closed", "awarded stopped", "agreed closed", "agreed stopped"}),
    (
        C,
        CLAIMS,
        {
            "delivered accepted", "delivered rework", "delivered refused", "rework delivered", "rework refused",
            "accepted approved", "approved paid",
        },
    ),
    (R, RECOVERIES, {"ordered ordered", "ordered paid", "ordered written_off"}),
]  # fmt: skip


@pytest.mark.parametrize(("states", "table", "ways"), WAYS, ids=["awards", "claims", "recoveries"])
def test_these_steps_and_no_other(states: Any, table: Any, ways: set[str]) -> None:
    for one in states:
        for other in states:
            if f"{one} {other}" in ways:
                assert moved(one, other, table) is other
                continue
            with pytest.raises(Refused) as refused:
                moved(one, other, table)
            assert refused.value.code == "voucher_cannot_move"
            assert (refused.value.facts["state"], refused.value.facts["to_en"]) == (one.words.ko, other.words.en)


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),  # a leap year
        (date(2026, 8, 29), 6, date(2027, 2, 28)),
        (date(2026, 8, 28), 6, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 11, 30), 12, date(2027, 11, 30)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
    ],
)
def test_months_after_a_day(day: date, months: int, due: date) -> None:
    assert months_after(day, months) == due


SAID: dict[str, Any] = {
    "sources": [{"code": "city", "ko": "시비", "en": "City", "won": 70}, {"code": "state", "ko": "국비", "en": "State", "won": 30}],
    "kinds": [
        {"code": "purchase", "ko": "구매", "en": "Purchase", "ceiling_krw": 4, "own_share": 0.1},
        {"code": "ai", "ko": "가공", "en": "AI", "ceiling_krw": 7, "own_share": "0.25"},
    ],
    "criteria": [{"name": "need", "ko": "필요", "en": "Need", "most": 100}],
    "documents": [{"name": "tax", "ko": "납세증명", "en": "Tax"}],
    "eligibility": ["in_city"],
    "panel": {"size": 5, "of_one_organisation_most": 1},
    "trims": True, "far_points": 20, "pass_score": 60, "supplement_days": 7, "two_approvers_from_krw": 10_000_000,
    "report_months": [6, 12], "plan_letters": 100, "alike_from": 0.6,
}  # fmt: skip


def test_a_programmes_json_becomes_its_rules() -> None:
    rules = programme.rules_of(SAID)
    assert rules.budget_krw == 100
    assert rules.report_months == (6, 12)
    ai, none = rules.kind("ai"), rules.kind("drones")
    assert none is None
    assert ai is not None
    assert (ai.ceiling_krw, ai.own_share) == (7, Decimal("0.25"))
    assert rules.kinds[0].own_share == Decimal("0.1")  # a number of JSON, not its binary neighbour


@pytest.mark.parametrize("name", sorted(SAID))
def test_a_programme_that_lacks_a_rule_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        programme.rules_of({key: value for key, value in SAID.items() if key != name})


def test_the_form_asks_what_the_rules_say() -> None:
    form = programme.form_of(programme.rules_of(SAID))
    assert [step.name for step in form.steps] == ["need", "plan", "money", "documents"]
    fields = {field.name: field for field in form.fields}
    assert [code for code, _ in fields["kind"].choices] == ["purchase", "ai"]
    assert (fields["won"].least, fields["won"].most) == (1, 7)  # the largest ceiling of all kinds
    assert (fields["why"].least, fields["how"].least, fields["gain"].required) == (100, 100, False)
    assert {name for name, field in fields.items() if field.identifies} == {"contact", "place", "supplier", "tax"}
