"""A rider is two detections: the person, and what is ridden."""

from collections.abc import Mapping

import numpy as np

from naru.systems.footage.core.detect.boxes import Boxes, Floats, overlap

RIDDEN = ("bicycle", "motorcycle", "kickboard")
PERSON_HEIGHT, PERSON_INSET = 0.85, 0.1  # of the box of a rider with what is ridden: from its top; on each side
SAME_PERSON = 0.5  # overlap with a person whom the model finds beside the rider's box


def with_people(boxes: Boxes, classes: Mapping[int, str]) -> Boxes:
    """Of a model that puts a rider into the bicycle's box: each such box gets its person, unless the model found that person as well."""
    person = next((label for label, name in classes.items() if name == "person"), None)
    ridden = boxes.where(np.isin(boxes.labels, [label for label, name in classes.items() if name in RIDDEN]))
    if person is None or not len(ridden):
        return boxes
    people = boxes.where(boxes.labels == person)
    riders = person_of(ridden.xyxy)
    new = ~(overlap(riders, people.xyxy) > SAME_PERSON).any(axis=1)
    return Boxes(
        xyxy=np.concatenate([boxes.xyxy, riders[new]]),
        scores=np.concatenate([boxes.scores, ridden.scores[new]]),
        labels=np.concatenate([boxes.labels, np.full(int(new.sum()), person)]),
    )


def person_of(rider: Floats) -> Floats:
    """The person in a box that holds a rider with the bicycle: n × 4 → n × 4."""
    x1, y1, x2, y2 = rider.T
    inset = (x2 - x1) * PERSON_INSET
    return np.stack([x1 + inset, y1, x2 - inset, y1 + (y2 - y1) * PERSON_HEIGHT], axis=1).astype(np.float32)


def rides(people: Floats, ridden: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Whether each of n people and of m bicycles' boxes are of one rider, n × m: they overlap by half of the narrower, the head is above
    the bicycle, the feet are on its height."""
    shared = np.minimum(people[:, None, 2], ridden[None, :, 2]) - np.maximum(people[:, None, 0], ridden[None, :, 0])
    narrower = np.minimum((people[:, 2] - people[:, 0])[:, None], (ridden[:, 2] - ridden[:, 0])[None, :])
    height = (ridden[:, 3] - ridden[:, 1])[None, :]
    feet, top = people[:, None, 3], ridden[None, :, 1]
    feet_on = (feet > top) & (feet <= ridden[None, :, 3] + 0.15 * height)
    above = people[:, None, 1] < top
    return np.asarray((narrower > 0) & (shared >= 0.5 * narrower) & feet_on & above)
