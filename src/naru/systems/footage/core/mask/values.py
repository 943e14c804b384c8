"""What is covered, and how."""

from dataclasses import dataclass, field

from naru.systems.footage.core.detect.values import ModelFiles
from naru.systems.footage.core.frames.values import DecodeLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionConfig:
    """Shares of a track's box; ``before_s`` and ``after_s``: how long a track is covered before it was first and after it was last seen."""

    head_height: float = 0.38
    head_widen: float = 0.15  # beyond the box, on each side, and above it by a tenth of that of the height
    plate_top: float = 0.35  # the plate's band of a vehicle begins here
    before_s: float = 1.0
    after_s: float = 1.0
    longest_gap_s: float = 3.0  # between two boxes of a track that are joined by interpolation


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskConfig:
    """``block_px``: the least side of a mosaic block; below 16 a plate reader still reads: refused."""

    regions: RegionConfig = RegionConfig()
    block_px: int = 16
    face: ModelFiles | None = None
    plate: ModelFiles | None = None
    limits: DecodeLimits = field(default_factory=DecodeLimits)
