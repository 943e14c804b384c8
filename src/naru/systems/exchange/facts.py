"""What the exchange counts, as of any instant: contracts, paid orders and their won, who sells, who buys, what is looked for."""

from datetime import datetime

from django.db.models import Min, QuerySet

from naru.base.kit.query_rows import QueryRows
from naru.systems.exchange.core.orders import OrderState
from naru.systems.exchange.models import Contract, Order, Wanted

UNDONE = (OrderState.CANCELLED.value, OrderState.REFUNDED.value)


def contracts(until: datetime) -> QueryRows:
    return QueryRows(query=_contracts(until), kind="contract", at="created", of="seller", to="buyer")


def sellers(until: datetime) -> QueryRows:
    """Organisations with a contract, from their first one on."""
    query = _contracts(until).values("seller").annotate(since=Min("created"))
    return QueryRows(query=query, kind="organisation", at="since", key="seller")


def buyers(until: datetime) -> QueryRows:
    query = _contracts(until).values("buyer").annotate(since=Min("created"))
    return QueryRows(query=query, kind="organisation", at="since", key="buyer")


def traded_datasets(until: datetime) -> QueryRows:
    """Datasets with a contract: each once, however often it was sold."""
    query = _contracts(until).values("dataset_id").annotate(since=Min("created"))
    return QueryRows(query=query, kind="dataset", at="since", key="dataset_id")


def paid_orders(until: datetime) -> QueryRows:
    return QueryRows(query=_paid(until), kind="order", at="paid_at")


def traded_krw(until: datetime) -> QueryRows:
    """Their won, without tax."""
    return QueryRows(query=_paid(until), kind="order", at="paid_at", amount="supply_krw")


def wanted(until: datetime) -> QueryRows:
    return QueryRows(query=Wanted.objects.filter(at__lte=until), kind="wanted", at="at")


def _contracts(until: datetime) -> QuerySet[Contract]:
    return Contract.objects.filter(created__lte=until)


def _paid(until: datetime) -> QuerySet[Order]:
    return Order.objects.filter(paid_at__lte=until).exclude(state__in=UNDONE)
