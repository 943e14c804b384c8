"""What the tests and the bench of the ledger's rush do inside an installation: many at once, and deaths between steps."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections, connections

from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.ledger import actions, reads
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import Request
from naru.commons.ledger.models import Transfer
from tests.ledgers import ACT, hold, pay, post

BUYERS = 64


def open_books(*codes: str) -> None:
    """A bank without a floor, and empty accounts."""
    actions.open_account("bank", AccountKind.ASSET, Words("은행", "Bank"), floor_krw=None, by=SYSTEM)
    for code in codes:
        actions.open_account(code, AccountKind.LIABILITY, Words(code, code), by=SYSTEM)
    record(SYSTEM.actor, ACT.verb, ACT.subject)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Each act on a thread with a connection of its own, begun together; what each gave, or the code of its refusal."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        close_old_connections()
        gate.wait()
        try:
            return act()
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def buy_at_once(round_: int, afford: int, *, price: int = 100, buyers: int = BUYERS) -> dict[str, int]:
    """Everybody buys from one budget that affords some; every other buyer by a hold. How it ended."""
    budget = f"budget-{round_}"
    open_books(budget, "seller")
    actions.enter(pay(f"{round_}-fill", "bank", budget, afford * price + price - 1))

    def buy(buyer: int) -> Callable[[], object]:
        id = f"{round_}-{buyer}"
        if buyer % 2:
            return lambda: len(actions.enter(hold(id, budget, "seller", price), post(f"{id}-post", id)))
        return lambda: len(actions.enter(pay(id, budget, "seller", price)))

    outcomes = at_once(*map(buy, range(buyers)))
    return {
        "bought": sum(isinstance(each, int) for each in outcomes),
        "refused": outcomes.count("below_floor"),
        "left": reads.account(budget).available_krw,
    }


def same_id_at_once(round_: int, *, threads: int = 24) -> dict[str, int]:
    """One request, sent by many at the same time, and another under its id over other accounts."""
    open_books("buyer", "seller", "other")
    actions.enter(pay(f"{round_}-fill-same", "bank", "buyer", 1000))
    actions.enter(pay(f"{round_}-fill-other", "bank", "other", 1000))
    mine = pay(f"{round_}-same", "buyer", "seller", 10)
    theirs = pay(f"{round_}-same", "other", "bank", 10)
    outcomes = at_once(*(lambda one=one: actions.enter(one)[0].debit for one in [mine, theirs] * (threads // 2)))
    return {
        "stand": Transfer.objects.filter(id=mine.id).count(),
        "passed": outcomes.count("buyer") + outcomes.count("other"),
        "refused": outcomes.count("transfer_id_taken"),
    }


def pay_in_rings(round_: int, *, threads: int = 16, times: int = 10) -> list[object]:
    """Everybody pays everybody in both directions: who locked carelessly would wait for the other for ever."""
    ring = ("ring-a", "ring-b", "ring-c")
    open_books(*ring)
    for code in ring:
        actions.enter(pay(f"{round_}-{code}", "bank", code, 10_000))

    def go(thread: int) -> int:
        for time in range(times):
            give, take = ring[(thread + time) % 3], ring[(thread + 2 * time + 1) % 3]
            if give != take:
                actions.enter(
                    pay(f"{round_}-{thread}-{time}", give, take, 1), pay(f"{round_}-{thread}-{time}b", take, give, 1)
                )
        return thread

    return at_once(*(lambda thread=thread: go(thread) for thread in range(threads)))


def is_sound() -> bool:
    return reads.trial_balance().is_sound


# --- deaths ---


def enter(*requests: Request) -> None:
    actions.enter(*requests)


def stands(*ids: str) -> dict[str, object]:
    return {
        "entered": Transfer.objects.filter(id__in=ids).count(),
        "balances": {account.code: [account.balance_krw, account.held_krw] for account in reads.accounts()},
        "sound": is_sound(),
    }
