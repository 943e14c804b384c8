"""What is covered, and how."""

from dataclasses import dataclass, field

from naru.systems.footage.core.detect.values import ModelFiles
from naru.systems.footage.core.frames.values import DecodeLimits

LEAST_BLOCK_PX = 16  # a plate reader still reads signs from blocks of 8 and nothing from 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionConfig:
    """Shares are of a track's box. ``before_s`` and ``after_s``: how long a track is covered before it was first and after it was last
    seen; ``longest_gap_s``: between two boxes of a track, over which it is covered as if it moved evenly."""

    head_height: float = 0.4
    head_above: float = 0.15
    head_widen: float = 0.2  # on each side
    plate_top: float = 0.3  # the plate's band begins here and goes to the box's lower edge
    plate_widen: float = 0.05
    body_widen: float = 1.2  # whoever was withdrawn is covered this much wider and higher than their box
    before_s: float = 1.0
    after_s: float = 1.0
    longest_gap_s: float = 4.0
    face_widen: float = 1.3
    face_hold_s: float = 0.3  # a face that a model finds is covered this long before and after
    plate_across: float = 1.7  # a found plate is covered this much wider, for models know other countries' plates
    plate_down: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskConfig:
    """``block_px``: the least side of a mosaic block, at least ``LEAST_BLOCK_PX``. Models find what no track covers."""

    regions: RegionConfig = RegionConfig()
    block_px: int = LEAST_BLOCK_PX
    face: ModelFiles | None = None
    plate: ModelFiles | None = None
    limits: DecodeLimits = field(default_factory=DecodeLimits)
