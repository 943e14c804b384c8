"""Which class: both sides are codes from 0 on, in the order of the challenge's classes; code 1 is the positive of two.

As scikit-learn's functions of the same names with ``labels`` = all classes and ``zero_division=0``.
"""

import numpy as np
import numpy.typing as npt

from naru.systems.challenges.core.metrics.values import Array

Matrix = npt.NDArray[np.float64]


def confusion(truth: Array, predicted: Array) -> Matrix:
    """Counts, rows by truth and columns by prediction."""
    t, p = truth.astype(np.int64), predicted.astype(np.int64)
    size = int(max(t.max(initial=-1), p.max(initial=-1))) + 1
    return np.bincount(t * size + p, minlength=size * size).reshape(size, size).astype(np.float64)


def accuracy(truth: Array, predicted: Array) -> float:
    return float(np.mean(truth == predicted)) if len(truth) else float("nan")


def balanced_accuracy(truth: Array, predicted: Array) -> float:
    """Mean recall of the classes that the truth has."""
    counts = confusion(truth, predicted)
    there = counts.sum(axis=1) > 0
    return float(np.mean(np.diag(counts)[there] / counts.sum(axis=1)[there]))


def precision(truth: Array, predicted: Array) -> float:
    return _ratio(float(np.sum((truth == 1) & (predicted == 1))), float(np.sum(predicted == 1)))


def recall(truth: Array, predicted: Array) -> float:
    return _ratio(float(np.sum((truth == 1) & (predicted == 1))), float(np.sum(truth == 1)))


def f1_binary(truth: Array, predicted: Array) -> float:
    both = float(np.sum((truth == 1) & (predicted == 1)))
    return _ratio(2 * both, float(np.sum(truth == 1) + np.sum(predicted == 1)))


def f1_of_classes(truth: Array, predicted: Array) -> tuple[Array, Array]:
    """F1 of each class, and how many rows of the truth it has."""
    counts = confusion(truth, predicted)
    both, either = np.diag(counts), counts.sum(axis=0) + counts.sum(axis=1)
    return np.divide(2 * both, either, out=np.zeros_like(both), where=either > 0), counts.sum(axis=1)


def f1_macro(truth: Array, predicted: Array) -> float:
    """Over the classes that either side has."""
    counts = confusion(truth, predicted)
    there = (counts.sum(axis=0) + counts.sum(axis=1)) > 0
    return float(np.mean(f1_of_classes(truth, predicted)[0][there]))


def f1_micro(truth: Array, predicted: Array) -> float:
    """Of one class each row, the same as accuracy."""
    return accuracy(truth, predicted)


def f1_weighted(truth: Array, predicted: Array) -> float:
    scores, support = f1_of_classes(truth, predicted)
    return float(np.average(scores, weights=support))


def iou_macro(truth: Array, predicted: Array) -> float:
    """Mean intersection over union of the classes that either side has (Jaccard, macro)."""
    counts = confusion(truth, predicted)
    union = counts.sum(axis=0) + counts.sum(axis=1) - np.diag(counts)
    there = union > 0
    return float(np.mean(np.diag(counts)[there] / union[there]))


def mcc(truth: Array, predicted: Array) -> float:
    """Matthews' correlation, of any number of classes (Gorodkin 2004); 0 where a side is constant."""
    counts = confusion(truth, predicted)
    of_truth, of_prediction, whole = counts.sum(axis=1), counts.sum(axis=0), counts.sum()
    covariance = np.trace(counts) * whole - of_truth @ of_prediction
    spread = (whole**2 - of_truth @ of_truth) * (whole**2 - of_prediction @ of_prediction)
    return _ratio(float(covariance), float(np.sqrt(spread)))


def cohen_kappa(truth: Array, predicted: Array) -> float:
    """NaN where both sides are the same constant."""
    return _kappa(confusion(truth, predicted), power=0)


def quadratic_weighted_kappa(truth: Array, predicted: Array) -> float:
    """Classes are as far apart as their places in the order of classes."""
    return _kappa(confusion(truth, predicted), power=2)


def _kappa(counts: Matrix, *, power: int) -> float:
    places = np.arange(len(counts))
    apart = np.abs(places[:, None] - places[None, :]).astype(np.float64)
    weights = apart**power if power else (apart > 0).astype(np.float64)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    chance = float(np.sum(weights * expected))
    return 1 - float(np.sum(weights * counts)) / chance if chance else float("nan")


def wrong(truth: Array, predicted: Array) -> Array:
    """A row's cost: 1 where it is wrong."""
    costs: Array = (truth != predicted).astype(np.float64)
    return costs


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
