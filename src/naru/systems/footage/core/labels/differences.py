"""What one labelling of a clip changed against another: what a person did, told box by box."""

from dataclasses import dataclass

import pyarrow as pa

from naru.systems.footage.core.labels.rows import tuples, visible
from naru.systems.footage.core.labels.values import COORDINATES

Key = tuple[int, int | None, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDifference:
    """Numbers of boxes; ``frames``: those in which anything is otherwise, in order."""

    added: int
    removed: int
    moved: int
    renamed: int
    frames: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.moved or self.renamed)


def label_difference(before: pa.Table, after: pa.Table) -> LabelDifference:
    """LABELS. A box is the same one where frame and track are; without a track, by its place among the frame's."""
    old, new = _keyed(before), _keyed(after)
    both = old.keys() & new.keys()
    moved = {key for key in both if old[key][1] != new[key][1]}
    renamed = {key for key in both if old[key][0] != new[key][0]}
    changed = (old.keys() ^ new.keys()) | moved | renamed
    return LabelDifference(
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        moved=len(moved),
        renamed=len(renamed),
        frames=tuple(sorted({key[0] for key in changed})),
    )


def _keyed(labels: pa.Table) -> dict[Key, tuple[tuple[str, str], tuple[float, ...]]]:
    found: dict[Key, tuple[tuple[str, str], tuple[float, ...]]] = {}
    places: dict[tuple[int, int | None], int] = {}
    names = ("frame", "track_id", "label", "attributes", *COORDINATES)
    for frame, track, label, attributes, *box in tuples(visible(labels), names):
        place = places.get((frame, track), 0)
        places[frame, track] = place + 1
        found[frame, track, place] = ((label, attributes), tuple(box))
    return found
