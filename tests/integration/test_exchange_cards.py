"""Paying the rest by card: what the gateway signs is believed, once, in whatever order and however often it comes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.commons.ledger import reads as ledger
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import cards, orders
from naru.systems.exchange.adapters.card_gateway import gateway
from naru.systems.exchange.core.orders import Choice, OrderState, SourceKind
from naru.systems.exchange.core.values import Order
from naru.systems.exchange.models import CardPayment
from naru.systems.exchange.reads import trades
from tests.card_gateway import FakeGateway, fake_gateway
from tests.markets import Sides, first_order, listed_offer, open_market, prepay, signed, spending_table
from tests.personas import Organisations, any_browser, browser_of

PREPAID = Choice(kind=SourceKind.PREPAID, account="")

pytestmark = pytest.mark.django_db


@pytest.fixture
def fake(settings: Any) -> Iterator[FakeGateway]:
    with fake_gateway() as made:
        settings.NARU_CARD_GATEWAY, settings.NARU_CARD_SECRET = made.url, made.secret
        settings.NARU_FETCH_LOOPBACK = frozenset({made.port})
        yield made


@pytest.fixture
def sides(organisations: Organisations, junho: Person, seoyeon: Person) -> Sides:
    made = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
    open_market(made)
    return made


@pytest.fixture
def order(sides: Sides) -> Order:
    """330,000 won, of which 30,000 lie in prepaid credit."""
    prepay(sides.buying, 30_000)
    return first_order(signed(listed_offer(spending_table(sides.selling), sides.seller), sides))


def begun(order: Order, sides: Sides) -> CardPayment:
    through = gateway()
    assert through is not None
    cards.begin_card_payment(order.id, [PREPAID], by=sides.buyer, through=through)
    return CardPayment.objects.get(order=order.id, state="asked")


def hears(fake: FakeGateway, kind: str, payment: str, won: int, *, at: datetime | None = None) -> Any:
    body, headers = fake.event(kind, payment, won, at=at or SYSTEM_CLOCK.now())
    return any_browser().post("/market/card-events", body, content_type="application/json", headers=headers)


def taken() -> int:
    return ledger.account(accounts.CARD).balance_krw


def test_the_rest_is_paid_by_card_and_delivered_when_the_gateway_says_so(
    fake: FakeGateway, order: Order, sides: Sides
) -> None:
    payment = begun(order, sides)
    assert begun(order, sides).id == payment.id, "asked again it is the same payment"
    assert fake.asked[payment.id]["won"] == payment.won == 300_000
    page = browser_of(sides.buyer).get(f"/market/orders/{order.id}/").content.decode()
    assert f"https://card.example/pay/{payment.id}" in page
    answers = [hears(fake, "payment.paid", payment.id, 300_000) for _ in range(5)]
    assert [(each.status_code, each.json()["state"]) for each in answers] == [(200, "paid")] * 5
    paid = trades.order(order.id, sides.buyer)
    assert (paid.state, paid.received_krw, taken()) == (OrderState.DELIVERED, 300_000, 300_000)
    assert ledger.account(accounts.ESCROW).balance_krw == 330_000
    assert ledger.trial_balance().is_sound


@pytest.mark.parametrize(
    ("events", "state", "won"),
    [
        (["failed"], OrderState.OPEN, 0),
        (["failed", "paid"], OrderState.DELIVERED, 300_000),
        (["paid", "failed"], OrderState.DELIVERED, 300_000),
    ],
)
def test_events_in_any_order(
    fake: FakeGateway, order: Order, sides: Sides, events: list[str], state: OrderState, won: int
) -> None:
    payment = begun(order, sides)
    for kind in events:
        assert hears(fake, f"payment.{kind}", payment.id, 300_000).status_code == 200
    assert (trades.order(order.id, SYSTEM).state, taken()) == (state, won)


def test_what_nobody_signed_or_signed_long_ago_moves_nothing(fake: FakeGateway, order: Order, sides: Sides) -> None:
    payment = begun(order, sides)
    body, headers = fake.event("payment.paid", payment.id, 300_000, at=SYSTEM_CLOCK.now())
    other = FakeGateway(port=fake.port)
    forged = other.event("payment.paid", payment.id, 300_000, at=SYSTEM_CLOCK.now())[1]
    ways = [
        (body, {}),
        (body, forged),
        (body.replace(b"300000", b"300001"), headers),
        (body, {**headers, "webhook-id": "another"}),
        (body, {**headers, "webhook-timestamp": "soon"}),
    ]
    for sent, said in ways:
        answer = any_browser().post("/market/card-events", sent, content_type="application/json", headers=said)
        assert answer.status_code == 401
    assert (
        hears(fake, "payment.paid", payment.id, 300_000, at=datetime.now(UTC) - timedelta(seconds=302)).status_code
        == 401
    )
    assert taken() == 0


@pytest.mark.parametrize(
    ("kind", "won", "status"),
    [
        ("payment.paid", 299_999, 409),
        ("payment.paid", 300_001, 409),
        ("payment.sent", 300_000, 422),
        ("payment.paid", 0, 422),
    ],
)
def test_another_amount_or_another_event_is_refused(
    fake: FakeGateway, order: Order, sides: Sides, kind: str, won: int, status: int
) -> None:
    payment = begun(order, sides)
    assert hears(fake, kind, payment.id, won).status_code == status
    assert (trades.order(order.id, SYSTEM).state, taken()) == (OrderState.OPEN, 0)


def test_money_for_an_order_that_was_cancelled_meanwhile_is_the_buyers_credit(
    fake: FakeGateway, order: Order, sides: Sides
) -> None:
    payment = begun(order, sides)
    orders.cancel_order(order.id, by=sides.buyer)
    assert hears(fake, "payment.paid", payment.id, 300_000).status_code == 200
    assert ledger.account(accounts.code_of("prepaid", sides.buying)).balance_krw == 330_000
    assert ledger.trial_balance().is_sound


def test_a_silent_gateway_takes_nothing_and_the_order_can_be_paid_otherwise(
    fake: FakeGateway, order: Order, sides: Sides
) -> None:
    fake.status = 500
    through = gateway()
    assert through is not None
    with pytest.raises(Refused) as refused:
        cards.begin_card_payment(order.id, [PREPAID], by=sides.buyer, through=through)
    assert refused.value.code == "card_gateway_silent"
    paying = orders.pay_order(order.id, [PREPAID, Choice(kind=SourceKind.TRANSFER, account="")], by=sides.buyer)
    assert (paying.state, paying.awaited_krw) == (OrderState.OPEN, 300_000)
