"""Rows under lock, and who may act for which side."""

from naru.base.kit.clock import Clock
from naru.base.kit.guard import require
from naru.base.kit.person import OrganisationId, Person, Scope
from naru.base.kit.refusals import Refused
from naru.commons.parties import reads as parties
from naru.commons.parties.core.values import Party
from naru.systems.exchange.core import offers as core
from naru.systems.exchange.core.negotiations import Side
from naru.systems.exchange.models import Contract, Negotiation, Offer, Order


def locked_offer(id: str) -> Offer:
    row = Offer.objects.select_for_update().filter(id=id).first()
    if row is None:
        raise Refused("not_found")
    return row


def locked_negotiation(id: str) -> Negotiation:
    row = Negotiation.objects.select_for_update(of=("self",)).select_related("offer").filter(id=id).first()
    if row is None:
        raise Refused("not_found")
    return row


def locked_contract(id: str) -> Contract:
    row = Contract.objects.select_for_update().filter(id=id).first()
    if row is None:
        raise Refused("not_found")
    return row


def locked_order(id: str) -> Order:
    """The order with its contract; whoever holds it decides over its money alone."""
    row = Order.objects.select_for_update(of=("self",)).select_related("contract").filter(id=id).first()
    if row is None:
        raise Refused("not_found")
    return row


def require_seller(by: Person, seller: str) -> None:
    """Raises ``Refused``: ``sign_in_first``, ``token_scope_missing``, ``forbidden``."""
    require(core.may_sell(by, OrganisationId(seller)), by, scope=Scope.WRITE)


def require_buyer(by: Person, buyer: str) -> None:
    """As ``require_seller``."""
    require(core.may_buy(by, OrganisationId(buyer)), by, scope=Scope.WRITE)


def side_of(by: Person, *, buyer: str, seller: str, wanted: Side | None = None) -> Side:
    """For whom the person acts; ``wanted`` where the act says so. To a stranger the thing is not there.

    Raises ``Refused``: ``not_found``, ``sign_in_first``, ``token_scope_missing``, ``forbidden``.
    """
    if not by.is_system and not {OrganisationId(buyer), OrganisationId(seller)} & by.organisations:
        raise Refused("sign_in_first" if by.is_anonymous else "not_found")
    side = wanted or (Side.PROVIDER if OrganisationId(seller) in by.organisations else Side.CONSUMER)
    if side is Side.PROVIDER:
        require_seller(by, seller)
    else:
        require_buyer(by, buyer)
    return side


def party_mark(organisation: str) -> str:
    """How an organisation stands in an agreement."""
    return f"org:{organisation}"


def registered(organisation: str, *, clock: Clock) -> Party:
    """The party for which an organisation acts, in business. Raises ``Refused``: ``party_not_registered``, ``party_closed``."""
    found = parties.party_of(organisation, clock=clock)
    if found is None:
        raise Refused("party_not_registered", organisation=organisation)
    if found.is_closed(clock.today()):
        raise Refused("party_closed", name_ko=found.name.ko, name_en=found.name.en)
    return found
