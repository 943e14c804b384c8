"""The ledger in the database: what stands there after acts, refusals, retries and time, and what no hand can do to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail import reads as trail
from naru.commons.ledger import actions, reads
from naru.commons.ledger.core.accounts import AccountKind
from naru.commons.ledger.core.transfers import Act, TransferKind
from naru.commons.ledger.models import Account, OpenHold, Transfer
from tests.ledgers import hold, open_accounts, pay, post, void

NOON = datetime(2026, 12, 1, 3, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOON)


@pytest.fixture(autouse=True)
def ledger() -> None:
    open_accounts(buyer=1000, seller=0, escrow=0)


def balance(code: str) -> int:
    return reads.account(code).balance_krw


@contextmanager
def refused(code: str) -> Iterator[None]:
    rows = Transfer.objects.count(), list(Account.objects.order_by("code").values()), OpenHold.objects.count()
    with pytest.raises(Refused) as raised:
        yield
    assert raised.value.code == code
    after = Transfer.objects.count(), list(Account.objects.order_by("code").values()), OpenHold.objects.count()
    assert after == rows, "a refusal leaves everything as it was"


def test_a_payment_stands_in_both_accounts() -> None:
    [made] = actions.enter(pay("1", "buyer", "seller", 300, reason="9월분"))
    assert reads.transfer("1") == made
    assert (balance("buyer"), balance("seller"), balance("bank")) == (700, 300, 1000)
    assert [
        (line.transfer.id, line.other, line.change_krw, line.balance_krw) for line in reads.statement("buyer").rows
    ] == [
        ("1", "seller", -300, 700),
        ("open-buyer", "bank", 1000, 1000),
    ]


def test_the_same_request_again_is_the_same_transfer_and_another_one_is_refused() -> None:
    first = actions.enter(pay("1", "buyer", "seller", 300))
    assert actions.enter(pay("1", "buyer", "seller", 300)) == first
    assert balance("buyer") == 700
    with refused("transfer_id_taken"):
        actions.enter(pay("1", "buyer", "escrow", 300))


def test_a_group_is_entered_whole_or_not_at_all() -> None:
    with refused("below_floor"):
        actions.enter(pay("1", "buyer", "escrow", 1000), pay("2", "escrow", "seller", 1001))
    made = actions.enter(
        pay("1", "buyer", "escrow", 1000), pay("2", "escrow", "seller", 900), pay("3", "escrow", "fees", 100)
    )
    assert reads.group_of(made[1]) == made
    assert (balance("buyer"), balance("escrow"), balance("seller"), balance("fees")) == (0, 0, 900, 100)


def test_each_group_of_a_batch_is_judged_by_itself_after_those_before_it() -> None:
    outcomes = actions.enter_batch(
        [
            [pay("1", "buyer", "seller", 700)],
            [pay("2", "buyer", "seller", 301)],
            [pay("3", "buyer", "seller", 300)],
            [pay("1", "buyer", "seller", 700)],
        ]
    )
    assert [each.code if isinstance(each, Refused) else each[0].id for each in outcomes] == [
        "1",
        "below_floor",
        "3",
        "1",
    ]
    assert outcomes[0] == outcomes[3]
    assert balance("buyer") == 0


def test_a_caller_that_rolls_back_has_entered_nothing() -> None:
    with transaction.atomic():
        actions.enter(pay("1", "buyer", "seller", 300))
        transaction.set_rollback(True)
    assert balance("buyer") == 1000
    assert not Transfer.objects.filter(id="1").exists()


@pytest.mark.parametrize(("won", "seller"), [(None, 600), (600, 600), (1, 1)])
def test_a_hold_is_posted_once_in_whole_or_part(won: int | None, seller: int) -> None:
    actions.enter(hold("h", "buyer", "seller", 600))
    assert (balance("buyer"), reads.account("buyer").available_krw) == (1000, 400)
    actions.enter(post("p", "h", won))
    assert (balance("seller"), reads.account("buyer").available_krw) == (seller, 1000 - seller)
    assert reads.ending_of("h") == reads.transfer("p")
    for again in (post("q", "h"), void("v", "h")):
        with refused("hold_ended"):
            actions.enter(again)
    assert actions.enter(post("p", "h", won))[0].id == "p", "but the same again is the same"


def test_a_voided_hold_frees_all_of_it() -> None:
    actions.enter(hold("h", "buyer", "seller", 600))
    actions.enter(void("v", "h"))
    assert (reads.account("buyer").available_krw, balance("seller")) == (1000, 0)
    assert not OpenHold.objects.exists()


def test_a_hold_times_out_by_the_sweep_and_once(clock: FrozenClock) -> None:
    actions.enter(hold("h", "buyer", "seller", 600, expires=NOON + timedelta(hours=1)), clock=clock)
    actions.enter(hold("for-ever", "buyer", "seller", 1), clock=clock)
    clock.advance(timedelta(minutes=59))
    assert actions.expire_holds(clock=clock) == 0
    clock.advance(timedelta(minutes=1))
    assert (actions.expire_holds(clock=clock), actions.expire_holds(clock=clock)) == (1, 0)
    ending = reads.ending_of("h")
    assert ending is not None
    assert (ending.kind, ending.won, ending.at) == (TransferKind.EXPIRY, 600, clock.now())
    assert reads.account("buyer").held_krw == 1
    with refused("hold_ended"):
        actions.enter(post("p", "h"), clock=clock)


def test_money_of_a_hold_that_is_due_may_be_spent_before_the_sweep_comes(clock: FrozenClock) -> None:
    actions.enter(hold("h", "buyer", "escrow", 1000, expires=NOON + timedelta(hours=1)), clock=clock)
    with refused("below_floor"):
        actions.enter(pay("1", "buyer", "seller", 1000), clock=clock)
    clock.advance(timedelta(hours=1))
    actions.enter(pay("1", "buyer", "seller", 1000), clock=clock)
    assert [line.transfer.kind.value for line in reads.statement("buyer").rows] == [
        "payment",
        "expiry",
        "hold",
        "payment",
    ]
    assert reads.trial_balance().is_sound


def test_a_balance_is_known_at_any_instant(clock: FrozenClock) -> None:
    for number in range(4):
        clock.advance(timedelta(hours=1))
        actions.enter(pay(f"{number}", "buyer", "seller", 100), clock=clock)
    instants = [
        NOON + timedelta(hours=hours, seconds=seconds) for hours, seconds in ((0, 59), (1, -1), (1, 0), (2, 30), (9, 0))
    ]
    assert [reads.balance_at("seller", instant) for instant in instants] == [0, 0, 100, 200, 400]
    assert [reads.balance_at("buyer", instant) for instant in instants] == [1000, 1000, 900, 800, 600]
    assert reads.balance_at("bank", instants[-1]) == 1000


def test_a_clock_that_goes_back_does_not_put_a_transfer_before_an_earlier_one(clock: FrozenClock) -> None:
    actions.enter(pay("1", "buyer", "seller", 1), clock=clock)
    clock.advance(timedelta(hours=-1))
    [second] = actions.enter(pay("2", "buyer", "escrow", 1), clock=clock)
    assert second.at == NOON


def test_a_statement_comes_in_pages_that_fit_together() -> None:
    for number in range(7):
        actions.enter(pay(f"{number}", "buyer", "seller", number + 1))
    whole = reads.statement("buyer").rows
    pages, after = [], None
    while True:
        page = reads.statement("buyer", after=after, limit=3)
        pages.append([line.transfer.id for line in page.rows])
        assert list(page.rows) == [line for line in whole if line.transfer.id in pages[-1]]
        if (after := page.next) is None:
            break
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0", "open-buyer"]]
    with pytest.raises(Refused, match="page"):
        reads.statement("seller", after=reads.statement("buyer", limit=3).next)


def test_an_account_is_opened_once_as_what_it_is(clock: FrozenClock) -> None:
    again = actions.open_account("buyer", AccountKind.LIABILITY, Words("딴 이름", "Other"), by=SYSTEM)
    assert (again.name.ko, again.balance_krw) == ("buyer", 1000)
    with refused("account_taken"):
        actions.open_account("buyer", AccountKind.ASSET, Words("buyer", "buyer"), by=SYSTEM)
    with refused("account_taken"):
        actions.open_account("buyer", AccountKind.LIABILITY, Words("buyer", "buyer"), owner="firm", by=SYSTEM)
    [opened] = trail.of_subject("buyer")
    assert (opened.verb, opened.facts["floor"]) == ("account.opened", 0)


def test_a_floor_is_moved_only_as_far_as_the_account_reaches() -> None:
    actions.set_floor("buyer", -500, by=SYSTEM)
    actions.enter(pay("1", "buyer", "seller", 1200))
    with refused("floor_above_balance"):
        actions.set_floor("buyer", -199, by=SYSTEM)
    assert actions.set_floor("buyer", -200, by=SYSTEM).floor_krw == -200
    assert trail.of_subject("buyer")[0].facts == {"before": -500, "floor": -200}


def test_only_an_empty_account_is_closed_and_nothing_enters_it_then() -> None:
    with refused("account_not_empty"):
        actions.close_account("buyer", by=SYSTEM)
    actions.enter(hold("h", "buyer", "seller", 10))
    with refused("account_not_empty"):
        actions.close_account("seller", by=SYSTEM)
    closed = actions.close_account("escrow", by=SYSTEM)
    assert actions.close_account("escrow", by=SYSTEM) == closed
    with refused("account_closed"):
        actions.enter(pay("1", "buyer", "escrow", 1))


def test_outsider_is_refused(junho, minji, anonymous) -> None:
    for by, code in ((junho, "forbidden"), (anonymous, "sign_in_first")):
        with refused(code):
            actions.set_floor("buyer", None, by=by)
        with refused(code):
            actions.close_account("escrow", by=by)
        with refused(code):
            actions.enter_by_hand(pay("1", "buyer", "seller", 1), by=by)
    assert actions.set_floor("buyer", None, by=minji).floor_krw is None


def test_what_is_entered_by_hand_is_its_own_act(minji) -> None:
    for _ in range(2):
        made = actions.enter_by_hand(pay("fix-1", "buyer", "seller", 5, reason="오기 정정"), by=minji)
    assert made.act == Act("transfer.entered", "fix-1")
    [record] = trail.of_subject("fix-1")
    assert (record.by.name, record.facts["won"], record.facts["reason"]) == (minji.name, 5, "오기 정정")
    assert reads.trial_balance().is_sound


# --- what no hand can do ---


@pytest.mark.parametrize(
    "change",
    [
        {"debits_krw": 1001},
        {"debits_pending_krw": 1001},
        {"floor_krw": 1001},
        {"credits_pending_krw": -1},
        {"kind": "wallet"},
        {"closed": NOON},
    ],
)
def test_the_database_itself_keeps_an_account_at_its_floor(change: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(code="buyer").update(**change)


def test_the_database_itself_keeps_an_asset_at_its_floor() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(code="bank").update(credits_krw=1001)


def test_the_database_refuses_to_change_or_delete_a_transfer() -> None:
    row = Transfer.objects.get(id="open-buyer")
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.filter(pk=row.pk).update(won=1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_transfer")


def test_the_database_lets_a_hold_end_once() -> None:
    actions.enter(hold("h", "buyer", "seller", 600))
    actions.enter(post("p", "h"))
    first = Transfer.objects.get(id="p")
    first.pk, first.id = None, "q"
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


# --- the trial balance ---


def found() -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in reads.trial_balance().findings]


def test_the_trial_balance_is_zero_sealed_and_recorded(clock: FrozenClock) -> None:
    actions.enter(pay("1", "buyer", "seller", 300))
    trial = actions.balance_books(clock=clock)
    assert (trial.is_sound, trial.difference_krw, trial.debits_krw, trial.transfers) == (True, 0, 1300, 2)
    actions.enter(pay("2", "buyer", "seller", 300))
    actions.balance_books(clock=clock)
    first, second = reads.seals()
    assert (first.after, second.after, second.through) == (0, first.through, reads.last_number())
    last = reads.last_trial()
    assert last is not None
    assert (last.at, last.is_sound, last.transfers, list(last.findings)) == (NOON, True, 3, [])


def test_a_sum_that_was_changed_by_hand_is_found() -> None:
    Account.objects.filter(code="seller").update(credits_krw=7)
    assert found() == [("unbalanced", ""), ("credits", "seller")]


def test_a_transfer_whose_act_is_not_in_the_trail_is_found() -> None:
    actions.enter(pay("1", "buyer", "seller", 1, act=Act("order.paid", "nobody's")))
    actions.enter(pay("2", "buyer", "seller", 1, act=Act("order.lost", "order-1")))
    assert sorted(found()) == [("act_missing", "1"), ("act_missing", "2")]


def test_a_transfer_that_was_changed_after_its_seal_is_found() -> None:
    actions.enter(pay("1", "buyer", "seller", 1))
    actions.balance_books()
    sealed = reads.last_number()
    with connection.cursor() as cursor:
        for part in _without_triggers():
            cursor.execute(part)
            cursor.execute("UPDATE ledger_transfer SET reason = 'gift' WHERE id = '1'")
    assert found() == [("seal_broken", f"{sealed}")]
    assert not actions.balance_books().is_sound
    last = reads.last_trial()
    assert last is not None
    assert [finding.code for finding in last.findings] == ["seal_broken"]


def _without_triggers() -> Iterator[str]:
    """The way round the triggers for whoever owns the database: off, the hand's turn, and on again."""
    ledger = import_module("naru.commons.ledger.migrations.0002_append_only")
    if connection.vendor == "postgresql":
        yield "SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfer_append_only"
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_transfer ENABLE TRIGGER ledger_transfer_append_only")
    else:
        yield "DROP TRIGGER ledger_transfer_no_update"
        with connection.cursor() as cursor:
            cursor.execute(ledger.SQLITE.format(event="update"))
