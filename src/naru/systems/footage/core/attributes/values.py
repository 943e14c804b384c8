"""What is asked of a track's pictures, and when votes become an answer."""

from dataclasses import dataclass, field

from naru.systems.footage.core.detect.values import ModelFiles
from naru.systems.footage.core.frames.values import DecodeLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteConfig:
    """Which models look at the crops of person tracks; ``every_s``: how often each track is looked at. Smaller boxes are not looked at;
    a crop is its box made wider and higher, as those are that such models learn from."""

    person: ModelFiles | None = None  # sex from the whole person
    face: ModelFiles | None = None  # finds the face that ``age`` looks at
    age: ModelFiles | None = None
    every_s: float = 0.5
    least_width_px: float = 40.0
    least_height_px: float = 80.0
    least_face_px: float = 40.0
    crop_across: float = 1.2
    crop_down: float = 1.1
    limits: DecodeLimits = field(default_factory=DecodeLimits)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeConfig:
    """Sex: the mean of the middle half of the votes lies at least ``sex_margin`` from the middle. Age: the votes spread (standard deviation) by at most
    ``age_spread`` years. Speeds in metres a second on the ground."""

    least_votes: int = 3
    sex_margin: float = 0.1
    age_spread: float = 12.0
    kickboard_speed: float = 2.5  # a standing person above it rides something
    riding_speed: float = 2.0  # a person with a bicycle below it pushes it
    riding_share: float = 0.5  # of a person's frames that have a bicycle
    gait: float = 0.06  # relative spread of a walker's width against its height; who stands is steadier
