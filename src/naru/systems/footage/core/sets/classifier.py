"""The smallest classifier that learns: ridge regression onto one-hot classes, standardised, in closed form. The same rows give the same model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from naru.systems.footage.core.metrics.boxes import Floats

RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Classifier:
    classes: tuple[str, ...]
    centre: Floats
    scale: Floats
    weights: Floats  # (features + 1) × classes

    def predict(self, rows: Floats) -> list[str]:
        scores = _with_one((rows - self.centre) / self.scale) @ self.weights
        return [self.classes[best] for best in scores.argmax(axis=1)]


def train(rows: Floats, labels: Sequence[str]) -> Classifier:
    """``rows``: n × features, one label each. Classes weigh the same, however many rows each has."""
    classes = tuple(sorted(set(labels)))
    centre, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    inputs = _with_one((rows - centre) / scale)
    index = np.array([classes.index(label) for label in labels])
    weight = (len(labels) / (len(classes) * np.bincount(index, minlength=len(classes))))[index]
    wanted = np.eye(len(classes))[index]
    gram = inputs.T @ (inputs * weight[:, None]) + RIDGE * np.eye(inputs.shape[1])
    return Classifier(classes, centre, scale, np.linalg.solve(gram, inputs.T @ (wanted * weight[:, None])))


def _with_one(rows: Floats) -> Floats:
    return np.concatenate([rows, np.ones((len(rows), 1))], axis=1)


def balanced_accuracy(truth: Sequence[str], said: Sequence[str]) -> float:
    """The mean over classes of how many of each were recognised; NaN without a row."""
    by_class: dict[str, list[bool]] = {}
    for wanted, given in zip(truth, said, strict=True):
        by_class.setdefault(wanted, []).append(wanted == given)
    return float(np.mean([np.mean(hits) for hits in by_class.values()])) if by_class else float("nan")
