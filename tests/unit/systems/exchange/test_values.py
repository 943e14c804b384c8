"""What an order still waits for."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from naru.base.kit.person import OrganisationId
from naru.base.kit.words import Words
from naru.systems.exchange.core.orders import OrderState, Part, SourceKind
from naru.systems.exchange.core.values import Order

FIRM = Words("회사", "Firm")
VOUCHER = Part(kind=SourceKind.RULED, account="v", won=300)
BANK = Part(kind=SourceKind.TRANSFER, account="t", won=800)
CARD = Part(kind=SourceKind.CARD, account="c", won=800)
ORDER = Order(
    id="o",
    contract_id="c",
    number="1",
    title=FIRM,
    buyer=OrganisationId("b"),
    seller=OrganisationId("s"),
    buyer_name=FIRM,
    seller_name=FIRM,
    period=1,
    is_of_use=False,
    period_starts=date(2026, 1, 1),
    period_ends=None,
    supply_krw=1000,
    vat_krw=100,
    state=OrderState.OPEN,
    parts=(VOUCHER, BANK),
    received_krw=0,
    refunded_krw=0,
    code="",
    due=date(2026, 1, 8),
    window_until=None,
    created=datetime(2026, 1, 1, tzinfo=UTC),
    paid_at=None,
    delivered_at=None,
)


@pytest.mark.parametrize(
    ("order", "awaited", "by_transfer"),
    [
        (ORDER, 800, True),
        (replace(ORDER, received_krw=799), 1, True),
        (replace(ORDER, received_krw=800), 0, True),
        (replace(ORDER, received_krw=900), 0, True),  # what came too much awaits nothing
        (replace(ORDER, state=OrderState.PAID), 0, True),
        (replace(ORDER, parts=(VOUCHER,)), 0, False),
        (replace(ORDER, parts=(CARD, VOUCHER)), 800, False),
    ],
)
def test_only_money_from_outside_is_awaited(order: Order, awaited: int, by_transfer: bool) -> None:
    assert order.total_krw == 1100
    assert order.awaited_krw == awaited
    assert order.by_transfer is by_transfer
