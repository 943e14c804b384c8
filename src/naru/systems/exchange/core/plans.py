"""How an offer is paid for: plans, what use costs by tiers, and periods that touch and never overlap. Amounts are supply, without tax."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words

PRICE_MOST = 10**11
PER = 1000  # units that a tier's price is for, as a seller types it


class PlanKind(StrEnum):
    FREE = "free"
    ONCE = "once"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    METERED = "metered"  # by month, for what was used
    QUOTE = "quote"  # the seller names a price for each request

    @property
    def words(self) -> Words:
        return KIND_WORDS[self]

    @property
    def months(self) -> int | None:
        """How long a period is; None where a contract is one period."""
        return MONTHS.get(self)


class Unit(StrEnum):
    ROWS = "rows"
    CALLS = "calls"
    BYTES = "bytes"

    @property
    def words(self) -> Words:
        return UNIT_WORDS[self]


MONTHS = {PlanKind.MONTHLY: 1, PlanKind.YEARLY: 12, PlanKind.METERED: 1}
KIND_WORDS = {
    PlanKind.FREE: Words("무료", "Free"),
    PlanKind.ONCE: Words("한 번 구매", "One-off"),
    PlanKind.MONTHLY: Words("월 구독", "Monthly"),
    PlanKind.YEARLY: Words("연 구독", "Yearly"),
    PlanKind.METERED: Words("쓴 만큼", "Pay as you use"),
    PlanKind.QUOTE: Words("견적", "By quote"),
}
PER_WORDS = {
    PlanKind.MONTHLY: Words("매월", "a month"),
    PlanKind.YEARLY: Words("매년", "a year"),
    PlanKind.METERED: Words("매월, 쓴 만큼", "a month, as used"),
    PlanKind.ONCE: Words("한 번", "once"),
}
UNIT_WORDS = {
    Unit.ROWS: Words("행", "rows"),
    Unit.CALLS: Words("호출", "calls"),
    Unit.BYTES: Words("바이트", "bytes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """``won`` for each ``per`` units, of those up to ``up_to`` in the period; None for all above."""

    up_to: int | None
    won: int
    per: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``price_krw`` is for a period, or for the whole of a one-off. Metered plans add ``tiers``, never above ``cap_krw``."""

    kind: PlanKind
    price_krw: int = 0
    unit: Unit = Unit.ROWS
    tiers: tuple[Tier, ...] = ()
    cap_krw: int | None = None

    @property
    def renews(self) -> bool:
        return self.kind.months is not None

    @property
    def per(self) -> Words:
        return PER_WORDS.get(self.kind, self.kind.words)

    def to_json(self) -> dict[str, JSON]:
        return {
            "kind": self.kind.value,
            "price_krw": self.price_krw,
            "unit": self.unit.value,
            "tiers": [{"up_to": tier.up_to, "won": tier.won, "per": tier.per} for tier in self.tiers],
            "cap_krw": self.cap_krw,
        }


def plan_from(stored: Mapping[str, JSON]) -> Plan:
    """From what ``to_json`` gave."""
    tiers = stored.get("tiers") or []
    assert isinstance(tiers, Sequence)
    cap = stored.get("cap_krw")
    return Plan(
        kind=PlanKind(str(stored["kind"])),
        price_krw=int(str(stored["price_krw"])),
        unit=Unit(str(stored["unit"])),
        tiers=tuple(_tier(each) for each in tiers if isinstance(each, Mapping)),
        cap_krw=None if cap is None else int(str(cap)),
    )


def _tier(stored: Mapping[str, JSON]) -> Tier:
    up_to = stored["up_to"]
    return Tier(
        up_to=None if up_to is None else int(str(up_to)), won=int(str(stored["won"])), per=int(str(stored["per"]))
    )


def checked(plan: Plan) -> Plan:
    """Raises ``Refused``: ``plan_price_refused``, ``plan_tiers_refused``."""
    has_price = plan.kind not in {PlanKind.FREE, PlanKind.QUOTE, PlanKind.METERED}
    least = 1 if has_price else 0
    if not least <= plan.price_krw <= PRICE_MOST or (plan.kind is PlanKind.FREE and plan.price_krw):
        raise Refused("plan_price_refused", price=plan.price_krw, least=least, most=PRICE_MOST)
    if plan.kind is PlanKind.METERED:
        _check_tiers(plan.tiers)
        if plan.cap_krw is not None and plan.cap_krw < plan.price_krw:
            raise Refused("plan_tiers_refused")
    return plan


def _check_tiers(tiers: Sequence[Tier]) -> None:
    limits = [tier.up_to for tier in tiers]
    rising = all(low is not None and (high is None or low < high) for low, high in pairwise(limits))
    sound = all(tier.won >= 0 and tier.per > 0 for tier in tiers)
    if not tiers or limits[-1] is not None or not rising or not sound:
        raise Refused("plan_tiers_refused")


def tiers_from(text: str) -> tuple[Tier, ...]:
    """``100,000: 30`` a line, ``*`` for all above. Raises ``Refused``: ``plan_tiers_refused``."""
    lines = [line.replace(",", "").partition(":") for line in text.splitlines() if line.strip()]
    pairs = [(limit.strip(), won.strip()) for limit, _, won in lines]
    if not all(won.isdecimal() and (limit == "*" or limit.isdecimal()) for limit, won in pairs):
        raise Refused("plan_tiers_refused")
    return tuple(Tier(up_to=None if limit == "*" else int(limit), won=int(won), per=PER) for limit, won in pairs)


def tiers_text(tiers: Iterable[Tier]) -> str:
    """As ``tiers_from`` reads them."""
    return "\n".join(
        f"{'*' if tier.up_to is None else f'{tier.up_to:,}'}: {tier.won * PER // tier.per}" for tier in tiers
    )


def metered_krw(plan: Plan, used: int) -> int:
    """What a period's use costs with the base price: each unit by its own tier, exactly; below one won falls away."""
    cost, before = Fraction(0), 0
    for tier in plan.tiers:
        upto = used if tier.up_to is None else min(used, tier.up_to)
        cost += Fraction(max(upto - before, 0) * tier.won, tier.per)
        before = max(before, upto)
    whole = plan.price_krw + int(cost)
    return whole if plan.cap_krw is None else min(whole, plan.cap_krw)


def price_words(plan: Plan) -> Words:
    """What is paid, in a sentence."""
    if plan.kind is PlanKind.FREE:
        return plan.kind.words
    if plan.kind is not PlanKind.METERED:
        return Words(
            f"{plan.per.ko} {plan.price_krw:,}원 (부가가치세 별도)",
            f"{plan.price_krw:,} won {plan.per.en}, VAT added",
        )
    unit = plan.unit.words
    tiers_ko = ", ".join(
        f"{f'{tier.up_to:,}{unit.ko}까지' if tier.up_to else '그 위로'} {tier.per:,}{unit.ko}마다 {tier.won:,}원"
        for tier in plan.tiers
    )
    tiers_en = ", ".join(
        f"{tier.won:,} won for each {tier.per:,} {unit.en} {f'up to {tier.up_to:,}' if tier.up_to else 'above'}"
        for tier in plan.tiers
    )
    base = (
        (f"매월 기본 {plan.price_krw:,}원과 ", f"{plan.price_krw:,} won a month and ") if plan.price_krw else ("", "")
    )
    cap = (
        ("", "")
        if plan.cap_krw is None
        else (f", 한 달 최대 {plan.cap_krw:,}원", f", at most {plan.cap_krw:,} won a month")
    )
    return Words(f"{base[0]}{tiers_ko}{cap[0]} (부가가치세 별도)", f"{base[1]}{tiers_en}{cap[1]}, VAT added")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """``starts`` is in it, ``ends`` is not: the next begins on that day."""

    number: int  # from 1 on
    starts: date
    ends: date | None  # None: one period without an end

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)


def periods(plan: Plan, starts: date, ends: date | None) -> Iterator[Period]:
    """Those of a contract, anchored to its first day: from 31 January the next begins on 28 February, then 31 March."""
    months = plan.kind.months
    if months is None:
        yield Period(number=1, starts=starts, ends=ends)
        return
    number = 0
    while ends is None or months_later(starts, months * number) < ends:
        begin, end = (months_later(starts, months * (number + more)) for more in (0, 1))
        yield Period(number=number + 1, starts=begin, ends=end if ends is None else min(end, ends))
        number += 1


def period_on(plan: Plan, starts: date, ends: date | None, day: date) -> Period | None:
    """The one that holds the day."""
    for period in periods(plan, starts, ends):
        if period.holds(day):
            return period
        if period.starts > day:
            return None
    return None


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
