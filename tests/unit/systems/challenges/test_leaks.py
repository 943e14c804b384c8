"""What would give the truth away is found, and what does not is left in peace."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core.leaks import Severity
from naru.systems.challenges.core.preparation import Plan, Prepared, prepare
from naru.systems.challenges.core.splits import Split, SplitKind

ROWS = 600


def table(**more: Any) -> dict[str, Any]:
    dice = np.random.default_rng(5)
    heat, place = dice.normal(20, 5, ROWS), dice.integers(0, 3, ROWS)
    sold = 100 + 3 * heat + 5 * place + dice.normal(0, 15, ROWS)
    return {"더위": heat, "곳": [f"곳{each}" for each in place], "팔림": sold} | more


def prepared(
    columns: dict[str, Any], *, metric: str = "rmse", seed: int = 1, target: str = "팔림", **plan: Any
) -> Prepared:
    split = plan.pop("split", Split(test_share=0.5))
    return prepare(pa.table(columns), Plan(metric=metric, target=target, split=split, **plan), seed=seed)


def serious(made: Prepared) -> set[tuple[str, str]]:
    return {(each.code, each.column) for each in made.findings if each.severity is Severity.SERIOUS}


def test_an_honest_table_has_no_serious_leak_and_says_what_is_trivial() -> None:
    made = prepared(table())
    assert serious(made) == set()
    assert [each.code for each in made.findings if each.severity is Severity.NOTE] == ["trivial"]


SOLD = table()["팔림"]
DOUBLED = {name: np.concatenate([np.asarray(values)[:300]] * 2) for name, values in table().items()}
GROUPS = np.repeat(np.arange(150), 4)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (table(매출=SOLD * 1200), ("oracle", "매출")),
        (table(매출=np.round(SOLD / 3) * 3), ("oracle", "매출")),
        (table(번호=[f"A{rank:06}" for rank in np.argsort(np.argsort(SOLD))]), ("order", "번호")),
        (DOUBLED, ("duplicates", "")),
        (
            table(가게=[f"가게{each}" for each in GROUPS], 팔림=np.random.default_rng(2).normal(0, 1, 150)[GROUPS]),
            ("groups", "가게"),
        ),
    ],
)
def test_a_leak_is_found(columns: dict[str, Any], found: tuple[str, str]) -> None:
    assert found in serious(prepared(columns))


def test_almost_the_same_rows_are_found_where_their_truth_is_the_same() -> None:
    dice = np.random.default_rng(1)
    near = {**DOUBLED, "더위": DOUBLED["더위"] * (1 + 1e-6 * dice.normal(size=ROWS))}
    assert ("near_duplicates", "") in serious(prepared(near))
    assert not {code for code, _ in serious(prepared({**near, "팔림": dice.normal(size=ROWS)}))}


def test_rows_of_few_values_that_meet_by_chance_are_no_copies() -> None:
    dice = np.random.default_rng(4)
    few = {"휴일": dice.integers(0, 2, ROWS), "곳": dice.integers(0, 3, ROWS)}
    assert serious(prepared({**few, "팔림": dice.normal(0, 1, ROWS)})) == set()
    assert serious(prepared({**few, "팔림": dice.integers(0, 2, ROWS)}, metric="roc_auc")) == set()


def test_groups_stay_whole_where_the_split_is_by_group() -> None:
    columns = table(가게=[f"가게{each}" for each in GROUPS], 팔림=np.random.default_rng(2).normal(0, 1, 150)[GROUPS])
    made = prepared(columns, split=Split(kind=SplitKind.GROUPED, test_share=0.5), by="가게")
    assert ("groups", "가게") not in serious(made)


def test_a_train_that_knows_the_future_is_warned_of_and_a_split_by_time_mends_it() -> None:
    days = np.datetime64("2026-01-01") + np.arange(ROWS) // 2
    columns = table(날짜=days.astype(str))
    assert "time" in {each.code for each in prepared(columns).findings}
    by_time = prepared(columns, split=Split(kind=SplitKind.BY_TIME, test_share=0.5), by="날짜")
    assert "time" not in {each.code for each in by_time.findings}


def test_files_hold_every_row_once_and_no_truth() -> None:
    made = prepared(table(), left_out=("곳",))
    train, test, truth, sample = (
        body.decode().splitlines() for body in (made.train, made.test, made.truth, made.sample)
    )
    assert (train[0], test[0], truth[0], sample[0]) == ("id,더위,팔림", "id,더위", "id,part,팔림", "id,팔림")
    assert len(train) + len(test) - 2 == ROWS
    assert (
        [line.split(",")[0] for line in test]
        == [line.split(",")[0] for line in truth]
        == [line.split(",")[0] for line in sample]
    )
    assert len({line.split(",")[1] for line in sample[1:]}) == 1
    assert sum(made.parts.values()) == len(test) - 1


def test_rows_without_a_target_are_left_out_and_counted() -> None:
    sold = [None if n < 5 else value for n, value in enumerate(SOLD)]
    assert prepared(table(팔림=sold)).dropped == 5


@pytest.mark.parametrize(
    ("metric", "target", "more", "code"),
    [
        ("rmse", "곳", {}, "plan_target_unfit"),
        ("roc_auc", "곳", {}, "plan_target_unfit"),
        ("mape", "0", {"0": [0.0] * ROWS}, "plan_target_unfit"),
        ("map", "팔림", {}, "plan_target_unfit"),
        ("rmse", "없음", {}, "plan_column_unknown"),
    ],
)
def test_a_target_that_the_metric_cannot_judge_is_refused_at_once(
    metric: str, target: str, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        prepared(table(**more), metric=metric, target=target)
    assert refused.value.code == code


def test_a_table_too_small_to_score_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        prepared({name: list(values)[:50] for name, values in table().items()})
    assert refused.value.code == "plan_too_small"


def test_classes_are_in_their_order_and_the_sample_answers_the_commonest() -> None:
    grade = ["10" if n % 3 else "9" for n in range(ROWS)]
    made = prepared(table(등급=grade), metric="accuracy", target="등급")
    assert made.task.classes == ("9", "10")
    assert {line.split(",")[1] for line in made.sample.decode().splitlines()[1:]} == {"10"}
    shares = prepared(table(등급=grade), metric="log_loss_multi", target="등급")
    line = shares.sample.decode().splitlines()
    assert line[0] == "id,등급_9,등급_10"
    assert float(line[1].split(",")[2]) == pytest.approx(2 / 3, abs=0.05)
