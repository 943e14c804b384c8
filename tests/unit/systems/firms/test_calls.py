"""A call as data: what is read, what is refused, the form, the words of what is given; who may see whom."""

from typing import Any

import pytest

from naru.base.kit.person import ANONYMOUS, OrganisationId, Person, PersonId, Role, Scope
from naru.commons.cases.core.forms import blind, cleaned, gaps
from naru.systems.firms.core import rights
from naru.systems.firms.core.calls import form_of, rules_of
from tests.firms import PLAN, rules

MILESTONE = {"code": "design", "ko": "설계", "en": "Design", "days": 30}
FIRM, OTHER = OrganisationId("firm"), OrganisationId("other")


def someone(*, officer: bool = False, auditor: bool = False, of: OrganisationId | None = None) -> Person:
    roles = {of: Role.STEWARD} if of else {}
    return Person(
        id=PersonId("p"), name="누구", is_officer=officer, is_auditor=auditor, roles=roles, scopes=frozenset(Scope)
    )


def test_rules_are_read_as_they_were_written() -> None:
    found = rules_of(rules())
    assert (found.capacity, found.most_each, found.panel.size) == (12, 10, 1)
    assert [(each.code, each.days) for each in found.milestones] == [("design", 30), ("result", 90)]
    assert found.amount(1200).ko == "1,200시간"
    assert found.sentences.granted(8).en == "Awarded: 8 hours."


@pytest.mark.parametrize(
    "wrong",
    [
        {"capacity": 0},
        {"capacity": "12"},
        {"capacity": True},
        {"most_each": 13},  # more than there is
        {"criteria": []},
        {"milestones": []},
        {"milestones": [MILESTONE, MILESTONE]},
        {"milestones": [MILESTONE | {"days": 0}]},
        {"pass_score": "많이"},
        {"panel": {"size": 1}},
        {"unit": {"ko": "시간"}},
    ],
    ids=str,
)
def test_what_is_no_rules_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError, TypeError, ArithmeticError)):
        rules_of(rules(**wrong))


def test_as_much_for_one_as_there_is_is_allowed() -> None:
    assert rules_of(rules(most_each=12)).most_each == 12


@pytest.mark.parametrize(("hours", "fits"), [("1", True), ("10", True), ("11", False), ("0", False), ("많이", False)])
def test_nobody_asks_for_more_than_one_may_have(hours: str, fits: bool) -> None:
    step = form_of(rules_of(rules())).steps[0]
    _, faults = cleaned(step, {"title": "가", "amount": hours, "contact": "나"})
    assert ("amount" not in faults) is fits


def test_reviewers_read_the_plan_and_not_who_it_is() -> None:
    form = form_of(rules_of(rules()))
    answers = {
        "title": "상권",
        "amount": 8,
        "contact": "051",
        "why": PLAN,
        "how": PLAN,
        "measure": "비율",
        "team": "김",
    }
    assert gaps(form, answers, ()) == []
    assert [field.name for field, _ in blind(form, answers)] == ["title", "amount", "why", "how", "measure"]


@pytest.mark.parametrize(
    ("person", "reviews", "sees"),
    [
        (someone(officer=True), False, True),
        (someone(auditor=True), False, True),
        (someone(officer=True), True, False),  # blind at every door, an officer's too
        (someone(auditor=True), True, False),
        (someone(), False, False),
        (someone(of=FIRM), False, True),
        (someone(of=OTHER), False, False),
        (ANONYMOUS, False, False),
    ],
)
def test_who_may_see_an_application(person: Person, reviews: bool, sees: bool) -> None:
    assert rights.may_see_application(person, FIRM, is_reviewer=reviews) is sees
