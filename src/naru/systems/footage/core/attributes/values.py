"""What is asked of a track's pictures."""

from dataclasses import dataclass, field

from naru.systems.footage.core.detect.values import ModelFiles
from naru.systems.footage.core.frames.values import DecodeLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteConfig:
    """Which models look at the crops of person tracks; ``every_s``: how often each track is looked at."""

    person: ModelFiles | None = None  # sex from the whole person
    face: ModelFiles | None = None  # finds the face that ``age`` looks at
    age: ModelFiles | None = None
    every_s: float = 0.5
    least_width_px: float = 40.0
    least_height_px: float = 80.0
    least_face_px: float = 40.0
    limits: DecodeLimits = field(default_factory=DecodeLimits)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeConfig:
    """When votes become an answer. Sex: the mean over the track lies ``sex_margin`` from the middle. Speeds in m/s on the ground."""

    least_votes: int = 3
    sex_margin: float = 0.12
    age_spread: float = 12.0  # years; wider votes are no answer
    kickboard_speed: float = 2.5
    riding_share: float = 0.5  # of a person's frames with a bicycle under them
