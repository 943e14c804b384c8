"""A plan read from its document; what is wrong is named with its place; what a version changed."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.strategy.core.budgets import total_krw
from naru.systems.strategy.core.plan_changes import plan_changes
from naru.systems.strategy.core.plan_from import plan_from
from naru.systems.strategy.core.states import VersionState, moved
from samples.strategy import plan as sample_plan
from tests.strategy import indicator, line, plan, task, words

DATASETS = indicator(
    "datasets",
    fact="catalogue.published",
    baseline={"value": 2500, "on": "2021-08-05"},
    targets=[{"year": 2023, "value": 5000}, {"year": 2025, "value": 10000}],
)


def project(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"code": "p", "title": words("사업"), "lines": list(lines)}


WHOLE = plan(
    task("1", budget_krw=100, projects=[project(line("a", allotted_krw=60), line("b"))], indicators=[DATASETS]),
    task("2", is_named=False),
    budget_krw=300,
    glance=["datasets"],
)


def test_a_plan_is_read_whole() -> None:
    found = plan_from(WHOLE)
    assert [each.code for each in found.tasks] == ["1", "2"]
    assert not found.tasks[1].is_named
    (datasets,) = found.every_indicator()
    assert datasets.baseline is not None
    assert datasets.baseline.value == 2500
    assert total_krw(found.budget) == 300
    assert found.line("a") is not None
    assert found.line("z") is None


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2021, 1, 1), 2023), (date(2023, 12, 31), 2023), (date(2024, 1, 1), 2025), (date(2030, 1, 1), 2025)],
)
def test_the_target_is_the_next_that_is_due_or_the_last(day: date, year: int) -> None:
    found = plan_from(WHOLE).indicator("datasets")
    assert found is not None
    target = found.target_on(day)
    assert target is not None
    assert target.year == year


def without(*path: Any) -> dict[str, Any]:
    document = deepcopy(WHOLE)
    part: Any = document
    for step in path[:-1]:
        part = part[step]
    del part[path[-1]]
    return document


def changed(value: Any, *path: Any) -> dict[str, Any]:
    document = deepcopy(WHOLE)
    part: Any = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return document


FIRST = ("strategies", 0, "tasks", 0)


@pytest.mark.parametrize(
    ("document", "code", "place"),
    [
        ([], "plan_refused", "plan"),
        (without("title"), "plan_refused", "plan.title"),
        (changed({"ko": "가"}, "title"), "plan_refused", "plan.title"),
        (changed("2021-13-01", "starts"), "plan_refused", "plan.starts"),
        (changed(-1, "budget_krw"), "plan_refused", "plan.budget_krw"),
        (changed(True, "budget_krw"), "plan_refused", "plan.budget_krw"),
        (changed({}, "strategies"), "plan_refused", "plan.strategies"),
        (changed(3, *FIRST), "plan_refused", "plan.strategies[0].tasks[0]"),
        (changed("yes", *FIRST, "is_named"), "plan_refused", "plan.strategies[0].tasks[0].is_named"),
        (
            changed("sideways", *FIRST, "indicators", 0, "direction"),
            "plan_refused",
            "plan.strategies[0].tasks[0].indicators[0].direction",
        ),
        (
            changed(float("nan"), *FIRST, "indicators", 0, "targets", 0, "value"),
            "plan_refused",
            "plan.strategies[0].tasks[0].indicators[0].targets[0].value",
        ),
        (
            changed(2026, *FIRST, "indicators", 0, "targets", 0, "year"),
            "plan_refused",
            "plan.strategies[0].tasks[0].indicators[0].targets",
        ),
        (changed(["nobody"], "glance"), "plan_refused", "plan.glance"),
        (changed("1", "strategies", 0, "tasks", 1, "code"), "plan_repeats", None),
        (changed(101, *FIRST, "projects", 0, "lines", 0, "allotted_krw"), "plan_exceeds", None),
        (changed(99, "budget_krw"), "plan_exceeds", None),
    ],
)
def test_what_is_wrong_is_named_with_its_place(document: Any, code: str, place: str | None) -> None:
    with pytest.raises(Refused) as refused:
        plan_from(document)
    assert refused.value.code == code
    assert refused.value.facts.get("place") == place


def test_money_of_one_fact_stands_in_one_line() -> None:
    paid = {"paid_fact": "vouchers.paid_krw"}
    with pytest.raises(Refused, match=r"vouchers\.paid_krw"):
        plan_from(plan(task("1", projects=[project(line("a", **paid), line("b", **paid))])))


def test_the_sample_says_what_was_announced() -> None:
    found = plan_from(sample_plan(is_linked=True))
    assert (len(found.strategies), len(found.tasks), found.budget_krw) == (4, 14, 62_700_000_000)
    assert sum(task.is_named for task in found.tasks) == 11
    jobs = found.indicator("jobs")
    assert jobs is not None
    assert jobs.targets[0].value == Decimal(200)


def test_what_a_version_changed_is_said_in_sentences() -> None:
    before, after = (plan_from(sample_plan(is_linked=linked)) for linked in (False, True))
    said = [each.ko for each in plan_changes(before, after)]
    assert "공개한 데이터셋: 재는 방법이 바뀌어 새 계열이 시작됩니다." in said
    assert "새 지표: 맺은 거래 계약" in said
    assert plan_changes(after, after) == []


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (changed(400, "budget_krw"), "전체 예산: 300원 → 400원"),
        (changed(words("새 이름"), *FIRST, "title"), "과제 1 이름: 1 → 새 이름"),
        (changed(words("약속"), *FIRST, "sentence"), "과제 1 문장을 고침"),
        (without("strategies", 0, "tasks", 1), "없앤 과제: 2 2"),
        (
            changed([{"year": 2025, "value": 9000}], *FIRST, "indicators", 0, "targets"),
            "datasets 목표: 2023: 5,000, 2025: 10,000 → 2025: 9,000",
        ),
        (changed({"value": 0, "on": "2021-08-05"}, *FIRST, "indicators", 0, "baseline"), "datasets: 기준값이 바뀜"),
        (changed([indicator("other")], *FIRST, "indicators") | {"glance": []}, "없앤 지표: datasets"),
    ],
)
def test_each_change_has_its_sentence(document: dict[str, Any], sentence: str) -> None:
    assert sentence in [each.ko for each in plan_changes(plan_from(WHOLE), plan_from(document))]


def test_states_go_one_way() -> None:
    assert moved(VersionState.DRAFT, VersionState.ADOPTED) is VersionState.ADOPTED
    for wrong in ((VersionState.ADOPTED, VersionState.DRAFT), (VersionState.REPLACED, VersionState.ADOPTED)):
        with pytest.raises(Refused):
            moved(*wrong)
