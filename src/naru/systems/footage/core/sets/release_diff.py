"""What two releases of a set differ in: clips that came and went, labels that changed, clips in another split."""

from dataclasses import dataclass

from naru.systems.footage.core.sets.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDifference:
    """Ids of clips, in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    relabelled: tuple[str, ...]
    moved: tuple[str, ...]
    boxes: int  # more, or fewer where it is below 0

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.relabelled or self.moved)


def release_difference(before: Manifest, after: Manifest) -> ReleaseDifference:
    old, new = ({clip.clip_id: clip for clip in each.clips} for each in (before, after))
    both = sorted(old.keys() & new.keys())
    return ReleaseDifference(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        relabelled=tuple(each for each in both if old[each].labels_sha256 != new[each].labels_sha256),
        moved=tuple(each for each in both if old[each].split != new[each].split),
        boxes=sum(clip.boxes for clip in after.clips) - sum(clip.boxes for clip in before.clips),
    )
