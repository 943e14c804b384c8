"""Requests over accounts under lock: what is entered, what is refused, and that a refusal changes nothing."""

from datetime import timedelta

import pytest

from naru.base.kit.refusals import Refused
from naru.commons.ledger.core.book import Book
from naru.commons.ledger.core.transfers import Request, TransferKind
from tests.ledgers import NOW, a_book, an_account, hold, pay, post, void

LATER = NOW + timedelta(hours=1)


def balances(book: Book) -> dict[str, tuple[int, int]]:
    """Balance and what of it is held, of each account that has either."""
    return {
        code: (account.balance_krw, account.held_krw)
        for code, account in book.accounts.items()
        if account.balance_krw or account.held_krw
    }


def refused(book: Book, *requests: Request) -> str:
    before = dict(book.accounts), dict(book.open_holds), list(book.entered)
    with pytest.raises(Refused) as raised:
        book.enter(requests)
    assert (book.accounts, book.open_holds, book.entered) == before, "a refusal changes nothing"
    assert "?" not in raised.value.words.ko
    return raised.value.code


def test_a_payment_debits_one_account_and_credits_another() -> None:
    book = a_book(buyer=1000, seller=0)
    [made] = book.enter([pay("1", "buyer", "seller", 300, reason="값")])
    assert balances(book) == {"buyer": (700, 0), "seller": (300, 0), "bank": (1000, 0)}
    assert (made.kind, made.won, made.at, made.reason, made.group) == (TransferKind.PAYMENT, 300, NOW, "값", "")


@pytest.mark.parametrize(("won", "code"), [(1000, ""), (1001, "below_floor")])
def test_an_account_may_be_emptied_but_not_overdrawn(won: int, code: str) -> None:
    book = a_book(buyer=1000, seller=0)
    if code:
        assert refused(book, pay("1", "buyer", "seller", won)) == code
    else:
        assert book.enter([pay("1", "buyer", "seller", won)])


def test_the_refusal_says_how_much_is_short() -> None:
    with pytest.raises(Refused) as raised:
        a_book(buyer=1000, seller=0).enter([pay("1", "buyer", "seller", 1250)])
    assert raised.value.facts == {"account": "buyer", "won": 1250, "short": 250}


@pytest.mark.parametrize(("won", "refuses"), [(1500, False), (1501, True)])
def test_an_overdraft_goes_to_its_floor(won: int, refuses: bool) -> None:
    book = a_book(buyer=1000, seller=0)
    book.accounts["buyer"] = an_account("buyer", credits_krw=1000, floor_krw=-500)
    if refuses:
        assert refused(book, pay("1", "buyer", "seller", won)) == "below_floor"
    else:
        book.enter([pay("1", "buyer", "seller", won)])
        assert book.accounts["buyer"].balance_krw == -500


def test_a_bank_account_pays_no_more_than_it_has() -> None:
    book = a_book(seller=1000)
    assert refused(book, pay("1", "fees", "bank", 1001)) == "below_floor"
    assert book.enter([pay("2", "seller", "bank", 1000)])


def test_income_without_a_floor_may_go_the_other_way() -> None:
    book = a_book(seller=0)
    book.enter([pay("1", "fees", "seller", 40)])
    assert balances(book) == {"fees": (-40, 0), "seller": (40, 0)}


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (pay("1", "nobody", "seller", 1), "no_such_account"),
        (pay("1", "buyer", "nobody", 1), "no_such_account"),
        (pay("1", "gone", "seller", 1), "account_closed"),
        (pay("1", "buyer", "gone", 1), "account_closed"),
        (hold("1", "buyer", "gone", 1), "account_closed"),
        (hold("1", "buyer", "seller", 1, expires=NOW), "hold_expires_too_soon"),
        (post("1", "nothing"), "no_such_hold"),
        (void("1", "nothing"), "no_such_hold"),
    ],
)
def test_what_is_not_there_is_refused(request_: Request, code: str) -> None:
    book = a_book(buyer=1000, seller=0)
    book.accounts["gone"] = an_account("gone", closed=NOW)
    assert refused(book, request_) == code


def test_a_hold_sets_money_apart_and_moves_nothing() -> None:
    book = a_book(buyer=1000, seller=0)
    book.enter([hold("h", "buyer", "seller", 600, expires=LATER)])
    assert balances(book) == {"buyer": (1000, 600), "bank": (1000, 0)}
    assert book.accounts["seller"].coming_krw == 600
    assert refused(book, pay("1", "buyer", "seller", 401)) == "below_floor"
    assert refused(book, pay("2", "seller", "buyer", 1)) == "below_floor", "what is coming cannot be paid from"
    assert book.enter([pay("3", "buyer", "seller", 400)])


@pytest.mark.parametrize(
    ("ending", "buyer", "seller"),
    [
        (post("e", "h"), 400, 600),
        (post("e", "h", 600), 400, 600),
        (post("e", "h", 1), 999, 1),
        (void("e", "h"), 1000, 0),
    ],
)
def test_a_hold_is_posted_whole_or_in_part_or_voided_and_the_rest_is_free(
    ending: Request, buyer: int, seller: int
) -> None:
    book = a_book(buyer=1000, seller=0)
    book.enter([hold("h", "buyer", "seller", 600)])
    [made] = book.enter([ending])
    assert (book.accounts["buyer"].balance_krw, book.accounts["seller"].balance_krw) == (buyer, seller)
    assert (book.accounts["buyer"].held_krw, book.accounts["seller"].coming_krw) == (0, 0)
    assert (made.hold, made.debit, made.credit) == ("h", "buyer", "seller")
    for again in (post("f", "h"), void("g", "h")):
        assert refused(book, again) == "hold_ended"


def test_no_more_than_was_held_is_posted() -> None:
    book = a_book(buyer=1000, seller=0)
    book.enter([hold("h", "buyer", "seller", 600)])
    assert refused(book, post("e", "h", 601)) == "hold_exceeded"


@pytest.mark.parametrize(("minutes", "expires"), [(59, False), (60, True), (61, True)])
def test_a_hold_times_out_at_its_instant_and_once(minutes: int, expires: bool) -> None:
    book = a_book(buyer=1000, seller=0)
    book.enter([hold("h", "buyer", "seller", 600, expires=LATER)])
    book.at = NOW + timedelta(minutes=minutes)
    book.expire_due()
    book.expire_due()
    endings = [one for one in book.entered if one.hold]
    assert [(one.kind, one.id, one.won) for one in endings] == [(TransferKind.EXPIRY, "h#expired", 600)] * expires
    assert book.accounts["buyer"].held_krw == (0 if expires else 600)
    if expires:
        assert refused(book, post("e", "h")) == "hold_ended"
    else:
        assert book.enter([post("e", "h")])


def test_a_hold_without_an_end_stays() -> None:
    book = a_book(buyer=1000, seller=0)
    book.enter([hold("h", "buyer", "seller", 600)])
    book.at = NOW + timedelta(days=4000)
    book.expire_due()
    assert book.accounts["buyer"].held_krw == 600


def test_the_same_request_again_gives_the_same_transfer_and_moves_nothing() -> None:
    book = a_book(buyer=1000, seller=0)
    first = book.enter([pay("1", "buyer", "seller", 300)])
    book.at = LATER
    assert book.enter([pay("1", "buyer", "seller", 300)]) == first
    assert len(book.entered) == 1
    assert refused(book, pay("1", "buyer", "seller", 301)) == "transfer_id_taken"


def test_a_retry_passes_even_where_it_could_not_be_entered_now() -> None:
    book = a_book(buyer=1000, seller=0)
    first = book.enter([pay("1", "buyer", "seller", 1000)])
    assert book.enter([pay("1", "buyer", "seller", 1000)]) == first


def test_a_group_is_entered_whole_or_not_at_all() -> None:
    book = a_book(buyer=1000, seller=0, escrow=0)
    group = [pay("1", "buyer", "escrow", 1000), pay("2", "escrow", "seller", 900), pay("3", "escrow", "fees", 101)]
    assert refused(book, *group) == "below_floor"
    made = book.enter([*group[:2], pay("3", "escrow", "fees", 100)])
    assert {one.group for one in made} == {"1"}
    assert len({one.digest for one in made}) == 1
    assert balances(book) == {"bank": (1000, 0), "seller": (900, 0), "fees": (100, 0)}


def test_a_group_may_end_the_hold_that_it_made() -> None:
    book = a_book(buyer=1000, seller=0)
    made = book.enter([hold("h", "buyer", "seller", 600), post("p", "h", 500)])
    assert [one.kind for one in made] == [TransferKind.HOLD, TransferKind.POST]
    assert (balances(book), book.open_holds) == ({"bank": (1000, 0), "buyer": (500, 0), "seller": (500, 0)}, {})
    assert (
        refused(a_book(buyer=9, seller=0), hold("h", "buyer", "seller", 6), post("p", "h"), void("v", "h"))
        == "no_such_hold"
    )


def test_part_of_a_group_is_another_request() -> None:
    book = a_book(buyer=1000, seller=0)
    first, second = pay("1", "buyer", "seller", 1), pay("2", "buyer", "seller", 2)
    book.enter([first, second])
    assert [one.id for one in book.enter([first, second])] == ["1", "2"]
    for other in ([first], [second], [second, first], [first, second, pay("3", "buyer", "seller", 3)]):
        assert refused(book, *other) == "transfer_id_taken"


def test_changes_are_what_each_account_gained() -> None:
    book = a_book(buyer=1000, seller=0, other=5)
    book.enter([pay("1", "buyer", "seller", 300)])
    book.enter([hold("2", "buyer", "seller", 20)])
    nothing = {"debits_krw": 0, "credits_krw": 0, "debits_pending_krw": 0, "credits_pending_krw": 0}
    assert book.changes() == {
        "buyer": nothing | {"debits_krw": 300, "debits_pending_krw": 20},
        "seller": nothing | {"credits_krw": 300, "credits_pending_krw": 20},
    }
