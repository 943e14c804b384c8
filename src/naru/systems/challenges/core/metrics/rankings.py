"""In which order: lists of items against the items that were right, and scores against grades within a group.

A list of items is a row of codes, −1 where it is shorter; a graded truth has two columns, the group's code and the grade.
"""

import numpy as np

from naru.systems.challenges.core.metrics.values import Array


def map_at(k: int, truth: Array, predicted: Array) -> float:
    """Mean average precision of the first ``k``; an item named twice counts once."""
    return float(1 - np.mean(map_costs(k, truth, predicted)))


def map_costs(k: int, truth: Array, predicted: Array) -> Array:
    """1 − average precision of each row."""
    return np.array([1 - _average_precision(k, *row) for row in zip(truth, predicted, strict=True)])


def _average_precision(k: int, right: Array, listed: Array) -> float:
    wanted, seen, hits, total = {each for each in right.tolist() if each >= 0}, set(), 0, 0.0
    for place, item in enumerate(listed.tolist()[:k], start=1):
        if item in wanted and item not in seen:
            hits += 1
            total += hits / place
        seen.add(item)
    return total / min(len(wanted), k) if wanted else 0.0


def ndcg_at(k: int, truth: Array, predicted: Array) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), linear gains, mean of the groups.

    Equal scores share their places' gains (McSherry and Najork 2008). A group without any grade above 0 counts 0.
    """
    grades = truth[:, 1]
    order = np.argsort(truth[:, 0], kind="stable")
    starts = np.flatnonzero(np.diff(truth[order, 0], prepend=np.nan))
    groups = np.split(order, starts[1:])
    return float(np.mean([_ndcg(k, grades[rows], predicted[rows]) for rows in groups]))


def _ndcg(k: int, grades: Array, scores: Array) -> float:
    discounts = 1 / np.log2(np.arange(len(grades)) + 2)
    discounts[k:] = 0
    ideal = float(np.sum(np.sort(grades)[::-1] * discounts))
    if not ideal:
        return 0.0
    _, tied, counts = np.unique(-scores, return_inverse=True, return_counts=True)
    mean_grades = np.bincount(tied, weights=grades) / counts
    ends = np.cumsum(counts)
    sums = np.concatenate([[0.0], np.cumsum(discounts)])
    return float(np.sum(mean_grades * (sums[ends] - sums[ends - counts]))) / ideal
