"""Won of a voucher: who pays which part of a price, from which source, and in which accounts of the ledger it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from naru.base.kit.refusals import Refused
from naru.commons.ledger.core.money import floor_won

TREASURY = "vouchers:treasury"


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A price: what the voucher pays and what the firm pays; the won that does not divide is the firm's."""

    subsidy_krw: int
    own_krw: int

    @property
    def price_krw(self) -> int:
        return self.subsidy_krw + self.own_krw


def split(price_krw: int, own_share: Decimal) -> Split:
    """``own_share`` of the price at least is the firm's. Raises ``Refused``: ``price_refused``."""
    if price_krw <= 0:
        raise Refused("price_refused", won=price_krw)
    subsidy = floor_won(price_krw * (1 - own_share))
    return Split(subsidy_krw=subsidy, own_krw=price_krw - subsidy)


def own_for(subsidy_krw: int, own_share: Decimal) -> int:
    """What the firm adds so that the whole award can be spent: the least with which a price splits into just this subsidy."""
    price = (subsidy_krw / (1 - own_share)).to_integral_value(ROUND_CEILING)
    return int(price) - subsidy_krw


def parts(won: int, weights: Sequence[int]) -> list[int]:
    """An amount by its sources, pro rata to less than a won for each.

    No part shrinks as the amount grows (what the largest remainder does not promise), so that what was returned in many steps
    is what would have been returned in one.
    """
    if not weights:
        assert won == 0, "money has a source"
        return []
    whole = sum(weights)
    first = won * weights[0] // whole if whole else 0
    if len(weights) == 1:
        return [won]
    return [first, *parts(won - first, weights[1:])]


def step(before: int, won: int, weights: Sequence[int]) -> list[int]:
    """What ``won`` more than ``before`` adds to each part."""
    return [
        after - earlier for after, earlier in zip(parts(before + won, weights), parts(before, weights), strict=True)
    ]


def appropriation(year: int, source: str) -> str:
    return f"vouchers:appropriation:{year}:{source}"


def fund(programme_id: str, source: str) -> str:
    return f"vouchers:fund:{programme_id}:{source}"


def award(award_id: str) -> str:
    return f"vouchers:award:{award_id}"


def own(award_id: str) -> str:
    return f"vouchers:own:{award_id}"


def receivable(award_id: str) -> str:
    return f"vouchers:receivable:{award_id}"


def clawback(programme_id: str) -> str:
    return f"vouchers:clawback:{programme_id}"
