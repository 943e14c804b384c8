"""Signs that a trade is none: buyer and seller share a hand, money goes in a circle, a price far from its valuation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.words import Words
from naru.systems.exchange.core.valuation import Range

FAR = 3  # times above the highest or below the lowest figure of a valuation


class Sign(StrEnum):
    SAME_REPRESENTATIVE = "same_representative"
    SAME_ADDRESS = "same_address"
    SAME_ACCOUNT = "same_account"
    CIRCLE = "circle"
    PRICE_FAR = "price_far"

    @property
    def words(self) -> Words:
        return SIGN_WORDS[self]


SIGN_WORDS = {
    Sign.SAME_REPRESENTATIVE: Words("대표자가 같음", "Same representative"),
    Sign.SAME_ADDRESS: Words("주소가 같음", "Same address"),
    Sign.SAME_ACCOUNT: Words("계좌가 같음", "Same bank account"),
    Sign.CIRCLE: Words("돌고 도는 거래", "Trades in a circle"),
    Sign.PRICE_FAR: Words("가치평가에서 먼 가격", "Price far from its valuation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trader:
    """What is registered of a side; "" where it is not known."""

    representative: str = ""
    address: str = ""
    account_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    contract_id: str
    seller: str
    buyer: str
    price_krw_year: int
    valuation: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning_:
    """A sign is a reason to look, not a verdict."""

    contract_id: str
    sign: Sign
    detail: str


def warnings(trades: Sequence[Trade], traders: Mapping[str, Trader]) -> list[Warning_]:
    """In the order of the trades."""
    circles = _circles(trades)
    return [
        Warning_(contract_id=trade.contract_id, sign=sign, detail=detail)
        for trade in trades
        for sign, detail in [
            *_same(traders.get(trade.seller, Trader()), traders.get(trade.buyer, Trader())),
            *([(Sign.CIRCLE, "")] if (trade.seller, trade.buyer) in circles else []),
            *_far(trade),
        ]
    ]


def _same(seller: Trader, buyer: Trader) -> list[tuple[Sign, str]]:
    pairs = (
        (Sign.SAME_REPRESENTATIVE, seller.representative, buyer.representative),
        (Sign.SAME_ADDRESS, seller.address, buyer.address),
        (Sign.SAME_ACCOUNT, seller.account_number, buyer.account_number),
    )
    return [
        (sign, "" if sign is Sign.SAME_ACCOUNT else one)
        for sign, one, other in pairs
        if one and _plain(one) == _plain(other)
    ]


def _plain(text: str) -> str:
    return "".join(text.split()).lower()


def _far(trade: Trade) -> list[tuple[Sign, str]]:
    worth = trade.valuation
    if worth is None or not trade.price_krw_year:
        return []
    far = trade.price_krw_year > worth.high_krw * FAR or trade.price_krw_year * FAR < worth.low_krw
    return [(Sign.PRICE_FAR, f"{trade.price_krw_year:,} / {worth.low_krw:,}–{worth.high_krw:,}")] if far else []


def _circles(trades: Sequence[Trade]) -> set[tuple[str, str]]:
    """The (seller, buyer) pairs from whose buyer a chain of sales leads back to the seller."""
    sells: dict[str, set[str]] = {}
    for trade in trades:
        sells.setdefault(trade.seller, set()).add(trade.buyer)
    return {(seller, buyer) for seller, buyers in sells.items() for buyer in buyers if _reaches(sells, buyer, seller)}


def _reaches(sells: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for buyer in sells.get(waiting.pop(), ()):
            if buyer == goal:
                return True
            if buyer not in seen:
                seen.add(buyer)
                waiting.append(buyer)
    return False
