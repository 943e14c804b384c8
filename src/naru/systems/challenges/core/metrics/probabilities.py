"""How likely: the truth is a code of a class, the prediction its probability or one a class."""

import numpy as np

from naru.base.kit.words import Words
from naru.systems.challenges.core.metrics.values import Array, shared_ranks

LEAST = np.finfo(np.float64).eps  # what a probability is clipped to in a log loss


def roc_auc(truth: Array, predicted: Array) -> float:
    """By ranks, ties shared (Mann and Whitney 1947); NaN where the truth has one class."""
    positives = int(np.sum(truth == 1))
    negatives = len(truth) - positives
    if not positives or not negatives:
        return float("nan")
    ranks = shared_ranks(predicted)
    return float((ranks[truth == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def roc_auc_ovr(truth: Array, predicted: Array) -> float:
    """Each class against the rest, mean of the classes."""
    return float(np.mean([roc_auc(_is(truth, each), predicted[:, each]) for each in range(predicted.shape[1])]))


def roc_auc_ovo(truth: Array, predicted: Array) -> float:
    """Each two classes against each other, both ways (Hand and Till 2001)."""
    pairs = []
    for one in range(predicted.shape[1]):
        for other in range(one + 1, predicted.shape[1]):
            rows = (truth == one) | (truth == other)
            forth = roc_auc(_is(truth[rows], one), predicted[rows, one])
            back = roc_auc(_is(truth[rows], other), predicted[rows, other])
            pairs.append((forth + back) / 2)
    return float(np.mean(pairs))


def average_precision(truth: Array, predicted: Array) -> float:
    """Sum of precision over the steps of recall, one step a distinct prediction."""
    order = np.argsort(-predicted, kind="stable")
    hits = np.cumsum(truth[order] == 1)
    ends = np.append(np.flatnonzero(np.diff(predicted[order])), len(order) - 1)
    if not len(hits) or not hits[-1]:
        return 0.0
    steps = np.diff(hits[ends], prepend=0) / hits[-1]
    return float(np.sum(steps * hits[ends] / (ends + 1)))


def log_loss(truth: Array, predicted: Array) -> float:
    return float(np.mean(log_costs(truth, predicted)))


def log_costs(truth: Array, predicted: Array) -> Array:
    likely = np.clip(predicted, LEAST, 1 - LEAST)
    costs: Array = -np.log(np.where(truth == 1, likely, 1 - likely))
    return costs


def log_loss_multi(truth: Array, predicted: Array) -> float:
    return float(np.mean(log_costs_multi(truth, predicted)))


def log_costs_multi(truth: Array, predicted: Array) -> Array:
    chosen = predicted[np.arange(len(truth)), truth.astype(np.int64)]
    costs: Array = -np.log(np.clip(chosen, LEAST, 1 - LEAST))
    return costs


def brier(truth: Array, predicted: Array) -> float:
    return float(np.mean(square_costs(truth, predicted)))


def square_costs(truth: Array, predicted: Array) -> Array:
    costs: Array = (predicted - truth) ** 2
    return costs


def top_accuracy(k: int, truth: Array, predicted: Array) -> float:
    """Share of rows whose class is among the ``k`` most likely; of equals the class of the higher code comes first."""
    return float(1 - np.mean(top_costs(k, truth, predicted)))


def top_costs(k: int, truth: Array, predicted: Array) -> Array:
    best = np.argsort(predicted, axis=1, kind="mergesort")[:, ::-1][:, :k]
    hits: Array = (best == truth[:, None].astype(np.int64)).any(axis=1).astype(np.float64)
    return 1 - hits


def one_class(truth: Array) -> Words | None:
    if len(np.unique(truth)) < 2:
        return Words("정답에 종류가 하나뿐입니다", "the truth has one class only")
    return None


def _is(truth: Array, code: int) -> Array:
    among: Array = (truth == code).astype(np.float64)
    return among
