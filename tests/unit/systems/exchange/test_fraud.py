"""Signs that a trade is none: who shares a hand, what goes in a circle, what is far from its worth."""

import pytest

from naru.systems.exchange.core.fraud import Sign, Trade, Trader, Warning_, warnings
from naru.systems.exchange.core.valuation import Range

WORTH = Range(low_krw=300, middle_krw=600, high_krw=1000)


def a_trade(seller: str, buyer: str, price: int = 0, worth: Range | None = None) -> Trade:
    return Trade(contract_id=f"{seller}{buyer}", seller=seller, buyer=buyer, price_krw_year=price, valuation=worth)


def signs(trades: list[Trade], **traders: Trader) -> list[tuple[str, Sign]]:
    return [(warning.contract_id, warning.sign) for warning in warnings(trades, traders)]


@pytest.mark.parametrize(
    ("seller", "buyer", "expected"),
    [
        (Trader(representative="김 나루"), Trader(representative="김나루"), [Sign.SAME_REPRESENTATIVE]),
        (Trader(address="Busan 1"), Trader(address="busan1"), [Sign.SAME_ADDRESS]),
        (Trader(account_number="1 2"), Trader(account_number="12"), [Sign.SAME_ACCOUNT]),
        (Trader(), Trader(), []),  # what is not known is not the same
        (Trader(representative="a"), Trader(address="a"), []),
        (Trader(representative="김나루"), Trader(representative="박나루"), []),
    ],
)
def test_sides_that_share_what_is_registered(seller: Trader, buyer: Trader, expected: list[Sign]) -> None:
    assert signs([a_trade("a", "b")], a=seller, b=buyer) == [("ab", sign) for sign in expected]


def test_an_account_is_named_and_never_shown() -> None:
    same = Trader(representative="김나루", account_number="110-1")
    said = warnings([a_trade("a", "b")], {"a": same, "b": same})
    assert said == [
        Warning_(contract_id="ab", sign=Sign.SAME_REPRESENTATIVE, detail="김나루"),
        Warning_(contract_id="ab", sign=Sign.SAME_ACCOUNT, detail=""),
    ]


@pytest.mark.parametrize(
    ("trades", "circular"),
    [
        ("ab bc", ""),
        ("ab ba", "ab ba"),
        ("ab bc ca cd", "ab bc ca"),
        ("ab bc cb", "bc cb"),
        ("ab ac bd cd", ""),  # two ways, no circle
        ("aa", "aa"),
    ],
)
def test_sales_that_come_back_are_a_circle(trades: str, circular: str) -> None:
    found = signs([a_trade(*pair) for pair in trades.split()])
    assert found == [(pair, Sign.CIRCLE) for pair in circular.split()]


@pytest.mark.parametrize(
    ("price", "is_far"), [(3000, False), (3001, True), (100, False), (99, True), (600, False), (0, False)]
)
def test_a_price_is_far_beyond_three_times_either_end(price: int, is_far: bool) -> None:
    assert bool(signs([a_trade("a", "b", price, WORTH)])) is is_far
    assert signs([a_trade("a", "b", price)]) == []


def test_a_far_price_is_said_beside_its_valuation() -> None:
    (warning,) = warnings([a_trade("a", "b", 3001, WORTH)], {})
    assert warning.detail == "3,001 / 300–1,000"


def test_every_sign_has_words() -> None:
    assert all(sign.words.ko and sign.words.en for sign in Sign)
