"""What a detector is asked to do."""

from dataclasses import dataclass, field
from pathlib import Path

from naru.systems.footage.core.frames.values import DecodeLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFiles:
    """A model's weights and the card that says how it is fed and read.

    Without ``card`` it is ``<weights>.yaml`` beside it, or the built-in card of the same SHA-256.
    """

    weights: Path
    card: Path | None = None

    def paths(self) -> tuple[Path, ...]:
        """What is read: the weights, the card, and those that belong to the weights by their name (``.bin`` of an ``.xml``)."""
        beside = (self.weights.with_suffix(".bin"), self.weights.with_suffix(".yaml"))
        return (self.weights, *((self.card,) if self.card else ()), *beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionConfig:
    """Moving regions without a model. Sizes are shares of the picture's area."""

    scale: float = 0.5
    history: int = 300
    threshold: float = 25.0
    least_area: float = 0.0006
    most_area: float = 0.25
    warm_up: int = 10  # frames that only teach the background


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearedConfig:
    """What appeared and stays, without a model. ``differs`` and ``stirs`` in grey levels; ``follows`` and ``remembers``: shares of a change
    that the empty scene and the picture before take over at each look."""

    scale: float = 0.25
    learn_frames: int = 15
    differs: float = 18.0
    stirs: float = 12.0
    settle_s: float = 3.0
    follows: float = 0.02
    remembers: float = 0.3
    least_area: float = 0.0006
    most_area: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class StillConfig:
    """A person-like box is a dummy or a poster where it stays within ``iou`` of its place for ``least_s`` and ``presence`` (a share) of the
    clip, and its picture stirs (``stirs`` grey levels within about a second) in at most ``most_stirred`` of the looks."""

    iou: float = 0.7
    least_s: float = 60.0
    presence: float = 0.6
    stirs: float = 8.0
    most_stirred: float = 0.25
    classes: tuple[str, ...] = ("person",)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectConfig:
    """``model`` None: motion alone, whose classes are ``moving`` and, with ``appeared``, ``thing``. ``every``: each how many frames are looked at (1: all).

    ``least_score`` None: the card's own.
    """

    model: ModelFiles | None = None
    least_score: float | None = None
    every: int = 1
    classes: tuple[str, ...] = ()  # of those to keep; empty: all the model knows of the city's
    motion: MotionConfig = MotionConfig()
    appeared: AppearedConfig | None = AppearedConfig()
    still: StillConfig | None = StillConfig()
    limits: DecodeLimits = field(default_factory=DecodeLimits)
