"""Train, validation and test: whole camera-days, so that no model is asked about a scene it has learnt.

Camera-days that show near-duplicate pictures stay together. The largest group goes first, to the split that lacks most: with few groups
the shares are missed, and ``shares`` says by how much.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitClip:
    """``near``: groups of near-duplicate pictures that the clip has a part in."""

    clip_id: str
    camera_id: str
    day: date  # in the camera's time zone
    boxes: int
    near: frozenset[int] = frozenset()


def split(clips: Sequence[SplitClip], shares: Mapping[str, float]) -> dict[str, str]:
    """Each clip's split, by id. The same clips in any order are split the same."""
    groups = sorted(_groups(clips), key=lambda group: (-_boxes(group), group[0].clip_id))
    total = sum(map(_boxes, groups))
    left = {name: share * total for name, share in shares.items() if share > 0}
    wanted = dict(left)
    answer: dict[str, str] = {}
    for place, group in enumerate(groups):
        without = [name for name in left if left[name] == wanted[name]]  # a split that would stay empty goes first
        names = without if len(groups) - place <= len(without) else left
        chosen = max(names, key=lambda name: (left[name], name == "train", name))
        left[chosen] -= max(1, _boxes(group))
        answer |= dict.fromkeys((clip.clip_id for clip in group), chosen)
    return answer


def _boxes(group: Iterable[SplitClip]) -> int:
    return sum(clip.boxes for clip in group)


def _groups(clips: Sequence[SplitClip]) -> list[list[SplitClip]]:
    """Clips joined by a camera-day or by near-duplicates, each group in the order of ids."""
    group_of: dict[object, set[str]] = {}
    by_id = {clip.clip_id: clip for clip in clips}
    for clip in clips:
        keys: list[object] = [(clip.camera_id, clip.day), *clip.near]
        joined = {clip.clip_id}.union(*(group_of[key] for key in keys if key in group_of))
        for key in list(group_of):
            if group_of[key] & joined:
                group_of[key] = joined
        group_of |= dict.fromkeys(keys, joined)
    distinct = {frozenset(group) for group in group_of.values()}
    return [[by_id[name] for name in sorted(group)] for group in distinct]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Near-duplicate pictures on both sides of a split."""

    splits: tuple[str, ...]
    clips: tuple[str, ...]


def leaks(clips: Sequence[SplitClip], splits: Mapping[str, str]) -> list[Leak]:
    """What stands in more than one split: camera-days, and groups of near-duplicates; none is what ``split`` leaves."""
    members: dict[object, set[str]] = {}
    for clip in clips:
        for key in ((clip.camera_id, clip.day), *clip.near):
            members.setdefault(key, set()).add(clip.clip_id)
    found = {
        (tuple(sorted({splits[each] for each in group})), tuple(sorted(group)))
        for group in members.values()
        if len({splits[each] for each in group}) > 1
    }
    return [Leak(splits=names, clips=group) for names, group in sorted(found)]


def shares(clips: Sequence[SplitClip], splits: Mapping[str, str]) -> dict[str, float]:
    """Of boxes."""
    total = _boxes(clips)
    counts: dict[str, int] = {}
    for clip in clips:
        counts[splits[clip.clip_id]] = counts.get(splits[clip.clip_id], 0) + clip.boxes
    return {name: count / total if total else 0.0 for name, count in counts.items()}
