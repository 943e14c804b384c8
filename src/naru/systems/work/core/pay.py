"""What accepted work is paid: by piece or hour, never under the minimum wage for the time it took. Whole won."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from naru.commons.ledger.core.money import floor_won
from naru.systems.work.core.job_rules import PayBy

HOUR_MS, MINUTE_MS, WEEK = 3_600_000, 60_000, 7
TEN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward:
    """``earned_krw`` by the price, ``top_up_krw`` what the minimum wage adds. ``hour_krw``: what an hour of it brought by the
    price alone; None where no time was measured."""

    earned_krw: int
    top_up_krw: int
    hour_krw: int | None

    @property
    def total_krw(self) -> int:
        return self.earned_krw + self.top_up_krw

    @property
    def is_under(self) -> bool:
        """Whether the price alone fell short of the minimum wage."""
        return self.top_up_krw > 0


def reward(by: PayBy, won: int, *, accepted: int, answered: int, worked_ms: int, minimum_krw: int) -> Reward:
    """For ``accepted`` of ``answered`` pieces and the time that all of them took, of which the accepted have their share.

    The minimum wage holds for the accepted part's time (최저임금법 5, 6): what is refused is not paid, and not its time.
    """
    accepted_ms = worked_ms * accepted // answered if answered else 0
    earned = won * accepted if by is PayBy.PIECE else hour_pay(won, accepted_ms)
    least = hour_pay(minimum_krw, accepted_ms)
    hour = earned * HOUR_MS // accepted_ms if accepted_ms else None
    return Reward(earned_krw=earned, top_up_krw=max(0, least - earned), hour_krw=hour)


def hour_pay(won: int, worked_ms: int) -> int:
    """What so much time costs at so many won an hour; a part of a won counts as one, for the worker."""
    return int((Decimal(won) * worked_ms / HOUR_MS).to_integral_value(rounding=ROUND_CEILING))


def most(by: PayBy, won: int, *, pieces: int, lease_minutes: int, minimum_krw: int) -> int:
    """The most that a batch may come to within its lease: this much is set apart before it is taken."""
    lease_ms = lease_minutes * MINUTE_MS
    by_price = won * pieces if by is PayBy.PIECE else hour_pay(won, lease_ms)
    return max(by_price, hour_pay(minimum_krw, lease_ms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """A payment and what is withheld of it: income tax and the local tax on it."""

    gross_krw: int
    income_tax_krw: int
    local_tax_krw: int

    @property
    def tax_krw(self) -> int:
        return self.income_tax_krw + self.local_tax_krw

    @property
    def net_krw(self) -> int:
        return self.gross_krw - self.tax_krw


def withheld(gross_krw: int, *, income_share: Decimal, local_share: Decimal, small_sum_krw: int) -> Net:
    """Freelance income (소득세법 129, 지방세법 103의13): each tax down to ten won; income tax under the small sum is not taken."""
    income = floor_won(gross_krw * income_share) // TEN * TEN
    if income < small_sum_krw:
        income = 0
    return Net(
        gross_krw=gross_krw,
        income_tax_krw=income,
        local_tax_krw=floor_won(income * local_share) // TEN * TEN,
    )


def payday(worked: date, weekday: int) -> date:
    """The first such weekday after the day of acceptance."""
    ahead = (weekday - worked.weekday() - 1) % WEEK + 1
    return worked + timedelta(days=ahead)


def accepted_hour(parts: Iterable[tuple[int, int]]) -> int | None:
    """What an hour of accepted work brought by the price, over (won earned, milliseconds of accepted work); None for no time."""
    listed = list(parts)
    worked = sum(ms for _, ms in listed)
    return sum(won for won, _ in listed) * HOUR_MS // worked if worked else None
