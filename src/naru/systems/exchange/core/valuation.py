"""What data may be worth (가치평가): by market, income and cost, each a range with its assumptions.

The three approaches are those of the government's guide to valuing data (데이터 가치평가 기법 및 평가기관 지정, 데이터산업법 14): what comparable data
sold for, what its use earns, what making it again would cost. Nothing here is one number: a range says what is not known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from statistics import quantiles

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger.core.money import floor_won

LARGEST = 10**12  # of anything that is assumed


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """All that is assumed; whoever values changes it, and each version keeps its own."""

    hours: int = 160  # to make it again
    hour_krw: int = 45_000
    storage_krw_year: int = 240_000
    overhead: Decimal = Decimal("0.3")
    users: int = 5  # who would pay in a year
    saved_krw_user: int = 400_000  # what the use earns or saves each of them in a year
    captured: Decimal = Decimal("0.3")  # the share of that which a price can ask for
    years: int = 3
    discount: Decimal = Decimal("0.12")
    spread: Decimal = Decimal("0.3")  # how far the single figures above may be off, both ways

    def to_json(self) -> dict[str, JSON]:
        return {
            field.name: value if isinstance(value := getattr(self, field.name), int) else str(value)
            for field in fields(self)
        }


def assumptions_from(stored: Mapping[str, JSON]) -> Assumptions:
    """From what ``to_json`` gave, or from a form. Raises ``Refused``: ``assumption_refused``."""
    known = {field.name: field for field in fields(Assumptions)}
    read: dict[str, int | Decimal] = {}
    for name, value in stored.items():
        if name in known and value not in (None, ""):
            whole = isinstance(getattr(Assumptions(), name), int)
            try:
                read[name] = int(str(value)) if whole else Decimal(str(value))
                is_possible = 0 <= read[name] <= LARGEST  # NaN is compared with nothing, and says so
            except (ValueError, ArithmeticError) as broken:
                raise Refused("assumption_refused", name=name, value=str(value)[:40]) from broken
            if not is_possible:
                raise Refused("assumption_refused", name=name, value=str(value)[:40])
    return Assumptions(**read)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    low_krw: int
    middle_krw: int
    high_krw: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """``market`` is None while nothing comparable was traded; amounts are for a year's use by one buyer."""

    market: Range | None
    income: Range
    cost: Range
    comparables: int

    @property
    def approaches(self) -> list[tuple[Words, Range]]:
        named = [
            (Words("시장접근법", "Market"), self.market),
            (Words("수익접근법", "Income"), self.income),
            (Words("원가접근법", "Cost"), self.cost),
        ]
        return [(words, range_) for words, range_ in named if range_ is not None]

    @property
    def overall(self) -> Range:
        """The middle of the approaches' middles, between the lowest low and the highest high."""
        ranges = [range_ for _, range_ in self.approaches]
        middles = sorted(range_.middle_krw for range_ in ranges)
        return Range(
            low_krw=min(range_.low_krw for range_ in ranges),
            middle_krw=middles[len(middles) // 2],
            high_krw=max(range_.high_krw for range_ in ranges),
        )


def valued(assumed: Assumptions, *, trades_krw_year: Sequence[int]) -> Valuation:
    """``trades_krw_year``: what comparable data sold for, as a year's price each."""
    return Valuation(
        market=_market(trades_krw_year),
        income=_spread(_income(assumed), assumed.spread),
        cost=_spread(_cost(assumed), assumed.spread),
        comparables=len(trades_krw_year),
    )


def _market(trades: Sequence[int]) -> Range | None:
    if not trades:
        return None
    if len(trades) == 1:
        return Range(low_krw=trades[0], middle_krw=trades[0], high_krw=trades[0])
    low, middle, high = quantiles(trades, n=4, method="inclusive")
    return Range(low_krw=int(low), middle_krw=int(middle), high_krw=int(high))


def _income(assumed: Assumptions) -> Decimal:
    """The mean present value of a year of a user's part over the years that it lasts."""
    yearly = assumed.saved_krw_user * assumed.captured
    present = sum((yearly / (1 + assumed.discount) ** year for year in range(1, assumed.years + 1)), Decimal(0))
    return present / max(assumed.years, 1)


def _cost(assumed: Assumptions) -> Decimal:
    """Making it again with overhead, over its years and users, and a year's storage."""
    made = assumed.hours * assumed.hour_krw * (1 + assumed.overhead)
    return (made / max(assumed.years, 1) + assumed.storage_krw_year) / max(assumed.users, 1)


def _spread(middle: Decimal, spread: Decimal) -> Range:
    low, high = middle * (1 - min(spread, Decimal(1))), middle * (1 + spread)
    return Range(low_krw=floor_won(low), middle_krw=floor_won(middle), high_krw=floor_won(high))
