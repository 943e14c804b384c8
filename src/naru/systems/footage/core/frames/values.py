"""A clip as it is brought, and what may be taken to read it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFile:
    """A file of one camera. ``name`` is the file's name as brought: its refusals name it, its start may stand in it.

    ``start_us`` is the instant of the first frame where somebody says so; otherwise it is read from the name (in the camera's
    ``time_zone``, an IANA name), then from the file's own creation time. ``key``: the data key of a sealed file, in hexadecimal; it is no part
    of any result's key.
    """

    path: Path
    name: str
    camera_id: str
    time_zone: str = "Asia/Seoul"
    start_us: int | None = None
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeLimits:
    """What reading one clip may take. ``most_pixels`` is of one picture as stored."""

    most_pixels: int = 4096 * 4096
    memory_mb: int = 2048
    wall_s: float = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeConfig:
    """``longest_gap_s``: a leap of the clock beyond it is no pause of the recorder but a clock set anew."""

    longest_gap_s: float = 86_400.0
    limits: DecodeLimits = DecodeLimits()
