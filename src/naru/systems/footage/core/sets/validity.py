"""Whether a model learns from the set: one is trained on the training split and asked about the test split, clip by clip.

At this size it is a linear classifier over crops of boxes and of background: it tells whether labels and splits carry what they say, in
seconds on one core. ``bench/footage_training.py`` trains a detector on the same release where there is a GPU.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from naru.systems.footage.core.figures.intervals import Interval
from naru.systems.footage.core.metrics.boxes import Floats
from naru.systems.footage.core.sets.classifier import balanced_accuracy, train
from naru.systems.footage.core.sets.intervals import Cluster, clustered_share

BACKGROUND = "(background)"  # no class of a set is called so: names have no brackets


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Crops of one clip: features and what each is; ``BACKGROUND`` where nothing is boxed."""

    clip_id: str
    rows: Floats
    labels: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """``right``: how many crops of the test split were recognised; ``balanced``: each class counted the same."""

    right: Interval
    balanced: float
    model: str
    trained_on: int
    tested_on: int


def validity(training: Sequence[Examples], test: Sequence[Examples], *, confidence: float) -> Validity | None:
    """None where the training split has fewer than two kinds of crops, or the test split none."""
    training, test = ([each for each in split if len(each.labels)] for split in (training, test))
    labels = [label for each in training for label in each.labels]
    if len(set(labels)) < 2 or not test:
        return None
    model = train(np.concatenate([each.rows for each in training]), labels)
    said = [model.predict(each.rows) for each in test]
    right = clustered_share(
        [
            Cluster(hits=sum(one == other for one, other in zip(of, each.labels, strict=True)), of=len(each.labels))
            for of, each in zip(said, test, strict=True)
        ],
        confidence=confidence,
    )
    assert right is not None
    return Validity(
        right=right,
        balanced=balanced_accuracy(
            [label for each in test for label in each.labels], [one for of in said for one in of]
        ),
        model="gradients + ridge 1",
        trained_on=len(labels),
        tested_on=sum(len(each.labels) for each in test),
    )
