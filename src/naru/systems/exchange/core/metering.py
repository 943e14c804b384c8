"""What use costs: the use of a period added up in its unit, which bills are due, and which use fits no line."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from naru.base.kit.words import Words
from naru.data.usage.core.values import Sum
from naru.systems.exchange.core.plans import Period, Plan, Unit, metered_krw, periods


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What of a period was billed: ``part`` 1 when it was over, further ones for what came in late. ``used`` is in all."""

    period: int
    part: int
    used: int
    won: int


class Misfit(StrEnum):
    """Why use fits no line of a bill."""

    LATE = "late"  # the period was billed already
    OUTSIDE = "outside"  # its day is in no period of the contract
    UNKNOWN = "unknown"  # under an entitlement that nobody knows

    @property
    def words(self) -> Words:
        return MISFIT_WORDS[self]


MISFIT_WORDS = {
    Misfit.LATE: Words("청구한 뒤에 들어온 이용", "Came in after the bill"),
    Misfit.OUTSIDE: Words("계약 기간 밖의 이용", "Outside of the contract's term"),
    Misfit.UNKNOWN: Words("모르는 이용권의 이용", "Under an entitlement that nobody knows"),
}


def units(unit: Unit, used: Sum) -> int:
    """The use in a plan's unit."""
    return {Unit.ROWS: used.rows, Unit.CALLS: used.reads, Unit.BYTES: used.bytes}[unit]


def period_of(plan: Plan, starts: date, ends: date | None, day: date) -> Period | None:
    """To which a day's use belongs; a contract that ended early was still used on its last day."""
    for period in periods(plan, starts, ends):
        if period.holds(day) or (period.ends == ends == day):
            return period
        if period.starts > day:
            break
    return None


def by_period(plan: Plan, starts: date, ends: date | None, by_day: Mapping[date, Sum]) -> dict[int, int]:
    """Units of each period that was used."""
    added: dict[int, int] = {}
    for day, used in by_day.items():
        if period := period_of(plan, starts, ends, day):
            added[period.number] = added.get(period.number, 0) + units(plan.unit, used)
    return added


def periods_to_bill(plan: Plan, starts: date, ends: date | None, *, today: date, billed: Set[int]) -> list[Period]:
    """Those whose last day of use is over and that were not billed."""
    due = []
    for period in periods(plan, starts, ends):
        if period.ends is None or period.ends + timedelta(days=period.ends == ends) > today:
            break
        if period.number not in billed:
            due.append(period)
    return due


def use_krw(plan: Plan, used: int, *, billed_used: int = 0) -> int:
    """What use costs above the base price, less what was billed of it already."""
    return metered_krw(plan, used) - metered_krw(plan, billed_used)


def latest(bills: Iterable[Bill]) -> dict[int, Bill]:
    """The last bill of each period."""
    return {bill.period: bill for bill in sorted(bills, key=lambda each: each.part)}


def expected_units(used: int, period: Period, today: date) -> int:
    """The period's use if it goes on as it has; what was used where the period has no end."""
    if period.ends is None:
        return used
    whole, past = (period.ends - period.starts).days, (today - period.starts).days + 1
    return used * whole // max(min(past, whole), 1)
