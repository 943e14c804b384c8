"""Won shared out and taxed without losing one. Rates are passed in: what the law says stands in ``commons.rates``."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from naru.base.kit.refusals import Refused

ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxed:
    """A price: supply (공급가액) and value-added tax (세액), which sum to the total."""

    supply_krw: int
    vat_krw: int

    @property
    def total_krw(self) -> int:
        return self.supply_krw + self.vat_krw


def taxed_on_top(supply_krw: int, rate: Decimal) -> Taxed:
    """VAT is added to the supply; what is below one won falls away (국고금 관리법 47)."""
    return Taxed(supply_krw=supply_krw, vat_krw=floor_won(supply_krw * rate))


def taxed_within(total_krw: int, rate: Decimal) -> Taxed:
    """VAT is in the total: the supply is rounded half up, the tax is the rest."""
    supply_krw = int((total_krw / (ONE + rate)).quantize(ONE, rounding=ROUND_HALF_UP))
    return Taxed(supply_krw=supply_krw, vat_krw=total_krw - supply_krw)


def floor_won(amount: Decimal) -> int:
    """Whole won, towards the smaller."""
    return int(amount.quantize(ONE, rounding=ROUND_FLOOR))


def shares(total_krw: int, weights: Sequence[int]) -> list[int]:
    """The total by weights, by the largest remainder: the parts sum to it, and of equals the earlier gets the won.

    Raises ``Refused``: ``weights_refused`` for none, one below 0, or nothing but zeros.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise Refused("weights_refused")
    parts = [total_krw * weight // whole for weight in weights]
    left = total_krw - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda place: (-(total_krw * weights[place] % whole), place))
    for place in by_remainder[:left]:
        parts[place] += 1
    return parts
