"""What the exchange does each day, in this order: ends, releases, bills of use, renewals, suspensions, breaches."""

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.systems.exchange.actions import contracts, metering, promises, release


def do_daily_work(*, clock: Clock = SYSTEM_CLOCK) -> dict[str, int]:
    """How many contracts ended, shares were released, uses billed, periods ordered, contracts suspended, breaches credited."""
    return {
        "ended": contracts.end_due(clock=clock),
        "released": release.release_due(clock=clock),
        "billed": metering.bill_due(clock=clock),
        "renewed": contracts.renew_due(clock=clock),
        "suspended": contracts.suspend_unpaid(clock=clock),
        "credited": promises.credit_breaches(clock=clock),
    }
