"""Whether the background alone gives the answer away.

Fixed cameras see the same things in the same places: a model may learn the wall instead of who climbs over it. A classifier is trained on
frames whose boxes are painted over, and asked on the test split which class each frame shows most of; it has to fail.
Source: Beery et al., Recognition in Terra Incognita (2018).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.systems.footage.core.metrics.boxes import Floats
from naru.systems.footage.core.sets.classifier import balanced_accuracy, train

MOSTLY_NOTHING = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backgrounds:
    """``rows``: n × features of frames without their boxes; ``labels``: what each shows most of."""

    rows: Floats
    labels: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """Both 0…1: how often background alone was right (each class the same), and what guessing would be."""

    accuracy: float
    chance: float

    @property
    def above_chance(self) -> float:
        return max(0.0, self.accuracy - self.chance)


def shortcut(training: Backgrounds, test: Backgrounds) -> Shortcut | None:
    """None where there is nothing to guess: a single class in the training split, or none of its classes in the test."""
    known = set(training.labels)
    asked = [row for row, label in enumerate(test.labels) if label in known]
    classes = {test.labels[row] for row in asked}
    if len(known) < 2 or len(classes) < 2:
        return None
    model = train(training.rows, training.labels)
    said = model.predict(test.rows[asked])
    return Shortcut(accuracy=balanced_accuracy([test.labels[row] for row in asked], said), chance=1 / len(classes))
