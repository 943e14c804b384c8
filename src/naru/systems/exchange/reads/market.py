"""The whole market in figures, and a seller's desk."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Q

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.person import OrganisationId
from naru.base.kit.words import Words
from naru.systems.exchange.core.offers import Audience, OfferState
from naru.systems.exchange.core.orders import OrderState
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Negotiation as NegotiationRow
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.models import Question as QuestionRow
from naru.systems.exchange.reads.offers import dataset_of, names_of

PAID = [
    state.value
    for state in (OrderState.PAID, OrderState.DELIVERED, OrderState.DISPUTED, OrderState.RELEASED, OrderState.SETTLED)
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """``volume`` is won by month of payment, ``concentration`` the Herfindahl index over sellers (0 to 1)."""

    volume: Sequence[tuple[str, int]]
    by_theme: Sequence[tuple[str, int]]
    sellers: Sequence[tuple[str, Words, int]]
    concentration: float
    contracts: int
    offers: int
    median_hours: float | None  # from request to delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a seller's offers came to, in the order people take: views, questions, requests, contracts, money."""

    views: int
    questions: int
    requests: int
    contracts: int
    earned_krw: int
    unanswered: Sequence[tuple[str, Words, str]]  # offer, its title, the question
    volume: Sequence[tuple[str, int]]


def paid_orders(*, month: str = "", theme: str | None = None, seller: str = "") -> list[OrderRow]:
    """Those of which the market's figures are sums, the last paid first; narrowed to a month, a theme or a seller."""
    rows = OrderRow.objects.select_related("contract").filter(state__in=PAID).exclude(paid_at=None).order_by("-paid_at")
    rows = rows.filter(contract__seller=seller) if seller else rows
    listed = [row for row in rows if not month or _month(row) == month]
    if theme is None:
        return listed
    themes = _themes(listed)
    return [row for row in listed if themes[row.contract.dataset_id] == theme]


def _month(row: OrderRow) -> str:
    assert row.paid_at is not None
    return f"{in_city(row.paid_at):%Y-%m}"


def _themes(orders: Iterable[OrderRow]) -> dict[str, str]:
    """The first theme of each dataset, "" without one."""
    return {
        id: next(iter(dataset_of(id).description.themes), "") for id in {order.contract.dataset_id for order in orders}
    }


def market(*, clock: Clock = SYSTEM_CLOCK, months: int = 12) -> Market:
    orders = paid_orders()
    themes = _themes(orders)
    by_seller = Counter[str]()
    by_theme = Counter[str]()
    for order in orders:
        by_seller[order.contract.seller] += order.supply_krw
        by_theme[themes[order.contract.dataset_id]] += order.supply_krw
    names, whole = names_of(by_seller), max(by_seller.total(), 1)
    return Market(
        volume=by_month(orders, clock=clock, months=months),
        by_theme=by_theme.most_common(8),
        sellers=[(seller, names[seller], won) for seller, won in by_seller.most_common(8)],
        concentration=sum((won / whole) ** 2 for won in by_seller.values()),
        contracts=ContractRow.objects.count(),
        offers=OfferRow.objects.filter(state=OfferState.LISTED.value).count(),
        median_hours=_median_hours(),
    )


def by_month(orders: Sequence[OrderRow], *, clock: Clock, months: int) -> list[tuple[str, int]]:
    """Supply in won by month of payment, months without any included, the oldest first."""
    sums = Counter[str]()
    for order in orders:
        sums[_month(order)] += order.supply_krw
    today = clock.today()
    places = range(today.year * 12 + today.month - months, today.year * 12 + today.month)
    keys = [f"{place // 12:04d}-{place % 12 + 1:02d}" for place in places]
    return [(key, sums[key]) for key in keys]


def _median_hours() -> float | None:
    rows = OrderRow.objects.filter(period=1, part=0).exclude(delivered_at=None).select_related("contract__negotiation")
    hours = [
        (row.delivered_at - row.contract.negotiation.created).total_seconds() / 3600 for row in rows if row.delivered_at
    ]
    return round(median(hours), 1) if hours else None


def desk(seller: OrganisationId, *, clock: Clock = SYSTEM_CLOCK) -> Desk:
    offers = OfferRow.objects.filter(seller=seller)
    orders = list(
        OrderRow.objects.select_related("contract")
        .filter(contract__seller=seller, state__in=PAID)
        .exclude(paid_at=None)
    )
    waiting = QuestionRow.objects.select_related("offer").filter(offer__seller=seller, answer="").order_by("at")
    return Desk(
        views=sum(offers.values_list("views", flat=True)),
        questions=QuestionRow.objects.filter(offer__seller=seller).count(),
        requests=NegotiationRow.objects.filter(seller=seller).count(),
        contracts=ContractRow.objects.filter(seller=seller).count(),
        earned_krw=sum(order.supply_krw for order in orders),
        unanswered=[
            (row.offer_id, Words(row.offer.title_ko, row.offer.title_en or row.offer.title_ko), row.text)
            for row in waiting[:20]
        ],
        volume=by_month(orders, clock=clock, months=12),
    )


def count_offers() -> int:
    """On sale to everyone today."""
    today = SYSTEM_CLOCK.today()
    shown = OfferRow.objects.filter(state=OfferState.LISTED.value, audience=Audience.PUBLIC.value, starts__lte=today)
    return shown.filter(Q(ends=None) | Q(ends__gt=today)).count()
