"""Offers, negotiations, contracts, orders, disputes and statements as others name them, to those who may see them."""

from collections.abc import Callable

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.exchange.reads import demand, money, offers, trades


def _view(find: Callable[[], tuple[Words, str]]) -> RefView | None:
    try:
        title, address = find()
    except Refused:
        return None
    return RefView(title=title, address=address)


def offer(offer_id: str, person: Person) -> RefView | None:
    return _view(lambda: (offers.offer(offer_id, person).title, reverse("exchange:offer", args=[offer_id])))


def negotiation(id: str, person: Person) -> RefView | None:
    return _view(lambda: (trades.negotiation(id, person).title, reverse("exchange:negotiation", args=[id])))


def contract(id: str, person: Person) -> RefView | None:
    return _view(lambda: (trades.contract(id, person).title, reverse("exchange:contract", args=[id])))


def order(id: str, person: Person) -> RefView | None:
    return _view(lambda: (trades.order(id, person).title, reverse("exchange:order", args=[id])))


def dispute(id: str, person: Person) -> RefView | None:
    return _view(lambda: (trades.dispute(id, person).order.title, reverse("exchange:dispute", args=[id])))


def settlement(id: str, person: Person) -> RefView | None:
    def find() -> tuple[Words, str]:
        found = money.statement(id, person)
        return Words(f"{found.month} 정산", f"Statement of {found.month}"), reverse("exchange:statement", args=[id])

    return _view(find)


def wanted(id: str, person: Person) -> RefView | None:
    def find() -> tuple[Words, str]:
        title = demand.wanted(person, id).title
        return Words(title, title), reverse("exchange:wanted", args=[id])

    return _view(find)


def bank(_id: str, person: Person) -> RefView | None:
    """A deposit, to officers and auditors."""
    if not trades.sees_all(person):
        return None
    return RefView(title=Words("입금", "A deposit"), address=reverse("exchange:bank"))


def invoice(id: str, person: Person) -> RefView | None:
    def find() -> tuple[Words, str]:
        money.invoice_xml(id, person)
        return Words("세금계산서", "A tax invoice"), reverse("exchange:invoice", args=[id])

    return _view(find)
