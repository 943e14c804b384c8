"""Whether a relation holds, second by second."""

from collections.abc import Sequence

import numpy as np

from naru.systems.footage.core.events.rules import Beside, BesideStill, Company, Relation, Still
from naru.systems.footage.core.events.scenes import CameraScene, Presence, appeared_things
from naru.systems.footage.core.metrics.boxes import Flags, Floats, Ints


def related(relation: Relation, actor: Presence, scene: CameraScene, together: Sequence[Ints]) -> Flags:
    """One flag for each second of the actor. ``together``: for each actor in the zone, his seconds there."""
    match relation:
        case Still():
            return _still(actor, relation)
        case Beside():
            things = [thing for thing in scene.of(relation.classes) if thing.name != actor.name]
            return _beside(actor, things, relation.reach_heights, 0.0)
        case BesideStill():
            things = appeared_things(scene, relation.classes, relation.still_s)
            things = [thing for thing in things if thing.name != actor.name]
            return _beside(actor, things, relation.reach_heights, relation.least_heights)
        case Company():
            return _counted(actor.second, together) >= relation.people


def _still(actor: Presence, relation: Still) -> Flags:
    before = np.searchsorted(actor.second, actor.second - round(relation.over_s), side="left")
    moved = np.hypot(*(actor.middles - actor.middles[before]).T)
    known = actor.second - actor.second[before] >= relation.over_s
    return np.asarray(known & (moved <= relation.reach_heights * actor.heights))


def _beside(actor: Presence, things: Sequence[Presence], reach: float, least: float) -> Flags:
    """The nearest point of the thing's box is within reach of the actor's middle."""
    held = np.zeros(len(actor.second), bool)
    for thing in things:
        _, mine, its = np.intersect1d(actor.second, thing.second, assume_unique=True, return_indices=True)
        gap = _gaps(actor.middles[mine], thing.boxes[its])
        large = np.max(thing.boxes[its, 2:] - thing.boxes[its, :2], axis=1, initial=0) >= least * actor.heights[mine]
        held[mine] |= (gap <= reach * actor.heights[mine]) & large
    return held


def _gaps(points: Floats, boxes: Floats) -> Floats:
    nearest = np.clip(points, boxes[:, :2], boxes[:, 2:])
    return np.asarray(np.hypot(*(points - nearest).T))


def _counted(seconds: Ints, together: Sequence[Ints]) -> Ints:
    return np.asarray(np.sum([np.isin(seconds, of) for of in together], axis=0), np.int64)
