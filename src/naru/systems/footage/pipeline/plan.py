"""The stages, what each needs, and how they are set.

Each is one of a clip or one of a camera, over all of its clips. ``VERSIONS`` is raised where a stage begins to answer otherwise, so that what
it made before is made anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from naru.systems.footage.core.attributes.values import AttributeConfig, VoteConfig
from naru.systems.footage.core.detect.values import DetectConfig
from naru.systems.footage.core.events.acts import ACTS
from naru.systems.footage.core.events.rules import Rule
from naru.systems.footage.core.frames.values import ProbeConfig
from naru.systems.footage.core.mask.values import MaskConfig
from naru.systems.footage.core.track.sizes import Sizes
from naru.systems.footage.core.track.stitch import StitchSettings
from naru.systems.footage.core.track.tracker import TrackerSettings

NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "probe": (),
        "detect": ("probe",),
        "track": ("detect",),
        "stitch": ("track",),
        "votes": ("stitch",),
        "mask": ("stitch",),
        "attributes": ("votes",),
        "count": ("stitch",),
        "events": ("attributes",),
    }
)
VERSIONS: Mapping[str, int] = MappingProxyType({**dict.fromkeys(NEEDS, 1), "votes": 2, "attributes": 2})
OF_A_CAMERA = frozenset({"stitch", "attributes", "count", "events"})


def closure(stages: Iterable[str]) -> frozenset[str]:
    """The stages and all that they need. Raises ``KeyError`` for a name that is no stage."""
    wanted: set[str] = set()
    waiting = list(stages)
    while waiting:
        stage = waiting.pop()
        if stage not in wanted:
            wanted.add(stage)
            waiting += NEEDS[stage]
    return frozenset(wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountConfig:
    """In seconds: a hole in a track that ends a visit, and how long somebody is in a zone before it is one."""

    gap_s: float = 2.0
    enter_s: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RunConfig:
    probe: ProbeConfig = field(default_factory=ProbeConfig)
    detect: DetectConfig = field(default_factory=DetectConfig)
    track: TrackerSettings = field(default_factory=TrackerSettings)
    sizes: Sizes = field(default_factory=Sizes)
    stitch: StitchSettings = field(default_factory=StitchSettings)
    mask: MaskConfig = field(default_factory=MaskConfig)
    votes: VoteConfig = field(default_factory=VoteConfig)
    attributes: AttributeConfig = field(default_factory=AttributeConfig)
    count: CountConfig = field(default_factory=CountConfig)
    rules: tuple[Rule, ...] = ACTS
