"""What a release is, to the byte: its clips, labels and splits with their hashes, hashed itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from naru.base.kit.canonical import JSON, sha256_of

VERSION = 1  # of the manifest's shape


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedClip:
    """``sha256`` and ``bytes``: of the masked clip. ``labels_sha256``: of the label table's content."""

    clip_id: str
    name: str  # in the release: "clips/<clip id>.mp4"
    camera_id: str
    site: str
    day: str
    split: str
    width: int
    height: int
    frames: int
    fps: float
    bytes: int
    sha256: str
    labels_id: str
    labels_sha256: str
    boxes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    set_id: str
    number: int
    made: datetime
    plan_sha256: str
    classes: tuple[str, ...]
    clips: tuple[ReleasedClip, ...]
    indicators: Mapping[str, JSON]
    files: Mapping[str, str] = field(default_factory=dict)  # SHA-256 of the tables that go with it, by name
    withdrawn: tuple[str, ...] = ()  # what the release before had and this one must not

    def to_json(self) -> dict[str, JSON]:
        return {
            "manifest": VERSION,
            "set": self.set_id,
            "release": self.number,
            "made": self.made.isoformat(),
            "plan_sha256": self.plan_sha256,
            "classes": list(self.classes),
            "splits": {name: len(of) for name, of in by_split(self.clips).items()},
            "clips": [clip_json(each) for each in self.clips],
            "indicators": dict(self.indicators),
            "files": dict(self.files),
            "withdrawn": list(self.withdrawn),
        }

    @property
    def digest(self) -> str:
        return sha256_of(self.to_json())


def clip_json(clip: ReleasedClip) -> dict[str, JSON]:
    return {name: getattr(clip, name) for name in ReleasedClip.__dataclass_fields__}


def clip_from_json(stored: Mapping[str, object]) -> ReleasedClip:
    return ReleasedClip(**stored)  # type: ignore[arg-type]


def by_split(clips: Sequence[ReleasedClip]) -> dict[str, list[ReleasedClip]]:
    found: dict[str, list[ReleasedClip]] = {}
    for clip in clips:
        found.setdefault(clip.split, []).append(clip)
    return found
