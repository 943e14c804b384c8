"""The exchange: 50 buyers check out at once, each from prepaid credit, and the books balance afterwards.

python -m bench.exchange [--buyers 50]

Each buyer is a thread with a connection of its own; a checkout is ``pay_order``: take into escrow and open the data, in one
transaction. SQLite writes one at a time, so the last of 50 waits for the 49 before it; ``DATABASE_URL`` names another. Invoices,
receipts and notices follow as events; that each order has its own is counted at the end.

Measured on SQLite, two cores that others used as well: p95 1,129 ms under a load of 6, 2,618 ms in another run (reach 500,
missed), 50 delivered, no error, the trial balance sound. A checkout takes 23 to 27 ms of one core, nearly all of it Python
between 43 statements. Before a process's writers queued: 3,131 ms under a load of 9.
"""

import argparse
import os
import tempfile
import threading
import time
from statistics import quantiles

REACH_MS = 500


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--buyers", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as home:
        os.environ["NARU_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.portal.settings")
        import django

        django.setup()
        from naru.portal.home import ensure_home

        ensure_home()
        measure(asked.buyers)


def measure(buyers: int) -> None:
    from django.db import connection

    from naru.base.events.actions import deliver_waiting
    from naru.base.kit.person import SYSTEM
    from naru.commons.ledger import reads as ledger
    from naru.systems.exchange.actions.orders import pay_order
    from naru.systems.exchange.core.orders import Choice, OrderState, SourceKind
    from naru.systems.exchange.reads import money, trades

    orders, taken, errors = prepared(buyers), [0.0] * buyers, []
    begin = threading.Barrier(buyers)

    def check_out(place: int) -> None:
        begin.wait()
        began = time.perf_counter()
        try:
            pay_order(orders[place], [Choice(kind=SourceKind.PREPAID, account="")], by=SYSTEM)
        except Exception as error:
            errors.append(repr(error))
        finally:
            taken[place] = (time.perf_counter() - began) * 1000
            connection.close()

    threads = [threading.Thread(target=check_out, args=(place,)) for place in range(buyers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p95 = quantiles(taken, n=20)[-1]
    deliver_waiting()
    invoiced = sum(len(money.invoices_of(id)) for id in orders)
    delivered = sum(trades.order(id, SYSTEM).state is OrderState.DELIVERED for id in orders)
    sound = ledger.trial_balance().is_sound
    print(f"{buyers} buyers at once: p95 {p95:.0f} ms (reach {REACH_MS}), delivered {delivered}, errors {len(errors)}")
    print(f"invoices {invoiced}; trial balance sound: {sound}", *errors[:3], sep="\n  ")
    assert delivered == invoiced == buyers
    assert sound


def prepared(buyers: int) -> list[str]:
    """An open order of each buyer, over one offer, with its price in prepaid credit."""
    from naru.base.kit.person import SYSTEM
    from naru.base.kit.words import Words
    from tests import markets
    from tests.personas import make_organisation

    selling = make_organisation("seller", "파는 기관").id
    offer, orders = None, []
    for number in range(buyers):
        buying = make_organisation(f"buyer-{number}", f"사는 기관 {number}").id
        sides = markets.Sides(seller=SYSTEM, buyer=SYSTEM, selling=selling, buying=buying)
        if offer is None:
            markets.open_market(sides)
            offer = markets.listed_offer(markets.spending_table(selling), SYSTEM)
        else:
            markets.register(buying, Words(f"사는 기관 {number}", f"Buyer {number}"), business_number(number))
        order = markets.first_order(markets.signed(offer, sides))
        markets.prepay(buying, order.total_krw)
        orders.append(order.id)
    return orders


def business_number(number: int) -> str:
    """A number of its own with the right check digit."""
    digits = [int(digit) for digit in f"{300_000_000 + number}"]
    weighted = sum(digit * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return f"{300_000_000 + number}{(10 - (weighted + digits[8] * 5 // 10) % 10) % 10}"


if __name__ == "__main__":
    main()
