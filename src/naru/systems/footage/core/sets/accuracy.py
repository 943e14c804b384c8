"""Labels beside gold: the semantic indicator, by class, and which boxes are wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from naru.systems.footage.core.figures.intervals import Interval
from naru.systems.footage.core.sets.intervals import Cluster, clustered_share
from naru.systems.footage.core.sets.matching import NOTHING, Pair, pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """``right``: boxes that gold has too, of the same class, of all that either has. ``by_class``: the same of one class alone."""

    right: Interval | None
    by_class: Mapping[str, Interval | None]
    missed: int
    extra: int
    confused: int


def accuracy(
    clips: Sequence[tuple[pa.Table, pa.Table]], *, classes: Sequence[str], least: float, confidence: float
) -> Accuracy:
    """``clips``: LABELS of each clip as they are, and as they ought to be."""
    paired = [pairs(ours, gold, least=least) for ours, gold in clips]
    everything = [pair for of_clip in paired for pair in of_clip]
    return Accuracy(
        right=clustered_share([_cluster(of_clip) for of_clip in paired], confidence=confidence),
        by_class={
            name: clustered_share(
                [_cluster([pair for pair in of_clip if name in (pair.one, pair.other)]) for of_clip in paired],
                confidence=confidence,
            )
            for name in classes
        },
        missed=sum(pair.one == NOTHING for pair in everything),
        extra=sum(pair.other == NOTHING for pair in everything),
        confused=sum(NOTHING not in (pair.one, pair.other) and pair.one != pair.other for pair in everything),
    )


def _cluster(of_clip: Sequence[Pair]) -> Cluster:
    return Cluster(hits=sum(pair.one == pair.other for pair in of_clip), of=len(of_clip))


def confusions(found: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """How often which label stands for which; ``NOTHING`` for a box that is not there."""
    return Counter((pair.one, pair.other) for pair in found if pair.one != pair.other)
