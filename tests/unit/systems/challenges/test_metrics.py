"""Every metric against the field's oracle (scikit-learn 1.9, pycocotools 2.0), and by hand where no oracle says it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core.metrics import boxes, numbers, probabilities, rankings
from naru.systems.challenges.core.metrics.register import all_metrics, metric
from naru.systems.challenges.core.metrics.values import Array, Form

MATERIAL = Path(__file__).resolve().parents[5] / "shared/data/challenges"
BINARY = {"precision", "recall", "f1_binary"}
needs_material = pytest.mark.skipif(not MATERIAL.exists(), reason="the golden values are not here")


def arrays(case: dict[str, Any]) -> tuple[Array, Array]:
    truth, predicted = case["truth"], case["pred"]
    match metric(case["metric"]).form:
        case Form.LABEL:
            classes = [0, 1] if case["metric"] in BINARY else case.get("labels") or sorted({*truth, *predicted})
            return tuple(np.array([classes.index(each) for each in side], float) for side in (truth, predicted))  # type: ignore[return-value]
        case Form.RANKED:
            width = max(map(len, [*truth, *predicted]))
            return tuple(
                np.array([row + [-1] * (width - len(row)) for row in side], float) for side in (truth, predicted)
            )  # type: ignore[return-value]
        case Form.GRADED:
            return np.array([[0, each] for each in truth], float), np.array(predicted, float)
    return np.array(truth, float), np.array(predicted, float)


@needs_material
def test_all_golden_values_are_met_to_a_billionth() -> None:
    faults, checked = [], 0
    for case in json.loads((MATERIAL / "metrics.json").read_text())["cases"]:
        if isinstance(case["value"], int | float):
            found = metric(case["metric"]).value(*arrays(case))
            checked += 1
            if not abs(found - case["value"]) <= 1e-9 * max(1, abs(case["value"])):
                faults.append((case["id"], found, case["value"]))
        elif case["value"] is None:
            assert np.isnan(metric(case["metric"]).value(*arrays(case))), case["id"]
    assert faults == []
    assert checked >= 180


@needs_material
def test_all_coco_values_are_met_to_a_billionth() -> None:
    faults = []
    for case in json.loads((MATERIAL / "coco-map.json").read_text())["cases"]:
        truth, predicted = (
            np.array(
                [
                    [each["image_id"], each["category_id"], *each["bbox"], each.get("score", each.get("iscrowd"))]
                    for each in side
                ],
                float,
            )
            for side in (case["truth"]["annotations"], case["pred"])
        )
        found = boxes.coco(truth, predicted)
        for name, value in (("AP", found.ap), ("AP50", found.ap50), ("AP75", found.ap75), ("AR100", found.ar100)):
            if not abs(value - case[name]) <= 1e-9:
                faults.append((case["id"], name, value, case[name]))
    assert faults == []


def test_metrics_have_names_of_their_own_and_a_version() -> None:
    names = [each.name for each in all_metrics()]
    assert len(set(names)) == len(names)
    assert all(metric(each.name).version == 1 for each in all_metrics())


@pytest.mark.parametrize(
    "name", ["", "rmse2", "map_at_0", "top0_accuracy", "pinball_0", "pinball_1.5", "pinball_0.0", "AUC"]
)
def test_an_unknown_metric_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        metric(name)
    assert refused.value.code == "metric_unknown"


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 4)), min_size=2, max_size=30))
def test_auc_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[int, int]]) -> None:
    truth, predicted = (np.array(side, float) for side in zip(*rows, strict=True))
    pairs = [(a > b) + (a == b) / 2 for a in predicted[truth == 1] for b in predicted[truth == 0]]
    found = probabilities.roc_auc(truth, predicted)
    assert np.isnan(found) if not pairs else found == pytest.approx(np.mean(pairs), abs=1e-12)


def test_auc_of_several_classes_is_the_mean_of_its_parts() -> None:
    dice = np.random.default_rng(3)
    truth = np.array([0, 1, 2] * 20, float)
    predicted = dice.dirichlet([1, 1, 1], 60)
    parts = [probabilities.roc_auc((truth == each).astype(float), predicted[:, each]) for each in range(3)]
    assert probabilities.roc_auc_ovr(truth, predicted) == pytest.approx(np.mean(parts))
    assert probabilities.roc_auc_ovo(truth, np.eye(3)[truth.astype(int)]) == 1.0


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=12), st.floats(-50, 50))
def test_crps_is_the_integral_of_the_squared_difference_of_two_steps(draws: list[float], truth: float) -> None:
    points = np.sort(np.array([*draws, truth]))
    middles, widths = (points[1:] + points[:-1]) / 2, np.diff(points)
    below = np.mean(np.array(draws)[None, :] <= middles[:, None], axis=1)
    area = float(np.sum((below - (middles >= truth)) ** 2 * widths))
    assert numbers.crps(np.array([truth]), np.array([draws])) == pytest.approx(area, abs=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "iou"),
    [
        ([0, 0, 10, 10], [0, 0, 10, 10], 1.0),
        ([0, 0, 10, 10], [5, 0, 10, 10], 1 / 3),
        ([0, 0, 10, 10], [10, 0, 10, 10], 0.0),
        ([0, 0, 0, 0], [0, 0, 0, 0], 0.0),
    ],
)
def test_iou_of_two_boxes(one: list[int], other: list[int], iou: float) -> None:
    assert boxes.box_iou(np.array([one], float), np.array([other], float)) == pytest.approx(iou)


def test_a_crowd_is_neither_found_nor_missed() -> None:
    truth = np.array([[1, 0, 0, 0, 10, 10, 0], [1, 0, 50, 50, 40, 40, 1]], float)
    predicted = np.array([[1, 0, 0, 0, 10, 10, 0.9], [1, 0, 55, 55, 10, 10, 0.95]], float)
    assert boxes.coco(truth, predicted).ap == pytest.approx(1.0)
    assert np.isnan(boxes.coco(truth[1:], predicted).ap)


def test_an_item_named_twice_counts_once() -> None:
    truth, twice = np.array([[1, 2, -1]], float), np.array([[1, 1, 2]], float)
    assert rankings.map_at(3, truth, twice) == pytest.approx((1 + 2 / 3) / 2)


def test_ndcg_is_the_mean_of_groups_and_shares_ties() -> None:
    truth = np.array([[0, 1], [0, 0], [1, 0], [1, 0]], float)
    assert rankings.ndcg_at(2, truth, np.array([2.0, 1, 5, 5])) == pytest.approx(0.5)
    tied = (1 + 1 / np.log2(3)) / 2
    assert rankings.ndcg_at(2, truth[:2], np.array([1.0, 1])) == pytest.approx(tied)


@pytest.mark.parametrize(
    ("name", "truth", "is_unfit"),
    [
        ("mape", [1, 0], True),
        ("mape", [1, 2], False),
        ("rmsle", [-1, 2], True),
        ("rmsle", [0, 2], False),
        ("roc_auc", [1, 1], True),
        ("roc_auc", [0, 1], False),
        ("r2", [3, 3], True),
        ("mae", [0, 0], False),
    ],
)
def test_a_truth_that_a_metric_cannot_judge_is_known_at_set_up(name: str, truth: list[float], is_unfit: bool) -> None:
    assert (metric(name).unfit(np.array(truth, float)) is not None) is is_unfit


@pytest.mark.parametrize(
    ("one", "other", "better"), [(0.2, 0.1, True), (0.1, 0.1, False), (np.nan, 0.1, False), (0.1, np.nan, True)]
)
def test_nan_is_never_better(one: float, other: float, better: bool) -> None:
    assert metric("accuracy").better(one, other) is better
    assert metric("rmse").better(-one, -other) is better
