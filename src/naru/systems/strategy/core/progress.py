"""How far a figure is from its baseline to its target, and how that is written.

No target, no percent. A rounded percent never reads 0 or 100 unless it is exactly that: 99.9999 % is not done, 0.03 % is
not nothing, and a won too much is not all.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from naru.base.kit.words import Words

NO_DATA = Words("자료 없음", "No data")
NOBODY = Words("대상 없음", "Nothing to compare with")
NO_TARGET = Words("목표 없음", "No target")


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> int:
        return 1 if self is Direction.UP else -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``share`` of the way from baseline to target, below 0 where it went the other way; None where that means nothing."""

    share: Decimal | None
    is_met: bool | None


def progress(
    value: Decimal | None, *, target: Decimal | None, baseline: Decimal | None, direction: Direction
) -> Progress:
    if value is None or target is None:
        return Progress(share=None, is_met=None)
    met = (value - target) * direction.sign >= 0
    if baseline is None or baseline == target:
        return Progress(share=None, is_met=met)
    return Progress(share=(value - baseline) / (target - baseline), is_met=met)


def share_of(part: int, whole: int) -> Decimal | None:
    """None where there is no whole."""
    return Decimal(part) / whole if whole else None


def percent(share: Decimal, digits: int = 1) -> str:
    """``"33.3 %"``, without the zeros that say nothing."""
    step = Decimal(1).scaleb(-digits)
    exact = share * 100
    rounded = exact.quantize(step, ROUND_HALF_EVEN)
    for edge in (Decimal(0), Decimal(100)):
        if rounded == edge and exact != edge:
            rounded = edge + (step if exact > edge else -step)
    return f"{_plain(rounded)} %".replace("-", "−")


def percent_or(share: Decimal | None, otherwise: Words) -> Words:
    return otherwise if share is None else Words(percent(share), percent(share))


def figure(value: Decimal, digits: int = 1) -> str:
    """``"12,345"`` or ``"3.4"``: never 0 where something was counted."""
    step = Decimal(1).scaleb(-digits)
    if value and abs(value) < step:
        return f"< {step}" if value > 0 else f"> −{step}"
    return _plain(value.quantize(step, ROUND_HALF_EVEN)).replace("-", "−")


def shown(value: Decimal | None, *, target: Decimal | None, direction: Direction) -> Words:
    """``"119 (목표 150 이하, 달성)"``: the figure, what it should be and whether it is."""
    if value is None:
        return NO_DATA
    said = figure(value)
    if target is None:
        return Words(said, said)
    bound = Words("이상", "at least") if direction is Direction.UP else Words("이하", "at most")
    met = progress(value, target=target, baseline=None, direction=direction).is_met
    done = Words("달성", "met") if met else Words("미달", "not met")
    return Words(
        f"{said} (목표 {figure(target)} {bound.ko}, {done.ko})",
        f"{said} (target {bound.en} {figure(target)}, {done.en})",
    )


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
