"""How much: both sides are numbers, one a row; for CRPS the prediction is several draws a row."""

import numpy as np

from naru.base.kit.words import Words
from naru.systems.challenges.core.metrics.values import Array


def absolute_costs(truth: Array, predicted: Array) -> Array:
    costs: Array = np.abs(truth - predicted)
    return costs


def square_costs(truth: Array, predicted: Array) -> Array:
    costs: Array = (truth - predicted) ** 2
    return costs


def log_square_costs(truth: Array, predicted: Array) -> Array:
    return square_costs(np.log1p(truth), np.log1p(predicted))


def share_costs(truth: Array, predicted: Array) -> Array:
    costs: Array = np.abs(truth - predicted) / np.maximum(np.abs(truth), np.finfo(np.float64).eps)
    return costs


def symmetric_costs(truth: Array, predicted: Array) -> Array:
    """2|t − p| / (|t| + |p|); 0 where both are 0."""
    whole = np.abs(truth) + np.abs(predicted)
    costs: Array = np.divide(2 * np.abs(truth - predicted), whole, out=np.zeros_like(whole), where=whole > 0)
    return costs


def pinball_costs(quantile: float, truth: Array, predicted: Array) -> Array:
    """Koenker and Bassett 1978: too low costs ``quantile``, too high the rest."""
    short = truth - predicted
    costs: Array = np.maximum(quantile * short, (quantile - 1) * short)
    return costs


def crps_costs(truth: Array, predicted: Array) -> Array:
    """Continuous ranked probability score of draws (Gneiting and Raftery 2007, eq. 21): E|X − y| − E|X − X′| / 2."""
    draws = np.sort(predicted, axis=1)
    count = draws.shape[1]
    weights = 2 * np.arange(1, count + 1) - count - 1
    costs: Array = np.mean(np.abs(draws - truth[:, None]), axis=1) - (draws @ weights) / count**2
    return costs


def mae(truth: Array, predicted: Array) -> float:
    return float(np.mean(absolute_costs(truth, predicted)))


def median_ae(truth: Array, predicted: Array) -> float:
    return float(np.median(absolute_costs(truth, predicted)))


def mse(truth: Array, predicted: Array) -> float:
    return float(np.mean(square_costs(truth, predicted)))


def rmse(truth: Array, predicted: Array) -> float:
    return float(np.sqrt(mse(truth, predicted)))


def rmsle(truth: Array, predicted: Array) -> float:
    return float(np.sqrt(np.mean(log_square_costs(truth, predicted))))


def mape(truth: Array, predicted: Array) -> float:
    return float(np.mean(share_costs(truth, predicted)))


def smape(truth: Array, predicted: Array) -> float:
    return float(np.mean(symmetric_costs(truth, predicted)))


def r2(truth: Array, predicted: Array) -> float:
    """1 − residual / total; of a constant truth 1 where it is met and 0 elsewhere. NaN below two rows."""
    if len(truth) < 2:
        return float("nan")
    rest, whole = float(np.sum(square_costs(truth, predicted))), float(np.sum((truth - np.mean(truth)) ** 2))
    if whole == 0:
        return 1.0 if rest == 0 else 0.0
    return 1 - rest / whole


def pinball(quantile: float, truth: Array, predicted: Array) -> float:
    return float(np.mean(pinball_costs(quantile, truth, predicted)))


def crps(truth: Array, predicted: Array) -> float:
    return float(np.mean(crps_costs(truth, predicted)))


def has_zeros(truth: Array) -> Words | None:
    count = int(np.sum(truth == 0))
    return (
        Words(f"정답이 0인 행이 {count}개 있어 비율을 잴 수 없습니다", f"{count} rows have a truth of 0")
        if count
        else None
    )


def has_negatives(truth: Array) -> Words | None:
    count = int(np.sum(truth < 0))
    return Words(f"정답이 0보다 작은 행이 {count}개 있습니다", f"{count} rows have a truth below 0") if count else None


def is_constant(truth: Array) -> Words | None:
    return Words("정답이 모두 같습니다", "the truth is constant") if len(np.unique(truth)) < 2 else None
