"""What the exchange does each day, in this order: ends, departures, releases, bills of use, renewals, holds of overdue orders, suspensions,
breaches."""

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.systems.exchange.actions import contracts, departures, metering, overdue, promises, release


def do_daily_work(*, clock: Clock = SYSTEM_CLOCK) -> dict[str, int]:
    """How many contracts ended, offers went with their sellers, shares were released, uses billed, periods ordered, holds freed, contracts suspended, breaches
    credited."""
    return {
        "ended": contracts.end_due(clock=clock),
        "departed": departures.withdraw_of_closed(clock=clock),
        "released": release.release_due(clock=clock),
        "billed": metering.bill_due(clock=clock),
        "renewed": contracts.renew_due(clock=clock),
        "freed": overdue.free_overdue(clock=clock),
        "suspended": contracts.suspend_unpaid(clock=clock),
        "credited": promises.credit_breaches(clock=clock),
    }
