"""All figures of a set over the clips and labels that it had at one time, as one value kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from naru.systems.footage.core.figures.intervals import Interval
from naru.systems.footage.core.sets.agreement import Agreement
from naru.systems.footage.core.sets.diversity import QuotaFigure
from naru.systems.footage.core.sets.indicators import Indicator
from naru.systems.footage.core.sets.masking_proof import MaskingProof
from naru.systems.footage.core.sets.plan import Quota
from naru.systems.footage.core.sets.shortcut import Shortcut
from naru.systems.footage.core.sets.splits import Leak
from naru.systems.footage.core.sets.validity import Validity


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticFigures:
    """Beside gold: ``clips`` that have some; boxes missed, too many, of another class."""

    clips: int
    missed: int
    extra: int
    confused: int
    by_class: Mapping[str, Interval | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """``splits``: of each clip; ``shares``: of boxes by split; ``classes``: boxes by class; ``near``: pictures that have a near-duplicate."""

    boxes: int
    tracks: int
    classes: Mapping[str, int]
    splits: Mapping[str, str]
    shares: Mapping[str, float]
    indicators: Mapping[Indicator, Interval | None]
    quotas: tuple[QuotaFigure, ...]
    semantic: SemanticFigures
    agreement: Agreement
    validity: Validity | None
    shortcut: Shortcut | None
    leaks: tuple[Leak, ...]
    pictures: int
    near: int
    proofs: Mapping[str, MaskingProof | None]

    @property
    def sizes(self) -> dict[str, int]:
        """Clips by split."""
        counts: dict[str, int] = {}
        for name in self.splits.values():
            counts[name] = counts.get(name, 0) + 1
        return counts

    def to_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "indicators": {each.value: _interval_json(interval) for each, interval in self.indicators.items()},
        }

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Measured":
        semantic, validity, proofs = stored["semantic"], stored["validity"], stored["proofs"]
        return Measured(
            **{name: stored[name] for name in ("boxes", "tracks", "classes", "splits", "shares", "pictures", "near")},
            indicators={Indicator(name): _interval(each) for name, each in stored["indicators"].items()},
            quotas=tuple(QuotaFigure(**{**each, "quota": Quota(**each["quota"])}) for each in stored["quotas"]),
            semantic=SemanticFigures(
                **{**semantic, "by_class": {name: _interval(each) for name, each in semantic["by_class"].items()}}
            ),
            agreement=Agreement(**stored["agreement"]),
            validity=Validity(**{**validity, "right": Interval(**validity["right"])}) if validity else None,
            shortcut=Shortcut(**stored["shortcut"]) if stored["shortcut"] else None,
            leaks=tuple(Leak(splits=tuple(each["splits"]), clips=tuple(each["clips"])) for each in stored["leaks"]),
            proofs={name: MaskingProof(**each) if each else None for name, each in proofs.items()},
        )


def _interval_json(interval: Interval | None) -> dict[str, float] | None:
    return asdict(interval) if interval else None


def _interval(stored: Mapping[str, float] | None) -> Interval | None:
    return Interval(**stored) if stored else None
