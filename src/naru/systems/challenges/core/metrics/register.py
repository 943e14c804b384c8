"""All metrics by name. A name may carry a number: ``map_at_10``, ``ndcg_at_5``, ``top3_accuracy``, ``pinball_0.9``."""

import re
from collections.abc import Callable
from functools import partial

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.challenges.core.metrics import boxes, labels, numbers, probabilities, rankings
from naru.systems.challenges.core.metrics.values import Array, Form, Metric, RowCosts, Value


def _metric(
    name: str,
    ko: str,
    en: str,
    *,
    form: Form,
    value: Value,
    costs: RowCosts | None = None,
    lower: bool = False,
    unfit: Callable[[Array], Words | None] = lambda truth: None,
) -> Metric:
    return Metric(
        name=name,
        version=1,
        words=Words(ko, en),
        form=form,
        higher_is_better=not lower,
        value=value,
        row_costs=costs,
        unfit=unfit,
    )


_label = partial(_metric, form=Form.LABEL, costs=labels.wrong)
_probability = partial(_metric, form=Form.PROBABILITY, unfit=probabilities.one_class)
_number = partial(_metric, form=Form.NUMBER, lower=True)

NAMED = {
    each.name: each
    for each in (
        _label("accuracy", "정확도", "Accuracy", value=labels.accuracy),
        _label("balanced_accuracy", "균형 정확도", "Balanced accuracy", value=labels.balanced_accuracy),
        _label("precision", "정밀도", "Precision", value=labels.precision),
        _label("recall", "재현율", "Recall", value=labels.recall),
        _label("f1_binary", "F1(두 종류)", "F1, binary", value=labels.f1_binary),
        _label("f1_macro", "F1(종류 평균)", "F1, macro", value=labels.f1_macro),
        _label("f1_micro", "F1(전체)", "F1, micro", value=labels.f1_micro),
        _label("f1_weighted", "F1(가중 평균)", "F1, weighted", value=labels.f1_weighted),
        _label("iou", "종류별 IoU 평균", "Mean IoU of classes", value=labels.iou_macro),
        _label("mcc", "매슈스 상관계수", "Matthews correlation", value=labels.mcc, unfit=probabilities.one_class),
        _label("cohen_kappa", "카파", "Cohen's kappa", value=labels.cohen_kappa, unfit=probabilities.one_class),
        _label(
            "quadratic_weighted_kappa",
            "제곱 가중 카파",
            "Quadratic weighted kappa",
            value=labels.quadratic_weighted_kappa,
            unfit=probabilities.one_class,
        ),
        _probability("roc_auc", "AUC", "ROC AUC", value=probabilities.roc_auc, costs=probabilities.square_costs),
        _probability(
            "average_precision",
            "평균 정밀도",
            "Average precision",
            value=probabilities.average_precision,
            costs=probabilities.square_costs,
        ),
        _probability(
            "log_loss", "로그 손실", "Log loss", value=probabilities.log_loss, costs=probabilities.log_costs, lower=True
        ),
        _probability(
            "brier",
            "브라이어 점수",
            "Brier score",
            value=probabilities.brier,
            costs=probabilities.square_costs,
            lower=True,
        ),
        _metric(
            "log_loss_multi",
            "로그 손실(여러 종류)",
            "Log loss, multi-class",
            form=Form.PROBABILITIES,
            value=probabilities.log_loss_multi,
            costs=probabilities.log_costs_multi,
            lower=True,
        ),
        _metric(
            "roc_auc_ovr",
            "AUC(하나와 나머지)",
            "ROC AUC, one against the rest",
            form=Form.PROBABILITIES,
            value=probabilities.roc_auc_ovr,
            costs=probabilities.log_costs_multi,
            unfit=probabilities.one_class,
        ),
        _metric(
            "roc_auc_ovo",
            "AUC(둘씩)",
            "ROC AUC, one against one",
            form=Form.PROBABILITIES,
            value=probabilities.roc_auc_ovo,
            costs=probabilities.log_costs_multi,
            unfit=probabilities.one_class,
        ),
        _number("mae", "평균 절대 오차", "MAE", value=numbers.mae, costs=numbers.absolute_costs),
        _number(
            "median_ae",
            "절대 오차의 중앙값",
            "Median absolute error",
            value=numbers.median_ae,
            costs=numbers.absolute_costs,
        ),
        _number("mse", "평균 제곱 오차", "MSE", value=numbers.mse, costs=numbers.square_costs),
        _number("rmse", "평균 제곱근 오차", "RMSE", value=numbers.rmse, costs=numbers.square_costs),
        _number(
            "rmsle",
            "로그 평균 제곱근 오차",
            "RMSLE",
            value=numbers.rmsle,
            costs=numbers.log_square_costs,
            unfit=numbers.has_negatives,
        ),
        _number(
            "mape",
            "평균 절대 비율 오차",
            "MAPE",
            value=numbers.mape,
            costs=numbers.share_costs,
            unfit=numbers.has_zeros,
        ),
        _number("smape", "대칭 비율 오차", "sMAPE", value=numbers.smape, costs=numbers.symmetric_costs),
        _metric(
            "r2",
            "결정계수",
            "R²",
            form=Form.NUMBER,
            value=numbers.r2,
            costs=numbers.square_costs,
            unfit=numbers.is_constant,
        ),
        _metric("crps", "CRPS", "CRPS", form=Form.SAMPLES, value=numbers.crps, costs=numbers.crps_costs, lower=True),
        _metric("box_iou", "상자 IoU", "IoU of boxes", form=Form.BOX, value=boxes.box_iou, costs=boxes.box_costs),
        _metric("map", "mAP(0.5–0.95)", "COCO mAP", form=Form.BOXES, value=boxes.mean_average_precision),
        _metric("map_50", "mAP(0.5)", "mAP at IoU 0.5", form=Form.BOXES, value=boxes.mean_average_precision_50),
    )
}


def _top(k: int) -> Metric:
    return _metric(
        f"top{k}_accuracy",
        f"상위 {k} 정확도",
        f"Top {k} accuracy",
        form=Form.PROBABILITIES,
        value=partial(probabilities.top_accuracy, k),
        costs=partial(probabilities.top_costs, k),
    )


def _map_at(k: int) -> Metric:
    return _metric(
        f"map_at_{k}",
        f"MAP@{k}",
        f"MAP@{k}",
        form=Form.RANKED,
        value=partial(rankings.map_at, k),
        costs=partial(rankings.map_costs, k),
    )


def _ndcg_at(k: int) -> Metric:
    return _metric(f"ndcg_at_{k}", f"nDCG@{k}", f"nDCG@{k}", form=Form.GRADED, value=partial(rankings.ndcg_at, k))


def _pinball(quantile: float) -> Metric:
    return _number(
        f"pinball_{quantile:g}",
        f"핀볼 손실 {quantile:g}",
        f"Pinball loss {quantile:g}",
        value=partial(numbers.pinball, quantile),
        costs=partial(numbers.pinball_costs, quantile),
    )


WITH_NUMBER: tuple[tuple[str, Callable[[int], Metric]], ...] = (
    (r"top([1-9]\d?)_accuracy", _top),
    (r"map_at_([1-9]\d{0,3})", _map_at),
    (r"ndcg_at_([1-9]\d{0,3})", _ndcg_at),
)
USUAL = ("top3_accuracy", "map_at_10", "ndcg_at_10", "pinball_0.5", "pinball_0.9")


def metric(name: str) -> Metric:
    """Raises ``Refused``: ``metric_unknown``."""
    if (named := NAMED.get(name)) is not None:
        return named
    for pattern, make in WITH_NUMBER:
        if matched := re.fullmatch(pattern, name):
            return make(int(matched[1]))
    if (matched := re.fullmatch(r"pinball_(0\.\d{1,4})", name)) and (quantile := float(matched[1])) > 0:
        return _pinball(quantile)
    raise Refused("metric_unknown", name=name[:40])


def all_metrics() -> list[Metric]:
    """Those with a number at their usual ones."""
    return [*NAMED.values(), *map(metric, USUAL)]
