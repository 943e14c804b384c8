"""What the doctor looks at: whether every figure that a system needs is there today."""

from naru.base.kit.checks import Check, Unsound, some
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.words import Words
from naru.commons.rates import reads
from naru.commons.rates.core.names import needed


def _missing() -> str:
    """Where no figure was ever entered nothing is reckoned: such an installation misses none."""
    if not reads.any_entered():
        return "-"
    if missing := reads.missing(SYSTEM_CLOCK.today()):
        raise Unsound(some(missing))
    return f"{len(needed())}"


def _late() -> str:
    if late := reads.late_uses():
        raise Unsound(some([f"{each.ref.kind} {each.ref.id}" for each in late]))
    return "0"


CHECKS = (
    Check(
        code="rates",
        name=Words("시스템이 쓰는 요율", "Rates that systems need"),
        look=_missing,
        advice=Words(
            "`naru rate enter`나 요율 화면에서 근거와 함께 넣어 주세요. 한꺼번에는 `naru rate import`입니다.",
            "Enter them with their sources by `naru rate enter` or on the rates' page; many at once by `naru rate import`.",
        ),
        rests_on=frozenset({"migrations"}),
    ),
    Check(
        code="late-rates",
        name=Words("늦게 들어온 요율로 다시 볼 결정", "Decisions that a late rate touches"),
        look=_late,
        advice=Words(
            "`naru rate late`에 보이는 결정을 담당자가 다시 보아야 합니다.",
            "Whoever is in charge looks again at the decisions that `naru rate late` lists.",
        ),
        rests_on=frozenset({"migrations"}),
    ),
)
