"""Where a model's output is not what its card says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from naru.systems.footage.core.detect.boxes import Floats
from naru.systems.footage.core.detect.card import HeadCard, HeadKind


@dataclass(frozen=True, slots=True)
class Misfit:
    what: str
    expected: str
    seen: str


def misfit(outputs: Mapping[str, Floats], card: HeadCard, *, size: tuple[int, int]) -> Misfit | None:
    """The first; None where all fits. ``outputs`` by the head's own names, of an input of ``size`` (width, height)."""
    for name, values, multiple in _expected(card, size):
        if name not in outputs:
            return Misfit(name, card.outputs.get(name, name), "-")
        seen = outputs[name].size
        if (values and seen != values) or seen % multiple:
            return Misfit(name, f"{values}" if values else f"{multiple} × n", str(seen))
    return None


def _expected(card: HeadCard, size: tuple[int, int]) -> Iterator[tuple[str, int, int]]:
    """Output, how many values it has (0: any number), of what they are a multiple."""
    counts = {stride: -(-size[0] // stride) * -(-size[1] // stride) for stride in card.strides}
    match card.kind:
        case HeadKind.GRID:
            yield "rows", sum(counts.values()) * (5 + card.labels), 1
        case HeadKind.BINS:
            for stride, cells in counts.items():
                yield f"scores_{stride}", cells * card.labels, 1
                yield f"bins_{stride}", 0, cells * 4
        case HeadKind.HEAT_MAP:
            cells = (size[0] // card.strides[0]) * (size[1] // card.strides[0])
            yield "heat", cells * card.labels, 1
            yield "sides", cells * 4, 1
        case HeadKind.PRIORS:
            yield "priors", 0, 8
            yield "loc", 0, 4
            yield "conf", 0, max(1, card.labels)
        case HeadKind.ROWS:
            yield "rows", 0, 7
        case HeadKind.FACE_GRID:
            for stride, cells in counts.items():
                yield f"cls_{stride}", cells, 1
                yield f"obj_{stride}", cells, 1
                yield f"bbox_{stride}", cells * 4, 1
